// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

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
    void heading(std::string_view text);
    void blank();

    [[nodiscard]] std::string take() && { return std::move(m_out); }

private:
    void styled(Look look, std::string_view text);
    std::string m_out;
    std::size_t m_width;
    bool m_colour;
};

} // namespace etagere::report
