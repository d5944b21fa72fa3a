// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/deviation.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

// RFC 9110 §8.8.3
//   ETag       = entity-tag
//   entity-tag = [ weak ] opaque-tag
//   weak       = %s"W/"
//   opaque-tag = DQUOTE *etagc DQUOTE
//   etagc      = %x21 / %x23-7E / obs-text
// RFC 9110 §13.1.1, §13.1.2
//   If-Match, If-None-Match = "*" / #entity-tag
namespace etagere::http {

enum class Strength : std::uint8_t { Strong, Weak };

/// An entity tag (RFC 9110 §8.8.3): the characters between its quotes. Borrows its bytes: valid
/// while the message is.
struct ETagView {
    std::string_view opaque;
    Strength strength = Strength::Strong;
    friend bool operator==(const ETagView &, const ETagView &) = default;
};

/// What an ETag field says. No tag only when the value is empty.
struct ParsedETag {
    std::optional<ETagView> tag;
    bool quoted = false; ///< it began with a quote
    Deviations deviations;
};

/// Total. A tag without quotes is the whole value; `w/` counts as weak before a quote only, because
/// it may be the start of an unquoted tag; what follows the end quote ("abc"-gzip) is no part of
/// the tag; a quote that closes the whole value ends it, also when others stand inside.
[[nodiscard]] ParsedETag parseETag(std::string_view value);

/// What If-Match or If-None-Match says. Both empty: nothing is asked.
struct ETagList {
    bool any = false; ///< "*"
    std::vector<ETagView> tags;
    Deviations deviations;
};

/// Total. Members without quotes end at the next comma; a value without comma or line end reads as
/// parseETag would read it.
[[nodiscard]] ETagList parseETagList(std::string_view value);

/// Both strong and the same (RFC 9110 §8.8.3.2): what If-Match and If-Range ask.
[[nodiscard]] constexpr bool equalsStrongly(const ETagView &a, const ETagView &b) noexcept {
    return a.strength == Strength::Strong && b.strength == Strength::Strong && a.opaque == b.opaque;
}
/// The same, weak or not (RFC 9110 §8.8.3.2): what If-None-Match asks.
[[nodiscard]] constexpr bool equalsWeakly(const ETagView &a, const ETagView &b) noexcept {
    return a.opaque == b.opaque;
}

} // namespace etagere::http
