// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/eviction_shelf.h"

#include <utility>
#include <vector>

namespace etagere::cache {

/// Firefox's disk cache (netwerk/cache2: CacheEntry.cpp for the value, CacheIndex.cpp and
/// CacheFileIOManager.cpp, OverLimitEvictionInternal, for the order): while more than the capacity
/// is used, the response of the lowest frecency goes. Frecency is the logarithm of the sum of all
/// uses, each worth half after six hours. Sizes count in kibibytes. Left out: the share that media
/// may have, pinned entries, entries open for reading.
class FirefoxShelf : public EvictionShelf {
public:
    static constexpr bool usesTime = true;
    using EvictionShelf::EvictionShelf;

    [[nodiscard]] static constexpr std::uint64_t charge(std::uint64_t size) noexcept {
        return (size + 1023) / 1024 * 1024;
    }
    [[nodiscard]] Slot victim(std::uint64_t incoming, EpochSeconds now);
    void insert(Slot slot, std::uint64_t key, std::uint32_t size, EpochSeconds now);
    void touch(Slot slot, EpochSeconds now) noexcept;
    void remove(Slot slot) noexcept;
    void resize(Slot slot, std::uint32_t size) noexcept { recount(at(slot), size); }
    [[nodiscard]] std::size_t memory() const noexcept {
        return EvictionShelf::memory() + m_heap.capacity() * sizeof(Ranked);
    }

private:
    /// A frecency that a node had; it may have risen since.
    using Ranked = std::pair<std::uint32_t, Slot>;
    void siftDown(std::size_t place) noexcept;
    void siftUp(std::size_t place) noexcept;
    void put(std::size_t place, Ranked ranked) noexcept;
    void takeOut(Slot slot) noexcept;
    std::vector<Ranked> m_heap; ///< the lowest first; a node's `next` is its place here
};

} // namespace etagere::cache
