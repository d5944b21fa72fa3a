// SPDX-License-Identifier: Apache-2.0
#include "core/watch/schedule.h"

#include "core/cache/facts.h"
#include "core/cache/freshness.h"
#include "core/http/delta_seconds.h"
#include "core/http/http_date.h"
#include "core/http/text.h"

#include <algorithm>

namespace etagere::watch {

namespace {

/// How much longer the response says that it is right; 0 where it does not say.
Duration freshFor(std::uint16_t status, http::Fields fields, Instant now) {
    cache::StoredFacts stored;
    stored.response = cache::responseFactsOf(status, fields, now);
    stored.requestTime = stored.responseTime = now;
    if (stored.response.has(http::Directive::NoCache) ||
        stored.response.has(http::Directive::NoStore))
        return Duration(0);
    const cache::Lifetime lifetime = cache::lifetimeOf(stored, cache::rfc9111());
    const bool isExplicit = lifetime.rule == cache::Rule::LifetimeMaxAge ||
                            lifetime.rule == cache::Rule::LifetimeExpires;
    return isExplicit ? lifetime.length - cache::ageOf(stored, now) : Duration(0);
}

} // namespace

Next afterAnswer(const Rhythm &rhythm, std::uint16_t status, http::Fields fields, Instant now) {
    const Duration fresh = std::min(freshFor(status, fields, now), rhythm.mostFresh);
    if (rhythm.heedsFreshness && fresh > rhythm.every)
        return {now + fresh, Pace::Freshness};
    return {now + rhythm.every, Pace::Schedule};
}

Next afterFailure(const Rhythm &rhythm, std::uint32_t failures, std::optional<Instant> retryAfter,
                  Instant now, double chance) {
    const Duration most = std::max(rhythm.mostBackOff, rhythm.every);
    Duration wait = rhythm.every;
    for (std::uint32_t i = 0; i < failures && wait < most; ++i)
        wait *= 2;
    const double shift = 0.75 + 0.5 * std::clamp(chance, 0.0, 1.0);
    wait =
        std::max(rhythm.every, std::chrono::duration_cast<Duration>(std::min(wait, most) * shift));
    const Next usual{now + wait, Pace::BackOff};
    if (!retryAfter || *retryAfter <= usual.when)
        return usual;
    return {std::min(*retryAfter, now + rhythm.mostPatience), Pace::RetryAfter};
}

std::optional<Instant> retryAfterIn(http::Fields fields, Instant now) {
    const http::Field *const field = http::find(fields, "Retry-After");
    if (field == nullptr)
        return std::nullopt;
    const std::string_view value = http::trimmed(field->value);
    if (const auto seconds = http::parseDeltaSeconds(value).value)
        return now + seconds->seconds();
    const auto date = http::parseHttpDate(value).time;
    return date && *date > now ? date : std::nullopt;
}

} // namespace etagere::watch
