// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/browser.h"

#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

namespace etagere::live {

/// What one document of a page says of itself.
struct PageReading {
    std::string url;
    std::string title;
    std::vector<std::string> links; ///< http and https only, each once, in order
    std::vector<StoredItem> storage;
};

/// The script whose value readPage() takes. To be run in a world of its own, where the page cannot
/// have changed what it uses.
[[nodiscard]] std::string_view pageScript() noexcept;
/// Total: what is not as the script makes it is left out.
[[nodiscard]] PageReading readPage(std::string_view json);

/// The cookies in the answer of Storage.getCookies. Total.
[[nodiscard]] std::vector<Cookie> readCookieList(simdjson::dom::element answer);

} // namespace etagere::live
