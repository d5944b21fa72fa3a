// SPDX-License-Identifier: Apache-2.0
#include "core/cache/reuse.h"

#include "core/cache/freshness.h"

namespace etagere::cache {

namespace {

using http::Directive;

/// Adds every rule by which a stored response may not be used without asking, fresh or not.
bool demandsValidation(const RequestFacts &request, const ResponseFacts &response,
                       const Freshness &freshness, Reasons &reasons) noexcept {
    const std::size_t before = reasons.size();
    if (response.has(Directive::NoCache))
        reasons.add(response.noCacheFields ? Rule::NoCacheFields : Rule::NoCache);
    if (request.noCache)
        reasons.add(Rule::RequestNoCache);
    if (request.pragmaNoCache)
        reasons.add(Rule::RequestPragma);
    if (request.maxAge && freshness.age > request.maxAge->seconds())
        reasons.add(Rule::RequestMaxAge);
    if (request.minFresh && freshness.lifetime - freshness.age < request.minFresh->seconds())
        reasons.add(Rule::RequestMinFresh);
    return reasons.size() != before;
}

bool acceptsStale(const RequestFacts &request, const Freshness &freshness) noexcept {
    return request.maxStaleAny ||
           (request.maxStale && freshness.age - freshness.lifetime <= request.maxStale->seconds());
}

/// Weighs what being stale means (RFC 9111 §4.2.4). `asked`: a validation is demanded anyway.
bool mustAskWhenStale(const RequestFacts &request, const ResponseFacts &response,
                      const Freshness &freshness, Decision &decision, bool asked) noexcept {
    if (response.has(Directive::MustRevalidate)) {
        decision.reasons.add(Rule::MustRevalidate);
        return true;
    }
    if (asked)
        return true;
    const bool accepted = acceptsStale(request, freshness);
    decision.reasons.add(accepted ? Rule::RequestMaxStale : Rule::StaleNotAllowed);
    return !accepted;
}

Outcome ask(const RequestFacts &request, const ResponseFacts &response, Reasons &reasons) noexcept {
    if (request.onlyIfCached) {
        reasons.add(Rule::RequestOnlyIfCached);
        return Outcome::OnlyIfCachedFailure;
    }
    if (response.hasETag)
        reasons.add(Rule::ValidateByTag);
    if (response.hasLastModified)
        reasons.add(Rule::ValidateByDate);
    if (response.hasETag || response.hasLastModified)
        return Outcome::Revalidate;
    reasons.add(Rule::NoValidator);
    return Outcome::Forward;
}

} // namespace

bool takesPart(const RequestFacts &request, Reasons &reasons) noexcept {
    if (request.method != Method::Get && request.method != Method::Head)
        reasons.add(Rule::MethodForwarded);
    else if (request.range)
        reasons.add(Rule::RangeForwarded);
    else if (request.ownCondition)
        reasons.add(Rule::OwnCondition);
    else
        return true;
    return false;
}

void decideMiss(const RequestFacts &request, Decision &decision) noexcept {
    decision.outcome = Outcome::Forward;
    if (!request.onlyIfCached)
        return;
    decision.reasons.add(Rule::RequestOnlyIfCached);
    decision.outcome = Outcome::OnlyIfCachedFailure;
}

void decideReuse(const RequestFacts &request, const StoredFacts &stored, Instant now,
                 const Model &model, Decision &decision) noexcept {
    Reasons &reasons = decision.reasons;
    const Freshness freshness = freshnessOf(stored, now, model, reasons);
    decision.age = freshness.age;
    decision.lifetime = freshness.lifetime;
    bool asks = demandsValidation(request, stored.response, freshness, reasons);
    if (!freshness.isFresh())
        asks = mustAskWhenStale(request, stored.response, freshness, decision, asks);
    else if (!asks)
        reasons.add(Rule::ReusedFresh);
    if (asks)
        decision.outcome = ask(request, stored.response, reasons);
    else
        decision.outcome = freshness.isFresh() ? Outcome::FreshHit : Outcome::StaleHit;
}

} // namespace etagere::cache
