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

/// Firefox keeps seconds in 32 bits, and what is later wraps around.
Instant asKept(Instant time, const Model &model) noexcept {
    constexpr std::chrono::seconds wrap(std::int64_t{1} << 32U);
    if (!model.has(Difference::ThirtyTwoBitSeconds) || time.time_since_epoch() < wrap)
        return time;
    return Instant(time.time_since_epoch() % wrap);
}

bool mayGuess(const ResponseFacts &response, const Model &model) noexcept {
    if (model.has(Difference::HeuristicNotRevalidated) && response.has(Directive::MustRevalidate))
        return false;
    const std::uint16_t status = response.status;
    if (model.has(Difference::HeuristicFewStatuses))
        return status == 200 || status == 203 || status == 206;
    if (!model.has(Difference::HeuristicMostStatuses))
        return isHeuristicallyCacheable(status) || response.has(Directive::Public);
    const bool temporary = status == 302 || status == 303 || status == 307;
    return status < 400 &&
           (!temporary || response.has(Directive::Public) || response.has(Directive::Private));
}

bool isForEver(std::uint16_t status, const Model &model) noexcept {
    if (model.has(Difference::PermanentForEver))
        return status == 300 || status == 301 || status == 308 || status == 410;
    return model.has(Difference::GoneForEver) && status == 410;
}

Lifetime heuristicLifetime(const StoredFacts &stored, const Model &model) noexcept {
    const ResponseFacts &response = stored.response;
    if (isForEver(response.status, model))
        return {longest, Rule::LifetimeForEver};
    // What RFC 9111 does not let a cache guess is unknown; what only a browser does not, refused.
    const Rule refusal = model.differences.empty() ? Rule::LifetimeUnknown : Rule::HeuristicRefused;
    const Instant date = dateOf(stored);
    if (model.heuristicDivisor <= 0 || !response.lastModified || *response.lastModified > date)
        return {};
    if (!mayGuess(response, model))
        return {Duration::zero(), refusal};
    const Duration guess = since(*response.lastModified, date) / model.heuristicDivisor;
    constexpr Duration week = std::chrono::hours(24 * 7);
    if (model.has(Difference::HeuristicWeek) && guess > week)
        return {week, Rule::HeuristicCapped};
    return {guess, Rule::LifetimeHeuristic};
}

bool ignoresExpires(const ResponseFacts &response, const Model &model) noexcept {
    return model.has(Difference::ExpiresJunkIgnored) && response.expiresBad &&
           !response.expiresZero;
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

/// What a browser that counts in seconds sees.
StoredFacts inWholeSeconds(StoredFacts stored) noexcept {
    stored.requestTime = std::chrono::floor<std::chrono::seconds>(stored.requestTime);
    stored.responseTime = std::chrono::floor<std::chrono::seconds>(stored.responseTime);
    return stored;
}

void addLifetimeReasons(const ResponseFacts &response, Rule rule, const Model &model,
                        Reasons &reasons) noexcept {
    if (ignoresExpires(response, model) && !response.maxAge)
        reasons.add(Rule::ExpiresIgnored);
    reasons.add(rule);
    const bool byMaxAge = rule == Rule::LifetimeMaxAge || rule == Rule::LifetimeMaxAgeBad;
    if (byMaxAge && (response.expires || response.expiresBad))
        reasons.add(Rule::ExpiresOverridden);
    if (response.has(Directive::SMaxAge) && !model.shared)
        reasons.add(Rule::SharedMaxAgeIgnored);
}

void addAgeReasons(const StoredFacts &stored, const InitialAge &initial,
                   Reasons &reasons) noexcept {
    const ResponseFacts &response = stored.response;
    const bool ahead = response.date && *response.date > stored.responseTime;
    if (!response.date)
        reasons.add(Rule::DateMissing);
    else if (ahead)
        reasons.add(Rule::ClockAhead);
    if (response.age && initial.corrected >= initial.apparent)
        reasons.add(Rule::AgeField);
    else if (response.date && !ahead)
        reasons.add(Rule::AgeApparent);
}

Freshness exactFreshness(const StoredFacts &stored, Instant now, const Model &model,
                         Reasons &reasons) noexcept {
    Lifetime lifetime = lifetimeOf(stored, model);
    if (model.has(Difference::WholeSeconds))
        lifetime.length = std::chrono::floor<std::chrono::seconds>(lifetime.length);
    const InitialAge initial = initialAgeOf(stored);
    const Freshness freshness{lifetime.length,
                              sum(initial.value(), since(stored.responseTime, now))};
    addLifetimeReasons(stored.response, lifetime.rule, model, reasons);
    addAgeReasons(stored, initial, reasons);
    reasons.add(freshness.isFresh() ? Rule::Fresh : Rule::Stale);
    return freshness;
}

} // namespace

Lifetime lifetimeOf(const StoredFacts &stored, const Model &model) noexcept {
    const ResponseFacts &response = stored.response;
    if (model.shared && response.sMaxAge)
        return {bounded(response.sMaxAge->seconds()), Rule::LifetimeSharedMaxAge};
    if (response.maxAge)
        return {bounded(response.maxAge->seconds()), Rule::LifetimeMaxAge};
    if (response.has(Directive::MaxAge))
        return {Duration::zero(), Rule::LifetimeMaxAgeBad};
    if (response.expires)
        return {since(dateOf(stored), asKept(*response.expires, model)), Rule::LifetimeExpires};
    if (response.expiresBad && !ignoresExpires(response, model))
        return {Duration::zero(), Rule::LifetimeExpiresBad};
    return heuristicLifetime(stored, model);
}

Duration ageOf(const StoredFacts &stored, Instant now) noexcept {
    return sum(initialAgeOf(stored).value(), since(stored.responseTime, now));
}

Freshness freshnessOf(const StoredFacts &stored, Instant now, const Model &model,
                      Reasons &reasons) noexcept {
    if (!model.has(Difference::WholeSeconds))
        return exactFreshness(stored, now, model, reasons);
    return exactFreshness(inWholeSeconds(stored), std::chrono::floor<std::chrono::seconds>(now),
                          model, reasons);
}

} // namespace etagere::cache
