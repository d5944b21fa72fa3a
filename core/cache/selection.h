// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/model.h"
#include "core/http/field.h"

#include <string_view>
#include <vector>

namespace etagere::cache {

/// Whether a stored response may answer another request (RFC 9111 §4.1).
struct VaryMatch {
    bool any = false;             ///< Vary: *, which never matches
    std::string_view differsIn{}; ///< the first named field that differs; of the stored Vary
    [[nodiscard]] bool matches() const noexcept { return !any && differsIn.empty(); }
};
/// `responseFields` are the stored response's, `original` the request's that brought it. Values are
/// compared after joining lines by commas and normalising what RFC 9111 §4.1 allows: blanks, and in
/// content negotiation also letter case and the order of members. Where the model compares byte by
/// byte (RawVary) only lines are joined. A field that is absent in both matches.
[[nodiscard]] VaryMatch compareVary(http::Fields responseFields, http::Fields original,
                                    http::Fields request, const Model &model = rfc9111());

/// The fields of the request that the response's Vary names: all that is needed to compare later.
/// Borrows from the request.
[[nodiscard]] std::vector<http::Field> fieldsNamedByVary(http::Fields responseFields,
                                                         http::Fields request);

} // namespace etagere::cache
