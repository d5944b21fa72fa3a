// SPDX-License-Identifier: Apache-2.0
#include "core/http/text.h"

#include <algorithm>
#include <array>
#include <limits>

namespace etagere::http {

namespace {

constexpr std::array<bool, 256> makeTokenChars() {
    std::array<bool, 256> table{};
    for (unsigned c = 0; c < 128; ++c)
        table[c] = isAlpha(static_cast<char>(c)) || isDigit(static_cast<char>(c));
    for (const char c : std::string_view("!#$%&'*+-.^_`|~"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}

constexpr std::array<bool, 256> tokenChars = makeTokenChars();
constexpr std::size_t mostDeviations = 64;

std::uint32_t narrowed(std::size_t offset) noexcept {
    constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();
    return static_cast<std::uint32_t>(std::min(offset, most));
}

} // namespace

bool isTokenChar(char c) noexcept { return tokenChars[static_cast<unsigned char>(c)]; }

bool equalsIgnoringCase(std::string_view a, std::string_view b) noexcept {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lowered(x) == lowered(y); });
}

std::string_view trimmed(std::string_view text) noexcept {
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::size_t offsetIn(std::string_view whole, std::string_view part) noexcept {
    return static_cast<std::size_t>(part.data() - whole.data());
}

void note(Deviations &deviations, DeviationKind kind, Span where) {
    if (deviations.size() < mostDeviations)
        deviations.push_back({kind, narrowed(where.begin), narrowed(where.end)});
}

void note(Deviations &deviations, DeviationKind kind, std::string_view whole,
          std::string_view part) {
    const std::size_t begin = offsetIn(whole, part);
    note(deviations, kind, {begin, begin + part.size()});
}

bool contains(const Deviations &deviations, DeviationKind kind) noexcept {
    return std::any_of(deviations.begin(), deviations.end(),
                       [kind](const Deviation &d) { return d.kind == kind; });
}

bool ListReader::next(std::string_view &member) noexcept {
    while (m_at < m_value.size()) {
        const std::size_t begin = m_at;
        bool inQuotes = false;
        for (; m_at < m_value.size(); ++m_at) {
            const char c = m_value[m_at];
            if (c == '"')
                inQuotes = !inQuotes;
            else if (c == '\\' && inQuotes)
                ++m_at;
            else if (c == '\n' || (c == ',' && !inQuotes))
                break;
        }
        const std::size_t end = std::min(m_at, m_value.size());
        m_at = end + 1;
        member = trimmed(m_value.substr(begin, end - begin));
        if (!member.empty())
            return true;
    }
    return false;
}

} // namespace etagere::http
