// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/browser.h"

#include <simdjson.h>

#include <cstddef>
#include <deque>
#include <set>
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

/// What all frames of a page store, each entry once: frames of one origin share it. A page may have
/// a hundred frames, each with an origin of its own that is full to the brim: what comes beyond
/// 20,000 entries or 8 MiB is left out.
class StorageSum {
public:
    void add(std::vector<StoredItem> items);
    /// In the order in which they came. It is empty then.
    [[nodiscard]] std::vector<StoredItem> take();

private:
    struct Before {
        bool operator()(const StoredItem *a, const StoredItem *b) const;
    };
    static constexpr std::size_t mostEntries = 20'000;
    static constexpr std::size_t mostBytes = std::size_t{8} << 20U;

    std::deque<StoredItem> m_items; ///< whose places never change
    std::set<const StoredItem *, Before> m_known;
    std::size_t m_bytes = 0;
};

/// The cookies in the answer of Storage.getCookies. Total.
[[nodiscard]] std::vector<Cookie> readCookieList(simdjson::dom::element answer);

} // namespace etagere::live
