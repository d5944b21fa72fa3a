// SPDX-License-Identifier: Apache-2.0
#include "core/body/text_code.h"

#include <algorithm>
#include <array>
#include <limits>

namespace etagere::body {

namespace {

constexpr std::string_view standard64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view url64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view alphabet32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view digits36 = "0123456789abcdefghijklmnopqrstuvwxyz";
constexpr std::int8_t invalid = -1;

using ValueTable = std::array<std::int8_t, 256>;

constexpr std::size_t indexOf(char c) { return static_cast<std::uint8_t>(c); }

constexpr void addAlphabet(ValueTable &table, std::string_view alphabet) {
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        table[indexOf(alphabet[i])] = static_cast<std::int8_t>(i);
}

constexpr ValueTable emptyTable() {
    ValueTable table{};
    for (auto &value : table)
        value = invalid;
    return table;
}

constexpr ValueTable values64 = [] {
    ValueTable table = emptyTable();
    addAlphabet(table, standard64);
    addAlphabet(table, url64);
    return table;
}();

constexpr ValueTable withLowerCase(std::string_view alphabet, bool upper) {
    ValueTable table = emptyTable();
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        const char c = alphabet[i];
        const bool isLetter = upper ? (c >= 'A' && c <= 'Z') : (c >= 'a' && c <= 'z');
        table[indexOf(c)] = static_cast<std::int8_t>(i);
        if (isLetter)
            table[indexOf(static_cast<char>(c ^ 0x20))] = static_cast<std::int8_t>(i);
    }
    return table;
}

constexpr ValueTable values32 = withLowerCase(alphabet32, true);
constexpr ValueTable values36 = withLowerCase(digits36, false);

std::string encodeBits(ByteSpan bytes, std::string_view alphabet, unsigned bitsPerLetter) {
    std::string text;
    text.reserve((bytes.size() * 8 + bitsPerLetter - 1) / bitsPerLetter + 8);
    const unsigned mask = (1U << bitsPerLetter) - 1;
    unsigned held = 0;
    unsigned heldBits = 0;
    for (const std::uint8_t byte : bytes) {
        held = (held << 8) | byte;
        heldBits += 8;
        while (heldBits >= bitsPerLetter) {
            heldBits -= bitsPerLetter;
            text.push_back(alphabet[(held >> heldBits) & mask]);
        }
        held &= (1U << heldBits) - 1;
    }
    if (heldBits != 0)
        text.push_back(alphabet[(held << (bitsPerLetter - heldBits)) & mask]);
    return text;
}

std::optional<ByteVector> decodeBits(std::string_view text, const ValueTable &values,
                                     unsigned bitsPerLetter) {
    while (!text.empty() && text.back() == '=')
        text.remove_suffix(1);
    if (text.size() > maxCodedText || (text.size() * bitsPerLetter) % 8 >= bitsPerLetter)
        return std::nullopt;
    ByteVector bytes;
    bytes.reserve(text.size() * bitsPerLetter / 8);
    unsigned held = 0;
    unsigned heldBits = 0;
    for (const char c : text) {
        const std::int8_t value = values[indexOf(c)];
        if (value == invalid)
            return std::nullopt;
        held = (held << bitsPerLetter) | static_cast<unsigned>(value);
        heldBits += bitsPerLetter;
        if (heldBits >= 8) {
            heldBits -= 8;
            bytes.push_back(static_cast<std::uint8_t>(held >> heldBits));
            held &= (1U << heldBits) - 1;
        }
    }
    return bytes;
}

void pad(std::string &text, std::size_t group, Padding padding) {
    if (padding == Padding::Equals && text.size() % group != 0)
        text.append(group - text.size() % group, '=');
}

} // namespace

std::string encodeHex(ByteSpan bytes, Letters letters) {
    const std::string_view digits =
        letters == Letters::Upper ? "0123456789ABCDEF" : "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text.push_back(digits[byte >> 4]);
        text.push_back(digits[byte & 15U]);
    }
    return text;
}

std::string encodeBase64(ByteSpan bytes, Base64 alphabet, Padding padding) {
    std::string text = encodeBits(bytes, alphabet == Base64::Url ? url64 : standard64, 6);
    pad(text, 4, padding);
    return text;
}

std::string encodeBase32(ByteSpan bytes, Padding padding) {
    std::string text = encodeBits(bytes, alphabet32, 5);
    pad(text, 8, padding);
    return text;
}

std::optional<ByteVector> decodeHex(std::string_view text) {
    if (text.size() % 2 != 0 || text.size() > maxCodedText)
        return std::nullopt;
    ByteVector bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const std::int8_t high = values36[indexOf(text[i])];
        const std::int8_t low = values36[indexOf(text[i + 1])];
        if (high < 0 || high > 15 || low < 0 || low > 15)
            return std::nullopt;
        bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
    }
    return bytes;
}

std::optional<ByteVector> decodeBase64(std::string_view text) {
    return decodeBits(text, values64, 6);
}

std::optional<ByteVector> decodeBase32(std::string_view text) {
    return decodeBits(text, values32, 5);
}

std::string encodeNumber(std::uint64_t number, unsigned base, std::size_t minDigits) {
    std::string text;
    do {
        text.push_back(digits36[number % base]);
        number /= base;
    } while (number != 0);
    while (text.size() < minDigits)
        text.push_back('0');
    std::reverse(text.begin(), text.end());
    return text;
}

std::optional<std::uint64_t> decodeNumber(std::string_view text, unsigned base) noexcept {
    constexpr auto most = std::numeric_limits<std::uint64_t>::max();
    if (text.empty())
        return std::nullopt;
    std::uint64_t number = 0;
    for (const char c : text) {
        const std::int8_t digit = values36[indexOf(c)];
        if (digit < 0 || static_cast<unsigned>(digit) >= base)
            return std::nullopt;
        const std::uint64_t value = static_cast<std::uint8_t>(digit);
        if (number > (most - value) / base)
            return std::nullopt;
        number = number * base + value;
    }
    return number;
}

} // namespace etagere::body
