// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>

namespace etagere {

/// An index into one kind of table, so that a URL's number is never taken for a visit's.
/// Default-made it names nothing; `index()` of such an id is a bug.
template <class Tag>
class Id {
public:
    constexpr Id() noexcept = default;
    constexpr explicit Id(std::uint32_t index) noexcept
        : m_index(index) {}
    static constexpr Id fromSize(std::size_t index) noexcept {
        assert(index < none);
        return Id(static_cast<std::uint32_t>(index));
    }
    [[nodiscard]] constexpr bool isValid() const noexcept { return m_index != none; }
    [[nodiscard]] constexpr std::uint32_t index() const noexcept {
        assert(isValid());
        return m_index;
    }
    friend constexpr auto operator<=>(Id, Id) noexcept = default;

private:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t m_index = none;
};

} // namespace etagere

template <class Tag>
struct std::hash<etagere::Id<Tag>> {
    std::size_t operator()(etagere::Id<Tag> id) const noexcept {
        return id.isValid() ? std::hash<std::uint32_t>{}(id.index()) : 0;
    }
};
