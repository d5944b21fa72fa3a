// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/body/digest.h"
#include "core/recipe/recipe.h"
#include "core/tags/observation.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::analysis {

/// One distinct value that a validator field had at one URL. Borrows from the Traffic.
struct TagValue {
    std::string_view field;  ///< as sent
    std::string_view opaque; ///< without `W/` and quotes; the whole field for Last-Modified
    bool weak = false;
    bool quoted = true;
    /// Number shared by values that differ in strength or a coding suffix only (inspection).
    std::uint32_t canonical = 0;
    recipe::Recognition recognition; ///< (inspection)
};

/// One response that bore the value.
struct Sighting {
    traffic::ExchangeId exchange;
    traffic::VisitId visit;
    traffic::VisitorId visitor;
    std::uint32_t value = 0; ///< index into TagHistory::values
    bool fresh = false;      ///< a response with content of its own, not a 304
    bool sentBack = false;   ///< the request carried the value
    /// Of the request's values of the fields that Vary names, Cookie and the like left out: equal
    /// for equal requests, 0 when Vary names none.
    std::uint64_t variant = 0;
    std::string_view coding; ///< Content-Encoding; variants are compared among themselves
    std::string_view lastModified;
    std::int64_t contentLength = -1; ///< decoded, as far as stated
    /// Equal for equal content, 0 when unknown (inspection, only where values differ).
    std::uint32_t content = 0;
};

/// Everything one validator said at one URL, in the order of the exchanges.
struct TagHistory {
    traffic::UrlId url;
    traffic::OriginId origin;
    tags::Validator validator = tags::Validator::ETag;
    std::vector<TagValue> values;
    std::vector<Sighting> sightings;
};

/// Groups observations by URL and validator, in the order in which they were first seen.
[[nodiscard]] std::vector<TagHistory> historiesOf(const traffic::Traffic &traffic,
                                                  std::span<const tags::Observation> observations);

/// The body's decoded length as the exchange states it, without reading the body; -1 unknown.
[[nodiscard]] std::int64_t statedLength(const traffic::Exchange &exchange);

} // namespace etagere::analysis
