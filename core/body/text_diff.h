// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::body {

/// A line of a difference, cut to what a person wants to see of it.
struct DiffLine {
    enum class Kind : std::uint8_t { Removed, Added };
    Kind kind = Kind::Removed;
    std::string text; ///< what did not change of a long line is left out: "…"
    friend bool operator==(const DiffLine &, const DiffLine &) = default;
};

/// What to show of a difference.
struct DiffLimits {
    std::size_t lines = 40;
    std::size_t width = 160; ///< bytes of a line, give or take a word
};

struct TextDiff {
    std::vector<DiffLine> lines; ///< the first ones, in order; those that belong together follow
                                 ///< each other
    std::size_t removed = 0;     ///< lines in all
    std::size_t added = 0;
    /// Every word that came or went has a digit: a clock, a counter, a price.
    bool onlyNumbers = false;
    [[nodiscard]] bool empty() const noexcept { return removed == 0 && added == 0; }
};

/// How one text became the other: lines, and within a changed line its words. Both as visibleText
/// or evenText makes them; other texts are compared in the same way.
[[nodiscard]] TextDiff diffTexts(std::string_view before, std::string_view after,
                                 const DiffLimits &limits = {});

} // namespace etagere::body
