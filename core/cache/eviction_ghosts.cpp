// SPDX-License-Identifier: Apache-2.0
#include "core/cache/eviction_ghosts.h"

namespace etagere::cache {

bool GhostQueue::take(std::uint64_t key) noexcept {
    const std::uint32_t hash = hashOfKey(key);
    const Slot place =
        m_index.find(hash, [this, key](Slot slot) { return m_ring[slot].key == key; });
    if (place == noSlot)
        return false;
    m_index.erase(hash, place);
    m_used -= m_ring[place].size;
    m_ring[place].gone = true;
    return true;
}

void GhostQueue::add(std::uint64_t key, std::uint32_t size) {
    if (size > m_capacity)
        return;
    while (m_used + size > m_capacity)
        forgetOldest();
    if (m_length == m_ring.size())
        makeRoomInRing();
    const std::size_t place = placeOf(m_length++);
    m_ring[place] = {key, size, false};
    m_used += size;
    m_index.insert(hashOfKey(key), static_cast<Slot>(place));
}

void GhostQueue::forgetOldest() noexcept {
    const Ghost &oldest = m_ring[m_first];
    if (!oldest.gone) {
        m_used -= oldest.size;
        m_index.erase(hashOfKey(oldest.key), static_cast<Slot>(m_first));
    }
    m_first = placeOf(1);
    --m_length;
    constexpr std::size_t ahead = 4;
    if (m_length > ahead)
        prefetch(m_ring[placeOf(ahead)].key);
}

void GhostQueue::makeRoomInRing() {
    // A ring half full of places that wait is only tidied.
    const std::size_t size = m_index.size() * 2 > m_ring.size() || m_ring.empty()
                                 ? std::max<std::size_t>(64, m_ring.size() * 2)
                                 : m_ring.size();
    std::vector<Ghost> ring;
    ring.reserve(size);
    SlotIndex index;
    for (std::size_t age = 0; age < m_length; ++age) {
        const Ghost &ghost = m_ring[placeOf(age)];
        if (ghost.gone)
            continue;
        index.insert(hashOfKey(ghost.key), static_cast<Slot>(ring.size()));
        ring.push_back(ghost);
    }
    m_length = ring.size();
    m_first = 0;
    ring.resize(size);
    m_ring = std::move(ring);
    m_index = std::move(index);
}

} // namespace etagere::cache
