// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace etagere::readers {

/// The inside of a long JSON string, in bytes of the text it lies in.
struct LongString {
    std::size_t begin = 0;
    std::size_t length = 0;
    friend bool operator==(const LongString &, const LongString &) = default;
};

/// Strings of at least this many bytes, escapes and all, are worth noting: in practice bodies.
inline constexpr std::size_t longFrom = 4096;

/// Where a value ends: one past its last byte, or the text's size when the text ends first.
struct ValueEnd {
    std::size_t end = 0;
    bool closed = false;
    friend bool operator==(const ValueEnd &, const ValueEnd &) = default;
};

/// Finds the end of the object or array whose bracket is at `begin`, minding strings only: which
/// kind of bracket closes which is not looked at, so hostile depth is just a number. Notes the long
/// strings inside in `longStrings` unless that is null.
[[nodiscard]] ValueEnd skipContainer(std::string_view text, std::size_t begin,
                                     std::vector<LongString> *longStrings = nullptr);

/// Finds the end of the string whose opening quote is at `begin`.
[[nodiscard]] ValueEnd skipString(std::string_view text, std::size_t begin) noexcept;

/// Finds the end of a number, true, false or null at `begin`: everything up to white space, a
/// comma, a colon, a quote or a bracket. Closed even where the text ends.
[[nodiscard]] ValueEnd skipScalar(std::string_view text, std::size_t begin) noexcept;

/// One of the three above, by the byte at `begin`.
[[nodiscard]] ValueEnd skipValue(std::string_view text, std::size_t begin);

/// First byte from `at` on that is no JSON white space; the text's size when there is none.
[[nodiscard]] std::size_t skipSpace(std::string_view text, std::size_t at) noexcept;

} // namespace etagere::readers
