// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/eviction_index.h"
#include "core/cache/eviction_shelf.h"
#include "core/replay/simulate.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace etagere::replay {

/// A piece of a trace, and the hash of each key.
struct TraceBlock {
    std::span<const TraceRequest> requests;
    std::span<const std::uint32_t> hashes;
};

/// A cache that plays a trace, block by block.
class TracePlayer {
public:
    TracePlayer() = default;
    TracePlayer(const TracePlayer &) = delete;
    TracePlayer &operator=(const TracePlayer &) = delete;
    virtual ~TracePlayer() = default;
    virtual void play(const TraceBlock &block) = 0;
    [[nodiscard]] virtual SimulateTotals totals() const = 0;
};

/// A bounded store of keys: what both kinds of players share.
template <class Shelf>
class BoundedKeys {
public:
    explicit BoundedKeys(const SimulateRun &run) noexcept
        : m_shelf(run.capacity.count)
        , m_entryLimit(
              std::min({run.capacity.count, run.entryLimit.count, cache::evictionSizeLimit})) {}

    /// Memory answers late: what later requests need is asked for early.
    void lookAhead(const TraceBlock &block, std::size_t i) const noexcept {
        constexpr std::size_t cellAhead = 24;
        constexpr std::size_t nodeAhead = 12;
        if (i + cellAhead < block.hashes.size())
            m_index.prefetch(block.hashes[i + cellAhead]);
        if (i + nodeAhead >= block.hashes.size())
            return;
        const cache::Slot slot = m_index.guess(block.hashes[i + nodeAhead]);
        if (slot != cache::noSlot)
            m_shelf.prefetch(slot);
        else
            m_shelf.prefetchMiss(block.requests[i + nodeAhead].key);
    }
    [[nodiscard]] cache::Slot guess(std::uint32_t hash) const noexcept {
        return m_index.guess(hash);
    }
    [[nodiscard]] cache::Slot find(std::uint64_t key, std::uint32_t hash) const noexcept {
        return m_index.find(hash, [this, key](cache::Slot slot) { return keyOf(slot) == key; });
    }
    void touch(cache::Slot slot, std::int64_t time) noexcept {
        m_shelf.touch(slot, secondsOf(time));
    }
    /// Stores what is not stored, and makes room before; noSlot: it is too large.
    cache::Slot admit(const TraceRequest &request, std::uint32_t hash) {
        m_shelf.missed(request.key);
        const std::uint64_t charge =
            request.size > m_entryLimit ? m_shelf.capacity() + 1 : Shelf::charge(request.size);
        if (charge > m_shelf.capacity())
            return cache::noSlot;
        const cache::EpochSeconds now = secondsOf(request.time);
        for (cache::Slot gone = m_shelf.victim(charge, now); gone != cache::noSlot;
             gone = m_shelf.victim(charge, now))
            evicted(gone);
        const cache::Slot slot = freeSlot();
        m_shelf.insert(slot, request.key, static_cast<std::uint32_t>(charge), now);
        m_index.insert(hash, slot);
        return slot;
    }
    void drop(cache::Slot slot) {
        m_shelf.remove(slot);
        forget(slot);
    }
    [[nodiscard]] bool sameCharge(cache::Slot slot, std::uint64_t size) const noexcept {
        return size <= m_entryLimit && m_shelf.node(slot).size == Shelf::charge(size);
    }
    void addTo(SimulateTotals &totals) const noexcept {
        totals.evictions = m_evictions;
        totals.evictedBytes = m_evictedBytes;
        totals.residents = m_index.size();
        totals.residentBytes = m_shelf.used();
        totals.memoryBytes +=
            m_index.memory() + m_shelf.memory() + m_free.capacity() * sizeof(cache::Slot);
    }

private:
    [[nodiscard]] std::uint64_t keyOf(cache::Slot slot) const noexcept {
        return m_shelf.node(slot).key;
    }
    [[nodiscard]] static cache::EpochSeconds secondsOf(std::int64_t time) noexcept {
        constexpr std::int64_t microseconds = 1'000'000;
        constexpr std::int64_t last = 0xFFFFFFFF;
        if constexpr (Shelf::usesTime)
            return static_cast<cache::EpochSeconds>(
                std::clamp<std::int64_t>(time / microseconds, 0, last));
        else
            return 0;
    }
    void evicted(cache::Slot slot) {
        ++m_evictions;
        m_evictedBytes += m_shelf.node(slot).size;
        if (const cache::Slot next = m_shelf.next(); next != cache::noSlot) {
            m_index.prefetch(cache::hashOfKey(keyOf(next)));
            m_shelf.prefetchMiss(keyOf(next));
        }
        forget(slot);
    }
    void forget(cache::Slot slot) {
        m_index.erase(cache::hashOfKey(keyOf(slot)), slot);
        m_free.push_back(slot);
    }
    cache::Slot freeSlot() {
        if (m_free.empty())
            return m_slots++;
        const cache::Slot slot = m_free.back();
        m_free.pop_back();
        return slot;
    }
    cache::SlotIndex m_index;
    Shelf m_shelf;
    std::vector<cache::Slot> m_free;
    cache::Slot m_slots = 0;
    std::uint64_t m_entryLimit;
    std::uint64_t m_evictions = 0;
    std::uint64_t m_evictedBytes = 0;
};

/// Whatever is stored answers: what a simulator of eviction alone does.
template <class Shelf>
class EvictionPlayer final : public TracePlayer {
public:
    explicit EvictionPlayer(const SimulateRun &run) noexcept
        : m_keys(run) {}
    void play(const TraceBlock &block) override {
        for (std::size_t i = 0; i < block.requests.size(); ++i) {
            m_keys.lookAhead(block, i);
            request(block.requests[i], block.hashes[i]);
        }
        m_totals.requests += block.requests.size();
    }
    [[nodiscard]] SimulateTotals totals() const override {
        SimulateTotals totals = m_totals;
        totals.misses = totals.requests - totals.hits;
        totals.fetchedBytes = totals.requestBytes - totals.hitBytes;
        m_keys.addTo(totals);
        return totals;
    }

private:
    void request(const TraceRequest &request, std::uint32_t hash) {
        m_totals.requestBytes += request.size;
        const cache::Slot slot = m_keys.find(request.key, hash);
        if (slot != cache::noSlot) {
            ++m_totals.hits;
            m_totals.hitBytes += request.size;
            m_keys.touch(slot, request.time);
        } else if (m_keys.admit(request, hash) == cache::noSlot) {
            ++m_totals.notStored;
        }
    }
    BoundedKeys<Shelf> m_keys;
    SimulateTotals m_totals;
};

} // namespace etagere::replay
