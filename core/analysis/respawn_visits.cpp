// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/respawn_visits.h"

#include "core/http/cookie.h"
#include "core/http/etag.h"
#include "core/http/set_cookie.h"

#include <cstdint>
#include <utility>

namespace etagere::analysis {

namespace {

constexpr std::size_t mostPerVisit = 4096; // cookies, and tags, of a hostile visit

// The tag of If-None-Match, without quotes; Last-Modified comes back as If-Modified-Since.
std::string_view carriedTagOf(const traffic::Exchange &exchange) {
    const std::string_view tag =
        http::valueOf(exchange.requestFields, http::FieldName::IfNoneMatch);
    if (tag.empty())
        return http::valueOf(exchange.requestFields, http::FieldName::IfModifiedSince);
    const http::ParsedETag parsed = http::parseETag(tag);
    return parsed.tag ? parsed.tag->opaque : tag;
}

void addCookies(const traffic::Traffic &traffic, const traffic::Exchange &exchange,
                RespawnVisit &visit) {
    const std::string_view origin = traffic.originText(traffic.originOf(exchange.url));
    const auto add = [&](std::string_view name, std::string_view value, std::string_view tag) {
        if (visit.cookies.size() < mostPerVisit)
            visit.cookies.push_back({origin, name, value, tag});
    };
    for (const http::Field &field : exchange.responseFields) {
        if (field.known != http::FieldName::SetCookie)
            continue;
        const http::SetCookie cookie = http::parseSetCookie(field.value);
        add(cookie.name, cookie.value, carriedTagOf(exchange));
    }
    for (const http::Field &field : exchange.requestFields) {
        if (field.known != http::FieldName::Cookie)
            continue;
        for (const http::CookiePair &cookie : http::parseCookie(field.value))
            add(cookie.name, cookie.value, {});
    }
}

/// The labelled visits, and which of them an exchange belongs to.
class Labelled {
public:
    Labelled(const traffic::Traffic &traffic, std::span<const VisitState> states)
        : m_placeOf(traffic.visitCount(), none) {
        for (const VisitState &state : states) {
            if (!state.visit.isValid() || state.visit.index() >= m_placeOf.size() ||
                m_placeOf[state.visit.index()] != none)
                continue;
            m_placeOf[state.visit.index()] = m_visits.size();
            m_visits.push_back({state.state, traffic.visit(state.visit).visitor, {}, {}});
            m_held.push_back(state.held);
        }
    }
    /// Null for a visit without a label.
    RespawnVisit *of(traffic::VisitId visit) {
        if (!visit.isValid() || m_placeOf[visit.index()] == none)
            return nullptr;
        return &m_visits[m_placeOf[visit.index()]];
    }
    [[nodiscard]] bool isEmpty() const { return m_visits.empty(); }
    /// With the cookies that the profiles held, after those that were seen on the wire.
    std::vector<RespawnVisit> take() {
        for (std::size_t i = 0; i < m_visits.size(); ++i) {
            for (const HeldCookie &cookie : m_held[i]) {
                if (m_visits[i].cookies.size() < mostPerVisit)
                    m_visits[i].cookies.push_back({cookie.domain, cookie.name, cookie.value, {}});
            }
        }
        return std::move(m_visits);
    }

private:
    static constexpr std::size_t none = SIZE_MAX;
    std::vector<std::size_t> m_placeOf;
    std::vector<RespawnVisit> m_visits;
    std::vector<std::span<const HeldCookie>> m_held; ///< of each of them
};

void addTag(RespawnVisit &visit, std::string_view opaque, bool explained) {
    if (!opaque.empty() && visit.tags.size() < mostPerVisit)
        visit.tags.push_back({opaque, explained});
}

} // namespace

std::vector<RespawnVisit> respawnVisitsOf(const traffic::Traffic &traffic,
                                          std::span<const TagHistory> histories,
                                          std::span<const VisitState> states) {
    Labelled labelled(traffic, states);
    if (labelled.isEmpty())
        return {};
    for (const TagHistory &history : histories) {
        for (const Sighting &sighting : history.sightings) {
            const TagValue &value = history.values[sighting.value];
            if (RespawnVisit *const visit = labelled.of(sighting.visit))
                addTag(*visit, value.opaque,
                       value.recognition.coverage == recipe::Coverage::Verified);
        }
    }
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const traffic::Exchange &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        RespawnVisit *const visit = labelled.of(exchange.visit);
        if (visit == nullptr)
            continue;
        addCookies(traffic, exchange, *visit);
        // A 304 need not repeat the tag that the request brought.
        addTag(*visit, carriedTagOf(exchange), false);
    }
    return labelled.take();
}

} // namespace etagere::analysis
