// SPDX-License-Identifier: Apache-2.0
#include "core/base/interner.h"

#include <functional>

namespace etagere {

std::uint32_t Interner::hashOf(std::string_view text) noexcept {
    const std::size_t hash = std::hash<std::string_view>{}(text);
    return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

// Linear probing over a power of two, at most half full: the slot that holds the text, or the
// free one where it belongs.
std::size_t Interner::slotOf(std::string_view text, std::uint32_t hash) const noexcept {
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = hash & mask;
    while (m_slots[at].index != empty &&
           (m_slots[at].hash != hash || m_texts[m_slots[at].index] != text))
        at = (at + 1) & mask;
    return at;
}

void Interner::grow() {
    std::vector<Slot> old(m_slots.empty() ? 64 : m_slots.size() * 2);
    old.swap(m_slots);
    const std::size_t mask = m_slots.size() - 1;
    for (const Slot &slot : old) {
        if (slot.index == empty)
            continue;
        std::size_t at = slot.hash & mask;
        while (m_slots[at].index != empty)
            at = (at + 1) & mask;
        m_slots[at] = slot;
    }
}

TextId Interner::intern(std::string_view text) {
    if (m_texts.size() * 2 >= m_slots.size())
        grow();
    const std::uint32_t hash = hashOf(text);
    Slot &slot = m_slots[slotOf(text, hash)];
    if (slot.index == empty) {
        slot = {hash, TextId::fromSize(m_texts.size()).index()};
        m_texts.push_back(m_arena.store(text));
    }
    return TextId(slot.index);
}

std::optional<TextId> Interner::find(std::string_view text) const noexcept {
    if (m_slots.empty())
        return std::nullopt;
    const Slot &slot = m_slots[slotOf(text, hashOf(text))];
    return slot.index == empty ? std::nullopt : std::optional(TextId(slot.index));
}

} // namespace etagere
