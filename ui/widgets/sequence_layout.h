// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QRect>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtGui/QFont>
#include <QtGui/QFontMetrics>

#include "core/report/sequence.h"

#include <cstddef>
#include <vector>

namespace etagere::ui {

/// Where everything of a sequence diagram stands, for a font and a width. Coordinates are those of
/// the whole diagram below its head; rows come from top to bottom without holes.
class SequenceLayout {
public:
    SequenceLayout() = default;
    /// `rows` is how many are shown. `width` is what there is; the diagram may need more.
    SequenceLayout(const report::Sequence &sequence, std::size_t rows, const QFont &font,
                   int width);

    [[nodiscard]] int width() const noexcept { return m_width; }
    [[nodiscard]] int height() const noexcept { return m_bottoms.empty() ? 0 : m_bottoms.back(); }
    [[nodiscard]] int headHeight() const noexcept { return m_head; }
    [[nodiscard]] int columnWidth() const noexcept { return m_column; }
    [[nodiscard]] std::size_t rowCount() const noexcept { return m_bottoms.size(); }
    /// The middle of a lifeline; of one that there is not, of the last.
    [[nodiscard]] int lifelineX(std::size_t lifeline) const noexcept;
    [[nodiscard]] QRect rowRect(std::size_t row) const noexcept;
    /// The row at that height, or the last one above it; rowCount() when there is none.
    [[nodiscard]] std::size_t rowAt(int y) const noexcept;
    /// The room of a note's text: as wide as what there is, so that nobody scrolls to and fro to
    /// read it. `left` is how far the diagram is scrolled.
    [[nodiscard]] QRect noteRect(std::size_t row, int left = 0) const noexcept;

private:
    [[nodiscard]] int heightOf(const report::SequenceRow &row, const QFontMetrics &metrics) const;
    int m_width = 0;
    int m_noteWidth = 0;
    int m_head = 0;
    int m_column = 0;
    int m_margin = 0;
    std::size_t m_lifelines = 0;
    std::vector<int> m_bottoms; ///< by row
};

/// An author's text for the diagram: one paragraph, made harmless, cut.
[[nodiscard]] QString noteText(const report::SequenceRow &row);

/// The lines below a row's label, made harmless; a row that has more than are shown ends in an
/// ellipsis.
[[nodiscard]] QStringList detailLines(const report::SequenceRow &row);

} // namespace etagere::ui
