// SPDX-License-Identifier: Apache-2.0
#include "core/cache/freshness.h"

#include "core/cache/storing.h"

#include <algorithm>
#include <limits>

namespace etagere::cache {

namespace {

using http::Directive;

/// What an overflow counts as (RFC 9111 §1.2.2).
constexpr Duration longest = std::chrono::seconds(http::DeltaSeconds::cap);

constexpr Duration bounded(Duration length) noexcept {
    return std::clamp(length, Duration::zero(), longest);
}

/// `later` less `earlier` without overflow: 0 when it is not later, `longest` when it is far.
constexpr Duration since(Instant earlier, Instant later) noexcept {
    if (later <= earlier)
        return Duration::zero();
    constexpr auto most = std::numeric_limits<Duration::rep>::max();
    const auto from = earlier.time_since_epoch().count();
    const auto to = later.time_since_epoch().count();
    if (from < 0 && to > most + from)
        return longest;
    return std::min(Duration(to - from), longest);
}

constexpr Duration sum(Duration a, Duration b) noexcept { return std::min(a + b, longest); }

/// The Date field, or the time of receipt in its place (RFC 9110 §6.6.1).
constexpr Instant dateOf(const StoredFacts &stored) noexcept {
    return stored.response.date.value_or(stored.responseTime);
}

Lifetime heuristicLifetime(const StoredFacts &stored, const Model &model) noexcept {
    const ResponseFacts &response = stored.response;
    const bool allowed =
        isHeuristicallyCacheable(response.status) || response.has(Directive::Public);
    const Instant date = dateOf(stored);
    if (!allowed || model.heuristicDivisor <= 0 || !response.lastModified ||
        *response.lastModified > date)
        return {};
    return {since(*response.lastModified, date) / model.heuristicDivisor, Rule::LifetimeHeuristic};
}

/// The parts of an age that are known when the response comes (RFC 9111 §4.2.3).
struct InitialAge {
    Duration apparent{0};
    Duration corrected{0}; ///< by the Age field and the time the response took
    [[nodiscard]] Duration value() const noexcept { return std::max(apparent, corrected); }
};

InitialAge initialAgeOf(const StoredFacts &stored) noexcept {
    const Duration delay = since(stored.requestTime, stored.responseTime);
    const Duration stated = stored.response.age.value_or(http::DeltaSeconds()).seconds();
    return {since(dateOf(stored), stored.responseTime), sum(stated, delay)};
}

void addLifetimeReasons(const ResponseFacts &response, Rule rule, Reasons &reasons) noexcept {
    reasons.add(rule);
    const bool byMaxAge = rule == Rule::LifetimeMaxAge || rule == Rule::LifetimeMaxAgeBad;
    if (byMaxAge && (response.expires || response.expiresBad))
        reasons.add(Rule::ExpiresOverridden);
    if (response.has(Directive::SMaxAge))
        reasons.add(Rule::SharedMaxAgeIgnored);
}

void addAgeReasons(const StoredFacts &stored, Reasons &reasons) noexcept {
    const ResponseFacts &response = stored.response;
    const bool ahead = response.date && *response.date > stored.responseTime;
    const InitialAge initial = initialAgeOf(stored);
    if (!response.date)
        reasons.add(Rule::DateMissing);
    else if (ahead)
        reasons.add(Rule::ClockAhead);
    if (response.age && initial.corrected >= initial.apparent)
        reasons.add(Rule::AgeField);
    else if (response.date && !ahead)
        reasons.add(Rule::AgeApparent);
}

} // namespace

Lifetime lifetimeOf(const StoredFacts &stored, const Model &model) noexcept {
    const ResponseFacts &response = stored.response;
    if (response.maxAge)
        return {bounded(response.maxAge->seconds()), Rule::LifetimeMaxAge};
    if (response.has(Directive::MaxAge))
        return {Duration::zero(), Rule::LifetimeMaxAgeBad};
    if (response.expires)
        return {since(dateOf(stored), *response.expires), Rule::LifetimeExpires};
    if (response.expiresBad)
        return {Duration::zero(), Rule::LifetimeExpiresBad};
    return heuristicLifetime(stored, model);
}

Duration ageOf(const StoredFacts &stored, Instant now) noexcept {
    return sum(initialAgeOf(stored).value(), since(stored.responseTime, now));
}

Freshness freshnessOf(const StoredFacts &stored, Instant now, const Model &model,
                      Reasons &reasons) noexcept {
    const Lifetime lifetime = lifetimeOf(stored, model);
    const Freshness freshness{lifetime.length, ageOf(stored, now)};
    addLifetimeReasons(stored.response, lifetime.rule, reasons);
    addAgeReasons(stored, reasons);
    reasons.add(freshness.isFresh() ? Rule::Fresh : Rule::Stale);
    return freshness;
}

} // namespace etagere::cache
