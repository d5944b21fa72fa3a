// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/embedding.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace etagere::analysis {

namespace {

constexpr std::size_t sitesKept = 100;
constexpr std::size_t tokensKept = 50;
constexpr std::uint32_t leftOut = UINT32_MAX;

/// Numbers texts as they come, up to a limit.
class Numbering {
public:
    Numbering(std::vector<std::string> &texts, std::size_t limit)
        : m_texts(texts)
        , m_limit(limit) {}
    std::uint32_t of(std::string_view text) {
        const auto next = static_cast<std::uint32_t>(m_texts.size());
        const auto [at, isNew] = m_numbers.try_emplace(text, next < m_limit ? next : leftOut);
        if (isNew && at->second != leftOut)
            m_texts.emplace_back(text);
        return at->second;
    }
    [[nodiscard]] std::size_t count() const { return m_numbers.size(); }

private:
    std::vector<std::string> &m_texts;
    std::size_t m_limit;
    std::map<std::string_view, std::uint32_t> m_numbers;
};

struct Edge {
    std::set<traffic::VisitorId> visitors;
    bool issuedAnew = false;
};

} // namespace

Linkability linkabilityOf(const traffic::Traffic &traffic,
                          std::span<const TagHistory *const> histories, const TopSites &sites,
                          bool cookieLinks) {
    Linkability out;
    Numbering siteNumbers(out.sites, sitesKept);
    Numbering tokenNumbers(out.tokens, tokensKept);
    std::map<std::pair<std::uint32_t, std::uint32_t>, Edge> edges;
    for (const TagHistory *history : histories) {
        for (const Sighting &sighting : history->sightings) {
            const std::string_view top = sites.of(sighting.visit);
            if (top.empty())
                continue;
            const std::uint32_t site = siteNumbers.of(top);
            const std::uint32_t token = tokenNumbers.of(history->values[sighting.value].opaque);
            if (site == leftOut || token == leftOut)
                continue;
            Edge &edge = edges[{site, token}];
            edge.visitors.insert(sighting.visitor);
            edge.issuedAnew = edge.issuedAnew || (sighting.fresh && !sighting.sentBack);
        }
    }
    out.siteCount = siteNumbers.count();
    for (const auto &[key, edge] : edges)
        out.edges.push_back({key.first, key.second,
                             static_cast<std::uint32_t>(edge.visitors.size()), edge.issuedAnew});
    const bool firstParty =
        std::all_of(out.sites.begin(), out.sites.end(), [&](const std::string &site) {
            return site == url::schemefulSiteOf(traffic.originText(histories.front()->origin));
        });
    fillMatrix(out, cookieLinks, firstParty);
    return out;
}

} // namespace etagere::analysis
