// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/eviction_shelf.h"

namespace etagere::cache {

/// Gives up the least recently used.
class LruShelf : public QueuedShelf {
public:
    explicit LruShelf(std::uint64_t capacity) noexcept
        : LruShelf(capacity, capacity) {}

    [[nodiscard]] Slot victim(std::uint64_t incoming, EpochSeconds /*now*/) noexcept {
        if (!m_evicting && fits(incoming))
            return noSlot;
        m_evicting = m_queue.oldest != noSlot && used() + incoming > m_target;
        if (!m_evicting)
            return noSlot;
        const Slot oldest = m_queue.oldest;
        remove(oldest);
        prefetchBehind(m_queue.oldest);
        return oldest;
    }
    void insert(Slot slot, std::uint64_t key, std::uint32_t size, EpochSeconds /*now*/) {
        place(slot, key, size);
        pushNewest(m_queue, slot);
    }
    void touch(Slot slot, EpochSeconds /*now*/) noexcept {
        if (slot == m_queue.newest)
            return;
        unlink(m_queue, slot);
        pushNewest(m_queue, slot);
    }
    void remove(Slot slot) noexcept {
        discount(at(slot).size);
        unlink(m_queue, slot);
    }
    void resize(Slot slot, std::uint32_t size) noexcept { recount(at(slot), size); }
    [[nodiscard]] Slot next() const noexcept { return behind(m_queue.oldest); }

protected:
    /// Once over `capacity`, goes on until no more than `target` is used.
    LruShelf(std::uint64_t capacity, std::uint64_t target) noexcept
        : QueuedShelf(capacity)
        , m_target(target) {}

private:
    SlotQueue m_queue;
    std::uint64_t m_target;
    bool m_evicting = false;
};

/// Chromium's backend in memory: LRU that makes a mebibyte of room at a time
/// (net/disk_cache/memory/mem_backend_impl.cc, EvictIfNeeded).
class ChromiumMemoryShelf : public LruShelf {
public:
    static constexpr std::uint64_t margin = 1024 * 1024;
    explicit ChromiumMemoryShelf(std::uint64_t capacity) noexcept
        : LruShelf(capacity, capacity > margin ? capacity - margin : 0) {}
};

} // namespace etagere::cache
