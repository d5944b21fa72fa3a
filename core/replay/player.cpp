// SPDX-License-Identifier: Apache-2.0
#include "core/replay/player.h"

#include "core/cache/invalidation.h"
#include "core/cache/reuse.h"
#include "core/cache/storing.h"
#include "core/cache/validation.h"
#include "core/replay/contents.h"

#include <algorithm>
#include <utility>

namespace etagere::replay {

using cache::Outcome;
using cache::Reasons;
using cache::Rule;
using traffic::Exchange;
using traffic::ExchangeId;

namespace {

void append(Reasons &reasons, const Reasons &more) noexcept {
    for (const Rule rule : more)
        reasons.add(rule);
}

/// A whole response that was renewed or cached is shown as 304 by some; it was a 200.
std::uint16_t wholeStatusOf(const Exchange &exchange) noexcept {
    return exchange.status == 304 ? std::uint16_t{200} : exchange.status;
}

/// The facts of a cached response as if the server had sent it again at `now`.
cache::ResponseFacts sentAgain(cache::ResponseFacts facts, Instant now) noexcept {
    if (!facts.date || *facts.date >= now)
        return facts;
    if (facts.expires)
        *facts.expires += now - *facts.date;
    facts.date = now;
    facts.age.reset();
    return facts;
}

void bypass(cache::Decision &decision, Rule rule) noexcept {
    decision.outcome = Outcome::Bypass;
    decision.reasons.add(rule);
}

void fail(Play &play) noexcept {
    play.row.decision.outcome = Outcome::Error;
    play.row.decision.reasons.add(Rule::NoResponse);
}

void leaveUnanswered(Play &play) noexcept {
    play.row.decision.inferred = true;
    play.row.decision.reasons.add(Rule::AnswerNotRecorded);
}

/// The browser answered with what it had, or a server confirmed it.
bool hadItself(const Play &play) noexcept {
    return play.row.recorded == Recorded::Validated || play.row.recorded == Recorded::FromCache;
}

/// Date and Age say how old a message is: those of the stored one say nothing about its 304.
void ageAsOf(cache::ResponseFacts &facts, http::Fields notModified) noexcept {
    if (http::find(notModified, http::FieldName::Date) == nullptr)
        facts.date.reset();
    if (http::find(notModified, http::FieldName::Age) == nullptr)
        facts.age.reset();
}

} // namespace

Player::Player(const traffic::Traffic &traffic, Log &log, std::span<const ExchangeId> order)
    : m_traffic(traffic)
    , m_log(log)
    , m_urls(traffic)
    , m_partitions(traffic, log.model, order)
    , m_shelves(traffic, log) {}

void Player::play(ExchangeId id) {
    const Exchange &exchange = m_traffic.exchange(id);
    Play play{exchange, m_log.rows[id.index()]};
    play.row.recorded = recordedOf(exchange);
    cache::Decision &decision = play.row.decision;
    if (!m_urls.isWeb(exchange.url))
        bypass(decision, Rule::SchemeWithoutCache);
    else if (play.row.recorded == Recorded::ServiceWorker)
        bypass(decision, Rule::AnsweredByWorker);
    else
        ask(play);
    play.row.comparison = compare(decision, play.row.recorded);
    ++m_log.totals.byOutcome[static_cast<std::size_t>(decision.outcome)];
    ++m_log.totals.byComparison[static_cast<std::size_t>(play.row.comparison)];
}

void Player::flush(const Flush &flush, FlushEffect &effect) {
    effect.ended = m_shelves.flush(flush);
}

void Player::ask(Play &play) {
    const Exchange &exchange = play.exchange;
    play.visitor = visitorOf(m_traffic, exchange);
    const std::uint64_t cacheOf = m_partitions.of(exchange);
    play.key = cacheOf << 32U | m_urls.keyOf(exchange.url);
    play.request = cache::requestFactsOf(exchange.method, exchange.requestFields, m_log.model);
    if (!takesPart(play)) {
        passOn(play);
        return;
    }
    select(play);
    switch (play.row.decision.outcome) {
    case Outcome::FreshHit:
    case Outcome::StaleHit:
        play.row.result = play.row.considered;
        break;
    case Outcome::Revalidate:
        hearAnswer(play);
        break;
    case Outcome::Forward:
        receive(play);
        break;
    default:
        break;
    }
}

bool Player::takesPart(Play &play) const {
    Reasons &reasons = play.row.decision.reasons;
    const bool web =
        play.request.method == cache::Method::Get || play.request.method == cache::Method::Head;
    if (web && play.request.range) {
        reasons.add(Rule::RangeForwarded);
        return false;
    }
    // The conditions that a recorded request bears are mostly the recorded cache's own.
    cache::RequestFacts request = play.request;
    request.validators = false;
    const cache::Access access = cache::accessOf(request, m_log.model, reasons);
    play.refetches = access == cache::Access::WriteOnly;
    return access != cache::Access::None;
}

void Player::passOn(Play &play) {
    play.row.decision.outcome = Outcome::Bypass;
    if (play.row.recorded == Recorded::Failed) {
        fail(play);
        return;
    }
    cache::ResponseFacts response;
    response.status = play.exchange.status;
    Reasons &reasons = play.row.decision.reasons;
    if (cache::decideInvalidation(play.request, response, m_log.model, reasons))
        m_shelves.invalidate(play.key, play.row.at + tick);
    // A part, and a 304 to a condition of the page's own, would not be stored in any case.
    if (play.request.method == cache::Method::Get &&
        (response.status == 206 || response.status == 304))
        (void)cache::decideStoring(play.request, response, m_log.model, reasons);
}

void Player::select(Play &play) {
    cache::Decision &decision = play.row.decision;
    if (play.refetches) {
        decision.outcome = Outcome::Forward;
        return;
    }
    const Shelves::Found found = m_shelves.find(play.key, play.exchange.requestFields);
    play.place = found.place;
    if (found.other != Shelves::nowhere && m_log.model.has(cache::Difference::VaryAsksByTag)) {
        play.place = found.other;
        decision.reasons.add(found.rule);
        play.row.considered = m_shelves.versionAt(found.other);
        cache::decideVariant(play.request, m_shelves.factsAt(found.other), m_log.model, decision);
        return;
    }
    if (found.place == Shelves::nowhere) {
        play.flushed = isMissedByFlush(play);
        if (play.flushed)
            decision.reasons.add(Rule::FlushedByUser);
        decision.reasons.add(found.rule);
        cache::decideMiss(play.request, m_log.model, decision);
        return;
    }
    decision.reasons.add(found.rule);
    play.row.considered = m_shelves.versionAt(found.place);
    cache::decideReuse(play.request, m_shelves.factsAt(found.place), play.row.at, m_log.model,
                       decision);
}

bool Player::isMissedByFlush(const Play &play) const {
    if (m_shelves.wasFlushed(play.key))
        return true;
    Version unseen;
    unseen.url = play.exchange.url;
    unseen.visitor = play.visitor;
    return hadItself(play) && m_shelves.wasCovered(play.key, unseen);
}

void Player::receive(Play &play) {
    const bool known = play.place != Shelves::nowhere;
    if (play.row.recorded == Recorded::Failed)
        fail(play);
    else if (known && play.row.recorded == Recorded::FromCache)
        leaveUnanswered(play);
    else if (hadItself(play) && !known && !play.flushed)
        holdFromBefore(play);
    else
        storeAnswer(play);
}

void Player::hearAnswer(Play &play) {
    switch (play.row.recorded) {
    case Recorded::Failed:
        fail(play);
        return;
    case Recorded::FromCache:
        leaveUnanswered(play);
        return;
    case Recorded::Validated:
        if (cache::canRenew(m_shelves.fieldsAt(play.place), play.exchange.responseFields))
            renew(play, Rule::NotModified);
        else
            replace(play);
        return;
    default:
        break;
    }
    if (cache::answerFrom(play.exchange.status) == cache::ValidationAnswer::ServerError) {
        play.row.decision.outcome = Outcome::NotStored;
        play.row.decision.reasons.add(Rule::ServerError);
        play.row.result = play.row.considered;
    } else if (wouldHaveBeen304(play)) {
        play.row.decision.inferred = true;
        renew(play, Rule::NotModifiedAssumed);
    } else {
        replace(play);
    }
}

bool Player::wouldHaveBeen304(const Play &play) const {
    const Exchange &exchange = play.exchange;
    const bool refused = play.row.recorded == Recorded::Replaced;
    return !refused && exchange.status == m_shelves.factsAt(play.place).response.status &&
           cache::isSameRepresentation(m_shelves.fieldsAt(play.place), exchange.responseFields);
}

Version Player::newVersion(const Play &play) const {
    Version version;
    version.url = play.exchange.url;
    version.visitor = play.visitor;
    version.response = play.exchange.id;
    version.from = play.row.at + tick;
    version.inferred = play.row.decision.inferred;
    version.facts.requestTime = play.row.at;
    version.facts.authorization = play.request.authorization;
    version.facts.responseTime = play.row.at + durationOf(play.exchange);
    return version;
}

Version Player::receivedVersion(const Play &play) const {
    Version version = newVersion(play);
    version.facts.response =
        cache::responseFactsOf(wholeStatusOf(play.exchange), confirmedFields(play.exchange),
                               version.facts.responseTime, m_log.model);
    return version;
}

bool Player::storeIfAllowed(Play &play, const Version &version, Rule premise) {
    Reasons &reasons = play.row.decision.reasons;
    Reasons weighed;
    const bool stores =
        cache::decideStoring(play.request, version.facts.response, m_log.model, weighed);
    if (stores && premise != Rule::Count)
        reasons.add(premise);
    append(reasons, weighed);
    if (stores)
        play.row.result = m_shelves.store(play.key, version, play.place);
    return stores;
}

void Player::storeAnswer(Play &play) {
    cache::Decision &decision = play.row.decision;
    decision.inferred = hadItself(play);
    Version version = receivedVersion(play);
    if (play.row.recorded == Recorded::FromCache)
        version.facts.response = sentAgain(version.facts.response, version.facts.responseTime);
    decision.outcome =
        storeIfAllowed(play, version, Rule::Count) ? Outcome::Stored : Outcome::NotStored;
}

void Player::holdFromBefore(Play &play) {
    cache::Decision &decision = play.row.decision;
    decision.inferred = true;
    Version version = receivedVersion(play);
    cache::StoredFacts &facts = version.facts;
    if (play.row.recorded == Recorded::FromCache) {
        facts.responseTime = std::min(facts.response.date.value_or(play.row.at), play.row.at);
        facts.requestTime = facts.responseTime;
    }
    decision.outcome =
        storeIfAllowed(play, version, Rule::HeldBefore) ? Outcome::Stored : Outcome::NotStored;
}

void Player::replace(Play &play) {
    cache::Decision &decision = play.row.decision;
    decision.inferred = decision.inferred || hadItself(play);
    decision.outcome = storeIfAllowed(play, receivedVersion(play), Rule::FullResponse)
                           ? Outcome::Replaced
                           : Outcome::NotStored;
}

void Player::renew(Play &play, Rule rule) {
    cache::Decision &decision = play.row.decision;
    const cache::Updates updates = cache::updatesIn(play.exchange.responseFields, m_log.model);
    decision.outcome = Outcome::Validated;
    decision.reasons.add(rule);
    if (!updates.fields.empty())
        decision.reasons.add(Rule::FieldsUpdated);
    if (updates.kept > 0 && play.exchange.status == 304)
        decision.reasons.add(Rule::FieldsKept);
    if (m_shelves.sharesTag(play.key, play.place))
        decision.reasons.add(Rule::TagOnTwoCodings);

    Version version = newVersion(play);
    const VersionId renewed = m_shelves.versionAt(play.place);
    const Version &before = m_log.version(renewed);
    version.url = before.url;
    version.response = before.response;
    version.renewal = play.exchange.id;
    version.previous = renewed;
    version.inferred = version.inferred || before.inferred;
    std::vector<http::Field> fields = m_shelves.merge(play.place, updates);
    version.facts.response = cache::responseFactsOf(before.facts.response.status, fields,
                                                    version.facts.responseTime, m_log.model);
    if (!m_log.model.has(cache::Difference::OldAgeStays))
        ageAsOf(version.facts.response, updates.fields);
    version.renewals = before.renewals + 1;
    play.row.result = m_shelves.renew(play.key, play.place, version, std::move(fields));
    if (version.renewals % Log::landmarkDistance != 0)
        return;
    std::vector<http::Field> whole = fieldsOf(m_traffic, m_log, play.row.result);
    if (whole.size() <= Log::landmarkFields)
        m_log.landmarks.emplace(play.row.result, std::move(whole));
}

} // namespace etagere::replay
