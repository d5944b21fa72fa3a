// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/token.h"

#include "core/http/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace etagere::analysis {

namespace {

using http::isDigit;

constexpr bool isAlphanumeric(char c) noexcept { return isDigit(c) || http::isAlpha(c); }

std::string lowered(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), http::lowered);
    return lower;
}

bool isSameText(std::string_view a, std::string_view b) noexcept {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return http::lowered(x) == http::lowered(y); });
}

void add(std::vector<std::string> &pieces, std::string_view text) {
    if (text.size() < shortestIdentifier || text.size() > longestIdentifier)
        return;
    const auto isKnown = [text](const std::string &known) { return isSameText(known, text); };
    if (std::none_of(pieces.begin(), pieces.end(), isKnown))
        pieces.emplace_back(text);
}

std::size_t distinctCharacters(std::string_view token) noexcept {
    std::array<bool, 256> seen{};
    std::size_t count = 0;
    for (const char c : token) {
        bool &was = seen[static_cast<unsigned char>(c)];
        count += was ? 0 : 1;
        was = true;
    }
    return count;
}

std::optional<std::int64_t> numberFrom(std::string_view digits) noexcept {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size())
        return std::nullopt;
    return value;
}

// 20240131, and the same with a time behind: 20240131123456.
bool isCalendarDate(std::string_view digits) noexcept {
    if (digits.size() != 8 && digits.size() != 12 && digits.size() != 14)
        return false;
    const auto year = numberFrom(digits.substr(0, 4));
    const auto month = numberFrom(digits.substr(4, 2));
    const auto day = numberFrom(digits.substr(6, 2));
    return year >= 1970 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

// Seconds or milliseconds since 1970 within two days of the exchange: everybody's clock says it.
bool isTimeNear(std::string_view digits, std::optional<Instant> when) noexcept {
    if (!when || (digits.size() != 10 && digits.size() != 13))
        return false;
    const auto number = numberFrom(digits);
    if (!number)
        return false;
    const std::int64_t seconds = digits.size() == 13 ? *number / 1000 : *number;
    const std::int64_t then =
        std::chrono::duration_cast<std::chrono::seconds>(when->time_since_epoch()).count();
    constexpr std::int64_t twoDays = 172'800;
    return std::abs(seconds - then) <= twoDays;
}

} // namespace

std::vector<std::string> piecesOf(std::string_view value) {
    std::vector<std::string> pieces;
    add(pieces, value);
    std::string joined;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= value.size(); ++i) {
        if (i < value.size() && isAlphanumeric(value[i]))
            continue;
        add(pieces, value.substr(begin, i - begin));
        joined += value.substr(begin, i - begin);
        begin = i + 1;
    }
    add(pieces, joined);
    return pieces;
}

std::string tokenOf(std::string_view piece) { return lowered(piece); }

std::vector<std::string> tokensOf(std::string_view value) {
    std::vector<std::string> tokens = piecesOf(value);
    for (std::string &token : tokens)
        token = lowered(token);
    return tokens;
}

bool canIdentify(std::string_view token, std::optional<Instant> when) noexcept {
    constexpr std::size_t fewestCharacters = 4;
    if (distinctCharacters(token) < fewestCharacters)
        return false;
    const bool onlyDigits = std::all_of(token.begin(), token.end(), isDigit);
    return !onlyDigits || (!isCalendarDate(token) && !isTimeNear(token, when));
}

bool looksLikeWord(std::string_view token) noexcept {
    constexpr std::size_t longestWord = 16;
    return token.size() <= longestWord && std::none_of(token.begin(), token.end(), isDigit);
}

} // namespace etagere::analysis
