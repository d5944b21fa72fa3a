// SPDX-License-Identifier: Apache-2.0
#include "core/cache/part.h"

#include "core/http/content_length.h"
#include "core/http/text.h"

#include <chrono>

namespace etagere::cache {

using http::FieldName;

std::string_view strongValidatorOf(http::Fields fields, const ResponseFacts &facts,
                                   const Model &model) noexcept {
    const bool farDate = model.has(Difference::PartsFarDate);
    const std::string_view tag = http::trimmed(http::valueOf(fields, FieldName::ETag));
    if (facts.strongETag || (facts.hasETag && !farDate))
        return facts.strongETag ? tag : std::string_view();
    const std::chrono::seconds gap(farDate ? 60 : 1);
    if (!facts.lastModified || !facts.date || *facts.date - *facts.lastModified < gap)
        return {};
    return facts.hasETag ? tag : http::trimmed(http::valueOf(fields, FieldName::LastModified));
}

std::optional<PartPlace> placeOf(http::Fields fields) {
    const http::ParsedContentRange parsed =
        http::parseContentRange(http::valueOf(fields, FieldName::ContentRange));
    constexpr std::uint64_t most = std::uint64_t{1} << 62U; // sums stay in 64 bits
    if (!parsed.range || parsed.range->last.count > most ||
        !http::equalsIgnoringCase(parsed.unit, "bytes"))
        return std::nullopt;
    PartPlace place{*parsed.range, {}};
    if (parsed.completeLength)
        place.length = parsed.completeLength->count;
    return place;
}

Part partOf(http::Fields fields, const ResponseFacts &facts, const Model &model) {
    const auto place = placeOf(fields);
    return {!strongValidatorOf(fields, facts, model).empty(), place && place->length};
}

bool isResumable(http::Fields fields, const ResponseFacts &facts, const Model &model) {
    if (facts.status != 200 || http::find(fields, FieldName::ContentLength) == nullptr ||
        strongValidatorOf(fields, facts, model).empty())
        return false;
    const std::string_view ranges = http::trimmed(http::valueOf(fields, FieldName::AcceptRanges));
    if (http::equalsIgnoringCase(ranges, "none"))
        return false;
    if (!model.has(Difference::StoresUnasked) || model.has(Difference::ResumesUnasked))
        return true;
    const bool encoded = http::find(fields, FieldName::ContentEncoding) != nullptr;
    return http::equalsIgnoringCase(ranges, "bytes") &&
           !(encoded && model.has(Difference::RangesBypass));
}

} // namespace etagere::cache
