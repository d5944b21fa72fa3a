// SPDX-License-Identifier: Apache-2.0
#include "core/explain/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace etagere::explain {

namespace {

struct Range {
    char32_t first = 0;
    char32_t last = 0;
};

constexpr std::array deceptive{Range{0x0000, 0x001f},  Range{0x007f, 0x009f}, Range{0x061c, 0x061c},
                               Range{0x200b, 0x200b},  Range{0x200e, 0x200f}, Range{0x2028, 0x202e},
                               Range{0x2060, 0x206f},  Range{0xfeff, 0xfeff}, Range{0xfff9, 0xfffb},
                               Range{0xe0000, 0xe007f}};

constexpr std::array narrow{Range{0x0300, 0x036f}, Range{0x0483, 0x0489},  Range{0x0591, 0x05bd},
                            Range{0x064b, 0x065f}, Range{0x0e31, 0x0e31},  Range{0x0e34, 0x0e3a},
                            Range{0x200c, 0x200d}, Range{0x20d0, 0x20f0},  Range{0xfe00, 0xfe0f},
                            Range{0xfe20, 0xfe2f}, Range{0xe0100, 0xe01ef}};

constexpr std::array wide{Range{0x1100, 0x115f},   Range{0x2e80, 0x303e},   Range{0x3041, 0xa4cf},
                          Range{0xa960, 0xa97c},   Range{0xac00, 0xd7a3},   Range{0xf900, 0xfaff},
                          Range{0xfe30, 0xfe6f},   Range{0xff00, 0xff60},   Range{0xffe0, 0xffe6},
                          Range{0x1f300, 0x1f64f}, Range{0x1f680, 0x1f6ff}, Range{0x1f900, 0x1f9ff},
                          Range{0x20000, 0x3fffd}};

template <std::size_t Size>
bool contains(const std::array<Range, Size> &ranges, char32_t character) noexcept {
    return std::any_of(ranges.begin(), ranges.end(), [character](const Range &range) {
        return range.first <= character && character <= range.last;
    });
}

/// What the first byte says: how many bytes follow and which values would be overlong.
struct Lead {
    std::size_t following = 0;
    char32_t bits = 0;
    char32_t smallest = 0;
};

Lead leadOf(unsigned char byte) noexcept {
    if (byte >= 0xc2 && byte <= 0xdf)
        return {1, byte & 0x1fU, 0x80};
    if (byte >= 0xe0 && byte <= 0xef)
        return {2, byte & 0x0fU, 0x800};
    if (byte >= 0xf0 && byte <= 0xf4)
        return {3, byte & 0x07U, 0x10000};
    return {};
}

} // namespace

CodePoint firstCodePoint(std::string_view text) noexcept {
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80)
        return {first, 1, true};
    const Lead lead = leadOf(first);
    if (lead.following == 0 || text.size() <= lead.following)
        return {first, 1, false};
    char32_t value = lead.bits;
    for (std::size_t i = 1; i <= lead.following; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xc0U) != 0x80)
            return {first, 1, false};
        value = (value << 6U) | (byte & 0x3fU);
    }
    const bool surrogate = value >= 0xd800 && value <= 0xdfff;
    if (value < lead.smallest || surrogate || value > 0x10ffff)
        return {first, 1, false};
    return {value, lead.following + 1, true};
}

bool isDeceptive(char32_t character) noexcept { return contains(deceptive, character); }

std::size_t columnsOf(char32_t character) noexcept {
    if (character < 0x300)
        return 1;
    if (contains(narrow, character))
        return 0;
    return contains(wide, character) ? 2 : 1;
}

} // namespace etagere::explain
