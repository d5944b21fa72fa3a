// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/text.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace etagere::http {

/// Finds which of a few known names a text is, case aside. A name has a slot by its length and
/// three of its letters, found by the compiler; what stands in the slot is compared in three words,
/// without a branch for the length.
template <std::size_t count>
class NameTable {
public:
    /// As many bytes as are looked at, at most.
    static constexpr std::size_t longest = 24;

    /// Names in lower case, of 1 to 24 characters each; anything else does not compile.
    consteval explicit NameTable(const std::array<std::string_view, count> &names) {
        static_assert(count < 255);
        while (!fill(names))
            m_factor += 2U;
        for (std::size_t i = 0; i < count; ++i)
            m_rows[i + 1] = rowOf(names[i]);
    }

    /// The number of the name, from 1, or 0 when it is none of them.
    [[nodiscard]] std::size_t find(std::string_view name) const noexcept {
        if (name.empty() || name.size() > longest)
            return 0;
        std::array<char, longest> padded{};
        for (std::size_t i = 0; i < name.size(); ++i)
            padded[i] = name[i];
        const std::size_t number = candidateFor(name);
        return isNumber(number, padded.data(), name.size()) ? number : 0;
    }
    /// The only number that a name, which is not empty, can have; 0: it has none.
    [[nodiscard]] std::size_t candidateFor(std::string_view name) const noexcept {
        return m_slots[slotOf(name, m_factor)];
    }
    [[nodiscard]] std::size_t lengthOf(std::size_t number) const noexcept {
        return m_rows[number].size;
    }
    /// Whether the first `size` bytes of a text are the name of that number. `longest` bytes of it
    /// can be read, whatever their meaning.
    [[nodiscard]] bool isNumber(std::size_t number, const char *text,
                                std::size_t size) const noexcept {
        Words words;
        std::memcpy(words.data(), text, longest);
        const Row &row = m_rows[number];
        std::uint64_t different = row.size ^ size;
        for (std::size_t i = 0; i < words.size(); ++i)
            different |= (words[i] & row.counts[i]) ^ row.lower[i];
        return different == 0;
    }

private:
    using Words = std::array<std::uint64_t, longest / 8>;
    static constexpr std::size_t slotCount = 256;

    /// A name and which bits of it count: none beyond its end, nor the one that makes a letter a
    /// capital.
    struct Row {
        Words lower{};
        Words counts{};
        std::size_t size = 0; ///< 0: no name
    };

    /// The case bit is set in each letter.
    static constexpr std::size_t slotOf(std::string_view name, unsigned factor) noexcept {
        const auto letter = [name](std::size_t i) {
            return static_cast<unsigned>(static_cast<unsigned char>(name[i])) | 0x20U;
        };
        const unsigned mixed = letter(0) + letter(name.size() / 2) * 31U +
                               letter(name.size() - 1) * 1021U +
                               static_cast<unsigned>(name.size()) * 65537U;
        return ((mixed * factor) >> 16U) % slotCount;
    }
    /// Gives each name a slot of its own; false when the factor makes two names meet.
    constexpr bool fill(const std::array<std::string_view, count> &names) {
        m_slots.fill(0);
        for (std::size_t i = 0; i < count; ++i) {
            std::uint8_t &slot = m_slots[slotOf(names[i], m_factor)];
            if (slot != 0)
                return false;
            slot = static_cast<std::uint8_t>(i + 1);
        }
        return true;
    }
    static constexpr Row rowOf(std::string_view lower) {
        std::array<unsigned char, longest> bytes{};
        std::array<unsigned char, longest> counts{};
        for (std::size_t i = 0; i < lower.size(); ++i) {
            counts[i] = isAlpha(lower[i]) ? 0xDF : 0xFF;
            bytes[i] = static_cast<unsigned char>(lower[i]) & counts[i];
        }
        return {std::bit_cast<Words>(bytes), std::bit_cast<Words>(counts), lower.size()};
    }

    unsigned m_factor = 2654435761U;
    std::array<std::uint8_t, slotCount> m_slots{};
    std::array<Row, count + 1> m_rows{}; ///< the first is that of no name
};

} // namespace etagere::http
