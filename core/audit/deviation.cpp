// SPDX-License-Identifier: Apache-2.0
#include "core/audit/deviation.h"

#include "core/http/text.h"
#include "core/url/url.h"

#include <algorithm>
#include <array>

namespace etagere::audit {

namespace {

using replay::Recorded;

std::string_view field(const traffic::Exchange &exchange, std::string_view name) {
    const http::Field *const found = http::find(exchange.requestFields, name);
    return found == nullptr ? std::string_view() : http::trimmed(found->value);
}

bool asked(Recorded recorded) noexcept {
    return recorded == Recorded::Validated || recorded == Recorded::Replaced;
}

/// A page that the person loaded again.
bool isPage(const traffic::Traffic &traffic, const traffic::Exchange &exchange) {
    return traffic.visit(exchange.visit).title == traffic.urlText(exchange.url) ||
           http::valueOf(exchange.requestFields, http::FieldName::CacheControl) == "max-age=0";
}

bool isOfUnknownDocument(const traffic::Exchange &exchange) {
    return field(exchange, "sec-fetch-site") == "cross-site" &&
           field(exchange, "sec-fetch-dest") != "document" && field(exchange, "referer").empty();
}

bool overlap(const traffic::Exchange &one, const traffic::Exchange &other) {
    if (!one.started || !other.started)
        return false;
    const traffic::Exchange &first = *one.started <= *other.started ? one : other;
    const traffic::Exchange &second = &first == &one ? other : one;
    return *second.started < *first.started + first.duration.value_or(Duration::zero());
}

} // namespace

std::string_view nameOf(Deviation deviation) noexcept {
    constexpr std::array<std::string_view, static_cast<std::size_t>(Deviation::Count)> names{
        "unexplained", "memory-cache",   "document",        "asked-together",
        "background",  "service-worker", "unknown-document"};
    const auto at = static_cast<std::size_t>(deviation);
    return at < names.size() ? names[at] : std::string_view();
}

void DeviationFinder::know(const traffic::Exchange &exchange) {
    m_byUrl[{exchange.visit, exchange.url}].push_back(exchange.id);
    // The Service Workers specification's mark of a worker's script; Chromium tells of it alone.
    if (field(exchange, "service-worker") == "script" ||
        field(exchange, "sec-fetch-dest") == "serviceworker")
        m_workers.insert(workerFor(exchange));
}

Deviation DeviationFinder::of(const traffic::Exchange &exchange) const {
    const replay::Row &row = m_log.row(exchange.id);
    if (exchange.servedFrom == traffic::ServedFrom::MemoryCache)
        return Deviation::MemoryCache;
    if (asked(row.recorded) && row.decision.outcome == cache::Outcome::FreshHit &&
        isPage(m_traffic, exchange))
        return Deviation::Document;
    if (renews(exchange))
        return Deviation::Background;
    if (hadCompany(exchange))
        return Deviation::AskedTogether;
    if (m_workers.contains(workerFor(exchange)))
        return Deviation::ServiceWorker;
    return isOfUnknownDocument(exchange) ? Deviation::UnknownDocument : Deviation::Unexplained;
}

const DeviationFinder::Exchanges &DeviationFinder::sameAs(const traffic::Exchange &exchange) const {
    static const Exchanges none;
    const auto found = m_byUrl.find({exchange.visit, exchange.url});
    return found == m_byUrl.end() ? none : found->second;
}

bool DeviationFinder::hadCompany(const traffic::Exchange &exchange) const {
    const Exchanges &all = sameAs(exchange);
    return std::any_of(all.begin(), all.end(), [this, &exchange](traffic::ExchangeId id) {
        return id != exchange.id && overlap(exchange, m_traffic.exchange(id));
    });
}

bool DeviationFinder::renews(const traffic::Exchange &exchange) const {
    const replay::Row &row = m_log.row(exchange.id);
    const Exchanges &all = sameAs(exchange);
    return asked(row.recorded) && row.decision.outcome == cache::Outcome::StaleHit &&
           std::any_of(all.begin(), all.end(), [this](traffic::ExchangeId id) {
               return m_log.row(id).recorded == Recorded::FromCache;
           });
}

DeviationFinder::Worker DeviationFinder::workerFor(const traffic::Exchange &exchange) const {
    return {m_traffic.visit(exchange.visit).visitor,
            url::originOf(url::parseUrl(m_traffic.urlText(exchange.url)))};
}

} // namespace etagere::audit
