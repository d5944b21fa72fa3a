// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

// RFC 6265 §4.2.1
//   cookie-string = cookie-pair *( ";" SP cookie-pair )
namespace etagere::http {

/// One cookie of a request. Views into the value; quotes are part of a cookie's value.
struct CookiePair {
    std::string_view name;
    std::string_view value;
    friend bool operator==(const CookiePair &, const CookiePair &) = default;
};

/// Total. A member without '=' is a value without a name; empty members are skipped.
[[nodiscard]] std::vector<CookiePair> parseCookie(std::string_view value);

} // namespace etagere::http
