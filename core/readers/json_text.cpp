// SPDX-License-Identifier: Apache-2.0
#include "core/readers/json_text.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace etagere::readers {

namespace {

constexpr std::uint32_t invalid = 0xffff'ffff;

constexpr std::uint32_t hexDigit(char c) noexcept {
    if (c >= '0' && c <= '9')
        return static_cast<std::uint32_t>(c - '0');
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? static_cast<std::uint32_t>(lower - 'a' + 10) : invalid;
}

/// The four hex digits at `at`, or invalid.
std::uint32_t hexUnit(std::string_view text, std::size_t at) noexcept {
    if (at + 4 > text.size())
        return invalid;
    std::uint32_t unit = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
        const std::uint32_t digit = hexDigit(text[i]);
        if (digit == invalid)
            return invalid;
        unit = unit * 16 + digit;
    }
    return unit;
}

constexpr bool isHighSurrogate(std::uint32_t unit) noexcept {
    return unit >= 0xd800 && unit < 0xdc00;
}
constexpr bool isLowSurrogate(std::uint32_t unit) noexcept {
    return unit >= 0xdc00 && unit < 0xe000;
}

/// Appends what \uXXXX, whose first digit is at `at`, and a second half after it stand for.
/// Returns one past the last byte used.
std::size_t appendUnicodeEscape(std::string_view inside, std::size_t at, std::string &out) {
    const std::uint32_t unit = hexUnit(inside, at);
    if (unit == invalid) {
        out += 'u';
        return at;
    }
    if (isHighSurrogate(unit) && inside.substr(at + 4, 2) == "\\u") {
        const std::uint32_t low = hexUnit(inside, at + 6);
        if (low != invalid && isLowSurrogate(low)) {
            appendUtf8(0x10000 + ((unit - 0xd800) << 10U) + (low - 0xdc00), out);
            return at + 10;
        }
    }
    appendUtf8(unit, out);
    return at + 4;
}

/// Appends what the escape stands for whose letter is at `at`; returns one past its last byte.
std::size_t appendEscape(std::string_view inside, std::size_t at, std::string &out) {
    static constexpr std::string_view letters = "bfnrt";
    static constexpr std::string_view meanings = "\b\f\n\r\t";
    const char letter = inside[at];
    if (letter == 'u')
        return appendUnicodeEscape(inside, at + 1, out);
    const std::size_t which = letters.find(letter);
    out += which == std::string_view::npos ? letter : meanings[which];
    return at + 1;
}

constexpr std::uint8_t notBase64 = 0xff;
constexpr std::uint8_t skipped = 0xfe;
constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<std::uint8_t, 256> makeSextets() {
    std::array<std::uint8_t, 256> sextets{};
    sextets.fill(notBase64);
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        sextets[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    sextets['-'] = 62;
    sextets['_'] = 63;
    for (const char c : {'=', ' ', '\n', '\r', '\t'})
        sextets[static_cast<unsigned char>(c)] = skipped;
    return sextets;
}
constexpr std::array<std::uint8_t, 256> sextets = makeSextets();

constexpr std::uint8_t sextetOf(char c) noexcept { return sextets[static_cast<unsigned char>(c)]; }

/// Collects sextets into bytes.
class Base64Sink {
public:
    explicit Base64Sink(std::string &out)
        : m_out(out) {}
    void add(std::uint8_t sextet) {
        m_bits = (m_bits << 6U) | sextet;
        m_count += 6;
        if (m_count >= 8) {
            m_count -= 8;
            m_out += static_cast<char>((m_bits >> m_count) & 0xffU);
        }
    }

private:
    std::string &m_out;
    std::uint32_t m_bits = 0;
    unsigned m_count = 0;
};

bool allBase64(std::string_view inside) noexcept {
    for (std::size_t i = 0; i < inside.size(); ++i) {
        if (inside[i] == '\\')
            ++i; // base64 is only ever escaped as \/, \n and the like
        else if (sextetOf(inside[i]) == notBase64)
            return false;
    }
    return true;
}

} // namespace

bool appendUnescaped(std::string_view inside, std::size_t limit, std::string &out) {
    std::size_t at = 0;
    while (at < inside.size()) {
        const std::size_t escape = std::min(inside.find('\\', at), inside.size());
        out.append(inside, at, std::min(escape - at, limit + 1 - std::min(out.size(), limit)));
        if (out.size() > limit) {
            out.resize(limit);
            return false;
        }
        if (escape + 1 >= inside.size())
            return true;
        at = appendEscape(inside, escape + 1, out);
    }
    return out.size() <= limit;
}

bool appendBase64(std::string_view inside, std::size_t limit, std::string &out,
                  std::size_t &badAt) {
    out.reserve(out.size() + std::min(inside.size() / 4 * 3 + 3, limit));
    Base64Sink sink(out);
    std::string escape;
    std::size_t at = 0;
    while (at < inside.size()) {
        char c = inside[at];
        std::size_t next = at + 1;
        if (c == '\\' && next < inside.size()) {
            escape.clear();
            next = appendEscape(inside, next, escape);
            c = escape.size() == 1 ? escape[0] : '\0';
        }
        const std::uint8_t sextet = sextetOf(c);
        badAt = sextet == notBase64 ? at : std::string_view::npos;
        if (sextet == notBase64 || out.size() > limit)
            return false;
        if (sextet != skipped)
            sink.add(sextet);
        at = next;
    }
    badAt = std::string_view::npos;
    return out.size() <= limit;
}

bool looksLikeBase64(std::string_view inside) noexcept {
    constexpr std::size_t readWhole = 4096;
    constexpr std::size_t end = 64;
    if (inside.size() <= readWhole)
        return allBase64(inside);
    return allBase64(inside.substr(0, end)) && allBase64(inside.substr(inside.size() - end));
}

std::size_t utf8Length(std::string_view text, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) -> std::uint32_t {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
    };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xc0U) == 0x80U; };
    const std::uint32_t lead = byte(at);
    if (at >= text.size() || lead < 0x80)
        return at < text.size() ? 1 : 0;
    if (lead < 0xc2 || lead > 0xf4 || !continues(at + 1))
        return 0;
    const std::uint32_t second = byte(at + 1);
    if (lead < 0xe0)
        return 2;
    if (lead < 0xf0) {
        const bool overlong = lead == 0xe0 && second < 0xa0;
        const bool surrogate = lead == 0xed && second >= 0xa0;
        return overlong || surrogate || !continues(at + 2) ? 0 : 3;
    }
    const bool outside = (lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second >= 0x90);
    return outside || !continues(at + 2) || !continues(at + 3) ? 0 : 4;
}

bool isUtf8(std::string_view text) noexcept {
    const auto isAscii = [](const char *eightBytes) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, eightBytes, sizeof eight);
        return (eight & 0x8080'8080'8080'8080U) == 0;
    };
    for (std::size_t at = 0; at < text.size();) {
        const bool plain = at + 8 <= text.size() && isAscii(text.data() + at);
        const std::size_t length = plain ? 8 : utf8Length(text, at);
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

void appendUtf8(std::uint32_t codePoint, std::string &out) {
    const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
    const auto tail = [&](unsigned shift) { put(0x80U | ((codePoint >> shift) & 0x3fU)); };
    if (codePoint > 0x10ffff || isHighSurrogate(codePoint) || isLowSurrogate(codePoint)) {
        out += replacementCharacter;
    } else if (codePoint < 0x80) {
        put(codePoint);
    } else if (codePoint < 0x800) {
        put(0xc0U | (codePoint >> 6U));
        tail(0);
    } else if (codePoint < 0x10000) {
        put(0xe0U | (codePoint >> 12U));
        tail(6);
        tail(0);
    } else {
        put(0xf0U | (codePoint >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

void appendAsBase64(std::string_view bytes, std::string &out) {
    out.reserve(out.size() + (bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i)
            bits = (bits << 8U) | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0U);
        for (std::size_t i = 0; i < 4; ++i)
            out += i <= count ? alphabet[(bits >> (18 - 6 * i)) & 0x3fU] : '=';
    }
}

} // namespace etagere::readers
