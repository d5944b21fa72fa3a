// SPDX-License-Identifier: Apache-2.0
#include "core/http/text.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace etagere::http {

namespace {

constexpr std::size_t mostDeviations = 64;

std::uint32_t narrowed(std::size_t offset) noexcept {
    constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();
    return static_cast<std::uint32_t>(std::min(offset, most));
}

} // namespace

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

namespace {

/// Where the next byte up to ',' is from there on, or the end: eight bytes in one step, because
/// most are letters.
std::size_t skipLetters(std::string_view text, std::size_t at) noexcept {
    constexpr std::uint64_t each = 0x0101010101010101U;
    for (; std::endian::native == std::endian::little && at + 8 <= text.size(); at += 8) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, text.data() + at, 8);
        // The high bit of each byte below '-'; only behind the first such byte it may be wrong.
        const std::uint64_t found = (bytes - each * 0x2DU) & ~bytes & each * 0x80U;
        if (found != 0)
            return at + static_cast<std::size_t>(std::countr_zero(found)) / 8;
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) > ',')
        ++at;
    return at;
}

} // namespace

bool ListReader::next(std::string_view &member) noexcept {
    while (m_at < m_value.size()) {
        const std::size_t begin = m_at;
        bool inQuotes = false;
        for (; m_at < m_value.size(); ++m_at) {
            if (!inQuotes)
                m_at = skipLetters(m_value, m_at);
            const char c = m_at < m_value.size() ? m_value[m_at] : '\n';
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
