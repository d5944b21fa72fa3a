// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace etagere {

/// An append-only sequence whose elements never move: growing invalidates no reference.
template <class T>
class Column {
public:
    Column() = default;
    Column(Column &&) noexcept = default;
    Column &operator=(Column &&) noexcept = default;

    [[nodiscard]] std::size_t size() const noexcept { return m_size; }
    [[nodiscard]] bool empty() const noexcept { return m_size == 0; }
    T &operator[](std::size_t i) noexcept {
        assert(i < m_size);
        return m_blocks[i >> blockBits][i & blockMask];
    }
    const T &operator[](std::size_t i) const noexcept {
        assert(i < m_size);
        return m_blocks[i >> blockBits][i & blockMask];
    }
    void push_back(T value) {
        if ((m_size & blockMask) == 0)
            m_blocks.push_back(std::make_unique<T[]>(blockSize));
        m_blocks.back()[m_size & blockMask] = std::move(value);
        ++m_size;
    }

private:
    static constexpr std::size_t blockBits = 12;
    static constexpr std::size_t blockSize = std::size_t{1} << blockBits;
    static constexpr std::size_t blockMask = blockSize - 1;
    std::vector<std::unique_ptr<T[]>> m_blocks;
    std::size_t m_size = 0;
};

/// Runs of elements, each contiguous and unmoved while the store lives; no index over them.
template <class T>
class RunStore {
public:
    RunStore() = default;
    RunStore(RunStore &&) noexcept = default;
    RunStore &operator=(RunStore &&) noexcept = default;

    /// Copies `run`; the span is valid while the store lives.
    std::span<const T> append(std::span<const T> run) {
        if (run.empty())
            return {};
        if (run.size() > m_left) {
            const std::size_t size = std::max(run.size(), chunkSize);
            m_chunks.push_back(std::make_unique<T[]>(size));
            m_next = m_chunks.back().get();
            m_left = size;
        }
        std::copy(run.begin(), run.end(), m_next);
        const std::span<const T> stored(m_next, run.size());
        m_next += run.size();
        m_left -= run.size();
        m_size += run.size();
        return stored;
    }
    /// Elements in all runs.
    [[nodiscard]] std::size_t size() const noexcept { return m_size; }

private:
    static constexpr std::size_t chunkSize = 4096;
    std::vector<std::unique_ptr<T[]>> m_chunks;
    T *m_next = nullptr;
    std::size_t m_left = 0;
    std::size_t m_size = 0;
};

} // namespace etagere
