// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/recipe/recipe.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace etagere::recipe {

/// A length that the response shows, and of what it is.
struct LengthFact {
    std::uint64_t value = 0;
    Over over = Over::None;
};

/// One reading of a tag, with some suffix taken off, and the facts in the form in which the
/// recipes compare them. Borrows the facts.
class Subject {
public:
    explicit Subject(const Facts &facts);
    /// The same facts with only these bytes of the tag.
    [[nodiscard]] Subject withText(std::uint32_t begin, std::uint32_t end) const;

    [[nodiscard]] const Facts &facts() const { return *m_facts; }
    [[nodiscard]] std::string_view text() const { return m_text; }
    [[nodiscard]] std::span<const LengthFact> lengths() const {
        return std::span(m_lengths).first(m_lengthCount);
    }
    /// The Last-Modified second.
    [[nodiscard]] std::optional<std::int64_t> modified() const { return m_modified; }
    [[nodiscard]] std::optional<std::int64_t> served() const { return m_served; }
    [[nodiscard]] bool serverIs(std::string_view lowerCaseName) const;

    /// A part of the tag from where `piece`, a view into text(), stands.
    [[nodiscard]] Part partAt(std::string_view piece, PartKind kind) const;
    [[nodiscard]] Part unexplained(std::string_view piece) const;
    /// Size part when the number is a length of the response.
    [[nodiscard]] std::optional<Part> sizePart(std::string_view piece, std::uint64_t value) const;
    /// Time part when the number falls into the Last-Modified or the Date second.
    [[nodiscard]] std::optional<Part> timePart(std::string_view piece, TimeUnit unit,
                                               std::uint64_t value) const;
    /// The same for whole seconds since 1970, however they were written.
    [[nodiscard]] std::optional<Part> secondPart(std::string_view piece, std::int64_t second) const;

private:
    void addLength(std::optional<std::uint64_t> value, Over over);

    const Facts *m_facts;
    std::string_view m_text;
    std::uint32_t m_begin = 0;
    std::array<LengthFact, 6> m_lengths{};
    std::size_t m_lengthCount = 0;
    std::optional<std::int64_t> m_modified;
    std::optional<std::int64_t> m_served;
};

/// How many of a unit make a second, and the unit's zero in seconds before 1970.
struct UnitScale {
    std::uint64_t perSecond = 1;
    std::uint64_t epoch = 0;
};
[[nodiscard]] UnitScale scaleOf(TimeUnit unit) noexcept;
/// What the digits below the second can carry: log2 of the units in a second.
[[nodiscard]] double subSecondBits(TimeUnit unit) noexcept;
/// What a text can carry: its length times log2 of the smallest usual alphabet that holds it.
[[nodiscard]] double capacityOf(std::string_view text) noexcept;
/// Between 1980 and 2100: what a server's file may bear.
[[nodiscard]] bool isPlausibleTime(TimeUnit unit, std::uint64_t value) noexcept;

enum class Case : std::uint8_t { Lower, Upper, Either };
[[nodiscard]] bool isHexText(std::string_view text, Case letters = Case::Lower) noexcept;
[[nodiscard]] bool isDecimalText(std::string_view text) noexcept;

} // namespace etagere::recipe
