// SPDX-License-Identifier: Apache-2.0
#include "core/cache/memory.h"

#include <algorithm>
#include <utility>

namespace etagere::cache {

namespace {

/// What an entry costs beside its bytes.
constexpr std::uint64_t fixedWeight = 512;

} // namespace

std::uint64_t StoredResponse::weight() const noexcept {
    return fixedWeight + url.size() + fields.size() + request.size() + content.size();
}

Memory::Memory(const StorageLimits &limits)
    : m_limits(limits)
    , m_eviction(limits.policy, limits.capacity) {}

const std::vector<Slot> &Memory::slotsOf(std::string_view key) const {
    static const std::vector<Slot> none;
    const auto found = m_index.find(key);
    return found == m_index.end() ? none : found->second;
}

bool Memory::admits(std::uint64_t weight) const noexcept {
    return weight <= m_limits.entry.count && m_eviction.admits(Bytes{weight});
}

Slot Memory::freeSlot() {
    if (m_free.empty()) {
        m_slots.emplace_back();
        return static_cast<Slot>(m_slots.size() - 1);
    }
    const Slot slot = m_free.back();
    m_free.pop_back();
    return slot;
}

void Memory::makeRoom(std::uint64_t incoming, Instant now) {
    while (const auto victim = m_eviction.victim(Bytes{incoming}, now)) {
        forget(*victim);
        ++m_evictions;
    }
}

bool Memory::put(std::string_view key, std::shared_ptr<const StoredResponse> response,
                 Instant now) {
    const std::uint64_t weight = response->weight();
    if (!admits(weight))
        return false;
    if (slotsOf(key).size() >= maxVariants)
        remove(slotsOf(key).back());
    makeRoom(weight, now);
    const Slot slot = freeSlot();
    auto found = m_index.find(key);
    if (found == m_index.end())
        found = m_index.emplace(std::string(key), std::vector<Slot>()).first;
    found->second.insert(found->second.begin(), slot);
    m_slots[slot] = {std::move(response), &found->first, 0, now};
    noteSearch(slot);
    m_eviction.insert(slot, HashText{}(key), Bytes{weight}, now);
    ++m_size;
    m_bytes += weight;
    return true;
}

void Memory::noteSearch(Slot slot) {
    const Shelved &shelved = m_slots[slot];
    if (http::find(shelved.response->fields.fields(), http::FieldName::NoVarySearch) == nullptr)
        return;
    const std::string base = shelved.key->substr(0, shelved.key->find('?'));
    m_searches[base].push_back(slot);
}

void Memory::replace(Slot slot, std::shared_ptr<const StoredResponse> response, Instant now) {
    const std::uint64_t weight = response->weight();
    if (!admits(weight)) {
        remove(slot);
        return;
    }
    m_bytes = m_bytes - m_slots[slot].response->weight() + weight;
    m_slots[slot].response = std::move(response);
    m_eviction.resize(slot, Bytes{weight});
    m_eviction.touch(slot, now);
    makeRoom(0, now);
}

void Memory::touch(Slot slot, Instant now, bool hit) {
    m_eviction.touch(slot, now);
    m_slots[slot].used = now;
    m_slots[slot].hits += hit ? 1U : 0U;
}

void Memory::remove(Slot slot) {
    m_eviction.remove(slot);
    forget(slot);
}

void Memory::removeKey(std::string_view key) {
    const std::vector<Slot> slots = slotsOf(key);
    for (const Slot slot : slots)
        remove(slot);
}

void Memory::forget(Slot slot) {
    Shelved &shelved = m_slots[slot];
    const auto search =
        m_searches.find(std::string_view(*shelved.key).substr(0, shelved.key->find('?')));
    if (search != m_searches.end())
        std::erase(search->second, slot);
    if (search != m_searches.end() && search->second.empty())
        m_searches.erase(search);
    const auto found = m_index.find(*shelved.key);
    std::vector<Slot> &slots = found->second;
    slots.erase(std::find(slots.begin(), slots.end(), slot));
    if (slots.empty())
        m_index.erase(found);
    --m_size;
    m_bytes -= shelved.response->weight();
    shelved = {};
    m_free.push_back(slot);
}

} // namespace etagere::cache
