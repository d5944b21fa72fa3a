// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/http/deviation.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

// RFC 9110 §5.6.7
//   HTTP-date    = IMF-fixdate / obs-date
//   IMF-fixdate  = day-name "," SP 2DIGIT SP month SP 4DIGIT SP time-of-day SP GMT
//   obs-date     = rfc850-date / asctime-date
//   rfc850-date  = day-name-l "," SP 2DIGIT "-" month "-" 2DIGIT SP time-of-day SP GMT
//   asctime-date = day-name SP month SP ( 2DIGIT / ( SP 1DIGIT ) ) SP time-of-day SP 4DIGIT
namespace etagere::http {

/// What a date field says; no time when no browser would read one.
struct ParsedDate {
    std::optional<Instant> time;
    /// It has one of the three forms, letter case and a wrong day name aside: what a recipient that
    /// keeps to RFC 9110 §5.6.7 reads.
    bool grammatical = false;
    Deviations deviations;
};

/// Total. Reads the three forms, and these with deviations: other zones (by their offset; unknown
/// names as GMT), no day name, a wrong one, a one-digit day, any case, text after it. A leap second
/// reads as the next second. Years are 0 to 9999. Two digits mean, with `now`, the year that is at
/// most 50 years ahead (RFC 9110 §5.6.7); without it 1970 to 2069. ISO 8601 is no HTTP date.
[[nodiscard]] ParsedDate parseHttpDate(std::string_view value,
                                       std::optional<std::chrono::year> now = std::nullopt);

/// IMF-fixdate; parts of a second are cut off. Empty for years outside 0 to 9999.
[[nodiscard]] std::string formatHttpDate(Instant time);

} // namespace etagere::http
