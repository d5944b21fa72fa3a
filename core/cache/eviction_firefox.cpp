// SPDX-License-Identifier: Apache-2.0
#include "core/cache/eviction_firefox.h"

#include <algorithm>
#include <cmath>

namespace etagere::cache {

namespace {

constexpr double halfLifeSeconds = 6 * 3600;
constexpr double ln2 = 0.69314718055994530942;

/// As the index keeps it: times the half-life, in whole numbers.
std::uint32_t stored(double frecency) noexcept {
    return static_cast<std::uint32_t>(
        std::clamp(frecency * halfLifeSeconds, 0.0, static_cast<double>(0xFFFFFFFFU)));
}

double decayAt(EpochSeconds now) noexcept {
    return static_cast<double>(now) * (ln2 / halfLifeSeconds);
}

/// One use more.
std::uint32_t usedAgain(std::uint32_t before, EpochSeconds now) noexcept {
    const double decay = decayAt(now);
    if (before == 0)
        return stored(decay);
    const double frecency = static_cast<double>(before) / halfLifeSeconds;
    return std::max(before, stored(std::log(std::exp(frecency - decay) + 1) + decay));
}

} // namespace

Slot FirefoxShelf::victim(std::uint64_t incoming, EpochSeconds /*now*/) {
    if (fits(incoming) || m_heap.empty())
        return noSlot;
    // Use raises frecency without telling the heap; who stands first may not belong there.
    while (m_heap.front().first != node(m_heap.front().second).state) {
        m_heap.front().first = node(m_heap.front().second).state;
        siftDown(0);
    }
    const Slot slot = m_heap.front().second;
    takeOut(slot);
    return slot;
}

void FirefoxShelf::insert(Slot slot, std::uint64_t key, std::uint32_t size, EpochSeconds now) {
    place(slot, key, size).state = stored(decayAt(now));
    reserveByHalf(m_heap, m_heap.size());
    m_heap.emplace_back(node(slot).state, slot);
    siftUp(m_heap.size() - 1);
}

void FirefoxShelf::touch(Slot slot, EpochSeconds now) noexcept {
    at(slot).state = usedAgain(node(slot).state, now);
}

void FirefoxShelf::remove(Slot slot) noexcept { takeOut(slot); }

void FirefoxShelf::takeOut(Slot slot) noexcept {
    discount(node(slot).size);
    const std::size_t place = node(slot).next;
    const Ranked last = m_heap.back();
    m_heap.pop_back();
    if (place == m_heap.size())
        return;
    put(place, last);
    siftUp(place);
    siftDown(at(last.second).next);
}

void FirefoxShelf::put(std::size_t place, Ranked ranked) noexcept {
    m_heap[place] = ranked;
    at(ranked.second).next = static_cast<Slot>(place);
}

void FirefoxShelf::siftUp(std::size_t place) noexcept {
    const Ranked moved = m_heap[place];
    while (place > 0 && moved < m_heap[(place - 1) / 2]) {
        put(place, m_heap[(place - 1) / 2]);
        place = (place - 1) / 2;
    }
    put(place, moved);
}

void FirefoxShelf::siftDown(std::size_t place) noexcept {
    const Ranked moved = m_heap[place];
    for (std::size_t child = place * 2 + 1; child < m_heap.size(); child = place * 2 + 1) {
        if (child + 1 < m_heap.size() && m_heap[child + 1] < m_heap[child])
            ++child;
        if (!(m_heap[child] < moved))
            break;
        put(place, m_heap[child]);
        place = child;
    }
    put(place, moved);
}

} // namespace etagere::cache
