// SPDX-License-Identifier: Apache-2.0
#include "core/body/text_collector.h"

namespace etagere::body {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// White space of Unicode that separates words.
constexpr bool isSpace(char32_t c) noexcept {
    return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

/// Soft hyphen, zero-width space, byte order mark: nobody sees them. Nor control characters.
constexpr bool isInvisible(char32_t c) noexcept {
    return c < 0x20 || c == 0x7F || c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

} // namespace

void TextCollector::put(char32_t character, std::string_view bytes) {
    const std::string_view written = character == replacementCharacter ? replacement : bytes;
    if (m_made.text.size() + written.size() + 1 > m_limit) {
        m_made.cut = true;
        return;
    }
    if (!m_made.text.empty() && m_wantsLine)
        m_made.text.push_back('\n');
    else if (!m_made.text.empty() && m_wantsSpace)
        m_made.text.push_back(' ');
    m_wantsLine = m_wantsSpace = false;
    m_made.text.append(written);
}

void TextCollector::add(std::string_view utf8, bool keepsLines) {
    for (std::size_t at = 0; at < utf8.size() && !m_made.cut;) {
        const std::size_t begin = at;
        const char32_t character = nextCharacter(utf8, at);
        if (isSpace(character)) {
            m_wantsSpace = true;
            m_wantsLine = m_wantsLine || (keepsLines && (character == '\n' || character == '\r'));
        } else if (!isInvisible(character)) {
            put(character, utf8.substr(begin, at - begin));
        }
    }
}

PlainText evenText(std::string_view text, const TextLimits &limits) {
    TextCollector collector(static_cast<std::size_t>(limits.text.count));
    collector.add(text, true);
    return collector.take();
}

} // namespace etagere::body
