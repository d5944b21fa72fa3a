// SPDX-License-Identifier: Apache-2.0
#include "core/http/cookie.h"

#include "core/http/text.h"

#include <algorithm>

namespace etagere::http {

std::vector<CookiePair> parseCookie(std::string_view value) {
    std::vector<CookiePair> pairs;
    for (std::size_t at = 0; at < value.size();) {
        const std::size_t end = std::min(value.find_first_of(";\n", at), value.size());
        const std::string_view pair = trimmed(value.substr(at, end - at));
        const std::size_t equals = pair.find('=');
        if (equals != std::string_view::npos)
            pairs.push_back({trimmed(pair.substr(0, equals)), trimmed(pair.substr(equals + 1))});
        else if (!pair.empty())
            pairs.push_back({pair.substr(0, 0), pair});
        at = end + 1;
    }
    return pairs;
}

} // namespace etagere::http
