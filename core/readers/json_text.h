// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace etagere::readers {

/// Appends what the inside of a JSON string stands for, as UTF-8. Total: an unknown escape stands
/// for the character after the backslash, a lone surrogate for U+FFFD, raw bytes for themselves.
/// False, with `out` cut there, as soon as `out` would be longer than `limit`.
[[nodiscard]] bool appendUnescaped(std::string_view inside, std::size_t limit, std::string &out);

/// Undoes JSON escapes and base64 (RFC 4648, both alphabets; white space is skipped, padding may
/// be missing). False at the first byte that can be no base64, whose place in `inside` is then in
/// `badAt`, or when `out` would be longer than `limit`, and then `badAt` is npos.
[[nodiscard]] bool appendBase64(std::string_view inside, std::size_t limit, std::string &out,
                                std::size_t &badAt);

/// Whether the inside of a JSON string looks like base64; of a long one only both ends are read.
[[nodiscard]] bool looksLikeBase64(std::string_view inside) noexcept;

/// How many bytes the valid UTF-8 character at `at` has; 0 when there is none (RFC 3629).
[[nodiscard]] std::size_t utf8Length(std::string_view text, std::size_t at) noexcept;

/// Whether all of it is UTF-8.
[[nodiscard]] bool isUtf8(std::string_view text) noexcept;

/// Appends a code point as UTF-8; U+FFFD for surrogates and what is beyond Unicode.
void appendUtf8(std::uint32_t codePoint, std::string &out);

/// Appends the base64 of `bytes`, padded.
void appendAsBase64(std::string_view bytes, std::string &out);

inline constexpr std::string_view replacementCharacter = "\xEF\xBF\xBD";

} // namespace etagere::readers
