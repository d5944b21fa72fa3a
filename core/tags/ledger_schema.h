// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/store/migrate.h"
#include "core/tags/observation.h"

#include <cstdint>
#include <optional>

namespace etagere::tags {

/// The ledger's tables and the steps that led to them.
[[nodiscard]] store::Schema ledgerSchema() noexcept;

/// Times lie in the tables as microseconds since 1970.
[[nodiscard]] inline std::int64_t countOf(Instant time) noexcept {
    return time.time_since_epoch().count();
}
[[nodiscard]] inline std::optional<std::int64_t>
countOf(const std::optional<Instant> &time) noexcept {
    return time ? std::optional(countOf(*time)) : std::nullopt;
}
[[nodiscard]] inline std::optional<Instant> timeOf(std::optional<std::int64_t> count) noexcept {
    return count ? std::optional(Instant(Instant::duration(*count))) : std::nullopt;
}

/// What is small of an observation, as one number: the status times 4, 2 where the request bore the
/// value, 1 for Last-Modified.
[[nodiscard]] inline std::int64_t kindOf(const Observation &seen) noexcept {
    return (std::int64_t{seen.status} << 2U) | (seen.sentBack ? 2 : 0) |
           (seen.validator == Validator::LastModified ? 1 : 0);
}
[[nodiscard]] inline Validator validatorIn(std::int64_t kind) noexcept {
    return (static_cast<std::uint64_t>(kind) & 1U) != 0 ? Validator::LastModified : Validator::ETag;
}
[[nodiscard]] inline bool sentBackIn(std::int64_t kind) noexcept {
    return (static_cast<std::uint64_t>(kind) & 2U) != 0;
}
[[nodiscard]] inline std::uint16_t statusIn(std::int64_t kind) noexcept {
    return static_cast<std::uint16_t>((static_cast<std::uint64_t>(kind) >> 2U) & 0xffffU);
}

} // namespace etagere::tags
