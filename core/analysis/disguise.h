// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::analysis {

/// How an identifier stands in one place compared with another.
enum class Disguise : std::uint8_t {
    Plain,   ///< the same text, punctuation and case aside
    Encoded, ///< in base64, base64url or hexadecimal
    Digest   ///< as its MD5 or SHA-1
};

/// A text in another form, in lower case.
struct Form {
    std::string text;
    Disguise disguise = Disguise::Plain;
    friend bool operator==(const Form &, const Form &) = default;
};

/// What `text` may be a writing of: the texts that its base64 or hexadecimal reading gives, when
/// that is printable, and the bytes in hexadecimal when not. Only readings of 8 to 256 characters.
/// Case counts: give the text as it was sent.
[[nodiscard]] std::vector<Form> decodedForms(std::string_view text);

/// MD5 and SHA-1 of `text` in hexadecimal. Empty for a text that is no identifier by the rule of
/// Englehardt and Narayanan 2016 (8 or more characters of a-zA-Z0-9_-=).
[[nodiscard]] std::vector<Form> digestForms(std::string_view text);

/// Whether two texts are one identifier, and how disguised. They may be whole values: parts between
/// punctuation are compared as well. Nothing in common: false, and `how` is left alone.
[[nodiscard]] bool isSameIdentifier(std::string_view a, std::string_view b, Disguise &how);

} // namespace etagere::analysis
