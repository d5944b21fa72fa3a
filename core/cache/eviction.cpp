// SPDX-License-Identifier: Apache-2.0
#include "core/cache/eviction.h"

#include <algorithm>
#include <chrono>
#include <limits>

namespace etagere::cache {

namespace {

/// What the size counts, in the policy's steps.
template <class Shelf>
std::uint32_t charged(const Shelf & /*shelf*/, Bytes size) noexcept {
    return static_cast<std::uint32_t>(Shelf::charge(std::min(size.count, evictionSizeLimit)));
}

} // namespace

EpochSeconds epochSecondsOf(Instant time) noexcept {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
    constexpr std::int64_t last = std::numeric_limits<EpochSeconds>::max();
    return static_cast<EpochSeconds>(std::clamp<std::int64_t>(seconds, 0, last));
}

Eviction::Shelf Eviction::shelfOf(EvictionPolicy policy, std::uint64_t capacity) {
    switch (policy) {
    case EvictionPolicy::Sieve:
        return SieveShelf(capacity);
    case EvictionPolicy::S3Fifo:
        return S3FifoShelf(capacity);
    case EvictionPolicy::ChromiumDisk:
        return ChromiumShelf(capacity);
    case EvictionPolicy::ChromiumMemory:
        return ChromiumMemoryShelf(capacity);
    case EvictionPolicy::FirefoxDisk:
        return FirefoxShelf(capacity);
    case EvictionPolicy::Lru:
    case EvictionPolicy::Count:
        break;
    }
    return LruShelf(capacity);
}

Eviction::Eviction(EvictionPolicy policy, Bytes capacity)
    : m_policy(policy)
    , m_shelf(shelfOf(policy, capacity.count)) {}

Bytes Eviction::capacity() const noexcept {
    return std::visit([](const auto &shelf) { return Bytes{shelf.capacity()}; }, m_shelf);
}

Bytes Eviction::used() const noexcept {
    return std::visit([](const auto &shelf) { return Bytes{shelf.used()}; }, m_shelf);
}

bool Eviction::admits(Bytes size) const noexcept {
    return size.count <= evictionSizeLimit &&
           std::visit(
               [size](const auto &shelf) { return charged(shelf, size) <= shelf.capacity(); },
               m_shelf);
}

std::optional<Slot> Eviction::victim(Bytes incoming, Instant now) {
    const Slot slot = std::visit(
        [=](auto &shelf) { return shelf.victim(charged(shelf, incoming), epochSecondsOf(now)); },
        m_shelf);
    return slot == noSlot ? std::nullopt : std::optional(slot);
}

void Eviction::insert(Slot slot, std::uint64_t key, Bytes size, Instant now) {
    std::visit(
        [=](auto &shelf) {
            shelf.missed(key);
            shelf.insert(slot, key, charged(shelf, size), epochSecondsOf(now));
        },
        m_shelf);
}

void Eviction::touch(Slot slot, Instant now) {
    std::visit([=](auto &shelf) { shelf.touch(slot, epochSecondsOf(now)); }, m_shelf);
}

void Eviction::remove(Slot slot) {
    std::visit([=](auto &shelf) { shelf.remove(slot); }, m_shelf);
}

void Eviction::resize(Slot slot, Bytes size) {
    std::visit([=](auto &shelf) { shelf.resize(slot, charged(shelf, size)); }, m_shelf);
}

} // namespace etagere::cache
