// SPDX-License-Identifier: Apache-2.0
#include "tests/fidelity/fetch_layer.h"

#include <algorithm>
#include <array>

namespace etagere::fidelity {

namespace {

bool hasCondition(const Lines &fields) {
    static constexpr std::array<std::string_view, 5> names{
        "If-Modified-Since", "If-None-Match", "If-Unmodified-Since", "If-Match", "If-Range"};
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view name) { return valueOf(fields, name) != nullptr; });
}

void addMissing(Lines &fields, std::string_view name, std::string_view value) {
    if (valueOf(fields, name) == nullptr)
        fields.push_back({std::string(name), std::string(value)});
}

} // namespace

Fetched fetched(std::string_view model, std::string method, std::string_view mode, Lines fields) {
    Fetched out{std::move(method), cache::modeFrom(mode), std::move(fields)};
    if (out.mode == cache::Mode::Default && hasCondition(out.fields))
        out.mode = model == "chromium" ? cache::Mode::NoCache : cache::Mode::NoStore;
    if (out.mode == cache::Mode::NoCache)
        addMissing(out.fields, "Cache-Control", "max-age=0");
    if (out.mode == cache::Mode::NoStore || out.mode == cache::Mode::Reload) {
        addMissing(out.fields, "Pragma", "no-cache");
        addMissing(out.fields, "Cache-Control", "no-cache");
    }
    const bool part = valueOf(out.fields, "Range") != nullptr;
    out.fields.push_back({"Accept-Encoding", part ? "identity" : "gzip, deflate, br, zstd"});
    addMissing(out.fields, "Accept-Language", "en-US,en;q=0.9");
    out.fields.push_back({"User-Agent", "Fidelity"});
    return out;
}

std::string redirectedMethod(int status, const std::string &method) {
    const bool becomesGet = ((status == 301 || status == 302) && method == "POST") ||
                            (status == 303 && method != "GET" && method != "HEAD");
    return becomesGet ? "GET" : method;
}

} // namespace etagere::fidelity
