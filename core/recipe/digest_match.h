// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/recipe/subject.h"

#include <optional>
#include <string>
#include <string_view>

namespace etagere::recipe {

/// A digest's text in one of the ways of Encoding; empty for ways that no digest is written in.
/// Base64 and Base32 are without padding.
[[nodiscard]] std::string digestText(const body::Digest &digest, Encoding encoding);

/// A BodyDigest part when `piece` is that digest of the decoded or the encoded body. `length`
/// other than 0: only so many first characters.
[[nodiscard]] std::optional<Part> bodyDigestPart(const Subject &subject, std::string_view piece,
                                                 body::Algorithm algorithm, Encoding encoding,
                                                 std::size_t length = 0);

/// The same for any algorithm and writing that a text of this shape can be: whole, or at least
/// eight characters of its beginning or end. Only digests that fit the shape are computed.
[[nodiscard]] std::optional<Part> anyBodyDigestPart(const Subject &subject, std::string_view piece);

/// Whether anyBodyDigestPart would ask for a digest at all.
[[nodiscard]] bool mayBeDigest(std::string_view piece) noexcept;

} // namespace etagere::recipe
