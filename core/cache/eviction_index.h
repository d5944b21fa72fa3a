// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/eviction_shelf.h"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace etagere::cache {

/// Spreads a key's bits; not proof against keys chosen to collide.
[[nodiscard]] constexpr std::uint32_t hashOfKey(std::uint64_t key) noexcept {
    key ^= key >> 32U;
    key *= 0x9E3779B97F4A7C15U;
    key ^= key >> 29U;
    key *= 0xBF58476D1CE4E5B9U;
    return static_cast<std::uint32_t>(key >> 32U);
}

/// Finds slots by the hash of their key: open addressing, 8 bytes a cell, at most five eighths
/// full. The keys stay where the slots are; a cell's hash tells nearly all others apart.
class SlotIndex {
public:
    SlotIndex()
        : m_cells(firstSize) {}

    /// The slot of this hash for which `isIt(slot)` holds, or noSlot.
    template <class IsIt>
    [[nodiscard]] Slot find(std::uint32_t hash, const IsIt &isIt) const noexcept {
        for (std::size_t i = hash & mask();; i = (i + 1) & mask()) {
            const Cell cell = m_cells[i];
            if (cell.slot == noSlot)
                return noSlot;
            if (cell.hash == hash && isIt(cell.slot))
                return cell.slot;
        }
    }
    /// Adds a slot whose key is not in it.
    void insert(std::uint32_t hash, Slot slot) {
        if ((m_count + 1) * 8 > m_cells.size() * 5)
            grow();
        ++m_count;
        put({hash, slot});
    }
    /// Takes a slot out that is in it.
    void erase(std::uint32_t hash, Slot slot) noexcept {
        std::size_t hole = hash & mask();
        while (m_cells[hole].slot != slot) {
            assert(m_cells[hole].slot != noSlot);
            hole = (hole + 1) & mask();
        }
        --m_count;
        close(hole);
    }
    /// Fetches the cell of a hash ahead of its use.
    void prefetch(std::uint32_t hash) const noexcept {
        __builtin_prefetch(m_cells.data() + (hash & mask()));
    }
    /// Very likely the slot of a hash that is in it; anything, else.
    [[nodiscard]] Slot guess(std::uint32_t hash) const noexcept {
        const Cell cell = m_cells[hash & mask()];
        return cell.hash == hash ? cell.slot : noSlot;
    }
    [[nodiscard]] std::size_t size() const noexcept { return m_count; }
    [[nodiscard]] std::size_t memory() const noexcept { return m_cells.size() * sizeof(Cell); }

private:
    struct Cell {
        std::uint32_t hash = 0;
        Slot slot = noSlot;
    };
    static constexpr std::size_t firstSize = 1024;

    [[nodiscard]] std::size_t mask() const noexcept { return m_cells.size() - 1; }
    void put(Cell cell) noexcept {
        std::size_t i = cell.hash & mask();
        while (m_cells[i].slot != noSlot)
            i = (i + 1) & mask();
        m_cells[i] = cell;
    }
    /// Moves what stands behind a hole into it, as far as it may stand there.
    void close(std::size_t hole) noexcept {
        for (std::size_t i = (hole + 1) & mask(); m_cells[i].slot != noSlot; i = (i + 1) & mask()) {
            const std::size_t home = m_cells[i].hash & mask();
            if (((i - home) & mask()) < ((i - hole) & mask()))
                continue;
            m_cells[hole] = m_cells[i];
            hole = i;
        }
        m_cells[hole] = {};
    }
    void grow() {
        std::vector<Cell> old(m_cells.size() * 2);
        old.swap(m_cells);
        for (const Cell cell : old) {
            if (cell.slot != noSlot)
                put(cell);
        }
    }
    std::vector<Cell> m_cells;
    std::size_t m_count = 0;
};

} // namespace etagere::cache
