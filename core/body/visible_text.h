// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/units.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace etagere::body {

/// What reading one document may cost.
struct TextLimits {
    Bytes document{std::uint64_t{4} << 20U};
    Bytes memory{std::uint64_t{256} << 20U};
    Bytes text{std::uint64_t{1} << 20U}; ///< longer text is cut
    std::size_t depth = 1024;            ///< of elements, and of attributes in one tag
};

/// Why a document was not read: it would have cost more than the limits allow.
enum class TextRefusal : std::uint8_t { TooLarge, TooDeep, TooCostly };

/// Text for comparison, in UTF-8.
struct PlainText {
    std::string text; ///< one block a line, one space between words
    bool cut = false; ///< there is more than the limit
    friend bool operator==(const PlainText &, const PlainText &) = default;
};

/// What a person sees of an HTML document: the text of its body, one block a line, white space made
/// even. Scripts, styles, comments, attributes, the head, templates, fallbacks and what is hidden
/// by `hidden` or by its own style are left out: what servers change at every answer without
/// meaning it (nonces, tokens, markers of build and time) lies there. Every byte string has a
/// reading, as browsers read it (HTML §13.2); ill-formed UTF-8 becomes U+FFFD.
[[nodiscard]] Result<PlainText, TextRefusal> visibleText(std::string_view html,
                                                         const TextLimits &limits = {});

/// Plain text in the same form: its lines, white space made even, empty ones left out.
[[nodiscard]] PlainText evenText(std::string_view text, const TextLimits &limits = {});

} // namespace etagere::body
