// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <limits>
#include <vector>

namespace etagere::cache {

/// The number of a stored response, given by whoever stores it; reused when free. Dense, as nodes
/// are kept by it.
using Slot = std::uint32_t;
inline constexpr Slot noSlot = std::numeric_limits<Slot>::max();

/// Whole seconds since 1970, as browsers keep the time of last use; stops at both ends.
using EpochSeconds = std::uint32_t;

/// What a policy keeps of a stored response: 24 bytes.
struct EvictionNode {
    std::uint64_t key = 0;   ///< what it is stored under; a hash will do
    Slot previous = noSlot;  ///< towards the newer end of its queue
    Slot next = noSlot;      ///< towards the older end
    std::uint32_t size = 0;  ///< as the policy counts it, bytes
    std::uint32_t state = 0; ///< the policy's own
};

/// Makes room for the element of that index: half as much again, not twice, as there may be
/// millions.
template <class Element>
void reserveByHalf(std::vector<Element> &elements, std::size_t index) {
    if (index >= elements.capacity())
        elements.reserve(std::max(index + 1, elements.capacity() * 3 / 2));
}

/// The largest size a policy can count. Larger responses are not stored.
inline constexpr std::uint64_t evictionSizeLimit = 0xFFFFF000;

/// What every policy has: the nodes, the capacity and what is used of it. A policy adds
///   missed(key): the request found nothing, called before room is made;
///   victim(incoming, now): takes out the one to give up so that `incoming` bytes more fit, or
///     gives noSlot when they do; to be called until it does;
///   insert(slot, key, size, now), touch(slot, now), remove(slot), resize(slot, size);
///   charge(size): what a size counts.
/// Sizes are charged sizes, at most evictionSizeLimit.
class EvictionShelf {
public:
    explicit EvictionShelf(std::uint64_t capacity) noexcept
        : m_capacity(capacity) {}

    [[nodiscard]] std::uint64_t capacity() const noexcept { return m_capacity; }
    [[nodiscard]] std::uint64_t used() const noexcept { return m_used; }
    [[nodiscard]] bool fits(std::uint64_t incoming) const noexcept {
        return m_used + incoming <= m_capacity;
    }
    [[nodiscard]] const EvictionNode &node(Slot slot) const noexcept { return m_nodes[slot]; }
    /// Fetches the node ahead of its use.
    void prefetch(Slot slot) const noexcept { __builtin_prefetch(m_nodes.data() + slot); }
    [[nodiscard]] std::size_t memory() const noexcept {
        return m_nodes.capacity() * sizeof(EvictionNode);
    }

    [[nodiscard]] static constexpr std::uint64_t charge(std::uint64_t size) noexcept {
        return size;
    }
    void missed(std::uint64_t /*key*/) noexcept {}
    /// Whether time plays a part.
    static constexpr bool usesTime = false;
    /// Who may well go after the next, for fetching what is needed then; noSlot: nobody can tell.
    [[nodiscard]] static constexpr Slot next() noexcept { return noSlot; }
    /// Fetches what missed(key) looks at.
    void prefetchMiss(std::uint64_t /*key*/) const noexcept {}

protected:
    [[nodiscard]] EvictionNode &at(Slot slot) noexcept {
        assert(slot < m_nodes.size());
        return m_nodes[slot];
    }
    EvictionNode &place(Slot slot, std::uint64_t key, std::uint32_t size) {
        if (slot >= m_nodes.size())
            grow(slot);
        m_used += size;
        EvictionNode &placed = m_nodes[slot];
        placed.key = key;
        placed.size = size;
        return placed;
    }
    void discount(std::uint64_t size) noexcept {
        assert(m_used >= size);
        m_used -= size;
    }
    void recount(EvictionNode &counted, std::uint32_t size) noexcept {
        m_used = m_used - counted.size + size;
        counted.size = size;
    }

private:
    void grow(Slot slot) {
        reserveByHalf(m_nodes, slot);
        m_nodes.resize(slot + 1U);
    }
    std::vector<EvictionNode> m_nodes;
    std::uint64_t m_capacity;
    std::uint64_t m_used = 0;
};

/// A queue through the nodes: newest first.
struct SlotQueue {
    Slot newest = noSlot;
    Slot oldest = noSlot;
};

/// A shelf whose nodes stand in queues.
class QueuedShelf : public EvictionShelf {
public:
    using EvictionShelf::EvictionShelf;

protected:
    /// Fetches a node ahead of a walk to the newer end, which comes to `slot` next: the third from
    /// there. The ones before it were fetched by the steps before.
    void prefetchBehind(Slot slot) const noexcept {
        const Slot third = behind(behind(slot));
        if (third != noSlot)
            prefetch(third);
    }
    /// The next newer one.
    [[nodiscard]] Slot behind(Slot slot) const noexcept {
        return slot == noSlot ? noSlot : node(slot).previous;
    }
    void pushNewest(SlotQueue &queue, Slot slot) noexcept {
        EvictionNode &pushed = at(slot);
        pushed.previous = noSlot;
        pushed.next = queue.newest;
        if (queue.newest != noSlot)
            at(queue.newest).previous = slot;
        else
            queue.oldest = slot;
        queue.newest = slot;
    }
    void unlink(SlotQueue &queue, Slot slot) noexcept {
        const EvictionNode &gone = at(slot);
        if (gone.previous != noSlot)
            at(gone.previous).next = gone.next;
        else
            queue.newest = gone.next;
        if (gone.next != noSlot)
            at(gone.next).previous = gone.previous;
        else
            queue.oldest = gone.previous;
    }
};

} // namespace etagere::cache
