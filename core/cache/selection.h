// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/field.h"

#include <string_view>

namespace etagere::cache {

/// Whether a stored response may answer another request (RFC 9111 §4.1).
struct VaryMatch {
    bool any = false;             ///< Vary: *, which never matches
    std::string_view differsIn{}; ///< the first named field that differs; of the stored Vary
    [[nodiscard]] bool matches() const noexcept { return !any && differsIn.empty(); }
};
/// `responseFields` are the stored response's, `original` the request's that brought it. Values are
/// compared after joining lines by commas and normalising blanks around them, as §4.1 allows; a
/// field that is absent in both matches.
[[nodiscard]] VaryMatch compareVary(http::Fields responseFields, http::Fields original,
                                    http::Fields request);

} // namespace etagere::cache
