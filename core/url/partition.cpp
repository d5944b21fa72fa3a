// SPDX-License-Identifier: Apache-2.0
#include "core/url/partition.h"

#include "core/url/url.h"

namespace etagere::url {

std::string partitionOf(Partitioning partitioning, const Embedding &embedding) {
    std::string top(embedding.topSite);
    switch (partitioning) {
    case Partitioning::None:
        return {};
    case Partitioning::TopFrameCross:
        return (embedding.crossSiteNavigation ? "cn_" : "") + top + " " +
               std::string(embedding.frameSite);
    case Partitioning::TopAncestor: {
        // Only for the tab's own site between others' frames: those of other sites share one cache.
        const bool isBetween = embedding.crossSiteAncestor && embedding.frameSite == top;
        return top + (isBetween ? " f" : "");
    }
    case Partitioning::TopSite:
        return top;
    }
    return {};
}

std::string schemefulSiteOf(std::string_view url) {
    const UrlView parsed = parseUrl(url);
    if (parsed.host.empty())
        return {};
    return std::string(parsed.scheme) + "://" + siteOf(parsed.host);
}

} // namespace etagere::url
