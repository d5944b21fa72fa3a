// SPDX-License-Identifier: Apache-2.0
#include "core/base/arena.h"

#include <cassert>
#include <cstring>

namespace etagere {

std::string_view Arena::store(std::string_view text) {
    if (text.empty())
        return {};
    const auto room = allocate(text.size());
    std::memcpy(room.data(), text.data(), text.size());
    return {room.data(), room.size()};
}

std::span<char> Arena::allocate(std::size_t size) {
    if (size == 0)
        return {};
    m_used += size;
    if (size > chunkSize / 4 && size > m_left) {
        // A large piece gets a chunk of its own, so that the started one is not wasted.
        m_chunks.push_back(std::make_unique_for_overwrite<char[]>(size));
        return {m_chunks.back().get(), size};
    }
    if (size > m_left) {
        m_chunks.push_back(std::make_unique_for_overwrite<char[]>(chunkSize));
        m_next = m_chunks.back().get();
        m_left = chunkSize;
    }
    const std::span<char> room(m_next, size);
    m_next += size;
    m_left -= size;
    return room;
}

void Arena::shrinkLast(std::span<char> newest, std::size_t used) noexcept {
    assert(used <= newest.size());
    const std::size_t unused = newest.size() - used;
    if (newest.data() + newest.size() != m_next)
        return; // it has a chunk of its own
    m_next -= unused;
    m_left += unused;
    m_used -= unused;
}

} // namespace etagere
