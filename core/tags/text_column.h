// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace etagere::tags {

/// Each different text once, numbered in the order in which they came. For tens of millions of
/// look-ups: a known text is found with two accesses to memory, for which those of a batch wait
/// together, where base's Interner takes three, each by itself.
class TextColumn {
public:
    /// Texts that are looked up together at most.
    static constexpr std::size_t batchSize = 64;

    /// The numbers of `texts`, new ones for those that are new. `numbers` has their length.
    /// All different texts together take less than 16 GiB.
    void intern(std::span<const std::string_view> texts, std::span<std::uint32_t> numbers);

    [[nodiscard]] std::size_t size() const noexcept { return m_places.size(); }
    /// Valid until the next intern().
    [[nodiscard]] std::string_view view(std::uint32_t number) const noexcept {
        return textAt(m_places[number]);
    }
    /// Memory taken, spare room included.
    [[nodiscard]] std::size_t bytes() const noexcept;

private:
    /// Where in m_words a text lies: its number, its length, then its bytes.
    using Place = std::uint32_t;
    struct Slot {
        std::uint32_t hash = 0;
        Place place = empty;
    };
    static constexpr Place empty = 0xffff'ffff;
    static constexpr std::size_t headWords = 2;

    [[nodiscard]] std::string_view textAt(Place place) const noexcept {
        const std::uint32_t *head = m_words.data() + place;
        return {reinterpret_cast<const char *>(head + headWords), head[1]};
    }
    void internBatch(std::span<const std::string_view> texts, std::span<std::uint32_t> numbers);
    [[nodiscard]] std::uint32_t numberOf(std::string_view text, std::uint32_t hash);
    [[nodiscard]] std::uint32_t add(std::string_view text);
    void makeRoom(std::size_t more);

    std::vector<std::uint32_t> m_words;
    std::vector<Place> m_places; ///< by number
    std::vector<Slot> m_slots;   ///< open addressing, at most two thirds full
};

} // namespace etagere::tags
