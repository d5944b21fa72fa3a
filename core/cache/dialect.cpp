// SPDX-License-Identifier: Apache-2.0
#include "core/cache/dialect.h"

#include "core/cache/dialect_date.h"
#include "core/http/age.h"
#include "core/http/http_date.h"
#include "core/http/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace etagere::cache {

namespace {

using http::CacheControl;
using http::DeltaSeconds;
using http::Directive;
using http::FieldName;

using Seconds = std::optional<DeltaSeconds> CacheControl::*;

struct NumberRow {
    Directive directive = Directive::Count;
    Seconds member = nullptr;
};
constexpr std::array<NumberRow, 6> numbers{{
    {Directive::MaxAge, &CacheControl::maxAge},
    {Directive::SMaxAge, &CacheControl::sMaxAge},
    {Directive::StaleWhileRevalidate, &CacheControl::staleWhileRevalidate},
    {Directive::StaleIfError, &CacheControl::staleIfError},
    {Directive::MinFresh, &CacheControl::minFresh},
    {Directive::MaxStale, &CacheControl::maxStale},
}};

constexpr Seconds numberOf(Directive directive) noexcept {
    for (const NumberRow &row : numbers) {
        if (row.directive == directive)
            return row.member;
    }
    return nullptr;
}

void set(CacheControl &control, Directive directive) noexcept {
    control.flags |= 1U << static_cast<unsigned>(directive);
}

/// 1*DIGIT and nothing else; what does not fit is the cap.
std::optional<DeltaSeconds> bareNumber(std::string_view text) noexcept {
    if (text.empty() || !std::all_of(text.begin(), text.end(), http::isDigit))
        return std::nullopt;
    std::uint64_t count = 0;
    for (const char c : text)
        count = std::min<std::uint64_t>(count * 10 + static_cast<unsigned>(c - '0'),
                                        std::uint64_t{DeltaSeconds::cap});
    return DeltaSeconds(count);
}

/// Each member as a whole is a directive, or "name=" and digits; others are as if not there.
void readWholeMembers(std::string_view value, CacheControl &control) {
    http::ListReader members(value);
    for (std::string_view member; members.next(member);) {
        const std::size_t equals = member.find('=');
        const Directive directive = http::directiveFrom(member.substr(0, equals));
        if (directive == Directive::Count)
            continue;
        const Seconds number = numberOf(directive);
        if (equals == std::string_view::npos) {
            if (number == nullptr)
                set(control, directive);
            continue;
        }
        if (directive == Directive::NoCache && control.noCacheFields.empty()) {
            std::string_view names = member.substr(equals + 1);
            if (names.size() > 2 && names.front() == '"' && names.back() == '"')
                control.noCacheFields = names.substr(1, names.size() - 2);
        }
        if (number == nullptr || control.has(directive))
            continue;
        const auto count = bareNumber(http::trimmed(member.substr(equals + 1)));
        if (!count)
            continue;
        set(control, directive);
        control.*number = count;
    }
}

/// Which of two directives of a kind counts.
enum class Counts : std::uint8_t { First, Last };

/// Word by word, as a tokenizer does: it stops where it does not understand.
class WordReader {
public:
    WordReader(CacheControl &control, Counts counts) noexcept
        : m_control(control)
        , m_counts(counts) {}

    /// False when the rest of the field is not read any more.
    bool read(std::string_view value) {
        m_text = value;
        m_at = 0;
        for (;;) {
            skipBlanks();
            if (m_at == m_text.size())
                return true;
            const std::string_view word = takeWord();
            if (word.empty())
                return false;
            readDirective(word);
            skipBlanks();
            if (m_at == m_text.size())
                return true;
            if (m_text[m_at] != ',')
                return false;
            ++m_at;
        }
    }

private:
    static bool isWordChar(char c) noexcept {
        return http::isAlpha(c) || http::isDigit(c) || c == '-' || c == '_';
    }
    void skipBlanks() noexcept {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t'))
            ++m_at;
    }
    std::string_view takeWord() noexcept {
        if (m_at == m_text.size() || http::isDigit(m_text[m_at]))
            return {};
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && isWordChar(m_text[m_at]))
            ++m_at;
        return m_text.substr(begin, m_at - begin);
    }
    /// To the next comma outside quotes.
    void ignoreRest() noexcept {
        for (; m_at < m_text.size() && m_text[m_at] != ','; ++m_at) {
            if (m_text[m_at] != '"')
                continue;
            const std::size_t end = m_text.find('"', m_at + 1);
            m_at = end == std::string_view::npos ? m_text.size() - 1 : end;
        }
    }
    void readDirective(std::string_view word) {
        const Directive directive = http::directiveFrom(word);
        switch (directive) {
        case Directive::NoStore:
        case Directive::Public:
        case Directive::Private:
        case Directive::Immutable:
            set(m_control, directive);
            return;
        case Directive::MaxAge:
        case Directive::MaxStale:
        case Directive::MinFresh:
        case Directive::StaleWhileRevalidate:
            readSeconds(directive);
            return;
        case Directive::NoCache:
            set(m_control, directive);
            break;
        default:
            break;
        }
        ignoreRest();
    }
    void readSeconds(Directive directive) {
        skipBlanks();
        const bool assigned = m_at < m_text.size() && m_text[m_at] == '=';
        std::optional<DeltaSeconds> count;
        if (assigned) {
            ++m_at;
            skipBlanks();
            count = takeNumber();
        }
        if (!count)
            ignoreRest();
        if (m_counts == Counts::First && m_control.has(directive))
            return;
        const bool any = directive == Directive::MaxStale && !count;
        const std::uint32_t bit = 1U << static_cast<unsigned>(directive);
        m_control.flags = count || any ? m_control.flags | bit : m_control.flags & ~bit;
        m_control.*numberOf(directive) = count;
    }
    /// Digits that fit in 32 bits.
    std::optional<DeltaSeconds> takeNumber() noexcept {
        const std::size_t begin = m_at;
        std::uint64_t count = 0;
        while (m_at < m_text.size() && http::isDigit(m_text[m_at])) {
            count = std::min<std::uint64_t>(count * 10 + static_cast<unsigned>(m_text[m_at] - '0'),
                                            std::uint64_t{1} << 33U);
            ++m_at;
        }
        if (m_at == begin || count >> 32U != 0)
            return std::nullopt;
        return DeltaSeconds(count);
    }

    CacheControl &m_control;
    Counts m_counts;
    std::string_view m_text;
    std::size_t m_at = 0;
};

/// must-revalidate is looked for by itself, as a whole member.
void addMustRevalidate(http::Fields fields, CacheControl &control) {
    for (const http::Field &field : fields) {
        if (field.known != FieldName::CacheControl)
            continue;
        http::ListReader members(field.value);
        for (std::string_view member; members.next(member);) {
            if (http::equalsIgnoringCase(member, http::spelling(Directive::MustRevalidate)))
                set(control, Directive::MustRevalidate);
        }
    }
}

/// C's atoi() on 32 bits, wrapped to unsigned.
std::optional<DeltaSeconds> leadingNumber(std::string_view value) noexcept {
    std::string_view text = http::trimmed(value);
    const bool negative = !text.empty() && text.front() == '-';
    if (negative || (!text.empty() && text.front() == '+'))
        text.remove_prefix(1);
    std::uint64_t count = 0;
    for (const char c : text) {
        if (!http::isDigit(c))
            break;
        count = (count * 10 + static_cast<unsigned>(c - '0')) & 0xffff'ffffU;
    }
    return DeltaSeconds(negative && count > 0 ? (std::uint64_t{1} << 32U) - count : count);
}

} // namespace

CacheControl readCacheControl(http::Fields fields, const Model &model) {
    const bool byWord = model.has(Difference::LeadingDigitsCount);
    if (!byWord && !model.has(Difference::WholeMembersOnly))
        return http::cacheControlOf(fields);
    CacheControl control;
    WordReader words(control,
                     model.has(Difference::LastDirectiveCounts) ? Counts::Last : Counts::First);
    bool goesOn = true;
    for (const http::Field &field : fields) {
        if (field.known != FieldName::CacheControl)
            continue;
        if (!byWord)
            readWholeMembers(field.value, control);
        else if (goesOn)
            goesOn = words.read(field.value);
    }
    if (byWord)
        addMustRevalidate(fields, control);
    return control;
}

std::optional<DeltaSeconds> readAge(std::string_view value, const Model &model) {
    if (model.has(Difference::LeadingDigitsCount))
        return leadingNumber(value);
    if (!model.has(Difference::WholeMembersOnly))
        return http::parseAge(value).value;
    http::ListReader members(value);
    std::string_view first;
    return members.next(first) ? bareNumber(first) : std::nullopt;
}

std::optional<Instant> readDate(std::string_view value, std::chrono::year year,
                                const Model &model) {
    const http::ParsedDate date = http::parseHttpDate(value, year);
    if (date.grammatical)
        return date.time;
    if (!model.has(Difference::LenientDates))
        return std::nullopt;
    return readBrowserDate(value, model.has(Difference::ExpiresJunkIgnored));
}

} // namespace etagere::cache
