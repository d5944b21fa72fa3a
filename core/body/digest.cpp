// SPDX-License-Identifier: Apache-2.0
#include "core/body/digest.h"

#include "core/body/checksum.h"
#include "core/body/evp.h"
#include "core/body/utf8.h"

#include <xxhash.h>

#include <algorithm>
#include <string>

namespace etagere::body {

namespace {

constexpr auto algorithmCount = static_cast<std::size_t>(Algorithm::Count);
constexpr std::array<std::size_t, algorithmCount> sizes{16, 20, 32, 48, 64, 32, 4,  4, 4,  4,
                                                        4,  7,  8,  4,  8,  8,  16, 4, 16, 20};

Digest numberDigest(std::uint64_t number, std::size_t size) {
    std::array<std::uint8_t, 8> bytes{};
    for (std::size_t i = 0; i < size; ++i)
        bytes[size - 1 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    return Digest(std::span<const std::uint8_t>(bytes).first(size));
}

Digest pairDigest(std::uint64_t high, std::uint64_t low) {
    std::array<std::uint8_t, 16> bytes{};
    std::ranges::copy(numberDigest(high, 8).bytes(), bytes.begin());
    std::ranges::copy(numberDigest(low, 8).bytes(), bytes.begin() + 8);
    return Digest(bytes);
}

std::uint64_t numberOf(Algorithm algorithm, std::string_view bytes) {
    switch (algorithm) {
    case Algorithm::Crc32:
        return crc32Zlib(bytes);
    case Algorithm::Crc32c:
        return crc32With(castagnoli, bytes);
    case Algorithm::Crc32Fiber:
        return crc32With(fiberPolynomial, bytes);
    case Algorithm::Adler32:
        return adler32Zlib(bytes);
    case Algorithm::Fnv1a32:
        return fnv1a32(bytes);
    case Algorithm::Fnv1a52:
        return fnv1a52(bytes);
    case Algorithm::Fnv1a64:
        return fnv1a64(bytes);
    case Algorithm::Xxh32:
        return XXH32(bytes.data(), bytes.size(), 0);
    case Algorithm::Xxh64:
        return XXH64(bytes.data(), bytes.size(), 0);
    case Algorithm::Xxh3_64:
        return XXH3_64bits(bytes.data(), bytes.size());
    case Algorithm::Murmur3_32:
        return murmur3x32(bytes);
    default:
        return 0;
    }
}

} // namespace

std::size_t digestSize(Algorithm algorithm) noexcept {
    const auto index = static_cast<std::size_t>(algorithm);
    return index < algorithmCount ? sizes[index] : 0;
}

Digest::Digest(std::span<const std::uint8_t> bytes) noexcept
    : m_size(static_cast<std::uint8_t>(std::min(bytes.size(), maxSize))) {
    std::ranges::copy(bytes.first(m_size), m_bytes.begin());
}

std::uint64_t Digest::number() const noexcept {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(m_size, 8); ++i)
        number = (number << 8) | m_bytes[i];
    return number;
}

Digest digestOf(Algorithm algorithm, std::string_view bytes) {
    if (isCryptographic(algorithm))
        return evpDigest(algorithm, {}, bytes);
    switch (algorithm) {
    case Algorithm::GitBlob: {
        std::string header = "blob " + std::to_string(bytes.size());
        header.push_back('\0');
        return evpDigest(Algorithm::Sha1, header, bytes);
    }
    case Algorithm::Xxh3_128: {
        const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
        return pairDigest(hash.high64, hash.low64);
    }
    case Algorithm::Murmur3_128: {
        const auto [first, second] = murmur3x128(bytes);
        return pairDigest(first, second);
    }
    case Algorithm::Count:
        return {};
    default:
        return numberDigest(numberOf(algorithm, bytes), digestSize(algorithm));
    }
}

Digest digestOf(Algorithm algorithm, std::string_view prefix, std::string_view bytes) {
    return isCryptographic(algorithm) ? evpDigest(algorithm, prefix, bytes) : Digest();
}

std::uint64_t utf16Length(std::string_view utf8) noexcept {
    std::uint64_t length = 0;
    for (std::size_t at = 0; at < utf8.size();)
        length += nextCharacter(utf8, at) > 0xFFFF ? 2U : 1U;
    return length;
}

const Digest &LazyDigests::get(Algorithm algorithm) {
    static const Digest none;
    if (algorithm >= Algorithm::Count)
        return none;
    auto &known = m_known[static_cast<std::size_t>(algorithm)];
    if (!known)
        known = std::make_unique<Digest>(digestOf(algorithm, m_bytes));
    return *known;
}

} // namespace etagere::body
