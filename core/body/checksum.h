// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

namespace etagere::body {

/// Generator polynomials, reflected.
inline constexpr std::uint32_t castagnoli = 0x82F63B78;
/// What Go fiber hands to crc32.MakeTable (middleware/etag/etag.go).
inline constexpr std::uint32_t fiberPolynomial = 0xD5828281;

[[nodiscard]] std::uint32_t crc32Zlib(std::string_view bytes) noexcept;
[[nodiscard]] std::uint32_t adler32Zlib(std::string_view bytes) noexcept;
/// CRC-32 with that reflected polynomial, starting from and finished with all bits set.
[[nodiscard]] std::uint32_t crc32With(std::uint32_t polynomial, std::string_view bytes) noexcept;
/// http://www.isthe.com/chongo/tech/comp/fnv/
[[nodiscard]] std::uint32_t fnv1a32(std::string_view bytes) noexcept;
[[nodiscard]] std::uint64_t fnv1a64(std::string_view bytes) noexcept;
/// FNV-1a 64 over UTF-16 units, its top 12 bits folded into the rest.
[[nodiscard]] std::uint64_t fnv1a52(std::string_view utf8) noexcept;
/// MurmurHash3 with seed 0: x86_32 and x64_128 (first and second half).
[[nodiscard]] std::uint32_t murmur3x32(std::string_view bytes) noexcept;
[[nodiscard]] std::pair<std::uint64_t, std::uint64_t> murmur3x128(std::string_view bytes) noexcept;

} // namespace etagere::body
