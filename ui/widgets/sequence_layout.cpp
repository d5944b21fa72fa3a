// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/sequence_layout.h"

#include "ui/models/text.h"

#include <algorithm>

namespace etagere::ui {

namespace {

constexpr int leastColumn = 24; ///< in characters
constexpr int mostColumn = 64;
constexpr std::size_t noteLimit = 1000; ///< bytes of an author's text
constexpr std::size_t mostColumns = 64;
constexpr qsizetype mostLines = 6; ///< below a label
constexpr std::size_t lineLimit = 300;

} // namespace

QString noteText(const report::SequenceRow &row) {
    return shown(row.detail.empty() ? row.label : row.label + " · " + row.detail, noteLimit);
}

QStringList detailLines(const report::SequenceRow &row) {
    QStringList lines;
    for (std::size_t from = 0; from < row.detail.size();) {
        const std::size_t end = std::min(row.detail.find('\n', from), row.detail.size());
        if (lines.size() == mostLines) {
            lines.back() += QStringLiteral(" …");
            break;
        }
        lines.append(shown(std::string_view(row.detail).substr(from, end - from), lineLimit));
        from = end + 1;
    }
    return lines;
}

SequenceLayout::SequenceLayout(const report::Sequence &sequence, std::size_t rows,
                               const QFont &font, int width)
    : m_lifelines(std::clamp<std::size_t>(sequence.lifelines.size(), 1, mostColumns)) {
    const QFontMetrics metrics(font);
    const int character = metrics.averageCharWidth();
    const int count = static_cast<int>(m_lifelines);
    m_margin = metrics.height();
    m_column =
        std::clamp((width - 2 * m_margin) / count, character * leastColumn, character * mostColumn);
    m_width = std::max(width, m_column * count + 2 * m_margin);
    m_noteWidth = std::max(width - 4 * m_margin, character * leastColumn);
    m_head = metrics.height() * 3;
    int bottom = metrics.height() / 2;
    m_bottoms.reserve(std::min(rows, sequence.rows.size()));
    for (std::size_t i = 0; i < std::min(rows, sequence.rows.size()); ++i) {
        bottom += heightOf(sequence.rows[i], metrics);
        m_bottoms.push_back(bottom);
    }
}

int SequenceLayout::heightOf(const report::SequenceRow &row, const QFontMetrics &metrics) const {
    using Kind = report::SequenceRow::Kind;
    const int line = metrics.height();
    switch (row.kind) {
    case Kind::Time:
        return line * 2;
    case Kind::Note: {
        const QRect text =
            metrics.boundingRect(0, 0, m_noteWidth, 1 << 20, Qt::TextWordWrap, noteText(row));
        return text.height() + line / 2;
    }
    case Kind::Message:
        return line * 2 + line * static_cast<int>(detailLines(row).size());
    case Kind::Decision:
        return line * 9 / 4 + line * static_cast<int>(detailLines(row).size());
    }
    return line * 2;
}

int SequenceLayout::lifelineX(std::size_t lifeline) const noexcept {
    const int used = m_column * static_cast<int>(m_lifelines);
    const int left = (m_width - used) / 2;
    const int place = static_cast<int>(std::min(lifeline, m_lifelines - 1));
    return left + m_column * place + m_column / 2;
}

QRect SequenceLayout::rowRect(std::size_t row) const noexcept {
    if (row >= m_bottoms.size())
        return {};
    const int top = row == 0 ? 0 : m_bottoms[row - 1];
    return {0, top, m_width, m_bottoms[row] - top};
}

std::size_t SequenceLayout::rowAt(int y) const noexcept {
    if (m_bottoms.empty())
        return 0;
    const auto found = std::upper_bound(m_bottoms.begin(), m_bottoms.end(), y);
    return std::min(static_cast<std::size_t>(found - m_bottoms.begin()), m_bottoms.size() - 1);
}

QRect SequenceLayout::noteRect(std::size_t row, int left) const noexcept {
    const QRect all = rowRect(row);
    return {left + 2 * m_margin, all.top(), m_noteWidth, all.height()};
}

} // namespace etagere::ui
