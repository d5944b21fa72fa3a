// SPDX-License-Identifier: Apache-2.0
#include "core/cache/answering.h"
#include "core/cache/freshness.h"
#include "core/cache/invalidation.h"
#include "core/cache/part.h"
#include "core/cache/selection.h"
#include "core/cache/storing.h"
#include "core/cache/transaction_state.h"
#include "core/cache/validation.h"
#include "core/http/content_length.h"
#include "core/http/text.h"
#include "core/url/resolve.h"
#include "core/url/url.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace etagere::cache {

namespace {

using http::Field;
using http::FieldName;

/// The 304 has a Last-Modified, and it is another than the stored one.
bool hasOtherDate(const StoredResponse &stored, http::Fields notModified) {
    const Field *const theirs = http::find(notModified, FieldName::LastModified);
    const std::string_view ours = http::valueOf(stored.fields.fields(), FieldName::LastModified);
    return theirs != nullptr && !ours.empty() && theirs->value != ours;
}

/// The other URLs that an unsafe request ends, of the same origin (RFC 9111 §4.4).
std::vector<std::string> namedBy(http::Fields response, const std::string &base) {
    std::vector<std::string> urls;
    const std::string origin = url::originOf(url::parseUrl(base));
    for (const FieldName name : {FieldName::Location, FieldName::ContentLocation}) {
        const Field *const field = http::find(response, name);
        if (field == nullptr)
            continue;
        std::string target = url::resolve(base, http::trimmed(field->value));
        if (url::originOf(url::parseUrl(target)) == origin)
            urls.push_back(std::move(target));
    }
    return urls;
}

/// Clear-Site-Data: a list of quoted types (Clear-Site-Data §3.1).
bool clearsCache(http::Fields response) {
    for (const Field &field : response) {
        if (field.known != FieldName::ClearSiteData)
            continue;
        http::ListReader members(field.value);
        for (std::string_view member; members.next(member);) {
            if (member == "\"cache\"" || member == "\"*\"")
                return true;
        }
    }
    return false;
}

} // namespace

void Transaction::State::receive(std::uint16_t status, http::Fields fields, Instant now) {
    forwardStatus = status;
    const ResponseFacts response = responseFactsOf(status, fields, now, model());
    invalidate(response, fields);
    checkSlot();
    switch (question) {
    case Question::Pass:
        if (facts.method == Method::Post && !model().has(Difference::PostNotReused))
            keep(status, fields, now);
        relay(status, fields);
        break;
    case Question::Fetch:
        if (!hidesError(status, now)) {
            keep(status, fields, now);
            relay(status, fields);
        }
        break;
    case Question::Renew:
        hearRenewal(status, fields, now);
        break;
    case Question::Validate:
        hearValidation(status, fields, now);
        break;
    case Question::Fill:
        hearFill(status, fields, now);
        break;
    }
    if (!incoming && step != Step::Send)
        release();
}

/// A stale response in place of a server's error (RFC 5861 §4).
bool Transaction::State::hidesError(std::uint16_t status, Instant now) {
    if (status < 500 || !considered || variant || facts.range || !considered->isWhole() ||
        !mayHideFailure(facts, considered->facts, {now, status}, model(), reasons()))
        return false;
    decision.outcome = Outcome::StaleHit;
    answer = wholeAnswer(*considered, {model(), ageOf(considered->facts, now)});
    if (facts.method == Method::Head)
        answer.before.clear();
    stored = slot.has_value();
    step = Step::Answer;
    return true;
}

void Transaction::State::invalidate(const ResponseFacts &response, http::Fields fields) {
    const bool ends = decideInvalidation(facts, response, model(), reasons());
    if (ends)
        cache.memory.removeKey(keyOf(partition, url, false));
    if (ends && !model().has(Difference::TargetOnly))
        invalidateNamed(fields);
    if (!clearsCache(fields))
        return;
    reasons().add(Rule::ClearedBySite);
    const std::string origin = url::originOf(url::parseUrl(url));
    cache.memory.removeIf([&origin](const Memory::Shelved &shelved) {
        return url::originOf(url::parseUrl(shelved.response->url)) == origin;
    });
    slot.reset();
}

/// What Location and Content-Location name, of the same origin (RFC 9111 §4.4).
void Transaction::State::invalidateNamed(http::Fields fields) {
    for (const std::string &other : namedBy(fields, url)) {
        const std::string otherKey = keyOf(partition, other, false);
        if (cache.memory.slotsOf(otherKey).empty())
            continue;
        cache.memory.removeKey(otherKey);
        reasons().add(Rule::InvalidatedByLocation);
    }
}

void Transaction::State::relay(std::uint16_t status, http::Fields fields) {
    answer = {};
    answer.status = status;
    answer.fields = http::FieldBlock(endToEndFields(fields, model()));
    answer.network = true;
    reading = facts.method != Method::Head && status != 204 && status != 304;
    const auto length =
        http::parseContentLength(http::valueOf(fields, FieldName::ContentLength)).length;
    expected = length ? std::optional(length->count) : std::nullopt;
    answer.length = expected;
    step = Step::Answer;
}

void Transaction::State::hearValidation(std::uint16_t status, http::Fields fields, Instant now) {
    if (status == 304) {
        const bool same = variant || canRenew(considered->fields.fields(), fields) ||
                          model().has(Difference::ContentFieldsKept);
        if (same) {
            renew(fields, now);
            return;
        }
        reasons().add(Rule::NotModifiedOther);
        decision.outcome = Outcome::StaleHit;
        answer = wholeAnswer(*considered, {model(), ageOf(considered->facts, now)});
        if (slot)
            cache.memory.remove(*slot);
        slot.reset();
        step = Step::Answer;
        return;
    }
    if (hidesError(status, now))
        return;
    if (status >= 500 && !model().has(Difference::NeverStale)) {
        reasons().add(Rule::ServerError);
        decision.outcome = Outcome::NotStored;
        relay(status, fields);
        return;
    }
    if (facts.method == Method::Head && !considered->head) {
        hearHead(responseFactsOf(status, fields, now, model()), fields, now);
        relay(status, fields);
        return;
    }
    if (!hearRangeValidation(status, fields)) {
        reasons().add(Rule::FullResponse);
        keep(status, fields, now);
        relay(status, fields);
    }
}

void Transaction::State::renew(http::Fields fields, Instant now) {
    decision.outcome = Outcome::Validated;
    reasons().add(Rule::NotModified);
    const Updated updated = updateFields(considered->fields.fields(), fields, model());
    if (updated.changed > 0)
        reasons().add(Rule::FieldsUpdated);
    if (updated.kept > 0)
        reasons().add(Rule::FieldsKept);
    if (sharesTag())
        reasons().add(Rule::TagOnTwoCodings);
    const std::vector<Field> merged = endToEndFields(updated.fields, model());
    const auto renewed = renewedBy(fields, merged, now);
    const bool ends = model().has(Difference::OtherDateEnds) && hasOtherDate(*considered, fields);
    if (ends)
        reasons().add(Rule::OtherDateEnds);
    const bool forbidden = renewed->facts.response.has(http::Directive::NoStore);
    if (forbidden)
        reasons().add(Rule::StoreNoStore);
    auto shown = std::make_shared<StoredResponse>(*renewed);
    shown->fields = http::FieldBlock(merged);
    considered = std::move(shown);
    if (slot && (ends || forbidden))
        cache.memory.remove(*slot);
    else if (slot)
        cache.memory.replace(*slot, renewed, now);
    kept = renewed;
    stored = slot && !ends && !forbidden;
    if (ends || forbidden)
        slot.reset();
    step = Step::Answer;
    variant = false;
    const Duration age = ageOf(considered->facts, now);
    if (checked && wanted) {
        decision.outcome = Outcome::Forward;
        fetchOrFill();
        return;
    }
    release();
    tellConsidered(age);
}

/// What was considered, as the request asked for it.
void Transaction::State::tellConsidered(Duration age) {
    if (facts.range)
        answerRange(age);
    else if (facts.validators && isNotModified(requestFields.fields(), *considered))
        answer = notModifiedAnswer(*considered, {model(), age});
    else
        answer = wholeAnswer(*considered, {model(), age});
    if (facts.method == Method::Head)
        answer.before.clear();
}

/// The stored response after a 304 with `fields`, which make `merged` of its own.
std::shared_ptr<const StoredResponse>
Transaction::State::renewedBy(http::Fields fields, http::Fields merged, Instant now) const {
    auto renewed = std::make_shared<StoredResponse>(*considered);
    renewed->fields = http::FieldBlock(storedFields(merged));
    renewed->facts.requestTime = requestTime;
    renewed->facts.responseTime = now;
    renewed->facts.authorization = facts.authorization;
    renewed->facts.response =
        responseFactsOf(considered->facts.response.status, merged, now, model());
    renewed->request = http::FieldBlock(fieldsNamedByVary(merged, requestFields.fields()));
    if (model().has(Difference::OldAgeStays))
        return renewed;
    // Date and Age say how old a message is: those of the stored one say nothing of its 304.
    if (http::find(fields, FieldName::Date) == nullptr)
        renewed->facts.response.date.reset();
    if (http::find(fields, FieldName::Age) == nullptr)
        renewed->facts.response.age.reset();
    return renewed;
}

void Transaction::State::hearRenewal(std::uint16_t status, http::Fields fields, Instant now) {
    if (status == 304) {
        renew(fields, now);
        relay(status, fields);
        return;
    }
    keep(status, fields, now);
    relay(status, fields);
}

void Transaction::State::hearHead(const ResponseFacts &response, http::Fields fields, Instant now) {
    decision.outcome = Outcome::NotStored;
    if (!slot)
        return;
    const http::Fields ours = considered->fields.fields();
    const std::string_view length = http::valueOf(fields, FieldName::ContentLength);
    const bool same = response.status == considered->facts.response.status &&
                      canRenew(ours, fields) &&
                      (length.empty() || length == http::valueOf(ours, FieldName::ContentLength));
    if (!same || model().has(Difference::HeadEnds)) {
        reasons().add(Rule::HeadEnds);
        cache.memory.remove(*slot);
        slot.reset();
        return;
    }
    reasons().add(Rule::HeadUpdates);
    auto renewed = std::make_shared<StoredResponse>(*considered);
    renewed->fields = http::FieldBlock(storedFields(updateFields(ours, fields, model()).fields));
    renewed->facts.requestTime = requestTime;
    renewed->facts.responseTime = now;
    renewed->facts.response =
        responseFactsOf(considered->facts.response.status, renewed->fields.fields(), now, model());
    cache.memory.replace(*slot, std::move(renewed), now);
    stored = true;
}

void Transaction::State::fail(Instant now) {
    step = Step::Answer;
    reading = false;
    incoming.reset();
    release();
    if (goesOn) {
        breakOff();
        return;
    }
    wanted.reset();
    // Chromium has put an empty entry in its place by then.
    if (model().has(Difference::OneRangeOnly) && reasons().contains(Rule::ModeReload))
        cache.memory.removeKey(key);
    if (considered && considered->complete && !variant && !facts.range &&
        mayHideFailure(facts, considered->facts, {now}, model(), reasons())) {
        decision.outcome = Outcome::StaleHit;
        answer = wholeAnswer(*considered, {model(), ageOf(considered->facts, now)});
        if (facts.method == Method::Head)
            answer.before.clear();
        stored = slot.has_value();
        return;
    }
    reasons().add(Rule::NoResponse);
    decision.outcome = Outcome::Error;
    answer = ownAnswer(504);
}

} // namespace etagere::cache
