// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"

#include <optional>
#include <string>
#include <string_view>

namespace etagere::scenario {

/// No time of a scenario is further from its start: a hundred years.
inline constexpr Duration longestTime = std::chrono::hours(24 * 36525);

/// "1 h 30 min", "-10 days", "500 ms", "1.5 s": numbers, each with its unit (ms, s, min, h, d, or
/// the word), a minus before them all. Nothing for any other text and beyond longestTime.
[[nodiscard]] std::optional<Duration> timeIn(std::string_view text);
/// "90", "0.5": seconds, as JSON writes numbers. To the microsecond.
[[nodiscard]] std::optional<Duration> secondsIn(std::string_view number);
/// The number of seconds as JSON writes it: "90", "-0.25".
[[nodiscard]] std::string timeJson(Duration time);

} // namespace etagere::scenario
