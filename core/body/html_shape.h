// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace etagere::body {

/// How costly a document is to a tree builder, read off its tags alone. The builder's work grows
/// with tags times depth, and within one tag with the square of its attributes, so that both have
/// to be known before it starts.
struct HtmlShape {
    /// At least as many as elements are ever open at once, the p, li and table parts that close
    /// each other aside. Never less than the true depth of the others; more where tags are not
    /// closed.
    std::size_t depth = 0;
    std::size_t attributes = 0; ///< of the tag with the most, at least
};

/// Total and linear. Stops counting beyond `enough` of either.
[[nodiscard]] HtmlShape shapeOf(std::string_view html, std::size_t enough);

} // namespace etagere::body
