// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>

namespace etagere {

/// A point in time, UTC, to the microsecond: finer than any clock a HAR carries (Firefox and
/// Fiddler write up to seven fraction digits, the seventh is dropped), and wide enough for year 1.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

/// A length of time as an exporter states it.
using Duration = std::chrono::microseconds;

/// A number of bytes.
struct Bytes {
    std::uint64_t count = 0;
    friend constexpr auto operator<=>(Bytes, Bytes) noexcept = default;
};

} // namespace etagere
