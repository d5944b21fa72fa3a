// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

namespace etagere::explain {

inline constexpr std::size_t noLimit = std::numeric_limits<std::size_t>::max();
/// How much of a recorded value a sentence quotes.
inline constexpr std::size_t quoteLimit = 120;

/// Hostile text, safe to show on a terminal or in a page's text: control characters as \n, \t or
/// \x1b, bidi and invisible controls as \u{202e}, bytes that are no UTF-8 as \xff. Longer than
/// `limit` characters, it ends in an ellipsis. Valid UTF-8 in one line, always.
[[nodiscard]] std::string printable(std::string_view text, std::size_t limit = noLimit);

/// The text with every byte that is no UTF-8 replaced by U+FFFD; nothing else is touched.
[[nodiscard]] std::string validUtf8(std::string_view text);

/// Valid UTF-8 of at most `limit` characters; of what is longer, the beginning and an ellipsis.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t limit = quoteLimit);

/// The columns of a terminal that a printable text takes.
[[nodiscard]] std::size_t columns(std::string_view text);

} // namespace etagere::explain
