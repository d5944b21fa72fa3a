// SPDX-License-Identifier: Apache-2.0
#include "core/http/etag.h"

#include "core/http/text.h"

#include <algorithm>

namespace etagere::http {

namespace {

using Kind = DeviationKind;
constexpr auto npos = std::string_view::npos;

/// Whether a member without quotes goes to the end of the line (ETag) or of the member (a list).
enum class Commas : bool { AreText, Cut };

/// Reads entity tags out of a value one after the other.
class TagReader {
public:
    TagReader(std::string_view value, Commas commas, Deviations &deviations)
        : m_value(value)
        , m_commas(commas)
        , m_deviations(deviations) {}

    /// Leaves out blanks, and the commas too when `alsoCommas`. False at the end.
    bool skipTo(bool alsoCommas) noexcept {
        while (m_at < m_value.size() &&
               (isBlank(m_value[m_at]) || (alsoCommas && m_value[m_at] == ',')))
            ++m_at;
        return m_at < m_value.size();
    }
    [[nodiscard]] std::size_t at() const noexcept { return m_at; }
    [[nodiscard]] bool lastWasQuoted() const noexcept { return m_quoted; }

    /// The tag that begins here, and on to what separates it from the next.
    ETagView read() {
        const bool weak = readWeakPrefix();
        m_quoted = m_value[m_at] == '"';
        const Span opaque = m_quoted ? readQuoted() : readUnquoted();
        noteCharacters(opaque);
        return {m_value.substr(opaque.begin, opaque.end - opaque.begin),
                weak ? Strength::Weak : Strength::Strong};
    }

private:
    [[nodiscard]] char charAt(std::size_t i) const noexcept {
        return i < m_value.size() ? m_value[i] : '\0';
    }
    [[nodiscard]] std::size_t skipSpaces(std::size_t from) const noexcept {
        const std::size_t found = m_value.find_first_not_of(" \t", from);
        return found == npos ? m_value.size() : found;
    }
    void note(Kind kind, std::size_t begin, std::size_t end) {
        http::note(m_deviations, kind, {begin, end});
    }

    bool readWeakPrefix() {
        const char first = m_value[m_at];
        if ((first != 'W' && first != 'w') || charAt(m_at + 1) != '/')
            return false;
        const std::size_t after = skipSpaces(m_at + 2);
        const bool quoteFollows = charAt(after) == '"';
        if (!quoteFollows && (first == 'w' || after != m_at + 2 || isSeparator(after)))
            return false;
        if (first == 'w')
            note(Kind::LowercaseWeakPrefix, m_at, m_at + 1);
        if (after != m_at + 2)
            note(Kind::SpaceInTag, m_at + 2, after);
        m_at = after;
        return true;
    }

    [[nodiscard]] bool isSeparator(std::size_t i) const noexcept {
        return i >= m_value.size() || m_value[i] == '\n' || m_value[i] == '\r' ||
               (m_value[i] == ',' && m_commas == Commas::Cut);
    }

    /// A tag that begins after blanks ends the member before it, also without a comma.
    [[nodiscard]] bool isNextTag(std::size_t i) const noexcept {
        const bool weak = (charAt(i) == 'W' || charAt(i) == 'w') && charAt(i + 1) == '/';
        return charAt(weak ? i + 2 : i) == '"';
    }

    /// Where the line or member that holds `from` ends, quotes aside.
    [[nodiscard]] std::size_t memberEnd(std::size_t from) const noexcept {
        return std::min(m_value.find_first_of(",\r\n", from), m_value.size());
    }

    Span readQuoted() {
        const std::size_t quote = m_at;
        if (const Span doubled = findDoubled(); doubled.begin != doubled.end) {
            note(Kind::DoubledQuotes, quote, quote + 2);
            m_at = std::min(doubled.end + 2, m_value.size());
            readTrailing();
            return doubled;
        }
        std::size_t end = m_value.find_first_of("\"\r\n", quote + 1);
        if (end == npos || m_value[end] != '"') {
            end = end == npos ? m_value.size() : end;
            while (end > quote + 1 && isBlank(m_value[end - 1]))
                --end;
            note(Kind::MissingEndQuote, quote, end);
            m_at = end;
            return {quote + 1, end};
        }
        end = findLastQuote(end);
        m_at = end + 1;
        readTrailing();
        return {quote + 1, end};
    }

    /// The inside of `""…""`; empty when it is no such thing.
    [[nodiscard]] Span findDoubled() const noexcept {
        if (charAt(m_at + 1) != '"' || isBlank(charAt(m_at + 2)))
            return {};
        const std::size_t end = m_value.find_first_of("\",\r\n", m_at + 2);
        if (end == npos || m_value[end] != '"' || charAt(end + 1) != '"')
            return {};
        return {m_at + 2, end};
    }

    /// A quote that ends the member, with nothing but text since `quote`, is the end quote, and
    /// `quote` stands inside the tag: "W/"abc"" would else be the tag W/ on every response.
    [[nodiscard]] std::size_t findLastQuote(std::size_t quote) const noexcept {
        // Asked first, or a long list without commas would be searched to its end for each tag.
        if (quote + 1 >= m_value.size() || isBlank(m_value[quote + 1]))
            return quote;
        std::size_t end = memberEnd(quote + 1);
        while (end > quote + 1 && isBlank(m_value[end - 1]))
            --end;
        return end > quote + 1 && m_value[end - 1] == '"' ? end - 1 : quote;
    }

    /// What stands between the end quote and the next separator is no part of the tag.
    void readTrailing() {
        const std::size_t begin = skipSpaces(m_at);
        if (begin > m_at && isNextTag(begin))
            return;
        std::size_t end = memberEnd(m_at);
        const std::size_t next = end;
        while (end > begin && isBlank(m_value[end - 1]))
            --end;
        if (begin < end)
            note(Kind::TrailingText, begin, end);
        m_at = next;
    }

    Span readUnquoted() {
        const std::size_t begin = m_at;
        const std::string_view cuts = m_commas == Commas::Cut ? ",\r\n" : "\r\n";
        std::size_t end = std::min(m_value.find_first_of(cuts, begin), m_value.size());
        m_at = end;
        while (end > begin && isBlank(m_value[end - 1]))
            --end;
        note(Kind::Unquoted, begin, end);
        if (end > begin + 1 && m_value[end - 1] == '"') {
            note(Kind::ForbiddenCharacter, end - 1, end);
            --end; // its first quote was lost
        }
        return {begin, end};
    }

    void noteCharacters(Span opaque) {
        bool space = false;
        bool forbidden = false;
        for (std::size_t i = opaque.begin; i < opaque.end; ++i) {
            const char c = m_value[i];
            if (!space && (c == ' ' || c == '\t')) {
                space = true;
                note(Kind::SpaceInTag, i, i + 1);
            } else if (!forbidden && c != '\t' && (c == '"' || isControl(c))) {
                forbidden = true;
                note(Kind::ForbiddenCharacter, i, i + 1);
            }
        }
    }

    std::string_view m_value;
    Commas m_commas;
    Deviations &m_deviations;
    std::size_t m_at = 0;
    bool m_quoted = false;
};

} // namespace

ParsedETag parseETag(std::string_view value) {
    ParsedETag parsed;
    TagReader reader(value, Commas::AreText, parsed.deviations);
    if (!reader.skipTo(false)) {
        note(parsed.deviations, Kind::EmptyValue, {0, value.size()});
        return parsed;
    }
    parsed.tag = reader.read();
    parsed.quoted = reader.lastWasQuoted();
    const std::size_t end = reader.at();
    if (reader.skipTo(true))
        note(parsed.deviations, Kind::SeveralTags, {end, value.size()});
    return parsed;
}

ETagList parseETagList(std::string_view value) {
    ETagList list;
    if (trimmed(value) == "*") {
        list.any = true;
        return list;
    }
    TagReader reader(value, Commas::Cut, list.deviations);
    while (reader.skipTo(true))
        list.tags.push_back(reader.read());
    if (list.tags.empty())
        note(list.deviations, Kind::EmptyValue, {0, value.size()});
    return list;
}

} // namespace etagere::http
