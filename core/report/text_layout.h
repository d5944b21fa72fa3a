// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace etagere::report {

/// How a piece of text looks where colours are allowed.
enum class Look : unsigned char {
    Plain,
    Strong,
    Faint,
    Calm,
    Notice,
    Warning,
    Alarm,
    BadgeCalm,
    BadgeNotice,
    BadgeWarning,
    BadgeAlarm
};

/// Where a text that is too wide loses something: a URL in its middle, so that both ends can be
/// read.
enum class Cut : unsigned char { AtEnd, InMiddle };
/// The text in that many columns of a terminal; 0 cuts nothing.
[[nodiscard]] std::string fitted(std::string_view text, std::size_t columns, Cut cut);

/// Lines for a terminal: made printable, wrapped at spaces, indented. A word longer than the line
/// (a URL) stays whole, so that it can be copied.
class TextLayout {
public:
    TextLayout(std::size_t width, bool colour) noexcept;

    /// One paragraph; lines after the first are indented to `hang` columns. `lead` stands before
    /// the first line at `indent` and may be coloured.
    struct Frame {
        std::size_t indent = 0;
        std::size_t hang = 0;
        std::string_view lead = {};
        Look leadLook = Look::Plain;
        Look look = Look::Plain;
    };
    void paragraph(const Frame &frame, std::string_view text);
    void plain(std::string_view text) { paragraph({}, text); }

    /// One piece of a table's line: `columns` wide, two blanks before the next one.
    struct Cell {
        std::string_view text;
        std::size_t columns = 0; ///< 0: as wide as the text
        Look look = Look::Plain;
        Cut cut = Cut::AtEnd;
    };
    /// One line; a text that is wider than its cell is cut. Blanks at its end are left out.
    void line(std::size_t indent, std::span<const Cell> cells);
    void heading(std::string_view text);
    void blank();

    /// What was written since the last call; for texts too long to hold.
    [[nodiscard]] std::string drain() { return std::exchange(m_out, {}); }
    [[nodiscard]] std::string take() && { return std::move(m_out); }

private:
    void styled(Look look, std::string_view text);
    std::string m_out;
    std::size_t m_width;
    bool m_colour;
};

} // namespace etagere::report
