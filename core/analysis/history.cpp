// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/history.h"

#include "core/http/content_length.h"
#include "core/http/etag.h"
#include "core/http/text.h"
#include "core/http/vary.h"

#include <algorithm>
#include <array>
#include <functional>
#include <unordered_map>

namespace etagere::analysis {

namespace {

constexpr std::uint16_t notModified = 304;

TagValue valueFrom(const tags::Observation &seen) {
    TagValue value;
    value.field = seen.value;
    value.opaque = seen.value;
    if (seen.validator == tags::Validator::LastModified)
        return value;
    const http::ParsedETag parsed = http::parseETag(seen.value);
    value.quoted = parsed.quoted;
    if (parsed.tag) {
        value.opaque = parsed.tag->opaque;
        value.weak = parsed.tag->strength == http::Strength::Weak;
    }
    return value;
}

// URLs have few values; where a hostile one has many, the newest are looked at first and the
// search is bounded: a value that is missed so stands twice, which changes no verdict for worse.
std::uint32_t indexOf(TagHistory &history, const tags::Observation &seen) {
    constexpr std::size_t searched = 4096;
    const std::size_t count = history.values.size();
    for (std::size_t back = 1; back <= std::min(count, searched); ++back) {
        if (history.values[count - back].field == seen.value)
            return static_cast<std::uint32_t>(count - back);
    }
    history.values.push_back(valueFrom(seen));
    return static_cast<std::uint32_t>(count);
}

// Accept-Encoding shows in the coding; what tells visitors apart by its nature is no variant.
bool namesVariant(std::string_view name) noexcept {
    constexpr std::array<std::string_view, 6> left{
        "accept-encoding", "cookie", "authorization", "referer", "if-none-match", "*"};
    return std::none_of(left.begin(), left.end(), [name](std::string_view other) {
        return http::equalsIgnoringCase(name, other);
    });
}

std::uint64_t variantOf(const traffic::Exchange &exchange) {
    std::uint64_t variant = 0;
    for (const http::Field &line : exchange.responseFields) {
        if (line.known != http::FieldName::Vary)
            continue;
        for (const std::string_view name : http::parseVary(line.value).names) {
            if (!namesVariant(name))
                continue;
            const http::Field *const field = http::find(exchange.requestFields, name);
            const std::string_view value = field == nullptr ? std::string_view() : field->value;
            variant = variant * 31 + std::hash<std::string_view>{}(value) + 1;
        }
    }
    return variant;
}

Sighting sightingFrom(const traffic::Exchange &exchange, const tags::Observation &seen) {
    Sighting sighting;
    sighting.exchange = seen.exchange;
    sighting.visit = seen.visit;
    sighting.visitor = seen.visitor;
    sighting.fresh = exchange.status != notModified &&
                     exchange.servedFrom != traffic::ServedFrom::ValidatedAs200;
    sighting.sentBack = seen.sentBack;
    sighting.coding = http::valueOf(exchange.responseFields, http::FieldName::ContentEncoding);
    sighting.lastModified = http::valueOf(exchange.responseFields, http::FieldName::LastModified);
    sighting.contentLength = sighting.fresh ? statedLength(exchange) : -1;
    sighting.variant = variantOf(exchange);
    return sighting;
}

} // namespace

std::int64_t statedLength(const traffic::Exchange &exchange) {
    if (exchange.contentBytes > 0)
        return exchange.contentBytes;
    if (http::find(exchange.responseFields, http::FieldName::ContentEncoding) != nullptr)
        return -1;
    const auto length = http::parseContentLength(
        http::valueOf(exchange.responseFields, http::FieldName::ContentLength));
    return length.length ? static_cast<std::int64_t>(length.length->count) : -1;
}

std::vector<TagHistory> historiesOf(const traffic::Traffic &traffic,
                                    std::span<const tags::Observation> observations) {
    std::vector<TagHistory> histories;
    std::unordered_map<std::uint64_t, std::size_t> byKey;
    for (const tags::Observation &seen : observations) {
        if (http::trimmed(seen.value).empty())
            continue; // the field is there and says nothing
        const std::uint64_t key =
            (std::uint64_t{seen.url.index()} << 1U) |
            static_cast<std::uint64_t>(seen.validator == tags::Validator::LastModified);
        const auto [at, isNew] = byKey.try_emplace(key, histories.size());
        if (isNew)
            histories.push_back({seen.url, traffic.originOf(seen.url), seen.validator, {}, {}});
        TagHistory &history = histories[at->second];
        Sighting sighting = sightingFrom(traffic.exchange(seen.exchange), seen);
        sighting.value = indexOf(history, seen);
        history.sightings.push_back(sighting);
    }
    return histories;
}

} // namespace etagere::analysis
