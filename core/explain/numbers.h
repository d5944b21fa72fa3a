// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"

#include <concepts>
#include <cstdint>
#include <string>

namespace etagere::explain {

/// "1,234,567"
[[nodiscard]] std::string countSigned(std::int64_t number);
[[nodiscard]] std::string countUnsigned(std::uint64_t number);
template <std::integral Number>
[[nodiscard]] std::string count(Number number) {
    if constexpr (std::is_signed_v<Number>)
        return countSigned(number);
    else
        return countUnsigned(number);
}

/// One decimal, and no "-0.0"; what is no finite number is "?".
[[nodiscard]] std::string decimal(double number);

/// "12.3 MB": powers of 1000, one decimal from kilobytes on.
[[nodiscard]] std::string size(Bytes bytes);

/// "19.9 bits"
[[nodiscard]] std::string bits(double bits);

/// "87%" from 87; whole numbers, and neither 0 nor 100 for what only comes near.
[[nodiscard]] std::string percent(double percent);

/// "250 ms", "12.5 s", "3 min 20 s", "5 h 10 min", "2 d 3 h", "365 d": two units at most.
[[nodiscard]] std::string duration(Duration duration);

/// RFC 3339 in UTC, for people and programs: "2024-03-01T12:34:56Z", the fraction only when there
/// is one. Years outside 0 to 9999, which the format lacks, are kept to its ends.
[[nodiscard]] std::string rfc3339(Instant instant);

} // namespace etagere::explain
