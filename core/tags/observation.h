// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace etagere::tags {

enum class Validator : std::uint8_t { ETag, LastModified };

/// A validator that a response bore. Borrows from the Traffic.
struct Observation {
    traffic::ExchangeId exchange{};
    traffic::UrlId url{};
    traffic::OriginId origin{};
    traffic::VisitId visit{};
    traffic::VisitorId visitor{};
    Validator validator = Validator::ETag;
    /// The request bore the same value: the tag in If-None-Match, compared weakly (RFC 9110
    /// §8.8.3.2), or the text of If-Modified-Since.
    bool sentBack = false;
    std::uint16_t status = 0;
    std::string_view value{}; ///< the field's value as sent
    std::optional<Instant> when{};
};

/// How the page ids of visits begin that bear conditions made up for a probe: what a server says to
/// them is no observation of what it tells visitors.
inline constexpr std::string_view madeUpVisit = "etagere-made-up-";

/// In the order of the exchanges, each line of an ETag or Last-Modified field its own, those of 304
/// responses too. Empty values are observations as well. Exchanges without a visit have
/// none, nor have those of made-up visits.
[[nodiscard]] std::vector<Observation> observe(const traffic::Traffic &traffic);

/// How many responses among the first `exchanges` have the field at all.
struct FieldCounts {
    std::uint64_t etag = 0;
    std::uint64_t lastModified = 0;
    friend bool operator==(const FieldCounts &, const FieldCounts &) = default;
};
[[nodiscard]] FieldCounts countFields(const traffic::Traffic &traffic,
                                      std::size_t exchanges = SIZE_MAX);

} // namespace etagere::tags
