// SPDX-License-Identifier: Apache-2.0
#include "core/recipe/time_text.h"

#include "core/body/text_code.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace etagere::recipe {

namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Reads a text from its front, a few characters at a time; once wrong, wrong for good.
class Scanner {
public:
    explicit Scanner(std::string_view text)
        : m_rest(text) {}
    /// Exactly so many digits.
    unsigned digits(std::size_t count) {
        const std::string_view piece = m_rest.substr(0, count);
        const auto number = body::decodeNumber(piece, 10);
        if (piece.size() != count || !number || !std::all_of(piece.begin(), piece.end(), isDigit)) {
            m_failed = true;
            return 0;
        }
        m_rest.remove_prefix(count);
        return static_cast<unsigned>(*number);
    }
    bool skip(std::string_view expected) {
        if (!m_rest.starts_with(expected))
            return false;
        m_rest.remove_prefix(expected.size());
        return true;
    }
    void expect(std::string_view text) {
        if (!skip(text))
            m_failed = true;
    }
    template <std::size_t N>
    unsigned oneOf(const std::array<std::string_view, N> &names) {
        for (unsigned i = 0; i < N; ++i) {
            if (skip(names[i]))
                return i;
        }
        m_failed = true;
        return 0;
    }
    unsigned countDigits() {
        unsigned count = 0;
        for (; !m_rest.empty() && isDigit(m_rest.front()); ++count)
            m_rest.remove_prefix(1);
        return count;
    }
    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }

private:
    std::string_view m_rest;
    bool m_failed = false;
};

struct Clock {
    unsigned hour = 0;
    unsigned minute = 0;
    unsigned second = 0;
};

std::optional<std::int64_t> secondsOf(const year_month_day &date, Clock clock) {
    if (!date.ok() || clock.hour > 23 || clock.minute > 59 || clock.second > 60)
        return std::nullopt;
    const sys_seconds time =
        sys_days(date) + hours(clock.hour) + minutes(clock.minute) + seconds(clock.second);
    return time.time_since_epoch().count();
}

struct Civil {
    year_month_day date;
    hh_mm_ss<nanoseconds> time;
};
Civil civilOf(std::int64_t count) {
    const sys_time<nanoseconds> instant{nanoseconds(count)};
    const auto day = floor<days>(instant);
    return {year_month_day(day), hh_mm_ss<nanoseconds>(instant - day)};
}

std::string padded(std::int64_t number, std::size_t digits) {
    return body::encodeNumber(static_cast<std::uint64_t>(number), 10, digits);
}

std::string clockText(const hh_mm_ss<nanoseconds> &time) {
    return padded(time.hours().count(), 2) + ":" + padded(time.minutes().count(), 2) + ":" +
           padded(time.seconds().count(), 2);
}

} // namespace

std::optional<WrittenTime> parseIso8601(std::string_view text) noexcept {
    Scanner scanner(text);
    const int yearNumber = static_cast<int>(scanner.digits(4));
    const bool punctuated = scanner.skip("-");
    const unsigned monthNumber = scanner.digits(2);
    if (punctuated)
        scanner.expect("-");
    const unsigned dayNumber = scanner.digits(2);
    if (!scanner.skip("T"))
        scanner.skip(" ");
    Clock clock;
    clock.hour = scanner.digits(2);
    if (punctuated)
        scanner.expect(":");
    clock.minute = scanner.digits(2);
    if (punctuated)
        scanner.expect(":");
    clock.second = scanner.digits(2);
    const unsigned fraction = scanner.skip(".") ? scanner.countDigits() : 0;
    scanner.skip("Z");
    if (scanner.failed() || !scanner.atEnd())
        return std::nullopt;
    const auto second =
        secondsOf(year_month_day(year(yearNumber), month(monthNumber), day(dayNumber)), clock);
    if (!second)
        return std::nullopt;
    return WrittenTime{*second, fraction};
}

std::optional<WrittenTime> parseJavaScriptDate(std::string_view text) noexcept {
    Scanner scanner(text);
    scanner.oneOf(weekdays);
    scanner.expect(" ");
    const unsigned monthNumber = scanner.oneOf(months) + 1;
    scanner.expect(" ");
    const unsigned dayNumber = scanner.digits(2);
    scanner.expect(" ");
    const int yearNumber = static_cast<int>(scanner.digits(4));
    scanner.expect(" ");
    Clock clock;
    clock.hour = scanner.digits(2);
    scanner.expect(":");
    clock.minute = scanner.digits(2);
    scanner.expect(":");
    clock.second = scanner.digits(2);
    scanner.expect(" GMT");
    const bool isWest = scanner.skip("-");
    if (!isWest)
        scanner.expect("+");
    const std::int64_t zoneHours = scanner.digits(2);
    const std::int64_t zoneMinutes = scanner.digits(2);
    const auto second =
        secondsOf(year_month_day(year(yearNumber), month(monthNumber), day(dayNumber)), clock);
    if (scanner.failed() || !second || !(scanner.atEnd() || scanner.skip(" (")))
        return std::nullopt;
    const std::int64_t zone = (zoneHours * 60 + zoneMinutes) * 60;
    return WrittenTime{isWest ? *second + zone : *second - zone, 0};
}

std::optional<WrittenTime> parseFloatSeconds(std::string_view text) noexcept {
    constexpr std::size_t maxSecondDigits = 12;
    constexpr std::size_t maxFractionDigits = 12;
    const auto point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const auto second = body::decodeNumber(whole, 10);
    if (!second || whole.size() > maxSecondDigits)
        return std::nullopt;
    WrittenTime time{static_cast<std::int64_t>(*second), 0};
    if (point == std::string_view::npos)
        return time;
    const std::string_view fraction = text.substr(point + 1);
    if (fraction.empty() || fraction.size() > maxFractionDigits ||
        !std::all_of(fraction.begin(), fraction.end(), isDigit))
        return std::nullopt;
    time.fractionDigits = fraction == "0" ? 0 : static_cast<unsigned>(fraction.size());
    return time;
}

std::string iso8601Of(std::int64_t nanoseconds) {
    const Civil civil = civilOf(nanoseconds);
    const auto fraction = duration_cast<milliseconds>(civil.time.subseconds()).count();
    return padded(static_cast<int>(civil.date.year()), 4) + "-" +
           padded(static_cast<unsigned>(civil.date.month()), 2) + "-" +
           padded(static_cast<unsigned>(civil.date.day()), 2) + "T" + clockText(civil.time) + "." +
           padded(fraction, 3) + "Z";
}

std::string javaScriptDateOf(std::int64_t nanoseconds) {
    const Civil civil = civilOf(nanoseconds);
    const weekday dayOfWeek{sys_days(civil.date)};
    std::string text(weekdays[dayOfWeek.c_encoding()]);
    text += " ";
    text += months[static_cast<unsigned>(civil.date.month()) - 1];
    text += " " + padded(static_cast<unsigned>(civil.date.day()), 2) + " " +
            padded(static_cast<int>(civil.date.year()), 4) + " " + clockText(civil.time) +
            " GMT+0000 (Coordinated Universal Time)";
    return text;
}

} // namespace etagere::recipe
