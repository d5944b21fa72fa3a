// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/arena.h"
#include "core/base/id.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace etagere {

struct TextTag;
/// Number of a text within one Interner, in the order in which the texts were first seen.
using TextId = Id<TextTag>;

/// Keeps each different text once and gives it a number. Views are valid while the interner lives.
class Interner {
public:
    Interner() = default;
    Interner(Interner &&) noexcept = default;
    Interner &operator=(Interner &&) noexcept = default;

    TextId intern(std::string_view text);
    [[nodiscard]] std::optional<TextId> find(std::string_view text) const noexcept;
    [[nodiscard]] std::string_view view(TextId id) const noexcept { return m_texts[id.index()]; }
    [[nodiscard]] std::size_t size() const noexcept { return m_texts.size(); }

private:
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t index = empty;
    };
    static constexpr std::uint32_t empty = 0xffff'ffff;
    static std::uint32_t hashOf(std::string_view text) noexcept;
    [[nodiscard]] std::size_t slotOf(std::string_view text, std::uint32_t hash) const noexcept;
    void grow();

    Arena m_arena;
    std::vector<std::string_view> m_texts;
    std::vector<Slot> m_slots;
};

} // namespace etagere
