// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/eviction_ghosts.h"
#include "core/cache/eviction_shelf.h"

#include <algorithm>

namespace etagere::cache {

/// S3-FIFO (Yang et al., SOSP 2023): newcomers wait in a tenth of the capacity; who was used twice
/// there, or comes back soon after having been given up, moves to the main queue, where use buys
/// up to three more rounds. A response larger than that tenth goes straight to the main queue.
class S3FifoShelf : public QueuedShelf {
public:
    explicit S3FifoShelf(std::uint64_t capacity) noexcept
        : QueuedShelf(capacity)
        , m_ghosts(capacity - capacity / 10)
        , m_smallCapacity(capacity / 10) {}

    void missed(std::uint64_t key) noexcept { m_returns = m_ghosts.take(key); }
    [[nodiscard]] Slot victim(std::uint64_t incoming, EpochSeconds /*now*/) {
        Slot gone = noSlot;
        while (gone == noSlot && !fits(incoming) && used() > 0) {
            const bool fromMain =
                m_small.oldest == noSlot ||
                (used() - m_smallUsed > capacity() - m_smallCapacity && m_main.oldest != noSlot);
            gone = fromMain ? passMain() : passSmall();
        }
        return gone;
    }
    void insert(Slot slot, std::uint64_t key, std::uint32_t size, EpochSeconds /*now*/) {
        const bool toMain = m_returns || size >= m_smallCapacity;
        m_returns = false;
        place(slot, key, size).state = toMain ? inMain : 0;
        pushNewest(toMain ? m_main : m_small, slot);
        m_smallUsed += toMain ? 0 : size;
    }
    void touch(Slot slot, EpochSeconds /*now*/) noexcept {
        std::uint32_t &state = at(slot).state;
        if ((state & useMask) < useMask)
            ++state;
    }
    void remove(Slot slot) noexcept {
        const EvictionNode &gone = at(slot);
        discount(gone.size);
        if ((gone.state & inMain) != 0) {
            unlink(m_main, slot);
        } else {
            m_smallUsed -= gone.size;
            unlink(m_small, slot);
        }
    }
    void resize(Slot slot, std::uint32_t size) noexcept {
        if ((at(slot).state & inMain) == 0)
            m_smallUsed = m_smallUsed - at(slot).size + size;
        recount(at(slot), size);
    }
    [[nodiscard]] Slot next() const noexcept { return behind(m_small.oldest); }
    void prefetchMiss(std::uint64_t key) const noexcept { m_ghosts.prefetch(key); }
    [[nodiscard]] std::size_t memory() const noexcept {
        return QueuedShelf::memory() + m_ghosts.memory();
    }

private:
    static constexpr std::uint32_t useMask = 3; ///< uses counted, up to three
    static constexpr std::uint32_t inMain = 4;
    static constexpr std::uint32_t usesToStay = 2;

    /// The oldest of the small queue moves on (noSlot) or goes.
    Slot passSmall() {
        const Slot slot = m_small.oldest;
        EvictionNode &oldest = at(slot);
        if (oldest.state >= usesToStay) {
            unlink(m_small, slot);
            m_smallUsed -= oldest.size;
            oldest.state = inMain;
            pushNewest(m_main, slot);
            return noSlot;
        }
        remove(slot);
        m_ghosts.add(oldest.key, oldest.size);
        prefetchBehind(m_small.oldest);
        return slot;
    }
    /// The oldest of the main queue gets another round (noSlot) or goes.
    Slot passMain() noexcept {
        const Slot slot = m_main.oldest;
        EvictionNode &oldest = at(slot);
        if ((oldest.state & useMask) == 0) {
            remove(slot);
            return slot;
        }
        --oldest.state;
        unlink(m_main, slot);
        prefetchBehind(m_main.oldest);
        pushNewest(m_main, slot);
        return noSlot;
    }
    SlotQueue m_small;
    SlotQueue m_main;
    GhostQueue m_ghosts;
    std::uint64_t m_smallCapacity;
    std::uint64_t m_smallUsed = 0;
    bool m_returns = false; ///< the missed key had been given up lately
};

} // namespace etagere::cache
