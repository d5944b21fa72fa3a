// SPDX-License-Identifier: Apache-2.0
#include "core/http/text.h"

#include <algorithm>
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

bool ListReader::next(std::string_view &member) noexcept {
    while (m_at < m_value.size()) {
        const std::size_t begin = m_at;
        bool inQuotes = false;
        for (; m_at < m_value.size(); ++m_at) {
            const char c = m_value[m_at];
            if (c > ',' && c != '\\') // most are letters
                continue;
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
