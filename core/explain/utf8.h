// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace etagere::explain {

/// The first character of a text (RFC 3629 §4). Not valid: `length` bytes, always one, are none.
struct CodePoint {
    char32_t value = 0;
    std::size_t length = 1;
    bool valid = false;
};

/// Total; `text` is not empty. Overlong forms, surrogates and what lies beyond U+10FFFF are
/// invalid.
[[nodiscard]] CodePoint firstCodePoint(std::string_view text) noexcept;

/// Characters that change how the text around them is shown without being seen themselves: C0 and
/// C1 controls (ANSI escapes begin with one), bidi controls, invisible separators, tag characters.
[[nodiscard]] bool isDeceptive(char32_t character) noexcept;

/// Columns a terminal gives it: 0 for combining marks, 2 for East Asian wide ones and emoji.
[[nodiscard]] std::size_t columnsOf(char32_t character) noexcept;

} // namespace etagere::explain
