// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/recipe/subject.h"

#include <vector>

namespace etagere::recipe {

/// A tag with what intermediaries and coders added at its end taken off.
struct Reading {
    std::uint32_t end = 0;      ///< the rest is what the origin made
    std::vector<Part> suffixes; ///< in the order of the tag
};

/// The tag as it is, then with one known suffix less at a time: `-gzip` (Apache, Caddy, lighttpd,
/// hapi), `--gzip` (Jetty), `;gz` and `;;;` (LiteSpeed), `-ssl` and `-df` (Netlify), `+gzip` and
/// `+ident` (Edgecast), `:dtagent…` (Dynatrace).
[[nodiscard]] std::vector<Reading> readingsOf(const Subject &subject);

} // namespace etagere::recipe
