// SPDX-License-Identifier: Apache-2.0
#include "core/session/tag_audit.h"

#include "core/analysis/same_tag.h"
#include "core/cache/stored_response.h"

#include <memory>
#include <random>
#include <string>

namespace etagere::session {

namespace {

std::string bytesOf(const cache::StoredResponse &stored) {
    std::string bytes;
    if (stored.content.size() == 0)
        return bytes;
    for (const cache::Slice &slice :
         stored.content.slices({Bytes{0}, Bytes{stored.content.size() - 1}}))
        bytes.append(slice.view());
    return bytes;
}

bool contradicts(const cache::StoredResponse &before, const cache::StoredResponse &now) {
    const auto strength = analysis::sharedValidator(before.fields.fields(), now.fields.fields());
    const std::string first = bytesOf(before);
    const std::string second = bytesOf(now);
    if (!strength || first == second)
        return false;
    return analysis::compareUnder(*strength, analysis::seenContentOf(before.fields.fields(), first),
                                  analysis::seenContentOf(now.fields.fields(), second)) ==
           analysis::SameTag::Stale;
}

} // namespace

cache::TagAudit tagAudit(double share, std::uint64_t seed) {
    cache::TagAudit audit;
    audit.share = share;
    audit.contradicts = contradicts;
    const auto random = std::make_shared<std::mt19937_64>(seed);
    audit.chance = [random] { return std::uniform_real_distribution<>(0, 1)(*random); };
    return audit;
}

} // namespace etagere::session
