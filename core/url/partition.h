// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace etagere::url {

/// What tells the stored responses of one URL apart beside the URL: the partition of the cache key
/// (Fetch Standard, "HTTP cache partitions").
enum class Partitioning : std::uint8_t {
    None,          ///< one cache for all sites, as before 2020
    TopFrameCross, ///< Chromium: top site, frame site, and whether another site began a navigation
                   ///< (net/http/http_cache.cc, GenerateCacheKey; measured)
    TopAncestor,   ///< Firefox: top site, and whether another site's frame stands between
                   ///< (partitionKey of its origin attributes; measured)
    TopSite        ///< Safari: top site (WebKit, NetworkCacheKey)
};

/// Where a request comes from. Sites are schemeful: "https://example.org".
struct Embedding {
    std::string_view topSite;   ///< of the document in the tab
    std::string_view frameSite; ///< of the document that asks; the top document's own for itself
    bool crossSiteNavigation = false; ///< the tab is navigated, and another site began it
    bool crossSiteAncestor = false;   ///< a document of another site stands above the one that asks
};

/// The partition's part of a cache key; empty for None.
[[nodiscard]] std::string partitionOf(Partitioning partitioning, const Embedding &embedding);

/// The schemeful site of a URL, "https://example.org"; empty for one without a host.
[[nodiscard]] std::string schemefulSiteOf(std::string_view url);

} // namespace etagere::url
