// SPDX-License-Identifier: Apache-2.0
#include "core/replay/partitions.h"

#include "core/http/text.h"
#include "core/replay/schedule.h"
#include "core/url/partition.h"
#include "core/url/resolve.h"

#include <algorithm>

namespace etagere::replay {

namespace {

using http::FieldName;

std::string_view secFetch(const traffic::Exchange &exchange, std::string_view name) noexcept {
    const http::Field *const field = http::find(exchange.requestFields, name);
    return field == nullptr ? std::string_view() : http::trimmed(field->value);
}

/// Where a redirect leads; empty for any other response.
std::string targetOf(const traffic::Traffic &traffic, const traffic::Exchange &exchange) {
    if (exchange.status < 300 || exchange.status > 308 || exchange.status == 304)
        return {};
    const std::string_view location =
        http::trimmed(http::valueOf(exchange.responseFields, FieldName::Location));
    if (location.empty())
        return {};
    return url::resolve(traffic.urlText(exchange.url), location);
}

} // namespace

Partitions::Partitions(const traffic::Traffic &traffic, const cache::Model &model,
                       std::span<const traffic::ExchangeId> order)
    : m_traffic(traffic)
    , m_model(model) {
    if (model.partitioning == url::Partitioning::None)
        return;
    m_documents.resize(traffic.visitCount());
    for (const traffic::ExchangeId id : order) {
        const traffic::Exchange &exchange = traffic.exchange(id);
        if (!exchange.visit.isValid())
            continue;
        Document &document = m_documents[exchange.visit.index()];
        const bool isNext =
            document.hops.empty() ||
            (!document.leadsTo.empty() && traffic.urlText(exchange.url) == document.leadsTo);
        if (!isNext)
            continue;
        document.hops.push_back(exchange.url);
        document.leadsTo = targetOf(traffic, exchange);
    }
}

std::uint32_t Partitions::of(const traffic::Exchange &exchange) {
    const traffic::VisitorId visitor = visitorOf(m_traffic, exchange);
    const std::uint32_t cacheOf = visitor.isValid() ? visitor.index() + 1U : 0U;
    if (m_model.partitioning == url::Partitioning::None || !exchange.visit.isValid())
        return cacheOf;
    const Document &document = m_documents[exchange.visit.index()];
    const bool isTop = document.hasHop(exchange.url);
    const std::string top = siteOf(m_traffic.urlText(isTop ? exchange.url : document.hops.back()));
    const std::string_view dest = secFetch(exchange, "sec-fetch-dest");
    const bool isFrame = dest == "iframe" || dest == "frame";
    const std::string_view referer =
        http::trimmed(http::valueOf(exchange.requestFields, FieldName::Referer));
    std::string frame = top;
    if (isFrame)
        frame = siteOf(m_traffic.urlText(exchange.url));
    else if (!isTop && !referer.empty())
        frame = siteOf(referer);
    url::Embedding embedding;
    embedding.topSite = top;
    embedding.frameSite = frame;
    embedding.crossSiteNavigation = isTop && secFetch(exchange, "sec-fetch-site") == "cross-site" &&
                                    secFetch(exchange, "sec-fetch-mode") == "navigate";
    embedding.crossSiteAncestor = !isTop && frame == top && isBetween(exchange, top, referer);
    return numberOf(cacheOf, url::partitionOf(m_model.partitioning, embedding));
}

bool Partitions::Document::hasHop(traffic::UrlId url) const {
    return std::find(hops.begin(), hops.end(), url) != hops.end();
}

/// Whether a frame of the tab's own site, or what it asks for, is within a frame of another site.
bool Partitions::isBetween(const traffic::Exchange &exchange, const std::string &top,
                           std::string_view referer) {
    std::set<std::string_view> &between = m_documents[exchange.visit.index()].between;
    if (between.contains(referer))
        return true;
    const std::string_view dest = secFetch(exchange, "sec-fetch-dest");
    const bool isFrame = dest == "iframe" || dest == "frame";
    if (!isFrame || referer.empty() || siteOf(referer) == top)
        return false;
    between.emplace(m_traffic.urlText(exchange.url));
    return true;
}

std::uint32_t Partitions::numberOf(std::uint32_t visitor, const std::string &partition) {
    const auto next = static_cast<std::uint32_t>(m_numbers.size() + 1);
    return m_numbers.emplace(std::to_string(visitor) + ' ' + partition, next).first->second;
}

const std::string &Partitions::siteOf(std::string_view url) {
    const auto found = m_sites.find(url);
    if (found != m_sites.end())
        return found->second;
    return m_sites.emplace(url, url::schemefulSiteOf(url)).first->second;
}

} // namespace etagere::replay
