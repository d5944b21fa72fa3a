// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/body/digest.h"
#include "core/http/field.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace etagere::recipe {

/// What one response shows that its tag may have been made from. Borrows everything.
struct Facts {
    std::string_view opaque; ///< the tag without `W/` and quotes
    bool weak = false;
    bool quoted = true;
    std::optional<Instant> lastModified;
    std::optional<Instant> date;                 ///< the Date field: when it was served
    std::optional<std::uint64_t> identityLength; ///< of the body with its codings undone
    std::optional<std::uint64_t> encodedLength;  ///< of the body as it was sent
    std::string_view path;                       ///< the URL's path
    std::string_view url;                        ///< the whole URL
    http::Fields fields{};                       ///< of the response
    body::LazyDigests *decoded = nullptr; ///< the body, codings undone; null when not at hand
    body::LazyDigests *encoded = nullptr; ///< the body as sent; null when not at hand
    /// How many modification times within the Last-Modified second may be tried against an
    /// MD5-like tag (Starlette hashes the float that stat() gives: all of them are 4,194,304,
    /// about a second of work). 0: only the whole second. Ask for more only for the few tags
    /// that would otherwise be accused.
    std::uint32_t preimageTries = 0;
};

inline constexpr std::uint32_t allPreimages = 4'194'304;

} // namespace etagere::recipe
