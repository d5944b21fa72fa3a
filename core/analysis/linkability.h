// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/url/partition.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::analysis {

/// What a visitor does against being known again.
enum class Defence : std::uint8_t {
    Nothing,
    ClearCookies,   ///< between visits; the cache stays
    ClearCache,     ///< between visits; cookies stay
    StripTags,      ///< validators are removed from requests and responses
    EphemeralCache, ///< the cache lives as long as the top-level site is open
    Count
};

/// "clear-cookies"; stable.
[[nodiscard]] std::string_view nameOf(Defence defence) noexcept;
/// "none", "chromium", "firefox", "safari"; stable.
[[nodiscard]] std::string_view nameOf(url::Partitioning partitioning) noexcept;

inline constexpr std::array partitionings{url::Partitioning::None, url::Partitioning::TopFrameCross,
                                          url::Partitioning::TopAncestor,
                                          url::Partitioning::TopSite};

/// Why sites are linked, or are not.
enum class LinkReason : std::uint8_t {
    OneCache,     ///< one entry for all sites: the same tag goes out on each
    OwnPartition, ///< a tag for each site: it returns there, and says nothing of the others
    DerivedAnew,  ///< the server made the same tag on several sites without the cache's help (from
                  ///< the address or the browser): no setting of a cache keeps them apart
    CookieLinks,  ///< the cache was emptied, but a cookie holds the same identifier
    CacheCleared, ///< the tag was forgotten, and nothing else held it
    TagsStripped, ///< no tag is sent back
    Count
};

/// One browser and one defence.
struct LinkabilityCell {
    url::Partitioning partitioning{};
    Defence defence{};
    LinkReason reason{};
    /// Indices into Linkability::sites, grouped: the sites of a group can be told to be one
    /// visitor's. Groups of one are left out.
    std::vector<std::vector<std::uint32_t>> linked;
    bool recognisedOnReturn = false; ///< known again on a later visit to the same site
};

/// One tag on one top-level site: an edge of the graph.
struct LinkabilityEdge {
    std::uint32_t site = 0;  ///< index into Linkability::sites
    std::uint32_t token = 0; ///< index into Linkability::tokens
    std::uint32_t visitors = 0;
    bool issuedAnew = false; ///< given in answer to a request that did not carry it
};

/// Which top-level sites a tag could link, under each browser's partitions and each defence.
struct Linkability {
    std::vector<std::string> sites;  ///< top-level sites that embed it, schemeful, at most 100
    std::size_t siteCount = 0;       ///< of all
    std::vector<std::string> tokens; ///< opaque tags, at most 50
    std::vector<LinkabilityEdge> edges;
    std::vector<LinkabilityCell> cells; ///< partitionings x Defence, in that order
};

/// Fills `cells` from sites, tokens and edges. `cookieLinks`: a cookie carries the same identifier;
/// `firstParty`: the tag is of the only site that was visited, where cookies are never blocked.
/// The recorded browser's own partitions do not matter: that the tracker is embedded on two sites
/// is enough for one cache to link them.
void fillMatrix(Linkability &linkability, bool cookieLinks, bool firstParty);

/// The cell of that row and column. `cells` must be filled.
[[nodiscard]] const LinkabilityCell &cellOf(const Linkability &linkability,
                                            url::Partitioning partitioning, Defence defence);

} // namespace etagere::analysis
