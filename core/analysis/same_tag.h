// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/body/digest.h"
#include "core/body/visible_text.h"
#include "core/http/etag.h"
#include "core/http/field.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace etagere::analysis {

/// What of a response's content is kept to compare it with a later one.
struct SeenContent {
    body::Digest digest; ///< SHA-256 of its bytes, content codings undone
    bool decoded = true; ///< else they could not be undone, and the digest is of the coded bytes
    /// What it says, where it is text.
    std::optional<body::PlainText> text;
    /// The text is what it means: a page, plain text, JSON. What programs read (scripts, styles,
    /// XML) may differ in its text and mean the same.
    bool meansItsText = false;
};

/// Codings are undone up to 16 MiB. HTML gives what a person sees of it, other text its lines.
[[nodiscard]] SeenContent seenContentOf(http::Fields responseFields, std::string_view body,
                                        const body::TextLimits &limits = {});

/// What two contents that a server sent under the same validator say about it (RFC 9110 §8.8.1).
enum class SameTag : std::uint8_t {
    Confirmed,   ///< the same bytes
    SameMeaning, ///< other bytes, the same text: a weak validator may stay
    OnlyNumbers, ///< the texts differ in numbers alone: a weak validator may stay
    Unknown,     ///< other bytes, and nobody here can say whether they mean the same
    Stale        ///< the validator should have changed
};

/// A strong validator changes with every byte, a weak one with the meaning. A Last-Modified is weak
/// (RFC 9110 §8.8.2.2). No false alarm: what cannot be known is Unknown.
[[nodiscard]] SameTag compareUnder(http::Strength validator, const SeenContent &before,
                                   const SeenContent &now);

/// The validator that both responses bear: their tags by weak comparison, strong if both are;
/// without tags, the same Last-Modified. None if they differ.
[[nodiscard]] std::optional<http::Strength> sharedValidator(http::Fields before, http::Fields now);

} // namespace etagere::analysis
