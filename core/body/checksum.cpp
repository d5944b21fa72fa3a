// SPDX-License-Identifier: Apache-2.0
#include "core/body/checksum.h"

#include "core/body/utf8.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <limits>

namespace etagere::body {

namespace {

constexpr std::uint64_t fnvOffset64 = 0xcbf29ce484222325;
constexpr std::uint64_t fnvPrime64 = 0x100000001b3;

std::uint8_t byteOf(char c) { return static_cast<std::uint8_t>(c); }

/// Feeds zlib's checksums, which take at most 4 GB at once.
template <class Function>
std::uint32_t inPieces(Function function, std::string_view bytes) {
    uLong sum = function(0, nullptr, 0);
    while (!bytes.empty()) {
        const std::size_t size =
            std::min<std::size_t>(bytes.size(), std::numeric_limits<uInt>::max());
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes
        const auto *data = reinterpret_cast<const Bytef *>(bytes.data());
        sum = function(sum, data, static_cast<uInt>(size));
        bytes.remove_prefix(size);
    }
    return static_cast<std::uint32_t>(sum);
}

/// Up to eight bytes as a little-endian number.
std::uint64_t littleEndian(std::string_view bytes) {
    std::uint64_t number = 0;
    for (std::size_t i = bytes.size(); i > 0; --i)
        number = (number << 8) | byteOf(bytes[i - 1]);
    return number;
}

constexpr std::uint64_t finish64(std::uint64_t h) {
    h ^= h >> 33;
    h *= 0xff51afd7ed558ccd;
    h ^= h >> 33;
    h *= 0xc4ceb9fe1a85ec53;
    return h ^ (h >> 33);
}

constexpr std::uint64_t murmurC1 = 0x87c37b91114253d5;
constexpr std::uint64_t murmurC2 = 0x4cf5ad432745937f;

std::uint64_t murmurFirst(std::uint64_t k) { return std::rotl(k * murmurC1, 31) * murmurC2; }
std::uint64_t murmurSecond(std::uint64_t k) { return std::rotl(k * murmurC2, 33) * murmurC1; }
std::uint32_t murmurWord(std::uint32_t k) { return std::rotl(k * 0xcc9e2d51U, 15) * 0x1b873593U; }

} // namespace

std::uint32_t crc32Zlib(std::string_view bytes) noexcept { return inPieces(::crc32, bytes); }

std::uint32_t adler32Zlib(std::string_view bytes) noexcept { return inPieces(::adler32, bytes); }

std::uint32_t crc32With(std::uint32_t polynomial, std::string_view bytes) noexcept {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1U) != 0 ? (value >> 1) ^ polynomial : value >> 1;
        table[i] = value;
    }
    std::uint32_t crc = 0xffff'ffff;
    for (const char c : bytes)
        crc = (crc >> 8) ^ table[(crc ^ byteOf(c)) & 0xffU];
    return ~crc;
}

std::uint32_t fnv1a32(std::string_view bytes) noexcept {
    std::uint32_t hash = 0x811c9dc5;
    for (const char c : bytes)
        hash = (hash ^ byteOf(c)) * 0x01000193U;
    return hash;
}

std::uint64_t fnv1a64(std::string_view bytes) noexcept {
    std::uint64_t hash = fnvOffset64;
    for (const char c : bytes)
        hash = (hash ^ byteOf(c)) * fnvPrime64;
    return hash;
}

std::uint64_t fnv1a52(std::string_view utf8) noexcept {
    std::uint64_t hash = fnvOffset64;
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t character = nextCharacter(utf8, at);
        if (character > 0xFFFF) {
            hash = (hash ^ (0xD7C0U + (character >> 10))) * fnvPrime64;
            hash = (hash ^ (0xDC00U + (character & 0x3FFU))) * fnvPrime64;
        } else {
            hash = (hash ^ character) * fnvPrime64;
        }
    }
    constexpr std::uint64_t low52 = (std::uint64_t{1} << 52) - 1;
    return (hash & low52) ^ (hash >> 52);
}

std::uint32_t murmur3x32(std::string_view bytes) noexcept {
    std::uint32_t hash = 0;
    std::string_view rest = bytes;
    for (; rest.size() >= 4; rest.remove_prefix(4)) {
        hash ^= murmurWord(static_cast<std::uint32_t>(littleEndian(rest.substr(0, 4))));
        hash = std::rotl(hash, 13) * 5 + 0xe6546b64;
    }
    hash ^= murmurWord(static_cast<std::uint32_t>(littleEndian(rest)));
    hash ^= static_cast<std::uint32_t>(bytes.size());
    hash = (hash ^ (hash >> 16)) * 0x85ebca6bU;
    hash = (hash ^ (hash >> 13)) * 0xc2b2ae35U;
    return hash ^ (hash >> 16);
}

std::pair<std::uint64_t, std::uint64_t> murmur3x128(std::string_view bytes) noexcept {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    std::string_view rest = bytes;
    for (; rest.size() >= 16; rest.remove_prefix(16)) {
        first ^= murmurFirst(littleEndian(rest.substr(0, 8)));
        first = (std::rotl(first, 27) + second) * 5 + 0x52dce729;
        second ^= murmurSecond(littleEndian(rest.substr(8, 8)));
        second = (std::rotl(second, 31) + first) * 5 + 0x38495ab5;
    }
    if (rest.size() > 8)
        second ^= murmurSecond(littleEndian(rest.substr(8)));
    first ^= murmurFirst(littleEndian(rest.substr(0, 8)));
    first ^= bytes.size();
    second ^= bytes.size();
    first += second;
    second += first;
    first = finish64(first);
    second = finish64(second);
    first += second;
    return {first, second + first};
}

} // namespace etagere::body
