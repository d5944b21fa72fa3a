// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace etagere::body {

/// Digests, checksums and hashes that servers put into tags.
enum class Algorithm : std::uint8_t {
    Md5,
    Sha1,
    Sha256,
    Sha384,
    Sha512,
    Sha3_256,
    Crc32,      ///< ISO 3309, as zlib
    Crc32c,     ///< Castagnoli, as in x-goog-hash
    Crc32Fiber, ///< reflected polynomial 0xD5828281 (Go fiber, middleware/etag)
    Adler32,
    Fnv1a32,
    Fnv1a52, ///< FNV-1a 64 over UTF-16 units, folded to 52 bits (Next.js, lib/etag.ts)
    Fnv1a64,
    Xxh32,
    Xxh64,
    Xxh3_64,
    Xxh3_128,
    Murmur3_32,
    Murmur3_128, ///< the x64 variant
    GitBlob,     ///< SHA-1 of "blob LENGTH\0" and the bytes
    Count
};

/// How many bytes the algorithm yields; Fnv1a52 yields 7.
[[nodiscard]] std::size_t digestSize(Algorithm algorithm) noexcept;

/// A digest's bytes, most significant first for those that are numbers.
class Digest {
public:
    static constexpr std::size_t maxSize = 64;
    Digest() = default;
    /// Cut to maxSize.
    explicit Digest(std::span<const std::uint8_t> bytes) noexcept;
    [[nodiscard]] std::span<const std::uint8_t> bytes() const noexcept {
        return std::span(m_bytes).first(m_size);
    }
    /// The bytes as a number; the first eight only, when there are more.
    [[nodiscard]] std::uint64_t number() const noexcept;
    friend bool operator==(const Digest &, const Digest &) = default;

private:
    std::array<std::uint8_t, maxSize> m_bytes{};
    std::uint8_t m_size = 0;
};

/// The digest of `bytes`. Fnv1a52 reads them as UTF-8, ill-formed parts as U+FFFD. Empty when the
/// crypto library has no such algorithm.
[[nodiscard]] Digest digestOf(Algorithm algorithm, std::string_view bytes);
/// The digest of `prefix` and `bytes` joined; only for those from Md5 to Sha3_256, else empty.
[[nodiscard]] Digest digestOf(Algorithm algorithm, std::string_view prefix, std::string_view bytes);

/// Length in UTF-16 units of what browsers and JavaScript servers would read (String.length).
[[nodiscard]] std::uint64_t utf16Length(std::string_view utf8) noexcept;

/// Bytes with their digests, each computed when first asked for and only once. Borrows the bytes.
/// For one thread.
class LazyDigests {
public:
    explicit LazyDigests(std::string_view bytes) noexcept
        : m_bytes(bytes) {}
    [[nodiscard]] std::string_view bytes() const noexcept { return m_bytes; }
    const Digest &get(Algorithm algorithm);

private:
    static constexpr auto count = static_cast<std::size_t>(Algorithm::Count);
    std::string_view m_bytes;
    std::array<std::unique_ptr<Digest>, count> m_known;
};

} // namespace etagere::body
