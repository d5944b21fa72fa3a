// SPDX-License-Identifier: Apache-2.0
#include "core/cache/freshness.h"

#include "core/cache/storing.h"

#include <algorithm>
#include <array>
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

/// What there is to tell of a freshness beside the rule that gave the lifetime, as bits.
enum Told : unsigned {
    Overridden = 1,    ///< max-age counted, and there is an Expires
    SharedIgnored = 2, ///< s-maxage, which is for other caches
    Undated = 4,
    Ahead = 8,   ///< Date is later than the receipt
    Stated = 16, ///< the Age field counted
    IsFresh = 32,
    AllTold = 63
};

constexpr RuleRun runOf(unsigned told) noexcept {
    RuleRun run;
    run.add(Rule::ExpiresOverridden, (told & Overridden) != 0);
    run.add(Rule::SharedMaxAgeIgnored, (told & SharedIgnored) != 0);
    run.add(Rule::DateMissing, (told & Undated) != 0);
    run.add(Rule::ClockAhead, (told & (Undated | Ahead)) == Ahead);
    run.add(Rule::AgeField, (told & Stated) != 0);
    run.add(Rule::AgeApparent, (told & (Undated | Ahead | Stated)) == 0);
    run.add((told & IsFresh) != 0 ? Rule::Fresh : Rule::Stale);
    return run;
}

constexpr auto runs = [] {
    std::array<RuleRun, AllTold + 1> all{};
    for (unsigned told = 0; told < all.size(); ++told)
        all[told] = runOf(told);
    return all;
}();

/// What is told of it all but the rule that gave the lifetime.
unsigned toldOf(const StoredFacts &stored, Rule lifetimeRule, const InitialAge &initial,
                bool shared) noexcept {
    const ResponseFacts &response = stored.response;
    const bool byMaxAge =
        lifetimeRule == Rule::LifetimeMaxAge || lifetimeRule == Rule::LifetimeMaxAgeBad;
    const bool expires = response.expires.has_value() || response.expiresBad;
    const bool byField = initial.corrected >= initial.apparent;
    const auto bit = [](Told told, bool holds) { return holds ? unsigned{told} : 0U; };
    return bit(Overridden, byMaxAge && expires) |
           bit(SharedIgnored, response.has(Directive::SMaxAge) && !shared) |
           bit(Undated, !response.date.has_value()) |
           bit(Ahead, dateOf(stored) > stored.responseTime) |
           bit(Stated, response.age.has_value() && byField);
}

Freshness exactFreshness(const StoredFacts &stored, Instant now, const Model &model,
                         Reasons &reasons) noexcept {
    Lifetime lifetime = lifetimeOf(stored, model);
    if (model.has(Difference::WholeSeconds))
        lifetime.length = std::chrono::floor<std::chrono::seconds>(lifetime.length);
    const InitialAge initial = initialAgeOf(stored);
    const Freshness freshness{lifetime.length,
                              sum(initial.value(), since(stored.responseTime, now))};
    if (ignoresExpires(stored.response, model) && !stored.response.maxAge)
        reasons.add(Rule::ExpiresIgnored);
    reasons.add(lifetime.rule);
    const unsigned told = toldOf(stored, lifetime.rule, initial, model.shared);
    reasons.add(runs[told | (freshness.isFresh() ? IsFresh : 0U)]);
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
