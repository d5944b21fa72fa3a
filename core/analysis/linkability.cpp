// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/linkability.h"

#include <algorithm>
#include <map>

namespace etagere::analysis {

namespace {

using Groups = std::vector<std::vector<std::uint32_t>>;
using url::Partitioning;

Groups allTogether(const Linkability &linkability) {
    if (linkability.sites.size() < 2)
        return {};
    std::vector<std::uint32_t> all(linkability.sites.size());
    for (std::uint32_t i = 0; i < all.size(); ++i)
        all[i] = i;
    return {std::move(all)};
}

/// The sites on which one token was issued to requests that did not carry it. A cookie with the
/// same identifier does that too, and is not taken for it.
Groups derivedGroups(const Linkability &linkability) {
    std::map<std::uint32_t, std::vector<std::uint32_t>> sitesOf;
    for (const LinkabilityEdge &edge : linkability.edges) {
        if (edge.issuedAnew)
            sitesOf[edge.token].push_back(edge.site);
    }
    Groups groups;
    for (auto &[token, sites] : sitesOf) {
        std::sort(sites.begin(), sites.end());
        if (sites.size() > 1 && std::find(groups.begin(), groups.end(), sites) == groups.end())
            groups.push_back(std::move(sites));
    }
    return groups;
}

// Third-party cookies: Firefox keeps them by top-level site, Safari blocks them.
bool cookiesCross(Partitioning partitioning) noexcept {
    return partitioning == Partitioning::None || partitioning == Partitioning::TopFrameCross;
}
bool cookiesReturn(Partitioning partitioning, bool firstParty) noexcept {
    return firstParty || partitioning != Partitioning::TopSite;
}

class Matrix {
public:
    Matrix(const Linkability &linkability, bool cookieLinks, bool firstParty)
        : m_all(allTogether(linkability))
        , m_derived(cookieLinks ? Groups() : derivedGroups(linkability))
        , m_cookieLinks(cookieLinks)
        , m_firstParty(firstParty) {}

    [[nodiscard]] LinkabilityCell cell(Partitioning partitioning, Defence defence) const {
        LinkabilityCell cell{partitioning, defence, LinkReason::TagsStripped, {}, false};
        if (defence == Defence::StripTags)
            return cell;
        const bool keeps = defence == Defence::Nothing || defence == Defence::ClearCookies;
        if (!m_derived.empty()) {
            cell.reason = LinkReason::DerivedAnew;
            cell.linked = m_derived;
            cell.recognisedOnReturn = true;
        } else if (keeps) {
            const bool one = partitioning == Partitioning::None;
            cell.reason = one ? LinkReason::OneCache : LinkReason::OwnPartition;
            cell.linked = one ? m_all : Groups();
            cell.recognisedOnReturn = true;
        } else if (m_cookieLinks && cookiesReturn(partitioning, m_firstParty)) {
            cell.reason = LinkReason::CookieLinks;
            cell.linked = cookiesCross(partitioning) ? m_all : Groups();
            cell.recognisedOnReturn = true;
        } else {
            cell.reason = LinkReason::CacheCleared;
        }
        return cell;
    }

private:
    Groups m_all;
    Groups m_derived;
    bool m_cookieLinks;
    bool m_firstParty;
};

} // namespace

void fillMatrix(Linkability &linkability, bool cookieLinks, bool firstParty) {
    const Matrix matrix(linkability, cookieLinks, firstParty);
    linkability.cells.clear();
    for (const Partitioning partitioning : partitionings) {
        for (std::size_t i = 0; i < static_cast<std::size_t>(Defence::Count); ++i)
            linkability.cells.push_back(matrix.cell(partitioning, static_cast<Defence>(i)));
    }
}

const LinkabilityCell &cellOf(const Linkability &linkability, Partitioning partitioning,
                              Defence defence) {
    return *std::find_if(linkability.cells.begin(), linkability.cells.end(),
                         [=](const LinkabilityCell &cell) {
                             return cell.partitioning == partitioning && cell.defence == defence;
                         });
}

std::string_view nameOf(Defence defence) noexcept {
    constexpr std::array<std::string_view, static_cast<std::size_t>(Defence::Count)> names{
        "nothing", "clear-cookies", "clear-cache", "strip-tags", "ephemeral-cache"};
    return names[static_cast<std::size_t>(defence)];
}

std::string_view nameOf(url::Partitioning partitioning) noexcept {
    switch (partitioning) {
    case url::Partitioning::None:
        return "none";
    case url::Partitioning::TopFrameCross:
        return "chromium";
    case url::Partitioning::TopAncestor:
        return "firefox";
    case url::Partitioning::TopSite:
        break;
    }
    return "safari";
}

} // namespace etagere::analysis
