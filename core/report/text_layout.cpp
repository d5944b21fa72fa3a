// SPDX-License-Identifier: Apache-2.0
#include "core/report/text_layout.h"

#include "core/explain/printable.h"
#include "core/explain/utf8.h"

#include <algorithm>
#include <array>

namespace etagere::report {

namespace {

constexpr std::size_t narrowest = 40;
constexpr std::size_t widest = 120;

// SGR parameters (ECMA-48 §8.3.117) in the order of Look.
constexpr std::array<std::string_view, 11> sgr{"",   "1",     "2",     "32",    "36",   "33",
                                               "31", "30;42", "30;46", "30;43", "97;41"};

/// The longest beginning that takes no more than so many columns.
std::string_view beginning(std::string_view text, std::size_t columns) {
    std::size_t length = 0;
    while (length < text.size()) {
        const explain::CodePoint point = explain::firstCodePoint(text.substr(length));
        const std::size_t wide = point.valid ? explain::columnsOf(point.value) : 1;
        if (wide > columns)
            break;
        columns -= wide;
        length += point.length;
    }
    return text.substr(0, length);
}

/// The longest end that takes no more than so many columns.
std::string_view ending(std::string_view text, std::size_t columns) {
    std::size_t wide = explain::columns(text);
    while (wide > columns) {
        const explain::CodePoint point = explain::firstCodePoint(text);
        wide -= point.valid ? explain::columnsOf(point.value) : 1;
        text.remove_prefix(point.length);
    }
    return text;
}

} // namespace

std::string fitted(std::string_view text, std::size_t columns, Cut cut) {
    if (columns == 0 || explain::columns(text) <= columns)
        return std::string(text);
    const std::size_t head = cut == Cut::AtEnd ? columns - 1 : (columns - 1) * 3 / 5;
    std::string out(beginning(text, head));
    out += "\u2026";
    out += ending(text, columns - 1 - head);
    return out;
}

TextLayout::TextLayout(std::size_t width, bool colour) noexcept
    : m_width(std::clamp(width, narrowest, widest))
    , m_colour(colour) {}

void TextLayout::styled(Look look, std::string_view text) {
    const std::string_view parameters = sgr[static_cast<std::size_t>(look)];
    if (!m_colour || parameters.empty()) {
        m_out += text;
        return;
    }
    m_out += "\x1b[";
    m_out += parameters;
    m_out += 'm';
    m_out += text;
    m_out += "\x1b[0m";
}

void TextLayout::paragraph(const Frame &frame, std::string_view text) {
    const std::string safe = explain::printable(text);
    const std::string lead = explain::printable(frame.lead);
    m_out.append(frame.indent, ' ');
    styled(frame.leadLook, lead);
    std::size_t column = frame.indent + explain::columns(lead);
    if (column < frame.hang && !lead.empty()) {
        m_out.append(frame.hang - column, ' ');
        column = frame.hang;
    }
    std::string line;
    std::string_view rest = safe;
    while (!rest.empty()) {
        const std::size_t space = std::min(rest.find(' '), rest.size());
        const std::string_view word = rest.substr(0, space);
        rest.remove_prefix(std::min(space + 1, rest.size()));
        const std::size_t wide = explain::columns(word);
        if (!line.empty() && column + 1 + wide > m_width) {
            styled(frame.look, line);
            m_out += '\n';
            m_out.append(frame.hang, ' ');
            column = frame.hang;
            line.clear();
        }
        if (!line.empty()) {
            line += ' ';
            ++column;
        }
        line += word;
        column += wide;
    }
    styled(frame.look, line);
    m_out += '\n';
}

void TextLayout::line(std::size_t indent, std::span<const Cell> cells) {
    std::size_t blanks = indent;
    for (const Cell &cell : cells) {
        const std::string shown = fitted(explain::printable(cell.text), cell.columns, cell.cut);
        const std::size_t wide = explain::columns(shown);
        if (wide > 0) {
            m_out.append(blanks, ' ');
            blanks = 0;
            styled(cell.look, shown);
        }
        blanks += std::max(cell.columns, wide) - wide + 2;
    }
    m_out += '\n';
}

void TextLayout::heading(std::string_view text) {
    blank();
    paragraph({.look = Look::Strong}, text);
}

void TextLayout::blank() { m_out += '\n'; }

} // namespace etagere::report
