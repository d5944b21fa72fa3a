// SPDX-License-Identifier: Apache-2.0
#include "core/tags/ledger_rows.h"

#include <xxhash.h>

#include <algorithm>
#include <bit>

namespace etagere::tags {

namespace {

// Only tells which rows are compared as a whole.
std::uint32_t hashOf(const Sameness &same) noexcept {
    constexpr std::uint64_t factor = 0x9e3779b97f4a7c15;
    auto seed = static_cast<std::uint64_t>(same.entry);
    for (const std::int64_t number : {same.url, same.time})
        seed = std::rotl(seed * factor, 29) ^ static_cast<std::uint64_t>(number);
    const std::uint64_t hash =
        XXH3_64bits_withSeed(same.value.data(), same.value.size(), seed * factor);
    return static_cast<std::uint32_t>(hash >> 32U);
}

} // namespace

void LedgerRows::restart(std::size_t count) {
    m_rows.clear();
    m_rows.reserve(count);
    m_slots.assign(std::bit_ceil(count * 2 + 1), Slot{});
}

LedgerRows::Slot &LedgerRows::slotOf(const Sameness &same) noexcept {
    const std::uint32_t hash = hashOf(same);
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = hash & mask;
    for (; m_slots[at].row != empty; at = (at + 1) & mask) {
        if (m_slots[at].hash == hash && m_rows[m_slots[at].row].same == same)
            return m_slots[at];
    }
    m_slots[at].hash = hash;
    return m_slots[at];
}

void LedgerRows::add(const LedgerRow &row) {
    Slot &slot = slotOf(row.same);
    if (slot.row != empty)
        return;
    slot.row = static_cast<std::uint32_t>(m_rows.size());
    m_rows.push_back(row);
}

void LedgerRows::strike(const Sameness &known) noexcept {
    const Slot &slot = slotOf(known);
    if (slot.row != empty)
        m_rows[slot.row].seen = nullptr;
}

std::span<const LedgerRow> LedgerRows::takeNew() {
    std::erase_if(m_rows, [](const LedgerRow &row) { return row.seen == nullptr; });
    return m_rows;
}

Range LedgerRows::entries() const noexcept {
    Range range;
    for (const LedgerRow &row : m_rows)
        range.take(row.same.entry);
    return range;
}

Range LedgerRows::times() const noexcept {
    Range range;
    for (const LedgerRow &row : m_rows)
        range.take(row.same.time);
    return range;
}

} // namespace etagere::tags
