// SPDX-License-Identifier: Apache-2.0
#include "core/readers/entry_text.h"

#include "core/readers/json_text.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace etagere::readers {

namespace {

/// Copies JSON text byte by byte, mending it.
class Mender {
public:
    Mender(std::string_view text, std::string &out)
        : m_text(text)
        , m_out(out) {}

    EntryText::Mended mended;

    /// Copies what stands at `at`; returns how many bytes of the text that took.
    std::size_t take(std::size_t at) {
        const char c = m_text[at];
        const bool escaped = m_escaped;
        m_escaped = m_inString && !escaped && c == '\\';
        if (static_cast<unsigned char>(c) < 0x20)
            return takeControl(c);
        if (static_cast<unsigned char>(c) >= 0x80)
            return takeCharacter(at);
        if (c == '"' && !escaped)
            m_inString = !m_inString;
        if (c == ',' && !m_inString && closesNext(at + 1)) {
            mended.trailingCommas = true;
            return 1;
        }
        m_out += c;
        return 1;
    }

private:
    std::size_t takeControl(char c) {
        const bool isSpace = c == '\n' || c == '\r' || c == '\t';
        if (m_inString) {
            mended.controlCharacters = true;
            std::array<char, 8> escape{};
            std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
            m_out += escape.data();
        } else {
            mended.controlCharacters = mended.controlCharacters || !isSpace;
            m_out += isSpace ? c : ' ';
        }
        return 1;
    }
    std::size_t takeCharacter(std::size_t at) {
        const std::size_t length = utf8Length(m_text, at);
        if (length == 0) {
            mended.invalidUtf8 = true;
            m_out += replacementCharacter;
            return 1;
        }
        m_out.append(m_text, at, length);
        return length;
    }
    [[nodiscard]] bool closesNext(std::size_t at) const noexcept {
        at = skipSpace(m_text, at);
        return at < m_text.size() && (m_text[at] == '}' || m_text[at] == ']');
    }

    std::string_view m_text;
    std::string &m_out;
    bool m_inString = false;
    bool m_escaped = false;
};

} // namespace

bool EntryText::assign(std::string_view file, std::size_t begin, std::size_t end,
                       std::span<const LongString> longStrings) {
    m_file = file;
    m_anchors.clear();
    m_elided.clear();
    std::size_t elided = 0;
    for (const LongString &string : longStrings)
        elided += string.length;
    if (end - begin - elided > mostCopied)
        return false;
    if (longStrings.empty() && end + padding <= file.size()) {
        m_text = file.substr(begin, end - begin);
        m_anchors.push_back({0, begin});
        return true;
    }
    m_copy.clear();
    m_copy.reserve(end - begin - elided + padding);
    std::size_t at = begin;
    for (const LongString &string : longStrings) {
        copyPiece(at, string.begin);
        m_elided.push_back({m_copy.size() - 1, string});
        at = string.begin + string.length;
    }
    copyPiece(at, end);
    const std::size_t size = m_copy.size();
    m_copy.append(padding, ' ');
    m_text = std::string_view(m_copy).substr(0, size);
    return true;
}

void EntryText::copyPiece(std::size_t begin, std::size_t end) {
    m_anchors.push_back({m_copy.size(), begin});
    m_copy.append(m_file.substr(begin, end - begin));
}

EntryText::Mended EntryText::mend() {
    std::string mendedCopy;
    mendedCopy.reserve(m_text.size() + padding);
    Mender mender(m_text, mendedCopy);
    std::vector<Anchor> anchors;
    std::vector<Elided> moved;
    auto elided = m_elided.begin();
    for (std::size_t at = 0; at < m_text.size();) {
        if (anchors.size() > mostMended || mendedCopy.size() > mostCopied) {
            mender.mended.tooMuch = true;
            return mender.mended;
        }
        const std::size_t source = sourceOf(at);
        const std::size_t offset = mendedCopy.size();
        if (anchors.empty() || source - anchors.back().source != offset - anchors.back().offset)
            anchors.push_back({offset, source});
        if (elided != m_elided.end() && elided->quote == at)
            moved.push_back({offset, (elided++)->string});
        at += mender.take(at);
    }
    const std::size_t size = mendedCopy.size();
    mendedCopy.append(padding, ' ');
    m_copy = std::move(mendedCopy);
    m_text = std::string_view(m_copy).substr(0, size);
    m_anchors = std::move(anchors);
    m_elided = std::move(moved);
    return mender.mended;
}

std::size_t EntryText::sourceOf(std::size_t offset) const noexcept {
    const auto after = std::upper_bound(
        m_anchors.begin(), m_anchors.end(), offset,
        [](std::size_t wanted, const Anchor &anchor) { return wanted < anchor.offset; });
    const Anchor &anchor = *(after - 1);
    return anchor.source + (offset - anchor.offset);
}

LongString EntryText::sourceOfString(std::size_t quote, std::size_t length) const noexcept {
    for (const Elided &elided : m_elided) {
        if (elided.quote == quote)
            return elided.string;
    }
    const std::size_t begin = sourceOf(quote + 1);
    return {begin, sourceOf(quote + length - 1) - begin};
}

} // namespace etagere::readers
