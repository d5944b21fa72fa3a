// SPDX-License-Identifier: Apache-2.0
#include "core/lab/resource.h"

#include <algorithm>

namespace etagere::lab {

namespace {

constexpr std::int64_t sampleModifiedNs = 1'709'296'496'789'123'456;

std::string script(unsigned release) {
    std::string text = "// release " + std::to_string(release) + "\n";
    for (unsigned line = 0; line < 16; ++line)
        text += "shelf.push(\"etagere " + std::to_string(release * 100 + line) + "\");\n";
    return text;
}

} // namespace

const Version &Resource::versionAt(Instant now) const {
    const auto later = std::find_if(versions.begin() + 1, versions.end(),
                                    [now](const Version &version) { return version.from > now; });
    return *(later - 1);
}

Resource sampleScript() {
    Resource resource;
    resource.versions.push_back({Instant{}, script(1), sampleModifiedNs});
    return resource;
}

void deploy(Resource &resource, Instant when, bool keepBytes) {
    const Version &last = resource.versions.back();
    const auto release = static_cast<unsigned>(resource.versions.size() + 1);
    const std::int64_t whenNs = when.time_since_epoch().count() * 1000;
    Version next;
    next.from = when;
    next.body = keepBytes ? last.body : script(release);
    next.modifiedNs = whenNs - 1'000'000'000 + 123'456'789;
    resource.versions.push_back(std::move(next));
}

} // namespace etagere::lab
