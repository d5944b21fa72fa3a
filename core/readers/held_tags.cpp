// SPDX-License-Identifier: Apache-2.0
#include "core/readers/held_tags.h"

#include "core/http/cache_control.h"
#include "core/http/expires.h"

#include <chrono>

namespace etagere::readers {

namespace {

using http::FieldName;
using traffic::ServedFrom;

bool cameFromCache(ServedFrom kind) noexcept {
    return kind == ServedFrom::MemoryCache || kind == ServedFrom::DiskCache ||
           kind == ServedFrom::Cache || kind == ServedFrom::CacheInferred ||
           kind == ServedFrom::ValidatedAs200;
}

std::string_view tagBefore(const traffic::Exchange &exchange) {
    const std::string_view asked = http::valueOf(exchange.requestFields, FieldName::IfNoneMatch);
    if (!asked.empty() && asked != "*")
        return asked;
    return cameFromCache(exchange.servedFrom)
               ? http::valueOf(exchange.responseFields, FieldName::ETag)
               : std::string_view{};
}

std::string_view tagAfter(const traffic::Exchange &exchange, std::string_view before) {
    const bool mayKeep =
        exchange.method == "GET" && exchange.status != 0 &&
        !http::cacheControlOf(exchange.responseFields).has(http::Directive::NoStore);
    const std::string_view sent = http::valueOf(exchange.responseFields, FieldName::ETag);
    if (!mayKeep)
        return {};
    return sent.empty() && exchange.status == 304 ? before : sent;
}

std::optional<Instant> expiryOf(const traffic::Exchange &exchange) {
    const auto maxAge = http::cacheControlOf(exchange.responseFields).maxAge;
    if (maxAge && exchange.started)
        return *exchange.started + std::chrono::seconds(maxAge->count());
    const std::string_view expires = http::valueOf(exchange.responseFields, FieldName::Expires);
    return expires.empty() ? std::nullopt : http::parseExpires(expires).time;
}

} // namespace

HeldTags::Around HeldTags::around(const traffic::Exchange &exchange) {
    Around around;
    const std::string_view before = tagBefore(exchange);
    const std::string_view after = tagAfter(exchange, before);
    if (before.empty() && after.empty())
        return around;
    const traffic::VisitorId visitor = m_traffic.visit(exchange.visit).visitor;
    Used &used = m_used[std::uint64_t{visitor.index()} << 32U | exchange.url.index()];
    if (!before.empty())
        around.before = HeldTag{before, {}, used.last ? used.last : exchange.started, used.hits};
    const bool wasUsed = cameFromCache(exchange.servedFrom) || exchange.status == 304;
    used.hits = wasUsed ? used.hits + 1 : 0;
    used.last = exchange.started;
    if (!after.empty())
        around.after = HeldTag{after, expiryOf(exchange), exchange.started, used.hits};
    return around;
}

} // namespace etagere::readers
