// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/recipe/family.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace etagere::recipe {

/// What stands in one slot of a form.
enum class Role : std::uint8_t {
    Size,
    Time,
    SubSecond, ///< nanoseconds of the second before
    Inode,
    NameHash, ///< Adler-32 of the path
    ChangeNumber,
    Digest ///< of the body, `Slot::algorithm`
};

/// One piece of a form, up to its separator.
struct Slot {
    Role role = Role::Size;
    Encoding encoding = Encoding::Hex;
    TimeUnit unit = TimeUnit::None;
    std::uint8_t minDigits = 1;
    std::uint8_t length = 0; ///< characters of a cut digest; 0: whole
    bool padded = false;     ///< digest with '='
    char separator = '\0';   ///< what ends it; nothing after the last
    body::Algorithm algorithm = body::Algorithm::Count;
};

/// A tag as a row of slots.
struct Form {
    RecipeId recipe = RecipeId::None;
    bool weak = false; ///< the server itself writes W/
    bool quoted = true;
    std::string_view prefix;
    std::string_view suffix;
    std::string_view server; ///< in the Server field, lower case; empty: says nothing
    std::uint8_t slotCount = 0;
    std::array<Slot, 4> slots{};
};

[[nodiscard]] std::span<const Form> allForms() noexcept;

/// The text of one slot; empty when a needed fact is missing.
[[nodiscard]] std::string slotText(const Slot &slot, const FileFacts &file);

/// A float as Python's repr writes it: the shortest text that reads as the same double.
[[nodiscard]] std::string pythonFloat(double value);
/// stat()'s st_mtime as Python computes it.
[[nodiscard]] double pythonTime(std::int64_t nanoseconds) noexcept;

} // namespace etagere::recipe
