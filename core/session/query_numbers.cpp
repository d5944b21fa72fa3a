// SPDX-License-Identifier: Apache-2.0
#include "core/http/text.h"
#include "core/session/query_terms.h"

#include <array>
#include <charconv>
#include <cmath>

namespace etagere::session {

namespace {

struct Unit {
    char letter = 0;
    std::int64_t factor = 1;
};
constexpr std::array sizeUnits{Unit{'k', 1'000}, Unit{'m', 1'000'000}, Unit{'g', 1'000'000'000}};
constexpr std::array timeUnits{Unit{'s', 1}, Unit{'m', 60}, Unit{'h', 3'600}, Unit{'d', 86'400}};

std::int64_t takeUnit(std::string_view &text, std::span<const Unit> units) noexcept {
    for (const Unit &unit : units) {
        if (!text.empty() && http::lowered(text.back()) == unit.letter) {
            text.remove_suffix(1);
            return unit.factor;
        }
    }
    return 1;
}

/// "10", "1.5k" in the key's smallest unit; never negative.
std::optional<std::int64_t> numberFrom(QueryKey key, std::string_view text) noexcept {
    constexpr double most = 9e18;
    std::int64_t factor = 1;
    if (key == QueryKey::Size)
        factor = takeUnit(text, sizeUnits);
    else if (key == QueryKey::Age || key == QueryKey::Lifetime)
        factor = takeUnit(text, timeUnits);
    if (text.empty() || !http::isDigit(text.front()) || !http::isDigit(text.back()))
        return std::nullopt;
    double number = 0;
    const char *end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number, std::chars_format::fixed);
    const bool whole = read.ec == std::errc() && read.ptr == end;
    if (!whole || (factor == 1 && number != std::floor(number)))
        return std::nullopt;
    number = std::round(number * static_cast<double>(factor));
    return number < most ? static_cast<std::int64_t>(number) : NumberRange::end;
}

/// "4xx"
std::optional<NumberRange> classFrom(std::string_view text) noexcept {
    if (text.size() != 3 || !http::isDigit(text[0]) || http::lowered(text[1]) != 'x' ||
        http::lowered(text[2]) != 'x')
        return std::nullopt;
    const std::int64_t first = std::int64_t{text[0] - '0'} * 100;
    return NumberRange{first, first + 99};
}

std::optional<NumberRange> betweenFrom(QueryKey key, std::string_view text, std::size_t dots) {
    const auto least = numberFrom(key, text.substr(0, dots));
    const auto most = numberFrom(key, text.substr(dots + 2));
    if (!least || !most)
        return std::nullopt;
    return NumberRange{*least, *most};
}

} // namespace

bool takesNumbers(QueryKey key) noexcept {
    return key == QueryKey::Status || key == QueryKey::Size || key == QueryKey::Age ||
           key == QueryKey::Lifetime || key == QueryKey::Grade || key == QueryKey::Visit;
}

std::optional<NumberRange> numberRangeFrom(QueryKey key, std::string_view text) {
    if (key == QueryKey::Status || key == QueryKey::Outcome) {
        if (const auto range = classFrom(text))
            return range;
    }
    if (const std::size_t dots = text.find(".."); dots != std::string_view::npos)
        return betweenFrom(key, text, dots);
    const std::size_t signs = text.find_first_not_of("<=>");
    const std::string_view sign = text.substr(0, signs);
    const auto number = numberFrom(key, text.substr(sign.size()));
    if (!number)
        return std::nullopt;
    if (sign.empty() || sign == "=")
        return NumberRange{*number, *number};
    if (sign == ">=")
        return NumberRange{*number, NumberRange::end};
    if (sign == "<=")
        return NumberRange{0, *number};
    if (sign == "<")
        return NumberRange{0, *number - 1};
    if (sign == ">" && *number != NumberRange::end)
        return NumberRange{*number + 1, NumberRange::end};
    return std::nullopt;
}

} // namespace etagere::session
