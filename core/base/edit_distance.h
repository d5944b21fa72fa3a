// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace etagere {

/// Nobody mistypes a longer word; what is longer is near to nothing.
inline constexpr std::size_t longestMistyped = 64;

/// Bytes to insert, drop or change to make one of the other (Levenshtein). For an `a` longer than
/// longestMistyped only a number that is larger than that.
[[nodiscard]] std::size_t editDistance(std::string_view a, std::string_view b);

/// Of the words, the one most like the mistyped; empty when none is near (an edit distance of more
/// than half of its length).
[[nodiscard]] std::string_view nearest(std::string_view mistyped,
                                       std::span<const std::string_view> words);

} // namespace etagere
