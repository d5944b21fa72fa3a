// SPDX-License-Identifier: Apache-2.0
#include "core/explain/printable.h"
#include "core/report/explain_why.h"
#include "core/report/sequence.h"

#include <algorithm>
#include <string>

namespace etagere::report {

namespace {

using Row = SequenceRow;

constexpr std::size_t longestName = 22;

std::string padded(std::string text, std::size_t width) {
    const std::size_t columns = explain::columns(text);
    if (columns < width)
        text.append(width - columns, ' ');
    return text;
}

std::string nameAt(const Sequence &sequence, std::size_t place) {
    return place < sequence.lifelines.size()
               ? explain::shortened(sequence.lifelines[place].name, longestName)
               : std::string();
}

/// "Browser -> Shop"; answers point back, so that the same two stand in the same columns.
std::string whoOf(const Sequence &sequence, const Row &row) {
    if (row.kind != Row::Kind::Message)
        return nameAt(sequence, row.from);
    const std::string from = nameAt(sequence, row.from);
    const std::string to = nameAt(sequence, row.to);
    const std::string_view arrow = row.isResponse ? " \u2190 " : " \u2192 ";
    const std::string_view failed = " \u21a4 "; // an answer that did not come, or not whole
    if (row.isResponse)
        return to + std::string(row.isFailure ? failed : arrow) + from;
    return from + std::string(arrow) + to;
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

std::string sequenceText(const Sequence &sequence) {
    std::size_t when = 0;
    std::size_t who = 0;
    for (const Row &row : sequence.rows) {
        if (row.kind == Row::Kind::Time)
            when = std::max(when, explain::columns(row.label));
        else if (!row.isAuthors)
            who = std::max(who, explain::columns(whoOf(sequence, row)));
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
        out += padded(whoOf(sequence, row), who) + "  " + labelOf(row) + "\n" +
               indented(row.detail, when + who + 6);
    }
    return out;
}

} // namespace etagere::report
