// SPDX-License-Identifier: Apache-2.0
#include "core/probe/invention.h"

#include "core/http/etag.h"
#include "core/http/http_date.h"
#include "core/http/text.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace etagere::probe {

namespace {

constexpr std::size_t keptTail = 3;
constexpr std::string_view decimals = "0123456789";
constexpr std::string_view hexLower = "0123456789abcdef";
constexpr std::string_view hexUpper = "0123456789ABCDEF";
constexpr std::string_view lowers = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view uppers = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

std::uint64_t below(std::mt19937_64 &chance, std::uint64_t limit) { return chance() % limit; }

bool isAll(std::string_view text, std::string_view alphabet) noexcept {
    return text.find_first_not_of(alphabet) == std::string_view::npos;
}

/// What a character of a component may be replaced with.
std::string_view alphabetFor(std::string_view component, char c) noexcept {
    for (const std::string_view alphabet : {decimals, hexLower, hexUpper}) {
        if (isAll(component, alphabet))
            return alphabet;
    }
    return http::isDigit(c) ? decimals : c >= 'a' && c <= 'z' ? lowers : uppers;
}

char otherThan(char c, std::string_view alphabet, std::mt19937_64 &chance) {
    char next = c;
    while (next == c)
        next = alphabet[below(chance, alphabet.size())];
    return next;
}

bool isWordChar(char c) noexcept { return http::isAlpha(c) || http::isDigit(c); }

/// Every letter and digit of text[begin, end) becomes another one of its component's alphabet.
void change(std::string &text, std::size_t begin, std::size_t end, std::mt19937_64 &chance) {
    const std::string before = text;
    for (std::size_t i = begin; i < end; ++i) {
        if (!isWordChar(before[i]))
            continue;
        std::size_t from = i;
        while (from > 0 && isWordChar(before[from - 1]))
            --from;
        std::size_t to = i;
        while (to < before.size() && isWordChar(before[to]))
            ++to;
        const std::string_view component = std::string_view(before).substr(from, to - from);
        text[i] = otherThan(before[i], alphabetFor(component, before[i]), chance);
    }
}

/// Which characters of the opaque tag are changed: all but the tail that has to be kept.
std::string changedOpaque(std::string_view opaque, const Guards &guards, std::mt19937_64 &chance) {
    std::string made(opaque);
    const std::size_t bare = withoutCodingSuffix(opaque).size();
    if (!guards.has(Guard::KeptTail)) {
        change(made, bare - std::min<std::size_t>(bare, 2), bare, chance);
        return made;
    }
    // Too short a tag has no tail to spare.
    const std::size_t end = bare > 2 * keptTail ? bare - keptTail : bare;
    change(made, 0, end, chance);
    return made;
}

std::string randomText(std::string_view alphabet, std::size_t length, std::mt19937_64 &chance) {
    std::string text;
    for (std::size_t i = 0; i < length; ++i)
        text += alphabet[below(chance, alphabet.size())];
    return text;
}

std::string_view prefixOf(std::string_view field, std::string_view opaque) noexcept {
    return field.substr(0, http::offsetIn(field, opaque));
}

} // namespace

std::string_view opaqueOf(std::string_view field) noexcept {
    const http::ParsedETag parsed = http::parseETag(field);
    return parsed.tag ? parsed.tag->opaque : field;
}

std::string_view withoutCodingSuffix(std::string_view opaque) noexcept {
    constexpr std::array<std::string_view, 11> suffixes{
        "--gzip", "--br", "-gzip", "-br", "-zstd", ";gz", ";br", "-ssl-df", "-ssl", "-df", "+gzip"};
    for (const std::string_view suffix : suffixes) {
        if (opaque.size() > suffix.size() && opaque.ends_with(suffix))
            return opaque.substr(0, opaque.size() - suffix.size());
    }
    return opaque;
}

std::string madeUpTag(std::string_view issued, const Guards &guards, std::mt19937_64 &chance,
                      std::size_t number) {
    const std::string_view opaque = opaqueOf(issued);
    if (!guards.has(Guard::AnyTag))
        return "*";
    if (!guards.has(Guard::WeakForm))
        return issued.starts_with("W/") ? std::string(issued.substr(2))
                                        : "W/" + std::string(issued);
    const std::string_view before = prefixOf(issued, opaque);
    const std::string_view after = issued.substr(before.size() + opaque.size());
    std::string made;
    if (!guards.has(Guard::CodingSuffix)) {
        constexpr std::array<std::string_view, 3> codings{"-gzip", "-br", "-zstd"};
        made = std::string(opaque) + std::string(codings[number % codings.size()]);
    } else {
        made = changedOpaque(opaque, guards, chance);
    }
    return std::string(before) + made + std::string(after);
}

std::string madeUpTag(std::mt19937_64 &chance, std::size_t number) {
    constexpr std::size_t digest = 32;
    constexpr std::size_t time = 8;
    switch (number % 3) {
    case 0:
        return '"' + randomText(hexLower, digest, chance) + '"';
    case 1:
        return '"' + randomText(hexLower, time, chance) + '-' + randomText(hexLower, 4, chance) +
               '"';
    default:
        return '"' + randomText(uppers, 1, chance) + randomText(lowers, digest / 2, chance) +
               randomText(decimals, time, chance) + '"';
    }
}

std::string randomTag(std::mt19937_64 &chance) {
    constexpr std::string_view alphabet = "ghijkmnopqrstuvwxyz23456789";
    constexpr std::size_t length = 16;
    return "\"zz" + randomText(alphabet, length - 2, chance) + '"';
}

std::string madeUpTime(std::string_view issued, const Guards &guards, std::mt19937_64 &chance,
                       std::size_t number) {
    const auto time = http::parseHttpDate(issued).time;
    if (!time)
        return madeUpTag(issued, guards, chance, number);
    constexpr std::uint64_t dayLong = 86'400;
    const auto back = dayLong + below(chance, 29 * dayLong);
    return http::formatHttpDate(*time - std::chrono::seconds(back));
}

bool isSameTag(std::string_view a, std::string_view b, const Guards &guards) {
    if (!guards.has(Guard::WeakForm) && a.starts_with("W/") != b.starts_with("W/"))
        return false;
    std::string_view left = opaqueOf(a);
    std::string_view right = opaqueOf(b);
    if (guards.has(Guard::CodingSuffix)) {
        left = withoutCodingSuffix(left);
        right = withoutCodingSuffix(right);
    }
    if (left == right)
        return true;
    return guards.has(Guard::KeptTail) && left.size() == right.size() &&
           left.size() > 2 * keptTail &&
           left.substr(0, left.size() - keptTail) == right.substr(0, right.size() - keptTail);
}

} // namespace etagere::probe
