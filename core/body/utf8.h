// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace etagere::body {

inline constexpr char32_t replacementCharacter = 0xFFFD;

/// Reads the character at `position` and moves behind it. Ill-formed bytes read as U+FFFD, one per
/// maximal part that could have begun a character (Unicode 15 §3.9).
[[nodiscard]] inline char32_t nextCharacter(std::string_view utf8, std::size_t &position) noexcept {
    const auto lead = static_cast<std::uint8_t>(utf8[position++]);
    if (lead < 0x80)
        return lead;
    const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead < 0xC2 || lead > 0xF4)
        return replacementCharacter;
    char32_t character = lead & (0x3Fu >> more);
    for (std::size_t i = 0; i < more; ++i) {
        const std::uint8_t byte =
            position < utf8.size() ? static_cast<std::uint8_t>(utf8[position]) : 0;
        const bool firstIsBad =
            i == 0 && ((lead == 0xE0 && byte < 0xA0) || (lead == 0xED && byte > 0x9F) ||
                       (lead == 0xF0 && byte < 0x90) || (lead == 0xF4 && byte > 0x8F));
        if (byte < 0x80 || byte > 0xBF || firstIsBad)
            return replacementCharacter;
        character = (character << 6) | (byte & 0x3Fu);
        ++position;
    }
    return character;
}

} // namespace etagere::body
