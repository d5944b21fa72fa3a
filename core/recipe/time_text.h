// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace etagere::recipe {

/// A time that some text says.
struct WrittenTime {
    std::int64_t second = 0; ///< since 1970
    unsigned fractionDigits = 0;
    friend bool operator==(const WrittenTime &, const WrittenTime &) = default;
};

/// `2024-03-01T12:34:56.789Z`, also without the punctuation, the fraction or the Z. The zone, if
/// another is written, is not looked at: nothing then. Nothing for any other text.
[[nodiscard]] std::optional<WrittenTime> parseIso8601(std::string_view text) noexcept;
/// `Fri Mar 27 2015 10:21:35 GMT+0200 (EET)`, what JavaScript's Date.toString() gives.
[[nodiscard]] std::optional<WrittenTime> parseJavaScriptDate(std::string_view text) noexcept;
/// `1709296496.7891235`: seconds, of which the digits behind the point are a fraction.
[[nodiscard]] std::optional<WrittenTime> parseFloatSeconds(std::string_view text) noexcept;

/// With milliseconds and Z, as toISOString() writes.
[[nodiscard]] std::string iso8601Of(std::int64_t nanoseconds);
/// In the zone GMT+0000 (Coordinated Universal Time).
[[nodiscard]] std::string javaScriptDateOf(std::int64_t nanoseconds);

} // namespace etagere::recipe
