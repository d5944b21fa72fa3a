// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/mode.h"
#include "tests/fidelity/sequence.h"

#include <string>
#include <string_view>

namespace etagere::fidelity {

/// What a page's fetch() does to a request before the HTTP cache is asked: the Fetch Standard's
/// "HTTP-network-or-cache fetch", and where a browser departs from it.
struct Fetched {
    std::string method;
    cache::Mode mode = cache::Mode::Default;
    Lines fields;
};

/// The request as the cache of that model ("chromium", …) gets it.
///
/// A page's own condition turns the mode "default" into "no-store"; Chromium takes "no-cache"
/// instead (measured: it adds Cache-Control: max-age=0 where Firefox adds Pragma and Cache-Control:
/// no-cache). "no-cache" adds Cache-Control: max-age=0, "no-store" and "reload" add Pragma and
/// Cache-Control: no-cache, each only where the page set no such field.
[[nodiscard]] Fetched fetched(std::string_view model, std::string method, std::string_view mode,
                              Lines fields);

/// A redirect's status, whose Location fetch() follows.
[[nodiscard]] constexpr bool isRedirect(int status) noexcept {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// The method after a redirect (Fetch Standard, "HTTP-redirect fetch").
[[nodiscard]] std::string redirectedMethod(int status, const std::string &method);

} // namespace etagere::fidelity
