// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/deviation.h"

#include <cstddef>
#include <string_view>

namespace etagere::http {

/// What fields are made of (RFC 9110 §5.6): ASCII only, no locale, bytes above 127 are text.
[[nodiscard]] constexpr char lowered(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
[[nodiscard]] constexpr bool isDigit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool isAlpha(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
/// Space and tab, and the line ends that exporters leave between joined lines.
[[nodiscard]] constexpr bool isBlank(char c) noexcept {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
/// 0x00 to 0x1F and 0x7F.
[[nodiscard]] constexpr bool isControl(char c) noexcept {
    return static_cast<unsigned char>(c) < 0x20 || c == '\x7f';
}
/// One character of a token (RFC 9110 §5.6.2).
[[nodiscard]] constexpr bool isTokenChar(char c) noexcept {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return isAlpha(c) || isDigit(c) || c == '-' || marks.find(c) != std::string_view::npos;
}

[[nodiscard]] constexpr bool equalsIgnoringCase(std::string_view a, std::string_view b) noexcept {
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] != b[i] && lowered(a[i]) != lowered(b[i]))
            return false;
    }
    return true;
}
/// Without the blanks at both ends; a view into `text`.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text) noexcept {
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}
/// Where `part`, a view into `whole`, begins in it.
[[nodiscard]] std::size_t offsetIn(std::string_view whole, std::string_view part) noexcept;

/// A half-open range of bytes of a field value.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};
/// Adds a deviation. At most 64 are kept per value, so that a hostile one costs no memory.
void note(Deviations &deviations, DeviationKind kind, Span where);
/// The same for a `part` that is a view into `whole`.
void note(Deviations &deviations, DeviationKind kind, std::string_view whole,
          std::string_view part);
/// True when one of them is of that kind.
[[nodiscard]] bool contains(const Deviations &deviations, DeviationKind kind) noexcept;

/// Cuts a list at its commas, those inside quoted strings aside (RFC 9110 §5.6.1); members come
/// trimmed, empty ones are skipped. Line ends cut like commas, because exporters join lines by
/// them.
class ListReader {
public:
    explicit ListReader(std::string_view value) noexcept
        : m_value(value) {}
    /// The next member into `member`; false at the end.
    [[nodiscard]] bool next(std::string_view &member) noexcept;

private:
    std::string_view m_value;
    std::size_t m_at = 0;
};

} // namespace etagere::http
