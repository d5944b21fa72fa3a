// SPDX-License-Identifier: Apache-2.0
#include "core/report/sequence_layout.h"

#include "core/explain/printable.h"
#include "core/explain/utf8.h"
#include "core/report/explain_why.h"

#include <algorithm>

namespace etagere::report {

namespace {

using Row = SequenceRow;
namespace size = sequence_size;

constexpr std::size_t headColumns = 24;
constexpr std::size_t boxColumns = 40;
constexpr std::size_t messageColumns = 54;
constexpr double smallestGap = 150;
constexpr double smallestWidth = 480;
constexpr double beside = 14;    ///< between a box and its neighbours' lines
constexpr double arrowEnds = 34; ///< of an arrow that no text takes

/// As much of a word as fits, at least one character.
std::size_t fitting(std::string_view word, std::size_t columns) {
    std::size_t bytes = 0;
    std::size_t taken = 0;
    while (bytes < word.size()) {
        const explain::CodePoint one = explain::firstCodePoint(word.substr(bytes));
        taken += explain::columnsOf(one.value);
        if (taken > columns && bytes > 0)
            break;
        bytes += one.length;
    }
    return bytes;
}

/// Adds a word to the lines; one that is too long for any line is cut.
void addWord(std::vector<std::string> &lines, std::string_view word, std::size_t columns) {
    if (!lines.empty() && explain::columns(lines.back()) + 1 + explain::columns(word) <= columns) {
        lines.back().append(" ").append(word);
        return;
    }
    while (!word.empty()) {
        const std::size_t bytes =
            explain::columns(word) <= columns ? word.size() : fitting(word, columns);
        lines.emplace_back(word.substr(0, bytes));
        word.remove_prefix(bytes);
    }
}

double longest(const std::vector<std::string> &lines, double column) {
    std::size_t columns = 0;
    for (const std::string &line : lines)
        columns = std::max(columns, explain::columns(line));
    return static_cast<double>(columns) * column;
}

/// A citation stays in one piece: "RFC 9111 §3".
std::string unbroken(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view behind = text.substr(i + 1);
        const bool inCitation = behind.starts_with("\u00a7") || text.substr(0, i).ends_with("RFC");
        if (text[i] == ' ' && inCitation)
            out += "\u00a0";
        else
            out += text[i];
    }
    return out;
}

/// Each line of a detail wrapped by itself.
std::vector<std::string> detailLines(std::string_view detail, std::size_t columns) {
    std::vector<std::string> lines;
    while (!detail.empty()) {
        const std::size_t end = std::min(detail.find('\n'), detail.size());
        for (std::string &line : wrapped(unbroken(detail.substr(0, end)), columns))
            lines.push_back(std::move(line));
        detail.remove_prefix(std::min(end + 1, detail.size()));
    }
    return lines;
}

double heightOf(const SequenceBlock &block) {
    return static_cast<double>(block.label.size()) * size::labelLine +
           static_cast<double>(block.detail.size()) * size::detailLine;
}

SequenceBlock measured(const Row &row) {
    SequenceBlock block;
    block.row = &row;
    const bool isMessage = row.kind == Row::Kind::Message;
    const std::size_t columns = isMessage ? messageColumns : boxColumns;
    const std::string glyph(row.kind == Row::Kind::Decision ? glyphOf(row.outcome) : "");
    block.label = wrapped(glyph.empty() ? row.label : glyph + " " + row.label, columns);
    block.detail = detailLines(row.detail, columns);
    block.width =
        std::max(longest(block.label, size::labelColumn),
                 longest(block.detail, isMessage ? size::detailColumn : size::remarkColumn));
    if (!isMessage)
        block.width += 2 * size::padding;
    block.height = heightOf(block) + (isMessage ? size::padding : size::padding * 1.2);
    return block;
}

SequenceBlock headOf(const Lifeline &lifeline) {
    SequenceBlock head;
    head.label = wrapped(lifeline.name, headColumns);
    head.detail = detailLines(lifeline.detail, headColumns);
    head.width =
        std::max(longest(head.label, size::labelColumn), longest(head.detail, size::detailColumn)) +
        2 * size::padding;
    head.height = heightOf(head) + size::padding * 1.4;
    return head;
}

/// The widths between the lifelines, and left and right of them, that make room for everything.
struct Gaps {
    std::vector<double> between;
    double left = 0;
    double right = 0;

    void fitBox(std::size_t lifeline, double width);
    void fitMessage(const SequenceBlock &block);
};

void Gaps::fitBox(std::size_t lifeline, double width) {
    const double half = width / 2 + beside;
    double &before = lifeline == 0 ? left : between[lifeline - 1];
    double &behind = lifeline == between.size() ? right : between[lifeline];
    before = std::max(before, half);
    behind = std::max(behind, half);
}

void Gaps::fitMessage(const SequenceBlock &block) {
    const auto [first, last] = std::minmax(block.row->from, block.row->to);
    if (first == last) {
        fitBox(first, block.width);
        return;
    }
    double there = 0;
    for (std::size_t i = first; i < last; ++i)
        there += between[i];
    const double lacking = block.width + arrowEnds - there;
    for (std::size_t i = first; i < last && lacking > 0; ++i)
        between[i] += lacking / static_cast<double>(last - first);
}

Gaps gapsOf(const SequenceLayout &layout) {
    Gaps gaps;
    gaps.between.assign(layout.lifelines.size() - 1, smallestGap);
    for (std::size_t i = 0; i < layout.heads.size(); ++i)
        gaps.fitBox(i, layout.heads[i].width);
    for (std::size_t i = 0; i + 1 < layout.heads.size(); ++i) // heads stand beside each other
        gaps.between[i] = std::max(
            gaps.between[i], (layout.heads[i].width + layout.heads[i + 1].width) / 2 + beside);
    for (const SequenceBlock &block : layout.blocks) {
        const bool isBox = block.row->kind == Row::Kind::Decision ||
                           (block.row->kind == Row::Kind::Note && !block.row->isAuthors);
        if (isBox)
            gaps.fitBox(block.row->from, block.width);
    }
    // Neighbours first: what spans several gaps takes only what is still lacking then.
    const auto fit = [&](bool wide) {
        for (const SequenceBlock &block : layout.blocks) {
            const auto [first, last] = std::minmax(block.row->from, block.row->to);
            if (block.row->kind == Row::Kind::Message && (last - first > 1) == wide)
                gaps.fitMessage(block);
        }
    };
    fit(false);
    fit(true);
    return gaps;
}

/// The author's words go over the whole width, in a regular font.
void wrapNotes(SequenceLayout &layout) {
    const double room = layout.width - layout.gutter - size::margin - 3 * size::padding;
    const auto columns = static_cast<std::size_t>(std::max(room / size::plainColumn, 20.0));
    for (SequenceBlock &block : layout.blocks) {
        if (!block.row->isAuthors)
            continue;
        block.label = wrapped(block.row->label, columns);
        block.height = heightOf(block) + size::padding * 1.2;
    }
}

void place(SequenceLayout &layout) {
    const Gaps gaps = gapsOf(layout);
    double x = layout.gutter + gaps.left;
    for (std::size_t i = 0; i < layout.lifelines.size(); ++i) {
        layout.lifelines[i] = x;
        x += i < gaps.between.size() ? gaps.between[i] : gaps.right;
    }
    layout.width = std::max(x + size::margin, smallestWidth);
}

} // namespace

std::vector<std::string> wrapped(std::string_view text, std::size_t columns) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0)
            addWord(lines, text.substr(0, end), columns);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

SequenceLayout layOut(const Sequence &sequence) {
    SequenceLayout layout;
    layout.gutter = size::margin;
    for (const Row &row : sequence.rows) {
        layout.blocks.push_back(measured(row));
        if (row.kind == Row::Kind::Time)
            layout.gutter = std::max(layout.gutter, size::margin + layout.blocks.back().width);
    }
    for (const Lifeline &lifeline : sequence.lifelines) {
        layout.heads.push_back(headOf(lifeline));
        layout.headHeight = std::max(layout.headHeight, layout.heads.back().height);
    }
    layout.lifelines.resize(sequence.lifelines.size());
    layout.width = smallestWidth;
    if (!layout.lifelines.empty())
        place(layout);
    wrapNotes(layout);
    layout.height = size::margin + layout.headHeight + size::rowGap;
    for (const SequenceBlock &block : layout.blocks)
        layout.height += block.height + size::rowGap;
    layout.height += size::margin;
    return layout;
}

} // namespace etagere::report
