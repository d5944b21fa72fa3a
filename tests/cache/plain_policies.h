// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/eviction.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <list>
#include <memory>
#include <utility>
#include <vector>

/// Every eviction policy a second time, slow and obvious, to compare the real ones with.
namespace etagere::test {

using cache::EvictionPolicy;
using cache::noSlot;
using cache::Slot;

/// A policy said again in the plainest way: whole scans over one list, the newest first.
class Plain {
public:
    struct Entry {
        Slot slot = noSlot;
        std::uint64_t key = 0;
        std::uint64_t size = 0;
        std::uint64_t used = 0; ///< seconds
        double frecency = 0;    ///< in whole half-lives' units, as stored
        int marks = 0;
        bool small = false;
    };
    explicit Plain(std::uint64_t capacity)
        : m_capacity(capacity) {}
    virtual ~Plain() = default;
    [[nodiscard]] std::uint64_t used() const {
        std::uint64_t sum = 0;
        for (const Entry &one : m_entries)
            sum += one.size;
        return sum;
    }
    [[nodiscard]] bool holds(Slot slot) { return find(slot) != m_entries.end(); }
    std::vector<Slot> makeRoom(std::uint64_t incoming, std::uint64_t now) {
        std::vector<Slot> gone;
        const std::uint64_t trigger = high();
        if (used() + charge(incoming) <= trigger)
            return gone;
        while (!m_entries.empty() && used() + charge(incoming) > low()) {
            const Slot slot = choose(now);
            if (slot == noSlot)
                continue;
            gone.push_back(slot);
            m_entries.erase(find(slot));
        }
        return gone;
    }
    virtual void insert(Slot slot, std::uint64_t key, std::uint64_t size, std::uint64_t now) {
        m_entries.push_front({slot, key, charge(size), now, 0, 0, false});
    }
    virtual void touch(Slot slot, std::uint64_t now) = 0;
    void remove(Slot slot) { erase(find(slot)); }
    [[nodiscard]] virtual std::uint64_t charge(std::uint64_t size) const { return size; }

protected:
    using Entries = std::list<Entry>;
    [[nodiscard]] virtual std::uint64_t high() const { return m_capacity; }
    [[nodiscard]] virtual std::uint64_t low() const { return m_capacity; }
    virtual Slot choose(std::uint64_t now) = 0;
    virtual void erase(Entries::iterator entry) { m_entries.erase(entry); }
    Entries::iterator find(Slot slot) {
        return std::find_if(m_entries.begin(), m_entries.end(),
                            [slot](const Entry &one) { return one.slot == slot; });
    }
    std::uint64_t m_capacity;
    Entries m_entries;
};

class PlainLru : public Plain {
public:
    using Plain::Plain;
    void touch(Slot slot, std::uint64_t /*now*/) override {
        m_entries.splice(m_entries.begin(), m_entries, find(slot));
    }

protected:
    Slot choose(std::uint64_t /*now*/) override { return m_entries.back().slot; }
};

class PlainChromiumMemory : public PlainLru {
public:
    using PlainLru::PlainLru;

protected:
    [[nodiscard]] std::uint64_t low() const override {
        return m_capacity > 1048576 ? m_capacity - 1048576 : 0;
    }
};

class PlainSieve : public Plain {
public:
    using Plain::Plain;
    void touch(Slot slot, std::uint64_t /*now*/) override { find(slot)->marks = 1; }

protected:
    /// The hand stands on the slot to look at next; noSlot: on the oldest.
    Slot choose(std::uint64_t /*now*/) override {
        auto hand = m_hand == noSlot ? std::prev(m_entries.end()) : find(m_hand);
        while (hand->marks != 0) {
            hand->marks = 0;
            hand = hand == m_entries.begin() ? std::prev(m_entries.end()) : std::prev(hand);
        }
        m_hand = hand == m_entries.begin() ? noSlot : std::prev(hand)->slot;
        return hand->slot;
    }
    void erase(Entries::iterator entry) override {
        if (entry->slot == m_hand)
            m_hand = entry == m_entries.begin() ? noSlot : std::prev(entry)->slot;
        Plain::erase(entry);
    }

private:
    Slot m_hand = noSlot;
};

class PlainS3Fifo : public Plain {
public:
    using Plain::Plain;
    void insert(Slot slot, std::uint64_t key, std::uint64_t size, std::uint64_t now) override {
        const auto ghost = std::find_if(m_ghosts.begin(), m_ghosts.end(),
                                        [key](const auto &one) { return one.first == key; });
        const bool returns = ghost != m_ghosts.end();
        if (returns)
            m_ghosts.erase(ghost);
        Plain::insert(slot, key, size, now);
        m_entries.front().small = !returns && size < m_capacity / 10;
    }
    void touch(Slot slot, std::uint64_t /*now*/) override {
        find(slot)->marks = std::min(find(slot)->marks + 1, 3);
    }

protected:
    Slot choose(std::uint64_t /*now*/) override {
        const auto oldest = [this](bool small) {
            return std::find_if(m_entries.rbegin(), m_entries.rend(),
                                [small](const Entry &one) { return one.small == small; });
        };
        std::uint64_t inMain = 0;
        for (const Entry &one : m_entries)
            inMain += one.small ? 0 : one.size;
        const bool main =
            oldest(true) == m_entries.rend() ||
            (inMain > m_capacity - m_capacity / 10 && oldest(false) != m_entries.rend());
        const auto chosen = std::prev(oldest(!main).base());
        if (main ? chosen->marks == 0 : chosen->marks < 2) {
            if (!main)
                remember(*chosen);
            return chosen->slot;
        }
        chosen->marks = main ? chosen->marks - 1 : 0;
        chosen->small = false;
        m_entries.splice(m_entries.begin(), m_entries, chosen);
        return noSlot;
    }

private:
    void remember(const Entry &gone) {
        const std::uint64_t room = m_capacity - m_capacity / 10;
        if (gone.size > room)
            return;
        const auto sum = [this] {
            std::uint64_t bytes = 0;
            for (const auto &one : m_ghosts)
                bytes += one.second;
            return bytes;
        };
        while (sum() + gone.size > room)
            m_ghosts.pop_front();
        m_ghosts.emplace_back(gone.key, gone.size);
    }
    std::list<std::pair<std::uint64_t, std::uint64_t>> m_ghosts; ///< the oldest first
};

class PlainChromium : public Plain {
public:
    using Plain::Plain;
    void touch(Slot slot, std::uint64_t now) override { find(slot)->used = now; }
    [[nodiscard]] std::uint64_t charge(std::uint64_t size) const override {
        return (size + 255) / 256 * 256;
    }

protected:
    [[nodiscard]] std::uint64_t high() const override { return m_capacity - m_capacity / 20; }
    [[nodiscard]] std::uint64_t low() const override { return m_capacity - m_capacity / 20 * 2; }
    Slot choose(std::uint64_t now) override {
        const auto worth = [now](const Entry &one) {
            return std::pair((now - one.used) * (one.size + 512), one.slot);
        };
        return std::max_element(m_entries.begin(), m_entries.end(),
                                [&](const Entry &a, const Entry &b) { return worth(a) < worth(b); })
            ->slot;
    }
};

class PlainFirefox : public Plain {
public:
    using Plain::Plain;
    void insert(Slot slot, std::uint64_t key, std::uint64_t size, std::uint64_t now) override {
        Plain::insert(slot, key, size, now);
        m_entries.front().frecency = std::floor(static_cast<double>(now) * std::log(2.0));
    }
    void touch(Slot slot, std::uint64_t now) override {
        // Each use counts 2^(-hours / 6); the sum's logarithm is kept.
        const double hour6 = 6 * 3600;
        const double decayed = static_cast<double>(now) / hour6 * std::log(2.0);
        double &value = find(slot)->frecency;
        value = std::floor(hour6 * (decayed + std::log1p(std::exp(value / hour6 - decayed))));
    }
    [[nodiscard]] std::uint64_t charge(std::uint64_t size) const override {
        return (size + 1023) / 1024 * 1024;
    }

protected:
    Slot choose(std::uint64_t /*now*/) override {
        return std::min_element(m_entries.begin(), m_entries.end(),
                                [](const Entry &a, const Entry &b) {
                                    return std::pair(a.frecency, a.slot) <
                                           std::pair(b.frecency, b.slot);
                                })
            ->slot;
    }
};

inline std::unique_ptr<Plain> plain(EvictionPolicy policy, std::uint64_t capacity) {
    switch (policy) {
    case EvictionPolicy::Sieve:
        return std::make_unique<PlainSieve>(capacity);
    case EvictionPolicy::S3Fifo:
        return std::make_unique<PlainS3Fifo>(capacity);
    case EvictionPolicy::ChromiumDisk:
        return std::make_unique<PlainChromium>(capacity);
    case EvictionPolicy::ChromiumMemory:
        return std::make_unique<PlainChromiumMemory>(capacity);
    case EvictionPolicy::FirefoxDisk:
        return std::make_unique<PlainFirefox>(capacity);
    default:
        return std::make_unique<PlainLru>(capacity);
    }
}

} // namespace etagere::test
