// SPDX-License-Identifier: Apache-2.0
#include "core/session/query_filters.h"

#include <algorithm>
#include <cstddef>
#include <string>

namespace etagere::session {

namespace {

using traffic::OriginId;
using traffic::UrlId;
using traffic::VisitId;

/// The host of an origin, with its port when the label asks for one.
std::string_view hostIn(std::string_view origin, bool withPort) noexcept {
    const std::size_t scheme = origin.find("://");
    if (scheme == std::string_view::npos)
        return {};
    origin.remove_prefix(scheme + 3);
    const std::size_t colon = origin.rfind(':');
    const bool hasPort = colon != std::string_view::npos && !origin.ends_with(']');
    return hasPort && !withPort ? origin.substr(0, colon) : origin;
}

bool hostHolds(const QueryTerm &term, std::string_view origin) {
    return std::any_of(term.texts.begin(), term.texts.end(), [origin](const std::string &text) {
        const bool withPort = text.rfind(':') != std::string::npos && !text.ends_with(']');
        return hasLabels(hostIn(origin, withPort), text);
    });
}

bool siteHolds(const QueryTerm &term, std::string_view site) {
    return std::any_of(term.texts.begin(), term.texts.end(),
                       [site](const std::string &text) { return hasLabels(site, text); });
}

} // namespace

bool anyHolds(const std::vector<NumberRange> &ranges, std::int64_t number) noexcept {
    return std::any_of(ranges.begin(), ranges.end(),
                       [number](const NumberRange &range) { return range.holds(number); });
}

std::vector<TextSearch> searchesFor(const QueryTerm &term) {
    return {term.texts.begin(), term.texts.end()};
}

bool anyIn(const std::vector<TextSearch> &searches, std::string_view text) noexcept {
    return std::any_of(searches.begin(), searches.end(),
                       [text](const TextSearch &search) { return search.isIn(text); });
}

UrlFilter::UrlFilter(const traffic::Traffic &traffic, const std::vector<QueryTerm> &terms)
    : m_traffic(traffic) {
    for (const QueryTerm &term : terms) {
        if (term.key == QueryKey::Host || term.key == QueryKey::Site)
            applyToOrigins(term);
    }
    for (const QueryTerm &term : terms) {
        if (term.key == QueryKey::Words || term.key == QueryKey::Url)
            applyToTexts(term);
    }
}

void UrlFilter::applyToOrigins(const QueryTerm &term) {
    Flags origins(m_traffic.originCount());
    for (std::size_t i = 0; i < origins.size(); ++i) {
        const OriginId id = OriginId::fromSize(i);
        const bool holds = term.key == QueryKey::Host ? hostHolds(term, m_traffic.originText(id))
                                                      : siteHolds(term, m_traffic.siteText(id));
        origins[i] = holds != term.negated ? 1 : 0;
    }
    apply([&](UrlId url) { return origins[m_traffic.originOf(url).index()] != 0; });
}

void UrlFilter::applyToTexts(const QueryTerm &term) {
    const auto searches = searchesFor(term);
    apply([&](UrlId url) { return anyIn(searches, m_traffic.urlText(url)) != term.negated; });
}

template <class Test>
void UrlFilter::apply(const Test &test) {
    if (m_urls.empty())
        m_urls.assign(m_traffic.urlCount(), 1);
    for (std::size_t i = 0; i < m_urls.size(); ++i) {
        if (m_urls[i] != 0 && !test(UrlId::fromSize(i)))
            m_urls[i] = 0;
    }
}

VisitFilter::VisitFilter(const traffic::Traffic &traffic, const std::vector<QueryTerm> &terms) {
    for (const QueryTerm &term : terms) {
        if (term.key == QueryKey::Visit || term.key == QueryKey::Visitor)
            apply(traffic, term);
    }
}

void VisitFilter::apply(const traffic::Traffic &traffic, const QueryTerm &term) {
    if (m_visits.empty())
        m_visits.assign(traffic.visitCount() + 1, 1);
    if (!term.negated)
        m_visits[0] = 0;
    const auto searches = searchesFor(term);
    for (std::size_t i = 1; i < m_visits.size(); ++i) {
        const traffic::Visit &visit = traffic.visit(VisitId::fromSize(i - 1));
        const bool holds = term.key == QueryKey::Visit
                               ? anyHolds(term.ranges, static_cast<std::int64_t>(i))
                               : anyIn(searches, traffic.visitor(visit.visitor).name);
        if (holds == term.negated)
            m_visits[i] = 0;
    }
}

} // namespace etagere::session
