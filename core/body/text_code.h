// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::body {

using ByteSpan = std::span<const std::uint8_t>;
using ByteVector = std::vector<std::uint8_t>;

enum class Letters : std::uint8_t { Lower, Upper };
/// RFC 4648 §4 and §5.
enum class Base64 : std::uint8_t { Standard, Url };
enum class Padding : std::uint8_t { None, Equals };

/// What the decoders read at most, in characters; longer text has no reading.
inline constexpr std::size_t maxCodedText = std::size_t{1} << 20;

[[nodiscard]] std::string encodeHex(ByteSpan bytes, Letters letters = Letters::Lower);
[[nodiscard]] std::string encodeBase64(ByteSpan bytes, Base64 alphabet = Base64::Standard,
                                       Padding padding = Padding::Equals);
/// RFC 4648 §6, upper case.
[[nodiscard]] std::string encodeBase32(ByteSpan bytes, Padding padding = Padding::None);

/// Either case. Nothing for an odd length or another character.
[[nodiscard]] std::optional<ByteVector> decodeHex(std::string_view text);
/// Both alphabets, also mixed; with, without and with too little padding. Bits left over at the
/// end are ignored. Nothing for another character or a single character left over.
[[nodiscard]] std::optional<ByteVector> decodeBase64(std::string_view text);
/// Either case, padding as above.
[[nodiscard]] std::optional<ByteVector> decodeBase32(std::string_view text);

/// A number in base 2 to 36 with at least `minDigits` digits.
[[nodiscard]] std::string encodeNumber(std::uint64_t number, unsigned base,
                                       std::size_t minDigits = 1);
/// Either case, no sign, no prefix. Nothing when it is empty, does not fit into 64 bits or has
/// another character.
[[nodiscard]] std::optional<std::uint64_t> decodeNumber(std::string_view text,
                                                        unsigned base) noexcept;

} // namespace etagere::body
