// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/field.h"

#include <cstdint>
#include <initializer_list>

namespace etagere::http {

/// Some of the fields that have a number, or all fields there are.
class FieldSet {
public:
    constexpr FieldSet(std::initializer_list<FieldName> names) noexcept {
        for (const FieldName name : names)
            add(name);
    }
    [[nodiscard]] static constexpr FieldSet all() noexcept { return {FieldName::Other}; }

    /// Other makes it all: names without a number are not told apart.
    constexpr void add(FieldName name) noexcept {
        const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(name);
        m_bits = name == FieldName::Other ? ~std::uint64_t{0} : m_bits | bit;
    }
    [[nodiscard]] constexpr bool has(FieldName name) const noexcept {
        return (m_bits >> static_cast<unsigned>(name) & 1U) != 0;
    }

    /// A bit for each, by its number.
    [[nodiscard]] constexpr std::uint64_t bits() const noexcept { return m_bits; }

private:
    static_assert(static_cast<unsigned>(FieldName::Count) <= 64);
    std::uint64_t m_bits = 0;
};

} // namespace etagere::http
