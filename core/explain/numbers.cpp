// SPDX-License-Identifier: Apache-2.0
#include "core/explain/numbers.h"

#include "core/explain/message.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace etagere::explain {

namespace {

constexpr Message unitBits = ETAGERE_TEXT("numbers", "%1 bits");
constexpr Message unitMilliseconds = ETAGERE_TEXT("numbers", "%1 ms");
constexpr Message unitSeconds = ETAGERE_TEXT("numbers", "%1 s");
constexpr Message unitMinutes = ETAGERE_TEXT("numbers", "%1 min");
constexpr Message unitHours = ETAGERE_TEXT("numbers", "%1 h");
constexpr Message unitDays = ETAGERE_TEXT("numbers", "%1 d");
constexpr Message minutesSeconds = ETAGERE_TEXT("numbers", "%1 min %2 s");
constexpr Message hoursMinutes = ETAGERE_TEXT("numbers", "%1 h %2 min");
constexpr Message daysHours = ETAGERE_TEXT("numbers", "%1 d %2 h");
constexpr Message unitPercent = ETAGERE_TEXT("numbers", "%1%");

std::string grouped(const std::string &digits) {
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0)
            out += ',';
        out += digits[i];
    }
    return out;
}

} // namespace

std::string countUnsigned(std::uint64_t number) { return grouped(std::to_string(number)); }

std::string countSigned(std::int64_t number) {
    if (number >= 0)
        return countUnsigned(static_cast<std::uint64_t>(number));
    return "-" + countUnsigned(std::uint64_t{0} - static_cast<std::uint64_t>(number));
}

std::string decimal(double number) {
    if (!std::isfinite(number))
        return "?";
    constexpr double wholeFrom =
        1e15; // no fraction is left there, and ten times it must not overflow
    const double rounded = std::abs(number) < wholeFrom ? std::round(number * 10) / 10 : number;
    std::array<char, 400> buffer{};
    const int length =
        std::snprintf(buffer.data(), buffer.size(), "%.1f", rounded == 0 ? 0.0 : rounded);
    return {buffer.data(), static_cast<std::size_t>(std::max(length, 0))};
}

std::string size(Bytes bytes) {
    if (bytes.count < 1000)
        return std::to_string(bytes.count) + " B";
    static constexpr std::array units{" kB", " MB", " GB", " TB", " PB", " EB"};
    double amount = static_cast<double>(bytes.count) / 1000;
    std::size_t unit = 0;
    while (amount >= 999.95 && unit + 1 < units.size()) {
        amount /= 1000;
        ++unit;
    }
    return decimal(amount) + units[unit];
}

std::string bits(double bits) { return text(unitBits, decimal(bits)); }

std::string percent(double percent) {
    if (!std::isfinite(percent))
        return text(unitPercent, "?");
    double whole = std::round(std::clamp(percent, 0.0, 100.0));
    if (whole == 0 && percent > 0)
        whole = 1;
    if (whole == 100 && percent < 100)
        whole = 99;
    return text(unitPercent, static_cast<int>(whole));
}

std::string duration(Duration duration) {
    using namespace std::chrono;
    if (duration < Duration::zero())
        duration = Duration::zero();
    if (duration < seconds(1))
        return text(unitMilliseconds, duration_cast<milliseconds>(duration).count());
    const std::int64_t whole = duration_cast<seconds>(duration).count();
    if (whole < 60)
        return text(unitSeconds, decimal(static_cast<double>(duration.count()) / 1e6));
    if (whole < 3600)
        return whole % 60 == 0 ? text(unitMinutes, whole / 60)
                               : text(minutesSeconds, whole / 60, whole % 60);
    if (whole < 86400)
        return whole / 60 % 60 == 0 ? text(unitHours, whole / 3600)
                                    : text(hoursMinutes, whole / 3600, whole / 60 % 60);
    return whole / 3600 % 24 == 0 ? text(unitDays, whole / 86400)
                                  : text(daysHours, whole / 86400, whole / 3600 % 24);
}

std::string rfc3339(Instant instant) {
    using namespace std::chrono;
    constexpr Instant first{sys_days{year{0} / 1 / 1}};
    constexpr Instant last{sys_days{year{9999} / 12 / 31} + days{1} - microseconds{1}};
    instant = std::clamp(instant, first, last);
    const sys_days day = floor<days>(instant);
    const year_month_day date{day};
    const hh_mm_ss time{instant - day};
    std::array<char, 64> buffer{};
    const auto micro = static_cast<long>(time.subseconds().count());
    int length = std::snprintf(
        buffer.data(), buffer.size(), "%04d-%02u-%02uT%02ld:%02ld:%02ld", int{date.year()},
        unsigned{date.month()}, unsigned{date.day()}, static_cast<long>(time.hours().count()),
        static_cast<long>(time.minutes().count()), static_cast<long>(time.seconds().count()));
    std::string written(buffer.data(), static_cast<std::size_t>(std::max(length, 0)));
    if (micro != 0) {
        const bool milli = micro % 1000 == 0;
        length = milli ? std::snprintf(buffer.data(), buffer.size(), ".%03ld", micro / 1000)
                       : std::snprintf(buffer.data(), buffer.size(), ".%06ld", micro);
        written.append(buffer.data(), static_cast<std::size_t>(std::max(length, 0)));
    }
    return written + 'Z';
}

} // namespace etagere::explain
