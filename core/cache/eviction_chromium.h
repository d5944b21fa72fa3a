// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/eviction_shelf.h"

#include <utility>
#include <vector>

namespace etagere::cache {

/// Chromium's simple disk cache (net/disk_cache/simple/simple_index.cc, StartEvictionIfNeeded):
/// once more than 19/20 of the capacity is used, all stored responses are sorted by the time since
/// their last use times their size, and the first of these go until 18/20 are used. Sizes count
/// in steps of 256 bytes. Left out: hints that a resource is of high priority (a trial there).
class ChromiumShelf : public EvictionShelf {
public:
    static constexpr bool usesTime = true;
    explicit ChromiumShelf(std::uint64_t capacity) noexcept
        : EvictionShelf(capacity)
        , m_highMark(capacity - capacity / marginDivisor)
        , m_lowMark(capacity - 2 * (capacity / marginDivisor)) {}

    [[nodiscard]] static constexpr std::uint64_t charge(std::uint64_t size) noexcept {
        return (size + 255) / 256 * 256;
    }
    [[nodiscard]] Slot victim(std::uint64_t incoming, EpochSeconds now);
    void insert(Slot slot, std::uint64_t key, std::uint32_t size, EpochSeconds now);
    void touch(Slot slot, EpochSeconds now) noexcept {
        m_stored[node(slot).next].used = now;
        m_sorted.clear();
    }
    void remove(Slot slot) noexcept;
    void resize(Slot slot, std::uint32_t size) noexcept {
        recount(at(slot), size);
        m_stored[node(slot).next].size = size;
        m_sorted.clear();
    }
    [[nodiscard]] std::size_t memory() const noexcept {
        return EvictionShelf::memory() + m_stored.capacity() * sizeof(Stored) +
               m_sorted.capacity() * sizeof(Ranked);
    }

private:
    static constexpr std::uint64_t entryOverhead = 512; ///< flattens small sizes
    /// All that ranking needs, close together: it looks at everything that is stored.
    struct Stored {
        Slot slot = noSlot;
        EpochSeconds used = 0;
        std::uint32_t size = 0;
        /// Time since its last use, times its size.
        [[nodiscard]] std::uint64_t worthAt(EpochSeconds now) const noexcept {
            return (now > used ? std::uint64_t{now} - used : 0) * (size + entryOverhead);
        }
    };
    using Ranked = std::pair<std::uint64_t, Slot>; ///< the highest first
    static constexpr std::uint64_t marginDivisor = 20;

    void rank(std::uint64_t incoming, EpochSeconds now);
    void takeOut(Slot slot) noexcept;
    std::vector<Stored> m_stored; ///< a node's `next` is its place here
    std::vector<Ranked> m_sorted; ///< who goes, the first last
    std::uint64_t m_highMark;
    std::uint64_t m_lowMark;
    bool m_evicting = false;
};

} // namespace etagere::cache
