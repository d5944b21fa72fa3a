// SPDX-License-Identifier: Apache-2.0
#include "core/readers/har_time.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace etagere::readers {

namespace {

using std::chrono::microseconds;

constexpr bool isDigit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Reads a text from the left.
class Reader {
public:
    explicit Reader(std::string_view text) noexcept
        : m_text(text) {}

    [[nodiscard]] bool done() const noexcept { return m_text.empty(); }
    [[nodiscard]] char next() const noexcept { return m_text.empty() ? '\0' : m_text.front(); }
    bool take(char c) noexcept {
        if (next() != c)
            return false;
        m_text.remove_prefix(1);
        return true;
    }
    void skip() noexcept { m_text.remove_prefix(1); }
    /// From one to `most` digits.
    std::optional<int> number(std::size_t most) noexcept {
        int value = 0;
        std::size_t count = 0;
        for (; count < most && isDigit(next()); ++count, skip())
            value = value * 10 + (next() - '0');
        return count == 0 ? std::nullopt : std::optional(value);
    }
    /// The fraction of a second that the digits behind the point mean.
    microseconds fraction() noexcept {
        std::int64_t value = 0;
        for (std::int64_t unit = 100'000; isDigit(next()); unit /= 10, skip())
            value += (next() - '0') * unit;
        return microseconds(value);
    }
    std::string_view word() noexcept {
        std::size_t length = 0;
        while (length < m_text.size() && ((m_text[length] | 0x20) >= 'a') &&
               ((m_text[length] | 0x20) <= 'z'))
            ++length;
        const std::string_view found = m_text.substr(0, length);
        m_text.remove_prefix(length);
        return found;
    }

private:
    std::string_view m_text;
};

struct Civil {
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    microseconds fraction{0};
    std::chrono::minutes offset{0};
};

std::optional<Instant> instantOf(const Civil &civil) {
    const std::chrono::year_month_day date(std::chrono::year(civil.year),
                                           std::chrono::month(static_cast<unsigned>(civil.month)),
                                           std::chrono::day(static_cast<unsigned>(civil.day)));
    const bool timeFits = civil.hour <= 24 && civil.minute < 60 && civil.second <= 60;
    if (!date.ok() || !timeFits)
        return std::nullopt;
    return std::chrono::sys_days(date) + std::chrono::hours(civil.hour) +
           std::chrono::minutes(civil.minute) + std::chrono::seconds(civil.second) +
           civil.fraction - civil.offset;
}

/// Z, +hh:mm, +hhmm or +hh; false for anything else.
bool readZone(Reader &reader, Civil &civil) {
    if (reader.take('Z') || reader.take('z'))
        return true;
    const bool west = reader.next() == '-';
    if (!reader.take('+') && !reader.take('-'))
        return false;
    const auto hours = reader.number(2);
    reader.take(':');
    const auto minutes = reader.number(2);
    if (!hours)
        return false;
    civil.offset = std::chrono::hours(*hours) + std::chrono::minutes(minutes.value_or(0));
    if (west)
        civil.offset = -civil.offset;
    return true;
}

/// hh:mm, perhaps :ss and a fraction.
bool readClock(Reader &reader, Civil &civil) {
    const auto hour = reader.number(2);
    const bool colon = reader.take(':');
    const auto minute = reader.number(2);
    if (!hour || !colon || !minute)
        return false;
    civil.hour = *hour;
    civil.minute = *minute;
    if (!reader.take(':'))
        return true;
    const auto second = reader.number(2);
    civil.second = second.value_or(0);
    if (reader.take('.') || reader.take(','))
        civil.fraction = reader.fraction();
    return second.has_value();
}

std::optional<WrittenTime> readIso(std::string_view text) {
    Reader reader(text);
    Civil civil;
    const auto year = reader.number(4);
    const bool firstDash = reader.take('-');
    const auto month = reader.number(2);
    const bool secondDash = reader.take('-');
    const auto day = reader.number(2);
    if (!year || !firstDash || !month || !secondDash || !day)
        return std::nullopt;
    civil.year = *year;
    civil.month = *month;
    civil.day = *day;
    if (reader.done())
        return WrittenTime{instantOf(civil), true};
    const bool proper = reader.take('T');
    if ((!proper && !reader.take(' ') && !reader.take('t')) || !readClock(reader, civil))
        return std::nullopt;
    const bool spaced = reader.take(' ');
    const bool zoned = readZone(reader, civil);
    if (!reader.done())
        return std::nullopt;
    const auto instant = instantOf(civil);
    return WrittenTime{instant, !instant || !proper || spaced || !zoned};
}

/// Digits alone: seconds since 1970, or milliseconds when they would lie beyond the year 5000.
std::optional<WrittenTime> readCount(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    constexpr double beyondSeconds = 1e11;
    constexpr double beyondAll = 1e15;
    if (error != std::errc() || end != text.data() + text.size() || !(value > 0) ||
        value > beyondAll)
        return std::nullopt;
    const double unit = value > beyondSeconds ? 1e3 : 1e6;
    return WrittenTime{Instant(microseconds(static_cast<std::int64_t>(value * unit))), true};
}

int monthNamed(std::string_view word) {
    static constexpr std::array<std::string_view, 12> months{
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    if (word.size() < 3)
        return 0;
    std::array<char, 3> lower{};
    for (std::size_t i = 0; i < lower.size(); ++i)
        lower[i] = static_cast<char>(word[i] | 0x20);
    for (std::size_t i = 0; i < months.size(); ++i) {
        if (months[i] == std::string_view(lower.data(), lower.size()))
            return static_cast<int>(i) + 1;
    }
    return 0;
}

/// What a number in a date in words means: the first short one is the day, the long one the year.
bool takeDayOrYear(int value, Civil &civil) {
    if (civil.day == 0 && value <= 31)
        civil.day = value;
    else if (civil.year == 0)
        civil.year = value < 70 ? 2000 + value : value < 100 ? 1900 + value : value;
    else
        return false;
    return true;
}

/// One piece of a date in words; false when it makes no sense there.
bool readPiece(Reader &reader, Civil &civil, bool &clockSeen) {
    if (isDigit(reader.next())) {
        Reader ahead = reader;
        if (!clockSeen && ahead.number(2) && ahead.take(':')) {
            clockSeen = true;
            return readClock(reader, civil);
        }
        return takeDayOrYear(reader.number(4).value_or(0), civil);
    }
    if (clockSeen && (reader.next() == '+' || reader.next() == '-'))
        return readZone(reader, civil);
    const std::string_view word = reader.word();
    if (word.empty()) {
        reader.skip();
        return true;
    }
    if (civil.month == 0)
        civil.month = monthNamed(word);
    const bool afternoon = word == "PM" || word == "pm";
    if (clockSeen && afternoon && civil.hour < 12)
        civil.hour += 12;
    if (clockSeen && (word == "AM" || word == "am") && civil.hour == 12)
        civil.hour = 0;
    return true;
}

std::optional<WrittenTime> readWords(std::string_view text) {
    constexpr std::size_t longest = 64;
    Reader reader(text.substr(0, longest));
    Civil civil;
    bool clockSeen = false;
    while (!reader.done()) {
        if (!readPiece(reader, civil, clockSeen))
            return std::nullopt;
    }
    if (civil.year == 0 || civil.month == 0 || civil.day == 0)
        return std::nullopt;
    return WrittenTime{instantOf(civil), true};
}

} // namespace

WrittenTime readTime(std::string_view text) {
    if (auto iso = readIso(text))
        return iso->instant == Instant{} ? WrittenTime{} : *iso;
    if (auto count = readCount(text))
        return *count;
    return readWords(text).value_or(WrittenTime{std::nullopt, true});
}

} // namespace etagere::readers
