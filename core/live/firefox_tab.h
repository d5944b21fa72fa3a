// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/bidi_client.h"

#include <cstdint>
#include <string>
#include <vector>

namespace etagere::live {

/// What is needed to work with one tab of Firefox. Borrows the client.
struct FirefoxTab {
    BidiClient *client = nullptr;
    std::string context;   ///< BiDi's name of the tab
    std::string browser;   ///< and of the window around it, in which scripts may do everything
    std::string collector; ///< of bodies
    std::int64_t userContext = 0; ///< Firefox's number of the profile
};

/// The answer of cookiesInBrowser(). Total: what is not as the script makes it is left out.
[[nodiscard]] std::vector<Cookie> readFirefoxCookies(std::string_view json);

} // namespace etagere::live
