// SPDX-License-Identifier: Apache-2.0
#include "core/cache/eviction_chromium.h"

#include <algorithm>
#include <bit>

namespace etagere::cache {

namespace {

constexpr unsigned fineBits = 6;
constexpr std::size_t steps = 65U << fineBits;

/// Higher worth, higher step: the logarithm, and the bits behind the first one.
std::size_t stepOf(std::uint64_t worth) noexcept {
    const auto width = static_cast<unsigned>(std::bit_width(worth));
    const std::uint64_t fine = width > fineBits ? worth >> (width - 1 - fineBits) : worth;
    return std::size_t{width} << fineBits | (fine & ((1U << fineBits) - 1U));
}

/// The lowest worth of a step.
std::uint64_t leastOf(std::size_t step) noexcept {
    const std::size_t width = step >> fineBits;
    const std::uint64_t fine = step & ((1U << fineBits) - 1U);
    if (width <= fineBits)
        return fine;
    return ((1U << fineBits) | fine) << (width - 1 - fineBits);
}

} // namespace

Slot ChromiumShelf::victim(std::uint64_t incoming, EpochSeconds now) {
    if (!m_evicting && used() + incoming <= m_highMark)
        return noSlot;
    m_evicting = used() + incoming > m_lowMark && !m_stored.empty();
    if (!m_evicting) {
        m_sorted.clear();
        return noSlot;
    }
    if (m_sorted.empty())
        rank(incoming, now);
    const Slot slot = m_sorted.back().second;
    m_sorted.pop_back();
    takeOut(slot);
    return slot;
}

void ChromiumShelf::rank(std::uint64_t incoming, EpochSeconds now) {
    // Only the first few of all go. Counting bytes by rough worth tells which, without sorting.
    std::vector<std::uint64_t> bytesOf(steps);
    for (const Stored &one : m_stored) {
        bytesOf[stepOf(one.worthAt(now))] += one.size;
    }
    std::uint64_t left = used() + incoming;
    std::size_t lastStep = steps - 1;
    for (; lastStep > 0; --lastStep) {
        left -= bytesOf[lastStep];
        if (left <= m_lowMark)
            break;
    }
    const std::uint64_t least = leastOf(lastStep);
    for (const Stored &one : m_stored) {
        if (const std::uint64_t worth = one.worthAt(now); worth >= least)
            m_sorted.emplace_back(worth, one.slot);
    }
    std::sort(m_sorted.begin(), m_sorted.end());
    left = used() + incoming;
    auto first = m_sorted.end();
    while (first != m_sorted.begin() && left > m_lowMark) {
        --first;
        left -= node(first->second).size;
    }
    m_sorted.erase(m_sorted.begin(), first);
}

void ChromiumShelf::insert(Slot slot, std::uint64_t key, std::uint32_t size, EpochSeconds now) {
    place(slot, key, size).next = static_cast<Slot>(m_stored.size());
    reserveByHalf(m_stored, m_stored.size());
    m_stored.push_back({slot, now, size});
    m_sorted.clear();
}

void ChromiumShelf::remove(Slot slot) noexcept {
    takeOut(slot);
    m_sorted.clear();
}

void ChromiumShelf::takeOut(Slot slot) noexcept {
    discount(node(slot).size);
    const Slot place = node(slot).next;
    m_stored[place] = m_stored.back();
    at(m_stored[place].slot).next = place;
    m_stored.pop_back();
}

} // namespace etagere::cache
