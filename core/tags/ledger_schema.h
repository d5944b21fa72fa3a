// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/store/migrate.h"

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

} // namespace etagere::tags
