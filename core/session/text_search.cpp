// SPDX-License-Identifier: Apache-2.0
#include "core/session/text_search.h"

#include "core/http/text.h"

#include <algorithm>
#include <cstring>

namespace etagere::session {

namespace {

using http::lowered;

/// Bytes in the order in which URLs are full of them, the most frequent first; others are rare.
constexpr std::string_view frequent = "e/tasoicnrpm-.dlhgu0w1b23f546y_789v=:kx%j&?qz";

std::size_t rarityOf(char c) noexcept { return std::min(frequent.find(c), frequent.size()); }

bool equals(const char *text, std::string_view loweredText) noexcept {
    for (std::size_t i = 0; i < loweredText.size(); ++i) {
        if (lowered(text[i]) != loweredText[i])
            return false;
    }
    return true;
}

} // namespace

TextSearch::TextSearch(std::string_view text)
    : m_lowered(text) {
    std::transform(text.begin(), text.end(), m_lowered.begin(), lowered);
    for (std::size_t i = 1; i < m_lowered.size(); ++i) {
        if (rarityOf(m_lowered[i]) > rarityOf(m_lowered[m_rarest]))
            m_rarest = i;
    }
    if (m_lowered.empty())
        return;
    m_lower = m_lowered[m_rarest];
    m_upper = http::isAlpha(m_lower) ? static_cast<char>(m_lower - ('a' - 'A')) : m_lower;
}

bool TextSearch::scan(std::string_view text, char byte) const noexcept {
    // Where the byte may stand so that the whole fits around it.
    const char *at = text.data() + m_rarest;
    const char *const end = text.data() + text.size() - (m_lowered.size() - m_rarest) + 1;
    while (at < end) {
        const void *found = std::memchr(at, byte, static_cast<std::size_t>(end - at));
        if (found == nullptr)
            return false;
        at = static_cast<const char *>(found);
        if (equals(at - m_rarest, m_lowered))
            return true;
        ++at;
    }
    return false;
}

bool TextSearch::isIn(std::string_view text) const noexcept {
    if (m_lowered.empty())
        return true;
    if (text.size() < m_lowered.size())
        return false;
    return scan(text, m_lower) || (m_upper != m_lower && scan(text, m_upper));
}

bool hasLabels(std::string_view host, std::string_view labels) noexcept {
    for (std::size_t at = 0; at + labels.size() <= host.size();) {
        const std::size_t end = at + labels.size();
        if ((end == host.size() || host[end] == '.') && equals(host.data() + at, labels))
            return true;
        const std::size_t dot = host.find('.', at);
        if (dot == std::string_view::npos)
            return false;
        at = dot + 1;
    }
    return false;
}

} // namespace etagere::session
