// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/sequence.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::report {

/// Lengths of a drawn sequence diagram, in pixels of an unscaled drawing. Texts are measured on the
/// wide side, for nobody knows which font there is.
namespace sequence_size {
inline constexpr double labelFont = 13;
inline constexpr double detailFont = 11.5;
inline constexpr double labelColumn = labelFont * 0.68;   ///< of a bold sans font
inline constexpr double plainColumn = labelFont * 0.61;   ///< of a regular one
inline constexpr double detailColumn = detailFont * 0.61; ///< of a monospaced one
inline constexpr double remarkFont = 12;
inline constexpr double remarkColumn = remarkFont * 0.61;
inline constexpr double labelLine = 18;
inline constexpr double detailLine = 16;
inline constexpr double padding = 10; ///< within boxes
inline constexpr double rowGap = 12;  ///< between rows
inline constexpr double margin = 20;  ///< around everything
} // namespace sequence_size

/// The text in lines of at most so many columns, cut between words where it can be; what is not
/// valid or not printable must be gone by then. An empty text has no line.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t columns);

/// A row with its texts in lines.
struct SequenceBlock {
    const SequenceRow *row = nullptr;
    std::vector<std::string> label;
    std::vector<std::string> detail; ///< of a message monospaced, else in the remarks' font
    double width = 0;                ///< of the box, or of the longest line of a message
    double height = 0;               ///< without the gap to the next
};

/// Where everything stands.
struct SequenceLayout {
    std::vector<SequenceBlock> blocks;
    std::vector<SequenceBlock> heads; ///< of the lifelines; `row` is null
    std::vector<double> lifelines;    ///< the lines' x
    double gutter = 0;                ///< the width that times take on the left, margin included
    double headHeight = 0;
    double width = 0;
    double height = 0;
};
[[nodiscard]] SequenceLayout layOut(const Sequence &sequence);

} // namespace etagere::report
