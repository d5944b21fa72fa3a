// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::scenario {

/// A JSON value that knows where it stands in its text (RFC 8259). Members keep their order;
/// numbers are kept as they were written.
struct Json {
    enum class Kind : std::uint8_t { Null, Truth, Number, Text, List, Object };
    struct Key {
        std::string name;
        std::size_t offset = 0;
    };
    Kind kind = Kind::Null;
    bool truth = false;
    std::size_t offset = 0;     ///< of its first byte
    std::string text{};         ///< Text: what it says; Number: as written
    std::vector<Json> values{}; ///< List, Object
    std::vector<Key> keys{};    ///< Object: one for each value
};

/// Deeper nesting and more values than any scenario has; a tree within them fits a small stack and
/// some tens of megabytes.
inline constexpr std::size_t deepestJson = 64;
inline constexpr std::size_t mostJsonValues = 200'000;

/// Why a text is no JSON.
struct JsonFault {
    bool isTooLarge = false; ///< it is deeper or has more values than is read
    std::size_t offset = 0;
    std::string says{}; ///< what the parser says; the bound: "64 levels"
};

/// The one value of the text; a byte order mark before it is skipped.
[[nodiscard]] Result<Json, JsonFault> parseJson(std::string_view text);

enum class Layout : std::uint8_t { Indented, OneLine };
[[nodiscard]] std::string writeJson(const Json &json, Layout layout);

/// Whether a text can stand in JSON.
[[nodiscard]] bool isUtf8(std::string_view text);

/// The place of the first member of that name; nothing without one.
[[nodiscard]] std::optional<std::size_t> memberOf(const Json &object, std::string_view name);
/// A pointer's token for that name: ~ and / escaped (RFC 6901 §3).
[[nodiscard]] std::string tokenOf(std::string_view name);

/// Where a JSON pointer leads (RFC 6901).
struct Located {
    std::vector<std::size_t> way{}; ///< places in `values`, from the root: as far as there is one
    bool isThere = false;           ///< the way leads to the value itself
    bool canBeAdded = false;        ///< it leads to what would hold the value
    std::string last{};             ///< the pointer's last name, not escaped
    /// It is to stand in a member "fields" that is not there yet either: fields are what learners
    /// add, and a resource without any needs none.
    bool needsFields = false;
    std::string near{}; ///< a pointer that may be meant; empty when none is near
};
[[nodiscard]] Located locate(const Json &root, std::string_view pointer);
/// The value at the end of a way.
[[nodiscard]] const Json &at(const Json &root, const std::vector<std::size_t> &way);

} // namespace etagere::scenario
