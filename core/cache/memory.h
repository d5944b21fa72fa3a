// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/cache/eviction.h"
#include "core/cache/eviction_limits.h"
#include "core/cache/stored_response.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace etagere::cache {

/// What is stored, by key, within its bounds. A key may have several variants; the newest is first.
class Memory {
public:
    struct Shelved {
        std::shared_ptr<const StoredResponse> response; ///< null: the slot is free
        const std::string *key = nullptr;
        std::uint32_t hits = 0;
        Instant used{};
    };
    /// More variants of a key are not kept: the oldest makes room.
    static constexpr std::size_t maxVariants = 32;

    explicit Memory(const StorageLimits &limits);

    /// The slots of a key; empty when nothing is stored. Valid until the next change.
    [[nodiscard]] const std::vector<Slot> &slotsOf(std::string_view key) const;
    [[nodiscard]] const Shelved &at(Slot slot) const { return m_slots[slot]; }
    /// Whether a stored response of that weight could be kept.
    [[nodiscard]] bool admits(std::uint64_t weight) const noexcept;

    /// Stores it in front of the key's others. False: it does not fit, nothing was changed.
    bool put(std::string_view key, std::shared_ptr<const StoredResponse> response, Instant now);
    /// Puts another value in its place.
    void replace(Slot slot, std::shared_ptr<const StoredResponse> response, Instant now);
    void touch(Slot slot, Instant now, bool hit);
    void remove(Slot slot);
    void removeKey(std::string_view key);
    template <class Predicate>
    std::size_t removeIf(Predicate predicate) {
        std::size_t removed = 0;
        for (Slot slot = 0; slot < m_slots.size(); ++slot) {
            if (m_slots[slot].response == nullptr || !predicate(m_slots[slot]))
                continue;
            remove(slot);
            ++removed;
        }
        return removed;
    }
    /// Calls for what is stored under the key `base` with any query and has No-Vary-Search.
    template <class Visit>
    void forEachSearch(std::string_view base, Visit visit) const {
        const auto found = m_searches.find(base);
        if (found == m_searches.end())
            return;
        for (const Slot slot : found->second)
            visit(m_slots[slot]);
    }
    template <class Visit>
    void forEach(Visit visit) const {
        for (const Shelved &shelved : m_slots) {
            if (shelved.response != nullptr)
                visit(shelved);
        }
    }

    [[nodiscard]] std::uint64_t size() const noexcept { return m_size; }
    [[nodiscard]] std::uint64_t bytes() const noexcept { return m_bytes; }
    [[nodiscard]] std::uint64_t evictions() const noexcept { return m_evictions; }

private:
    struct HashText {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };
    [[nodiscard]] Slot freeSlot();
    void makeRoom(std::uint64_t incoming, Instant now);
    void forget(Slot slot);
    void noteSearch(Slot slot);

    StorageLimits m_limits;
    Eviction m_eviction;
    std::unordered_map<std::string, std::vector<Slot>, HashText, std::equal_to<>> m_index;
    /// By key without its query: what has No-Vary-Search.
    std::unordered_map<std::string, std::vector<Slot>, HashText, std::equal_to<>> m_searches;
    std::vector<Shelved> m_slots;
    std::vector<Slot> m_free;
    std::uint64_t m_size = 0;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_evictions = 0;
};

} // namespace etagere::cache
