// SPDX-License-Identifier: Apache-2.0
#include "core/session/browsing_flush.h"

#include "core/analysis/token.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace etagere::session {

namespace {

constexpr std::size_t mostNames = 100;

/// Whether a server could know somebody by it: "yes" and a date are no identifiers.
bool isIdentifier(std::string_view value) {
    return value.size() >= analysis::shortestIdentifier &&
           value.size() <= analysis::longestIdentifier &&
           analysis::canIdentify(value, std::nullopt) && !analysis::looksLikeWord(value);
}

std::set<std::string_view> identifiersIn(const std::vector<live::Cookie> &cookies,
                                         const std::vector<live::StoredItem> &storage) {
    std::set<std::string_view> values;
    for (const live::Cookie &cookie : cookies) {
        if (isIdentifier(cookie.value))
            values.insert(cookie.value);
    }
    for (const live::StoredItem &item : storage) {
        if (isIdentifier(item.value))
            values.insert(item.value);
    }
    return values;
}

} // namespace

void VisitSight::add(live::LiveExchange exchange) {
    if (exchanges.size() >= mostExchanges)
        return;
    exchange.body = {};
    exchange.requestBody = {};
    exchanges.push_back(std::move(exchange));
}

FlushVerdict verdictOn(const OpenFlush &flushed, const VisitSight &after) {
    FlushVerdict verdict;
    verdict.scope = flushed.scope;
    verdict.cookiesToo = flushed.cookiesToo;
    verdict.way = flushed.way;
    verdict.check =
        live::checkFlush({flushed.scope, flushed.before.exchanges, after.exchanges,
                          flushed.cookiesBefore, flushed.cookiesAfter, flushed.cookiesToo});
    const std::set<std::string_view> known =
        identifiersIn(flushed.cookiesBefore, flushed.before.storage);
    const auto tell = [&](std::string_view value, std::string name) {
        std::vector<std::string> &names = verdict.stillKnownBy;
        if (known.contains(value) && names.size() < mostNames &&
            std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    };
    for (const live::Cookie &cookie : after.cookies)
        tell(cookie.value, cookie.name + ' ' + cookie.domain);
    for (const live::StoredItem &item : after.storage)
        tell(item.value, item.key + ' ' + item.origin);
    return verdict;
}

} // namespace etagere::session
