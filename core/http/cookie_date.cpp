// SPDX-License-Identifier: Apache-2.0
#include "core/http/date_words.h"
#include "core/http/set_cookie.h"
#include "core/http/text.h"

#include <array>

namespace etagere::http {

namespace {

/// RFC 6265 §5.1.1: what separates the tokens of a cookie's date.
constexpr bool isDelimiter(char c) noexcept {
    return c == '\t' || (c >= ' ' && c <= '/') || (c >= ';' && c <= '@') ||
           (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

/// The digits a text starts with, when they are at least `least` and at most `most` and no other
/// digit follows; -1 otherwise. `text` loses them.
int takeDigits(std::string_view &text, std::size_t least, std::size_t most) noexcept {
    std::size_t count = 0;
    int value = 0;
    for (; count < text.size() && isDigit(text[count]); ++count) {
        if (count == most)
            return -1;
        value = value * 10 + (text[count] - '0');
    }
    text.remove_prefix(count);
    return count < least ? -1 : value;
}

/// The tokens of a cookie's date as they are found, each taken once (RFC 6265 §5.1.1).
struct CookieDate {
    std::array<int, 3> time{-1, -1, -1};
    int day = -1;
    int month = -1;
    int year = -1;

    void take(std::string_view token) noexcept {
        if (!takeTime(token) && !takeNumber(day, token, 1, 2) && !takeMonth(token))
            takeNumber(year, token, 2, 4);
    }

private:
    bool takeTime(std::string_view token) noexcept {
        if (time[0] >= 0)
            return false;
        std::array<int, 3> found{};
        for (std::size_t i = 0; i < 3; ++i) {
            if (i > 0 && (token.empty() || token.front() != ':'))
                return false;
            token.remove_prefix(i > 0 ? 1 : 0);
            found[i] = takeDigits(token, 1, 2);
            if (found[i] < 0)
                return false;
        }
        time = found;
        return true;
    }
    static bool takeNumber(int &slot, std::string_view token, std::size_t least,
                           std::size_t most) noexcept {
        const int value = slot < 0 ? takeDigits(token, least, most) : -1;
        if (value < 0)
            return false;
        slot = value;
        return true;
    }
    bool takeMonth(std::string_view token) noexcept {
        const int value = month < 0 && token.size() >= 3 ? monthFrom(token.substr(0, 3)) : -1;
        if (value < 0)
            return false;
        month = value;
        return true;
    }
};

int fullYear(int year) noexcept {
    if (year >= 70 && year <= 99)
        return year + 1900;
    return year >= 0 && year <= 69 ? year + 2000 : year;
}

} // namespace

std::optional<Instant> parseCookieDate(std::string_view text) noexcept {
    CookieDate found;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && !isDelimiter(text[end]))
            ++end;
        if (end > at)
            found.take(text.substr(at, end - at));
        at = end + 1;
    }
    const int year = fullYear(found.year);
    if (found.day < 0 || found.month < 0 || year < 1601 || found.time[0] < 0)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(found.month)),
                                           std::chrono::day(static_cast<unsigned>(found.day))};
    if (!date.ok() || found.time[0] > 23 || found.time[1] > 59 || found.time[2] > 59)
        return std::nullopt;
    return Instant(std::chrono::sys_days(date) + std::chrono::hours(found.time[0]) +
                   std::chrono::minutes(found.time[1]) + std::chrono::seconds(found.time[2]));
}

} // namespace etagere::http
