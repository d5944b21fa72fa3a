// SPDX-License-Identifier: Apache-2.0
#include "core/readers/json_scan_wide.h"

#include "core/readers/json_blocks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#if defined(__x86_64__)
#include <immintrin.h>

// Only what follows is compiled for AVX2: the library's own templates above must stay runnable
// everywhere, for the linker keeps one copy of each.
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,popcnt,bmi"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,popcnt,bmi")
#endif

#include "core/readers/container_walk.h"

namespace etagere::readers {

namespace {

struct WideBlocks {
    struct Halves {
        __m256i low;
        __m256i high;
    };
    static Halves load(const char *at) noexcept {
        Halves halves;
        std::memcpy(&halves.low, at, sizeof halves.low);
        std::memcpy(&halves.high, at + sizeof halves.low, sizeof halves.high);
        return halves;
    }
    static std::uint64_t whereEqual(const Halves &halves, char wanted) noexcept {
        const __m256i pattern = _mm256_set1_epi8(wanted);
        const int low = _mm256_movemask_epi8(_mm256_cmpeq_epi8(halves.low, pattern));
        const int high = _mm256_movemask_epi8(_mm256_cmpeq_epi8(halves.high, pattern));
        return std::uint64_t{static_cast<std::uint32_t>(high)} << 32U |
               static_cast<std::uint32_t>(low);
    }
    static BlockMasks read(const char *at) noexcept {
        const Halves halves = load(at);
        const __m256i caseBit = _mm256_set1_epi8(0x20);
        const Halves cased{_mm256_or_si256(halves.low, caseBit),
                           _mm256_or_si256(halves.high, caseBit)};
        return {whereEqual(halves, '"'), whereEqual(halves, '\\'), whereEqual(cased, '{'),
                whereEqual(cased, '}')};
    }
    static BlockMasks readString(const char *at) noexcept {
        const Halves halves = load(at);
        return {whereEqual(halves, '"'), whereEqual(halves, '\\'), 0, 0};
    }
};

} // namespace

ValueEnd skipContainerWide(std::string_view text, std::size_t begin,
                           std::vector<LongString> *longStrings) {
    return ContainerWalk<WideBlocks>(text, begin, longStrings).run();
}

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

bool canSkipWide() noexcept {
    return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("popcnt") != 0 &&
           __builtin_cpu_supports("bmi") != 0;
}

} // namespace etagere::readers

#else

namespace etagere::readers {

ValueEnd skipContainerWide(std::string_view text, std::size_t begin,
                           std::vector<LongString> *longStrings) {
    return skipContainerPlainly(text, begin, longStrings);
}

bool canSkipWide() noexcept { return false; }

} // namespace etagere::readers

#endif
