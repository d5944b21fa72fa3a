// SPDX-License-Identifier: Apache-2.0
#include "core/http/http_date.h"

#include "core/http/date_words.h"
#include "core/http/fixdate.h"
#include "core/http/text.h"

#include <array>

namespace etagere::http {

namespace {

using Kind = DeviationKind;
using std::chrono::seconds;

/// What a date's text says, before it is made an Instant.
struct DateParts {
    int dayName = -1; ///< 0 is Sunday; -1: none written
    int day = -1;
    int month = -1; ///< 1 to 12
    int year = -1;
    bool twoDigitYear = false;
    int hour = -1;
    int minute = 0;
    int second = 0;
    seconds offset{0}; ///< east of GMT
    bool hasZone = false;
    [[nodiscard]] bool complete() const noexcept {
        return day >= 0 && month >= 0 && year >= 0 && hour >= 0;
    }
};

/// The outline of a text that was read, one letter a token: A and L a short and a long day name,
/// d and e two digits and one, m a month, y four digits, t a time, z GMT, o another zone, x
/// anything spelled otherwise; what stands between them as it is.
class Outline {
public:
    void add(char c) noexcept {
        if (m_size < m_letters.size())
            m_letters[m_size++] = c;
    }
    [[nodiscard]] std::string_view text() const noexcept { return {m_letters.data(), m_size}; }

private:
    std::array<char, 32> m_letters{};
    std::size_t m_size = 0;
};

/// Reads any order of a date's tokens that leaves no doubt.
class DateReader {
public:
    explicit DateReader(std::string_view text) noexcept
        : m_text(text) {}

    void read() noexcept {
        for (skipSeparators(); m_at < m_text.size() && readToken(); skipSeparators()) {
            m_end = m_at;
            m_outlineEnd = m_outline.text().size();
        }
    }
    [[nodiscard]] const DateParts &parts() const noexcept { return m_parts; }
    [[nodiscard]] std::string_view outline() const noexcept {
        return m_outline.text().substr(0, m_outlineEnd);
    }
    /// Where the last token that belongs to the date ends.
    [[nodiscard]] std::size_t end() const noexcept { return m_end; }
    [[nodiscard]] bool zoneIsGmt() const noexcept { return m_zoneIsGmt; }
    /// Every name is spelled as the grammar has it, capitals and all.
    [[nodiscard]] bool usualCase() const noexcept { return m_usualCase; }

private:
    [[nodiscard]] char charAt(std::size_t i) const noexcept {
        return i < m_text.size() ? m_text[i] : '\0';
    }

    void skipSeparators() noexcept {
        const auto separates = [this](char c) {
            return isBlank(c) || c == ',' || (c == '-' && m_parts.hour < 0);
        };
        for (; m_at < m_text.size() && separates(m_text[m_at]); ++m_at)
            m_outline.add(m_text[m_at]);
    }

    bool readToken() noexcept {
        const char c = m_text[m_at];
        if (isAlpha(c))
            return readWord();
        if (isDigit(c))
            return readDigits();
        return (c == '+' || c == '-') && m_parts.hour >= 0 && readOffset();
    }

    bool readWord() noexcept {
        std::size_t end = m_at;
        while (end < m_text.size() && isAlpha(m_text[end]))
            ++end;
        const std::string_view word = m_text.substr(m_at, end - m_at);
        if (!takeDayName(word) && !takeMonth(word) && !takeZone(word))
            return false;
        m_at = end;
        return true;
    }

    bool takeDayName(std::string_view word) noexcept {
        const int day = dayNameFrom(word);
        if (day < 0 || m_parts.dayName >= 0 || m_parts.day >= 0 || m_parts.month >= 0)
            return false;
        m_parts.dayName = day;
        const std::string_view full = dayNames[static_cast<std::size_t>(day)];
        addWord(word, word.size() == 3 ? full.substr(0, 3) : full, word.size() == 3 ? 'A' : 'L');
        return true;
    }

    bool takeMonth(std::string_view word) noexcept {
        const int month = monthFrom(word);
        if (month < 0 || m_parts.month >= 0)
            return false;
        m_parts.month = month;
        const auto usual = monthNames[static_cast<std::size_t>(month) - 1].substr(0, 3);
        addWord(word, usual, 'm');
        return true;
    }

    bool takeZone(std::string_view word) noexcept {
        if (m_parts.hour < 0 || m_parts.hasZone || dayNameFrom(word) >= 0)
            return false;
        m_parts.hasZone = true;
        m_parts.offset = zoneOffset(word);
        m_zoneIsGmt = word == "GMT";
        if (equalsIgnoringCase(word, "GMT"))
            addWord(word, "GMT", 'z');
        else
            m_outline.add('o');
        return true;
    }

    /// `letter` where the word is the usual one, case aside.
    void addWord(std::string_view word, std::string_view usual, char letter) noexcept {
        m_outline.add(equalsIgnoringCase(word, usual) ? letter : 'x');
        m_usualCase = m_usualCase && word == usual;
    }

    /// Up to four digits; more are no number of a date.
    int digitsAt(std::size_t begin, std::size_t &end) const noexcept {
        int value = 0;
        for (end = begin; end < m_text.size() && isDigit(m_text[end]); ++end) {
            if (end - begin >= 4)
                return -1;
            value = value * 10 + (m_text[end] - '0');
        }
        return end == begin ? -1 : value;
    }

    bool readDigits() noexcept {
        std::size_t end = 0;
        const int value = digitsAt(m_at, end);
        if (value < 0)
            return false;
        if (charAt(end) == ':')
            return readTime();
        const std::size_t length = end - m_at;
        if (m_parts.day < 0 && length <= 2) {
            m_parts.day = value;
            m_outline.add(length == 2 ? 'd' : 'e');
        } else if (m_parts.day >= 0 && m_parts.month >= 0 && m_parts.year < 0 &&
                   (length == 4 || length == 2)) {
            m_parts.year = value;
            m_parts.twoDigitYear = length == 2;
            m_outline.add(length == 4 ? 'y' : 'd');
        } else {
            return false;
        }
        m_at = end;
        return true;
    }

    bool readTime() noexcept {
        if (m_parts.hour >= 0)
            return false;
        std::size_t end = m_at;
        std::array<int, 3> values{-1, -1, 0};
        std::size_t count = 0;
        bool usual = true;
        for (std::size_t at = m_at; count < 3; at = end + 1) {
            values[count] = digitsAt(at, end);
            if (values[count] < 0 || end - at > 2)
                return false;
            usual = usual && end - at == 2;
            ++count;
            if (charAt(end) != ':')
                break;
        }
        if (count < 2 || charAt(end) == ':' || (count == 2 && isAlpha(charAt(end))))
            return false;
        m_parts.hour = values[0];
        m_parts.minute = values[1];
        m_parts.second = values[2];
        m_outline.add(usual && count == 3 ? 't' : 'x');
        m_at = end;
        return true;
    }

    /// "+0200" or "+02:00", alone or right behind GMT.
    bool readOffset() noexcept {
        const bool behindName = m_parts.hasZone && m_at > 0 && isAlpha(m_text[m_at - 1]);
        if (m_parts.hasZone && !behindName)
            return false;
        std::size_t end = 0;
        int value = digitsAt(m_at + 1, end);
        std::size_t length = end - m_at - 1;
        if (length == 2 && charAt(end) == ':') {
            const std::size_t begin = end + 1;
            const int minutes = digitsAt(begin, end);
            length = minutes < 0 ? 0 : 2 + end - begin;
            value = value * 100 + minutes;
        }
        if (value < 0 || length != 4 || value % 100 >= 60 || value / 100 > 23)
            return false;
        const seconds east((value / 100 * 60 + value % 100) * 60);
        m_parts.offset = m_text[m_at] == '-' ? -east : east;
        m_parts.hasZone = true;
        m_zoneIsGmt = false;
        m_outline.add('o');
        m_at = end;
        return true;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_end = 0;
    DateParts m_parts;
    Outline m_outline;
    std::size_t m_outlineEnd = 0;
    bool m_zoneIsGmt = false;
    bool m_usualCase = true;
};

int fullYear(const DateParts &parts, std::optional<std::chrono::year> now) noexcept {
    if (!parts.twoDigitYear)
        return parts.year;
    const int latest = now ? static_cast<int>(*now) + 50 : 2069;
    const int year = latest - latest % 100 + parts.year;
    return year > latest ? year - 100 : year;
}

/// None when the parts name no moment.
std::optional<Instant> instantOf(const DateParts &parts, int year) noexcept {
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(parts.month)),
                                           std::chrono::day(static_cast<unsigned>(parts.day))};
    if (!date.ok() || parts.hour > 23 || parts.minute > 59 || parts.second > 60)
        return std::nullopt;
    return Instant(std::chrono::sys_days(date) + std::chrono::hours(parts.hour) +
                   std::chrono::minutes(parts.minute) + seconds(parts.second) - parts.offset);
}

bool dayNameIsWrong(const DateParts &parts, Instant time) noexcept {
    const auto day = std::chrono::floor<std::chrono::days>(time + parts.offset);
    const auto weekday = static_cast<int>(std::chrono::weekday(day).c_encoding());
    // A leap second belongs to the day before.
    const auto other = static_cast<int>(std::chrono::weekday(std::chrono::floor<std::chrono::days>(
                                                                 time + parts.offset - seconds(1)))
                                            .c_encoding());
    return parts.dayName >= 0 && parts.dayName != (parts.second == 60 ? other : weekday);
}

constexpr bool isObsoleteOutline(std::string_view outline) noexcept {
    return outline == "L, d-m-d t z" || outline == "A m d t y" || outline == "A m  e t y";
}

/// What the outline of a date that was read says about its form.
void noteForm(const DateReader &reader, Span where, Deviations &deviations) {
    const std::string_view outline = reader.outline();
    const bool imfElsewhere = outline == "A, d m y t" || outline == "A, d m y t o" ||
                              outline == "A, d m y tz" || outline == "A, d m y to" ||
                              outline == "A, d m y t zo";
    const bool obsolete = isObsoleteOutline(outline);
    if (reader.usualCase() && obsolete)
        note(deviations, Kind::ObsoleteDateForm, where);
    else if (!reader.usualCase() || (!imfElsewhere && outline != "A, d m y t z"))
        note(deviations, Kind::UnusualDateForm, where);
    const bool needsNoZone = outline == "A m d t y" || outline == "A m  e t y";
    if (!reader.zoneIsGmt() && !needsNoZone)
        note(deviations, Kind::NotGmt, where);
}

} // namespace

ParsedDate parseHttpDate(std::string_view value, std::optional<std::chrono::year> now) {
    ParsedDate parsed;
    const std::string_view text = trimmed(value);
    const std::size_t begin = offsetIn(value, text);
    if (text.empty()) {
        note(parsed.deviations, Kind::EmptyValue, {0, value.size()});
        return parsed;
    }
    if (const auto fixdate = readFixdate(text)) {
        parsed.time = fixdate->time;
        parsed.grammatical = true;
        if (!fixdate->dayNameIsRight)
            note(parsed.deviations, Kind::WrongDayName, {begin, begin + 3});
        return parsed;
    }
    DateReader reader(text);
    reader.read();
    const DateParts &parts = reader.parts();
    if (parts.complete())
        parsed.time = instantOf(parts, fullYear(parts, now));
    if (!parsed.time) {
        note(parsed.deviations, Kind::BadDate, {begin, begin + text.size()});
        return parsed;
    }
    const std::string_view outline = reader.outline();
    parsed.grammatical =
        reader.end() == text.size() && (isObsoleteOutline(outline) || outline == "A, d m y t z");
    const std::size_t end = begin + reader.end();
    noteForm(reader, {begin, end}, parsed.deviations);
    if (dayNameIsWrong(parts, *parsed.time))
        note(parsed.deviations, Kind::WrongDayName, {begin, begin + 3});
    if (reader.end() < text.size())
        note(parsed.deviations, Kind::TrailingText, {end, begin + text.size()});
    return parsed;
}

std::string formatHttpDate(Instant time) {
    const auto days = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(days);
    const int year = static_cast<int>(date.year());
    if (year < 0 || year > 9999)
        return {};
    const std::chrono::hh_mm_ss clock(std::chrono::floor<seconds>(time - days));
    std::string text;
    text.reserve(29);
    const auto digits = [&text](long value, int count) {
        for (long unit = count == 4 ? 1000 : 10; unit > 0; unit /= 10)
            text += static_cast<char>('0' + value / unit % 10);
    };
    text += dayNames[std::chrono::weekday(days).c_encoding()].substr(0, 3);
    text += ", ";
    digits(static_cast<long>(static_cast<unsigned>(date.day())), 2);
    text += ' ';
    text += monthNames[static_cast<unsigned>(date.month()) - 1].substr(0, 3);
    text += ' ';
    digits(year, 4);
    text += ' ';
    digits(clock.hours().count(), 2);
    text += ':';
    digits(clock.minutes().count(), 2);
    text += ':';
    digits(clock.seconds().count(), 2);
    text += " GMT";
    return text;
}

} // namespace etagere::http
