// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace etagere {

/// Owns bytes for as long as it lives and never moves them: what it hands out stays valid
/// until the arena is gone, also while more is stored. Nothing is ever freed singly.
class Arena {
public:
    Arena() = default;
    Arena(Arena &&) noexcept = default;
    Arena &operator=(Arena &&) noexcept = default;

    /// Copies `text`; the view is valid while the arena lives.
    std::string_view store(std::string_view text);
    /// Room for `size` bytes, to be written by the caller. An empty span for zero.
    std::span<char> allocate(std::size_t size);
    /// Gives back the unused end of the newest allocation: `used` bytes of it stay.
    void shrinkLast(std::span<char> newest, std::size_t used) noexcept;

    /// Bytes handed out.
    [[nodiscard]] std::size_t used() const noexcept { return m_used; }

private:
    static constexpr std::size_t chunkSize = std::size_t{1} << 18;
    std::vector<std::unique_ptr<char[]>> m_chunks;
    char *m_next = nullptr;
    std::size_t m_left = 0;
    std::size_t m_used = 0;
};

} // namespace etagere
