// SPDX-License-Identifier: Apache-2.0
#include "core/tags/text_column.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace etagere::tags {

namespace {

std::uint32_t hashOf(std::string_view text) noexcept {
    const std::uint64_t hash = XXH3_64bits(text.data(), text.size());
    return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

} // namespace

void TextColumn::intern(std::span<const std::string_view> texts, std::span<std::uint32_t> numbers) {
    for (std::size_t done = 0; done < texts.size(); done += batchSize) {
        const std::size_t count = std::min(batchSize, texts.size() - done);
        internBatch(texts.subspan(done, count), numbers.subspan(done, count));
    }
}

// The memory that the look-ups touch is asked for step by step first. In this function, because
// GCC takes one that does nothing else for one without effect, and leaves it out.
void TextColumn::internBatch(std::span<const std::string_view> texts,
                             std::span<std::uint32_t> numbers) {
    std::array<std::uint32_t, batchSize> hashes;
    makeRoom(texts.size());
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        hashes[i] = hashOf(texts[i]);
        __builtin_prefetch(&m_slots[hashes[i] & mask]);
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::size_t at = hashes[i] & mask;
        while (m_slots[at].place != empty && m_slots[at].hash != hashes[i])
            at = (at + 1) & mask;
        if (m_slots[at].place != empty)
            __builtin_prefetch(m_words.data() + m_slots[at].place);
    }
    for (std::size_t i = 0; i < texts.size(); ++i)
        numbers[i] = numberOf(texts[i], hashes[i]);
}

std::uint32_t TextColumn::numberOf(std::string_view text, std::uint32_t hash) {
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = hash & mask;
    for (; m_slots[at].place != empty; at = (at + 1) & mask) {
        if (m_slots[at].hash == hash && textAt(m_slots[at].place) == text)
            return m_words[m_slots[at].place];
    }
    m_slots[at] = {hash, static_cast<Place>(m_words.size())};
    return add(text);
}

std::uint32_t TextColumn::add(std::string_view text) {
    const auto number = static_cast<std::uint32_t>(m_places.size());
    const std::size_t place = m_words.size();
    m_places.push_back(static_cast<Place>(place));
    m_words.resize(place + headWords + (text.size() + 3) / 4);
    m_words[place] = number;
    m_words[place + 1] = static_cast<std::uint32_t>(text.size());
    if (!text.empty())
        std::memcpy(m_words.data() + place + headWords, text.data(), text.size());
    return number;
}

void TextColumn::makeRoom(std::size_t more) {
    constexpr std::size_t fewest = 256;
    const std::size_t wanted = std::bit_ceil(std::max(fewest, (size() + more) * 3 / 2));
    if (wanted <= m_slots.size())
        return;
    std::vector<Slot> old(wanted);
    old.swap(m_slots);
    for (const Slot &slot : old) {
        if (slot.place == empty)
            continue;
        std::size_t at = slot.hash & (wanted - 1);
        while (m_slots[at].place != empty)
            at = (at + 1) & (wanted - 1);
        m_slots[at] = slot;
    }
}

std::size_t TextColumn::bytes() const noexcept {
    return m_words.capacity() * sizeof(std::uint32_t) + m_places.capacity() * sizeof(Place) +
           m_slots.capacity() * sizeof(Slot);
}

} // namespace etagere::tags
