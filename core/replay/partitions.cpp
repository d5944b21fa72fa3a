// SPDX-License-Identifier: Apache-2.0
#include "core/replay/partitions.h"

#include "core/http/text.h"
#include "core/replay/schedule.h"
#include "core/url/partition.h"

namespace etagere::replay {

namespace {

using http::FieldName;

std::string_view secFetch(const traffic::Exchange &exchange, std::string_view name) noexcept {
    const http::Field *const field = http::find(exchange.requestFields, name);
    return field == nullptr ? std::string_view() : http::trimmed(field->value);
}

} // namespace

Partitions::Partitions(const traffic::Traffic &traffic, const cache::Model &model)
    : m_traffic(traffic)
    , m_model(model) {
    if (model.partitioning == url::Partitioning::None)
        return;
    m_documents.resize(traffic.visitCount());
    for (std::size_t i = traffic.exchangeCount(); i > 0; --i) {
        const traffic::Exchange &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i - 1));
        if (exchange.visit.isValid())
            m_documents[exchange.visit.index()] = exchange.url;
    }
}

std::uint32_t Partitions::of(const traffic::Exchange &exchange) {
    const traffic::VisitorId visitor = visitorOf(m_traffic, exchange);
    const std::uint32_t cacheOf = visitor.isValid() ? visitor.index() + 1U : 0U;
    if (m_model.partitioning == url::Partitioning::None || !exchange.visit.isValid())
        return cacheOf;
    const traffic::UrlId document = m_documents[exchange.visit.index()];
    const std::string top = siteOf(m_traffic.urlText(document));
    const std::string_view dest = secFetch(exchange, "sec-fetch-dest");
    const bool isTop = exchange.url == document;
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
    embedding.crossSiteAncestor = frame != top;
    return numberOf(cacheOf, url::partitionOf(m_model.partitioning, embedding));
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
