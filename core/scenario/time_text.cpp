// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/time_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace etagere::scenario {

namespace {

struct Unit {
    std::int64_t microseconds;
    std::array<std::string_view, 4> names;
};
constexpr std::array<Unit, 5> units{{{86'400'000'000, {"d", "day", "days"}},
                                     {3'600'000'000, {"h", "hour", "hours"}},
                                     {60'000'000, {"min", "mins", "minute", "minutes"}},
                                     {1'000'000, {"s", "sec", "second", "seconds"}},
                                     {1'000, {"ms", "millisecond", "milliseconds"}}}};

void skipBlanks(std::string_view &text) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
}

/// Cuts a number without a sign off the text's beginning.
std::optional<double> cutNumber(std::string_view &text) {
    double number = 0;
    if (text.empty() || text.front() < '0' || text.front() > '9')
        return std::nullopt;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (error != std::errc())
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

const Unit *cutUnit(std::string_view &text) {
    const std::string_view name = text.substr(0, text.find_first_of(" 0123456789"));
    if (name.empty())
        return nullptr;
    for (const Unit &unit : units) {
        if (std::find(unit.names.begin(), unit.names.end(), name) != unit.names.end()) {
            text.remove_prefix(name.size());
            return &unit;
        }
    }
    return nullptr;
}

std::optional<Duration> bounded(double microseconds) {
    if (!(std::abs(microseconds) <= static_cast<double>(longestTime.count())))
        return std::nullopt;
    return Duration(std::llround(microseconds));
}

} // namespace

std::optional<Duration> timeIn(std::string_view text) {
    double sum = 0;
    skipBlanks(text);
    const bool isNegative = text.starts_with('-');
    if (isNegative)
        text.remove_prefix(1);
    do {
        skipBlanks(text);
        const auto number = cutNumber(text);
        skipBlanks(text);
        const Unit *unit = number ? cutUnit(text) : nullptr;
        if (!unit)
            return std::nullopt;
        sum += *number * static_cast<double>(unit->microseconds);
        skipBlanks(text);
    } while (!text.empty());
    return bounded(isNegative ? -sum : sum);
}

std::optional<Duration> secondsIn(std::string_view number) {
    double seconds = 0;
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), seconds);
    if (error != std::errc() || end != number.data() + number.size())
        return std::nullopt;
    return bounded(seconds * 1e6);
}

std::string timeJson(Duration time) {
    constexpr std::int64_t second = 1'000'000;
    const std::int64_t whole = time.count() / second;
    const std::int64_t rest = time.count() % second;
    if (rest == 0)
        return std::to_string(whole);
    std::string digits = std::to_string(second + std::abs(rest)).substr(1);
    digits.erase(digits.find_last_not_of('0') + 1);
    return (time.count() < 0 ? "-" : "") + std::to_string(std::abs(whole)) + '.' + digits;
}

} // namespace etagere::scenario
