// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/byte_block.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace etagere::readers {

/// How many bytes are looked at in one step.
inline constexpr std::size_t blockSize = ByteBlock::size;

/// Which of 64 bytes are which character; bit i stands for byte i. `opens` are { and [, `closes`
/// are } and ]: the two kinds of bracket are not told apart.
struct BlockMasks {
    std::uint64_t quotes = 0;
    std::uint64_t backslashes = 0;
    std::uint64_t opens = 0;
    std::uint64_t closes = 0;
};

/// The obvious way, for machines without the instructions and as an oracle for the other one.
inline BlockMasks readBlockPortably(const char *at) noexcept {
    BlockMasks masks;
    for (std::size_t i = 0; i < blockSize; ++i) {
        const std::uint64_t bit = std::uint64_t{1} << i;
        masks.quotes |= at[i] == '"' ? bit : 0;
        masks.backslashes |= at[i] == '\\' ? bit : 0;
        masks.opens |= at[i] == '{' || at[i] == '[' ? bit : 0;
        masks.closes |= at[i] == '}' || at[i] == ']' ? bit : 0;
    }
    return masks;
}

#if defined(__SSE2__)

inline BlockMasks readBlock(const char *at) noexcept {
    ByteBlock block(at);
    BlockMasks masks;
    masks.quotes = block.whereEqual('"');
    masks.backslashes = block.whereEqual('\\');
    // { and [, like } and ], differ in this bit only, and nothing else becomes them by it.
    const __m128i caseBit = _mm_set1_epi8(0x20);
    for (auto &part : block.parts)
        part = _mm_or_si128(part, caseBit);
    masks.opens = block.whereEqual('{');
    masks.closes = block.whereEqual('}');
    return masks;
}

/// The quotes and backslashes alone: inside a string nothing else matters.
inline BlockMasks readStringBlock(const char *at) noexcept {
    const ByteBlock block(at);
    return {block.whereEqual('"'), block.whereEqual('\\'), 0, 0};
}

/// Whether a quote or a backslash is among the 64 bytes.
inline bool endsRun(const char *at) noexcept {
    const ByteBlock block(at);
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    __m128i any = _mm_setzero_si128();
    for (const auto &part : block.parts)
        any = _mm_or_si128(
            any, _mm_or_si128(_mm_cmpeq_epi8(part, quote), _mm_cmpeq_epi8(part, backslash)));
    return _mm_movemask_epi8(any) != 0;
}

#else

inline BlockMasks readBlock(const char *at) noexcept { return readBlockPortably(at); }
inline BlockMasks readStringBlock(const char *at) noexcept { return readBlockPortably(at); }

inline bool endsRun(const char *at) noexcept {
    return std::memchr(at, '"', blockSize) != nullptr ||
           std::memchr(at, '\\', blockSize) != nullptr;
}

#endif

/// Bytes that a backslash before them escapes. `carry` says whether the block before ended in a
/// backslash that escapes this block's first byte, and afterwards the same of this block.
inline std::uint64_t findEscaped(std::uint64_t backslashes, bool &carry) noexcept {
    std::uint64_t escaped = carry ? 1 : 0;
    backslashes &= ~escaped;
    if ((backslashes & backslashes << 1U) == 0) { // each stands alone, as nearly always
        carry = backslashes >> 63U != 0;
        return escaped | backslashes << 1U;
    }
    carry = false;
    while (backslashes != 0) {
        const std::uint64_t one = backslashes & (~backslashes + 1);
        const std::uint64_t next = one << 1U;
        carry = next == 0;
        escaped |= next;
        backslashes &= ~(one | next);
    }
    return escaped;
}

/// Each bit becomes the parity of itself and all lower bits: from quotes, what they enclose.
inline std::uint64_t parityUpTo(std::uint64_t bits) noexcept {
    for (unsigned shift = 1; shift < 64; shift *= 2)
        bits ^= bits << shift;
    return bits;
}

/// How many bits are set. The portable instruction set has none for it, and a call costs more.
inline std::size_t countBits(std::uint64_t bits) noexcept {
    bits -= bits >> 1U & 0x5555'5555'5555'5555U;
    bits = (bits & 0x3333'3333'3333'3333U) + (bits >> 2U & 0x3333'3333'3333'3333U);
    bits = (bits + (bits >> 4U)) & 0x0f0f'0f0f'0f0f'0f0fU;
    return bits * 0x0101'0101'0101'0101U >> 56U;
}

} // namespace etagere::readers
