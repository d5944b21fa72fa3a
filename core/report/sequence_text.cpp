// SPDX-License-Identifier: Apache-2.0
#include "core/explain/printable.h"
#include "core/report/explain_why.h"
#include "core/report/sequence.h"
#include "core/report/text_layout.h"

#include <algorithm>
#include <string>

namespace etagere::report {

namespace {

using Row = SequenceRow;

/// Of a name: wide enough for what people call their actors.
constexpr std::size_t widestName = 36;

std::string padded(std::string text, std::size_t width) {
    const std::size_t columns = explain::columns(text);
    if (columns < width)
        text.append(width - columns, ' ');
    return text;
}

std::string nameAt(const Sequence &sequence, std::size_t place, std::size_t columns) {
    return place < sequence.lifelines.size()
               ? fitted(sequence.lifelines[place].name, columns, Cut::AtEnd)
               : std::string();
}

std::string labelOf(const Row &row) {
    if (row.kind != Row::Kind::Decision)
        return row.label;
    return std::string(glyphOf(row.outcome)) + " " + row.label;
}

/// The detail's lines one below the other, beneath the label.
std::string indented(std::string_view detail, std::size_t indent) {
    std::string out;
    while (!detail.empty()) {
        const std::size_t end = std::min(detail.find('\n'), detail.size());
        out += std::string(indent, ' ') + std::string(detail.substr(0, end)) + "\n";
        detail.remove_prefix(std::min(end + 1, detail.size()));
    }
    return out;
}

} // namespace

std::string whoOf(const Sequence &sequence, const Row &row, std::size_t nameColumns) {
    std::string from = nameAt(sequence, row.from, nameColumns);
    if (row.kind != Row::Kind::Message)
        return from;
    const std::string to = nameAt(sequence, row.to, nameColumns);
    if (!row.isResponse)
        return from + " \u2192 " + to;
    // An answer that did not come, or not whole, has an arrow of its own.
    return to + (row.isFailure ? " \u21a4 " : " \u2190 ") + from;
}

std::string sequenceText(const Sequence &sequence) {
    std::size_t when = 0;
    std::size_t who = 0;
    for (const Row &row : sequence.rows) {
        if (row.kind == Row::Kind::Time)
            when = std::max(when, explain::columns(row.label));
        else if (!row.isAuthors)
            who = std::max(who, explain::columns(whoOf(sequence, row, widestName)));
    }
    std::string out;
    std::string time;
    for (const Row &row : sequence.rows) {
        if (row.kind == Row::Kind::Time) {
            out += out.empty() ? "" : "\n";
            time = row.label;
            continue;
        }
        out += padded(time, when) + "  ";
        time.clear();
        if (row.isAuthors) {
            out += row.label + "\n";
            continue;
        }
        out += padded(whoOf(sequence, row, widestName), who) + "  " + labelOf(row) + "\n" +
               indented(row.detail, when + who + 6);
    }
    return out;
}

} // namespace etagere::report
