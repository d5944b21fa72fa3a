// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/eviction_shelf.h"

namespace etagere::cache {

/// SIEVE: a queue by age that use does not reorder. A hand walks from the oldest to the newest,
/// unmarks what was used and gives up the first that was not (Zhang et al., NSDI 2024).
class SieveShelf : public QueuedShelf {
public:
    using QueuedShelf::QueuedShelf;

    [[nodiscard]] Slot victim(std::uint64_t incoming, EpochSeconds /*now*/) noexcept {
        if (fits(incoming) || m_queue.oldest == noSlot)
            return noSlot;
        Slot hand = m_hand != noSlot ? m_hand : m_queue.oldest;
        while (at(hand).state != 0) {
            at(hand).state = 0;
            prefetchBehind(at(hand).previous);
            hand = at(hand).previous != noSlot ? at(hand).previous : m_queue.oldest;
        }
        m_hand = hand;
        remove(hand);
        prefetchBehind(m_hand);
        return hand;
    }
    void insert(Slot slot, std::uint64_t key, std::uint32_t size, EpochSeconds /*now*/) {
        place(slot, key, size).state = 0;
        pushNewest(m_queue, slot);
    }
    void touch(Slot slot, EpochSeconds /*now*/) noexcept { at(slot).state = 1; }
    void remove(Slot slot) noexcept {
        discount(at(slot).size);
        if (slot == m_hand)
            m_hand = at(slot).previous;
        unlink(m_queue, slot);
    }
    void resize(Slot slot, std::uint32_t size) noexcept { recount(at(slot), size); }
    [[nodiscard]] Slot next() const noexcept { return behind(m_hand); }

private:
    SlotQueue m_queue;
    Slot m_hand = noSlot; ///< noSlot: begins at the oldest
};

} // namespace etagere::cache
