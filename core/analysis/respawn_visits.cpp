// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/respawn_visits.h"

#include "core/http/cookie.h"
#include "core/http/etag.h"
#include "core/http/set_cookie.h"

#include <algorithm>

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

} // namespace

std::vector<RespawnVisit> respawnVisitsOf(const traffic::Traffic &traffic,
                                          std::span<const TagHistory> histories,
                                          std::span<const VisitState> states) {
    std::vector<RespawnVisit> visits;
    std::vector<std::size_t> placeOf(traffic.visitCount(), SIZE_MAX);
    for (const VisitState &state : states) {
        if (!state.visit.isValid() || state.visit.index() >= placeOf.size() ||
            placeOf[state.visit.index()] != SIZE_MAX)
            continue;
        placeOf[state.visit.index()] = visits.size();
        visits.push_back({state.state, traffic.visit(state.visit).visitor, {}, {}});
    }
    if (visits.empty())
        return visits;
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const traffic::Exchange &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        if (!exchange.visit.isValid() || placeOf[exchange.visit.index()] == SIZE_MAX)
            continue;
        RespawnVisit &visit = visits[placeOf[exchange.visit.index()]];
        addCookies(traffic, exchange, visit);
        // A 304 need not repeat the tag that the request brought.
        const std::string_view carried = carriedTagOf(exchange);
        if (!carried.empty() && visit.tags.size() < mostPerVisit)
            visit.tags.push_back({carried, false});
    }
    for (const TagHistory &history : histories) {
        for (const Sighting &sighting : history.sightings) {
            if (!sighting.visit.isValid() || placeOf[sighting.visit.index()] == SIZE_MAX)
                continue;
            const TagValue &value = history.values[sighting.value];
            RespawnVisit &visit = visits[placeOf[sighting.visit.index()]];
            if (visit.tags.size() < mostPerVisit)
                visit.tags.push_back(
                    {value.opaque, value.recognition.coverage == recipe::Coverage::Verified});
        }
    }
    return visits;
}

} // namespace etagere::analysis
