// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/eviction_index.h"

#include <cstdint>
#include <vector>

namespace etagere::cache {

/// The keys of what was given up lately, oldest first, as many as their sizes' sum allows. About
/// 30 bytes each.
class GhostQueue {
public:
    explicit GhostQueue(std::uint64_t capacity) noexcept
        : m_capacity(capacity) {}

    /// Forgets the key; whether it was remembered.
    bool take(std::uint64_t key) noexcept;
    /// Remembers a key that it does not hold, unless its size alone exceeds the capacity.
    void add(std::uint64_t key, std::uint32_t size);
    void prefetch(std::uint64_t key) const noexcept { m_index.prefetch(hashOfKey(key)); }
    [[nodiscard]] std::size_t memory() const noexcept {
        return m_ring.capacity() * sizeof(Ghost) + m_index.memory();
    }

private:
    struct Ghost {
        std::uint64_t key = 0;
        std::uint32_t size = 0;
        bool gone = false; ///< taken; its place in the ring waits to be passed
    };
    [[nodiscard]] std::size_t placeOf(std::size_t age) const noexcept {
        return (m_first + age) & (m_ring.size() - 1);
    }
    void forgetOldest() noexcept;
    void makeRoomInRing();
    std::vector<Ghost> m_ring; ///< a power of two, or empty
    std::size_t m_first = 0;
    std::size_t m_length = 0; ///< with those that are gone
    SlotIndex m_index;        ///< a slot is a place in the ring
    std::uint64_t m_capacity;
    std::uint64_t m_used = 0;
};

} // namespace etagere::cache
