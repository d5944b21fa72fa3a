// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/top_sites.h"

#include "core/url/partition.h"

namespace etagere::analysis {

TopSites::TopSites(const traffic::Traffic &traffic)
    : m_sites(traffic.visitCount()) {
    std::vector<bool> known(traffic.visitCount());
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const traffic::Exchange &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        if (!exchange.visit.isValid() || known[exchange.visit.index()])
            continue;
        known[exchange.visit.index()] = true;
        m_sites[exchange.visit.index()] = url::schemefulSiteOf(traffic.urlText(exchange.url));
    }
}

std::string_view TopSites::of(traffic::VisitId visit) const {
    return visit.isValid() ? std::string_view(m_sites[visit.index()]) : std::string_view();
}

} // namespace etagere::analysis
