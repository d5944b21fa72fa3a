// SPDX-License-Identifier: Apache-2.0
#include "core/cache/reuse.h"

#include "core/cache/freshness.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

namespace etagere::cache {

namespace {

using http::Directive;

constexpr std::array<std::uint16_t, 12> firefoxStatuses{200, 203, 204, 206, 300, 301,
                                                        302, 303, 304, 307, 308, 410};

bool isReused(std::uint16_t status, const Model &model) noexcept {
    return !model.has(Difference::FewStatusesReused) ||
           std::binary_search(firefoxStatuses.begin(), firefoxStatuses.end(), status);
}

/// Firefox gives an Expires before Date no time in which to be renewed, nor any other grace.
bool isOverFromTheStart(const ResponseFacts &response, const Model &model) noexcept {
    return model.has(Difference::FewStatusesReused) && !response.maxAge && response.date &&
           (response.expiresBad || (response.expires && *response.expires < *response.date));
}

/// What stands against an answer without asking, in the order in which it is told; a bit each, by
/// its place.
constexpr std::array<Rule, 10> demandRules{
    Rule::StatusNotReused, Rule::NoCache,        Rule::NoCacheFields,  Rule::ResponsePragma,
    Rule::StaleNotAllowed, Rule::ModeNoCache,    Rule::RequestNoCache, Rule::RequestPragma,
    Rule::RequestMaxAge,   Rule::RequestMinFresh};

constexpr unsigned demandIf(Rule rule, bool holds) noexcept {
    const auto place = std::find(demandRules.begin(), demandRules.end(), rule);
    return holds ? 1U << static_cast<unsigned>(place - demandRules.begin()) : 0U;
}

void addDemands(unsigned demands, Reasons &reasons) noexcept {
    for (; demands != 0; demands &= demands - 1)
        reasons.add(demandRules[static_cast<std::size_t>(std::countr_zero(demands))]);
}

/// Of the response itself.
unsigned responseDemands(const ResponseFacts &response, const Model &model) noexcept {
    const bool noCache = response.has(Directive::NoCache);
    return demandIf(Rule::StatusNotReused, !isReused(response.status, model)) |
           demandIf(Rule::NoCache, noCache && !response.noCacheFields) |
           demandIf(Rule::NoCacheFields, noCache && response.noCacheFields) |
           demandIf(Rule::ResponsePragma,
                    model.has(Difference::ResponsePragma) && response.anyPragma && !noCache) |
           demandIf(Rule::StaleNotAllowed, isOverFromTheStart(response, model));
}

/// A number of the request, where the model takes it up. Chromium knows max-age=0 alone.
bool exceedsMaxAge(const RequestFacts &request, const Freshness &freshness,
                   const Model &model) noexcept {
    if (!request.maxAge)
        return false;
    if (model.has(Difference::RequestDirectivesIgnored))
        return request.maxAge->count() == 0;
    return freshness.age > request.maxAge->seconds();
}

bool isReload(const RequestFacts &request) noexcept {
    return request.mode == Mode::NoCache || (request.maxAge && request.maxAge->count() == 0);
}

/// Of the request.
unsigned requestDemands(const RequestFacts &request, const Freshness &freshness,
                        const Model &model) noexcept {
    const unsigned byMode = demandIf(Rule::ModeNoCache, request.mode == Mode::NoCache);
    if (model.has(Difference::RequestDirectivesAlone))
        return byMode;
    const bool pragma = request.pragmaNoCache && !model.has(Difference::RequestPragmaIgnored);
    const bool tooShort = request.minFresh && !model.has(Difference::RequestDirectivesIgnored) &&
                          freshness.lifetime - freshness.age < request.minFresh->seconds();
    return byMode | demandIf(Rule::RequestNoCache, request.noCache) |
           demandIf(Rule::RequestPragma, pragma) |
           demandIf(Rule::RequestMaxAge, exceedsMaxAge(request, freshness, model)) |
           demandIf(Rule::RequestMinFresh, tooShort);
}

/// Whether a stored response may not be used without asking, fresh or not; adds every rule by which
/// it is so.
bool demandsValidation(const RequestFacts &request, const StoredFacts &stored,
                       const Freshness &freshness, const Model &model, Reasons &reasons) noexcept {
    const ResponseFacts &response = stored.response;
    unsigned demands = responseDemands(response, model);
    if (demands == 0 && freshness.isFresh() && response.has(Directive::Immutable) &&
        !model.has(Difference::ImmutableIgnored) && isReload(request) && !request.noCache) {
        reasons.add(Rule::Immutable);
        return false;
    }
    demands |= requestDemands(request, freshness, model);
    addDemands(demands, reasons);
    if (response.noCacheFields && model.has(Difference::NoCacheFieldsDropped))
        reasons.add(Rule::NoCacheFieldsLeft);
    return demands != 0;
}

bool acceptsStale(const RequestFacts &request, const Freshness &freshness,
                  const Model &model) noexcept {
    if (model.has(Difference::RequestDirectivesIgnored))
        return false;
    return request.maxStaleAny ||
           (request.maxStale && freshness.age - freshness.lifetime <= request.maxStale->seconds());
}

/// Why a stale response must be asked about whatever the request says; Count: nothing does.
Rule revalidationRuleOf(const ResponseFacts &response, const Model &model) noexcept {
    if (response.has(Directive::MustRevalidate))
        return Rule::MustRevalidate;
    if (model.shared &&
        (response.has(Directive::ProxyRevalidate) || response.has(Directive::SMaxAge)))
        return Rule::ProxyRevalidate;
    return Rule::Count;
}

/// What is weighed, and when.
struct Weighed {
    const RequestFacts &request;
    const StoredFacts &stored;
    Instant now;
};

bool renewsBehind(const Weighed &weighed, const Freshness &freshness, const Model &model) noexcept {
    const auto &within = weighed.stored.response.staleWhileRevalidate;
    if (weighed.request.method != Method::Get || !within)
        return false;
    const Duration staleFor = freshness.age - freshness.lifetime;
    if (!model.has(Difference::WholeSeconds))
        return staleFor < within->seconds();
    // Firefox counts from when the entry's time was up, at the earliest from its receipt.
    using std::chrono::seconds;
    const Duration kept = std::chrono::floor<seconds>(weighed.now) -
                          std::chrono::floor<seconds>(weighed.stored.responseTime);
    return std::min(staleFor, kept) <= within->seconds();
}

/// Weighs what being stale means (RFC 9111 §4.2.4): true when it is to be asked about.
bool mustAskWhenStale(const Weighed &weighed, const Freshness &freshness, const Model &model,
                      Reasons &reasons) noexcept {
    const Rule forced = revalidationRuleOf(weighed.stored.response, model);
    if (forced != Rule::Count) {
        reasons.add(forced);
        return true;
    }
    if (acceptsStale(weighed.request, freshness, model)) {
        reasons.add(Rule::RequestMaxStale);
        return false;
    }
    const bool renews = renewsBehind(weighed, freshness, model);
    reasons.add(renews ? Rule::StaleWhileRevalidate : Rule::StaleNotAllowed);
    return !renews;
}

bool isValidated(const ResponseFacts &response, const Model &model) noexcept {
    if (model.has(Difference::ValidatesOnly200))
        return response.status == 200 || response.status == 206;
    return !model.has(Difference::ValidatesBelow300) || response.status < 300;
}

bool forbidsNetwork(const RequestFacts &request, const Model &model) noexcept {
    return request.mode == Mode::OnlyIfCached ||
           (request.onlyIfCached && !model.has(Difference::OnlyIfCachedIgnored));
}

/// What is asked with: by a tag, by a date, by both, or not at all.
constexpr std::array<RuleRun, 4> questions{{{{Rule::NoValidator}, 1},
                                            {{Rule::ValidateByTag}, 1},
                                            {{Rule::ValidateByDate}, 1},
                                            {{Rule::ValidateByTag, Rule::ValidateByDate}, 2}}};

Outcome ask(const RequestFacts &request, const ResponseFacts &response, const Model &model,
            Reasons &reasons) noexcept {
    if (forbidsNetwork(request, model)) {
        reasons.add(request.mode == Mode::OnlyIfCached ? Rule::ModeOnlyIfCached
                                                       : Rule::RequestOnlyIfCached);
        return Outcome::OnlyIfCachedFailure;
    }
    if (!isValidated(response, model)) {
        reasons.add(Rule::NotValidated);
        return Outcome::Forward;
    }
    const unsigned validators = (response.hasETag ? 1U : 0U) | (response.hasLastModified ? 2U : 0U);
    reasons.add(questions[validators]);
    return validators != 0 ? Outcome::Revalidate : Outcome::Forward;
}

/// The mode of the request lets it be used as it is.
bool isForced(const RequestFacts &request) noexcept {
    return request.mode == Mode::ForceCache || request.mode == Mode::OnlyIfCached;
}

/// The age that Firefox compares a request's directives with: it does not grow without a Date
/// (nsHttpResponseHead.cpp, ComputeCurrentAge with `now` for both of its times).
Freshness asDirectivesSee(Freshness freshness, const StoredFacts &stored, Instant now) noexcept {
    const ResponseFacts &response = stored.response;
    const Instant second = std::chrono::floor<std::chrono::seconds>(now);
    const Duration apparent =
        response.date && *response.date < second ? second - *response.date : Duration::zero();
    freshness.age =
        std::max(apparent, Duration(response.age.value_or(http::DeltaSeconds()).seconds()));
    return freshness;
}

/// What the first directive of the request that is there says, whatever the response's lifetime;
/// true: ask. None is there: nothing.
std::optional<bool> asksByDirective(const RequestFacts &request, const Freshness &freshness,
                                    Reasons &reasons) noexcept {
    const auto asks = [&reasons](Rule rule, bool demanded) {
        reasons.add(demanded ? rule : Rule::RequestDirectiveDecides);
        return demanded;
    };
    if (request.noCache)
        return asks(Rule::RequestNoCache, true);
    if (request.maxStale || request.maxStaleAny) {
        const Duration staleFor = std::max(freshness.age - freshness.lifetime, Duration::zero());
        return asks(Rule::StaleNotAllowed,
                    request.maxStale && staleFor > request.maxStale->seconds());
    }
    if (request.maxAge)
        return asks(Rule::RequestMaxAge, freshness.age >= request.maxAge->seconds());
    if (!request.minFresh)
        return std::nullopt;
    const Duration freshFor = std::max(freshness.lifetime - freshness.age, Duration::zero());
    return asks(Rule::RequestMinFresh, freshFor < request.minFresh->seconds());
}

/// Nothing demands a validation: whether the time or the request asks for one.
bool asksByTime(const Weighed &weighed, const Freshness &freshness, const Model &model,
                Reasons &reasons) noexcept {
    if (model.has(Difference::RequestDirectivesAlone)) {
        const Freshness seen = asDirectivesSee(freshness, weighed.stored, weighed.now);
        if (const auto asks = asksByDirective(weighed.request, seen, reasons))
            return *asks;
    }
    if (!freshness.isFresh())
        return mustAskWhenStale(weighed, freshness, model, reasons);
    reasons.add(Rule::ReusedFresh);
    return false;
}

/// Why the cache has no part in a request; Count: it has.
Rule bypassOf(const RequestFacts &request, const Model &model) noexcept {
    if (request.method != Method::Get && request.method != Method::Head)
        return Rule::MethodForwarded;
    if (request.mode == Mode::NoStore)
        return Rule::ModeNoStore;
    if (request.range && model.has(Difference::RangesBypass))
        return Rule::RangeForwarded;
    if (isForced(request) && model.has(Difference::OwnValidatorsBypass))
        return Rule::Count;
    if (request.ownCondition || (request.ifRange && model.has(Difference::OwnValidatorsPass)))
        return Rule::OwnCondition;
    const bool refuses = request.noStore && model.has(Difference::RequestDirectivesAlone);
    return refuses ? Rule::RequestBypasses : Rule::Count;
}

/// Why a request is not answered from the cache, though its answer may be kept; Count: it may.
Rule refetchOf(const RequestFacts &request, const Model &model) noexcept {
    if (request.noStore && !model.has(Difference::RequestDirectivesIgnored))
        return Rule::RequestBypasses;
    if (request.validators && model.has(Difference::OwnValidatorsBypass))
        return Rule::OwnValidators;
    if (request.mode == Mode::Reload)
        return Rule::ModeReload;
    const bool refetches =
        model.has(Difference::RequestNoCacheRefetches) && (request.noCache || request.anyPragma);
    return refetches ? Rule::RequestRefetches : Rule::Count;
}

} // namespace

Access accessOf(const RequestFacts &request, const Model &model, Reasons &reasons) noexcept {
    const Rule apart = bypassOf(request, model);
    if (apart != Rule::Count) {
        reasons.add(apart);
        return Access::None;
    }
    // Firefox looks at the mode first.
    if (isForced(request) && model.has(Difference::OwnValidatorsBypass))
        return Access::Full;
    if (request.validators && model.has(Difference::OwnValidatorsPass)) {
        reasons.add(Rule::OwnValidators);
        return request.range ? Access::None : Access::Renew;
    }
    const Rule anew = refetchOf(request, model);
    if (anew == Rule::Count)
        return Access::Full;
    reasons.add(anew);
    return Access::WriteOnly;
}

void decideMiss(const RequestFacts &request, const Model &model, Decision &decision) noexcept {
    decision.outcome = Outcome::Forward;
    if (!forbidsNetwork(request, model))
        return;
    decision.reasons.add(request.mode == Mode::OnlyIfCached ? Rule::ModeOnlyIfCached
                                                            : Rule::RequestOnlyIfCached);
    decision.outcome = Outcome::OnlyIfCachedFailure;
}

void decideReuse(const RequestFacts &request, const StoredFacts &stored, Instant now,
                 const Model &model, Decision &decision) noexcept {
    Reasons &reasons = decision.reasons;
    const Freshness freshness = freshnessOf(stored, now, model, reasons);
    decision.age = freshness.age;
    decision.lifetime = freshness.lifetime;
    const Outcome used = freshness.isFresh() ? Outcome::FreshHit : Outcome::StaleHit;
    const bool stranger =
        request.authorization && !stored.authorization && model.has(Difference::AuthorizationAdded);
    if (isForced(request) && !stranger) {
        reasons.add(Rule::ModeForceCache);
        decision.outcome = used;
        return;
    }
    const bool demanded = demandsValidation(request, stored, freshness, model, reasons);
    const Rule forced = revalidationRuleOf(stored.response, model);
    if (demanded && !freshness.isFresh() && forced != Rule::Count)
        reasons.add(forced);
    bool asks = demanded || asksByTime({request, stored, now}, freshness, model, reasons);
    if (!asks && stranger) {
        reasons.add(Rule::AuthorizationAdded);
        asks = true;
    }
    decision.outcome = asks ? ask(request, stored.response, model, reasons) : used;
}

void decideVariant(const RequestFacts &request, const StoredFacts &stored, const Model &model,
                   Decision &decision) noexcept {
    decideMiss(request, model, decision);
    if (decision.outcome == Outcome::OnlyIfCachedFailure)
        return;
    if (!stored.response.hasETag || !isValidated(stored.response, model)) {
        decision.reasons.add(Rule::NoValidator);
        return;
    }
    decision.reasons.add(Rule::ValidateOtherVariant);
    decision.outcome = Outcome::Revalidate;
}

bool mayHideFailure(const RequestFacts &request, const StoredFacts &stored, const Failure &failure,
                    const Model &model, Reasons &reasons) noexcept {
    const std::uint16_t status = failure.status;
    const bool failed = status == 0;
    const bool isError = status == 500 || status == 502 || status == 503 || status == 504;
    if (!failed && !isError)
        return false;
    const ResponseFacts &response = stored.response;
    Reasons unused;
    const Freshness freshness = freshnessOf(stored, failure.at, model, unused);
    const bool forbidden = response.has(Directive::NoCache) || request.noCache ||
                           model.has(Difference::NeverStale) ||
                           revalidationRuleOf(response, model) != Rule::Count;
    const auto within = response.staleIfError;
    const bool allowed =
        within && freshness.age - freshness.lifetime <= within->seconds() && !forbidden;
    if (allowed)
        reasons.add(Rule::StaleIfError);
    else if (failed)
        reasons.add(forbidden ? Rule::FailureShown : Rule::StaleOnFailure);
    return allowed || (failed && !forbidden);
}

} // namespace etagere::cache
