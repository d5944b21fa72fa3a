// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace etagere {

/// 64 bytes that are looked at in one step.
class ByteBlock {
public:
    static constexpr std::size_t size = 64;

#if defined(__SSE2__)
    explicit ByteBlock(const char *at) noexcept { std::memcpy(parts, at, size); }

    /// Bit i stands for byte i.
    [[nodiscard]] std::uint64_t whereEqual(char wanted) const noexcept {
        const __m128i pattern = _mm_set1_epi8(wanted);
        std::uint64_t mask = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const int bits = _mm_movemask_epi8(_mm_cmpeq_epi8(parts[i], pattern));
            mask |= std::uint64_t{static_cast<std::uint32_t>(bits)} << (i * 16);
        }
        return mask;
    }

    /// The bytes up to `most` as unsigned numbers, and those equal to `other`.
    [[nodiscard]] std::uint64_t whereUpToOr(char most, char other) const noexcept {
        const __m128i limit = _mm_set1_epi8(most);
        const __m128i pattern = _mm_set1_epi8(other);
        std::uint64_t mask = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const __m128i found =
                _mm_or_si128(_mm_cmpeq_epi8(_mm_min_epu8(parts[i], limit), parts[i]),
                             _mm_cmpeq_epi8(parts[i], pattern));
            const int bits = _mm_movemask_epi8(found);
            mask |= std::uint64_t{static_cast<std::uint32_t>(bits)} << (i * 16);
        }
        return mask;
    }

    __m128i parts[4];
#else
    explicit ByteBlock(const char *at) noexcept { std::memcpy(m_bytes, at, size); }

    /// Bit i stands for byte i.
    [[nodiscard]] std::uint64_t whereEqual(char wanted) const noexcept {
        std::uint64_t mask = 0;
        for (std::size_t i = 0; i < size; ++i)
            mask |= std::uint64_t{m_bytes[i] == wanted} << i;
        return mask;
    }
    /// The bytes up to `most` as unsigned numbers, and those equal to `other`.
    [[nodiscard]] std::uint64_t whereUpToOr(char most, char other) const noexcept {
        std::uint64_t mask = 0;
        for (std::size_t i = 0; i < size; ++i) {
            const bool upTo =
                static_cast<unsigned char>(m_bytes[i]) <= static_cast<unsigned char>(most);
            mask |= std::uint64_t{upTo || m_bytes[i] == other} << i;
        }
        return mask;
    }

private:
    char m_bytes[size];
#endif
};

} // namespace etagere
