// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/field.h"

#include <string>
#include <string_view>
#include <vector>

// The No-Vary-Search HTTP Response Header Field (draft-ietf-httpbis-no-vary-search)
//   No-Vary-Search = sf-dictionary of key-order, params, except
namespace etagere::http {

/// Which parts of a query make no difference to a response.
struct NoVarySearch {
    bool keyOrder = false;          ///< the order of parameters
    bool allParams = false;         ///< every parameter but `names`
    std::vector<std::string> names; ///< those that count (`allParams`), or those that do not
    [[nodiscard]] bool variesAsUsual() const noexcept {
        return !keyOrder && !allParams && names.empty();
    }
};

/// Total. A value that is no such dictionary, or has a member of another type, says nothing: the
/// query counts as usual. Several lines are one value.
[[nodiscard]] NoVarySearch noVarySearchOf(Fields responseFields);

/// Whether two queries, without '?', are the same to it. Names and values are compared decoded.
[[nodiscard]] bool isSameSearch(const NoVarySearch &rule, std::string_view a, std::string_view b);

} // namespace etagere::http
