// SPDX-License-Identifier: Apache-2.0
#include "core/cache/part.h"
#include "core/cache/selection.h"
#include "core/cache/storing.h"
#include "core/cache/transaction_state.h"
#include "core/http/content_length.h"
#include "core/http/text.h"
#include "core/http/vary.h"
#include "core/url/resolve.h"

#include <algorithm>
#include <utility>

namespace etagere::cache {

using http::Field;
using http::FieldName;

std::vector<Field> Transaction::State::storedFields(http::Fields fields) const {
    return cache::storedFields(fields, model());
}

std::unique_ptr<StoredResponse> Transaction::State::makeStored(const ResponseFacts &response,
                                                               http::Fields fields,
                                                               Instant now) const {
    auto made = std::make_unique<StoredResponse>();
    made->url = url;
    made->head = facts.method == Method::Head;
    made->facts.response = response;
    made->facts.requestTime = requestTime;
    made->facts.responseTime = now;
    made->facts.authorization = facts.authorization;
    const std::vector<Field> storable = storedFields(fields);
    made->fields = http::FieldBlock(storable);
    if (response.hasVary)
        made->request = http::FieldBlock(fieldsNamedByVary(storable, requestFields.fields()));
    made->number = cache.nextNumber++;
    return made;
}

void Transaction::State::keep(std::uint16_t status, http::Fields fields, Instant now) {
    const ResponseFacts response = responseFactsOf(status, fields, now, model());
    if (cache.spoiled.count(key) > 0)
        return;
    if (isPart(status)) {
        keepPart(response, fields, now);
        return;
    }
    if (facts.method == Method::Post && !isAboutItself(fields))
        return;
    const bool keeps = decideStoring(facts, response, model(), reasons());
    if (liesInTheWay(response))
        spoil();
    const bool about = status != 304 && facts.method != Method::Head;
    if (keeps || (about && status >= 200))
        makeWay(keeps);
    noteKept(keeps);
    if (!keeps)
        return;
    if (storedFields(fields).size() != fields.size())
        reasons().add(Rule::StoreFieldsLeft);
    incoming = makeStored(response, fields, now);
    incomingOffset = 0;
}

/// A 206 that is to be kept as a part, not as if it were the whole.
bool Transaction::State::isPart(std::uint16_t status) const noexcept {
    const bool asWhole =
        facts.wholeRange || (!facts.range && model().has(Difference::RangesBypass));
    return status == 206 && facts.method == Method::Get && !asWhole;
}

void Transaction::State::noteKept(bool keeps) {
    const bool validated = considered && !variant && question != Question::Fetch;
    if (keeps)
        decision.outcome = validated ? Outcome::Replaced : Outcome::Stored;
    else if (question != Question::Pass)
        decision.outcome = Outcome::NotStored;
}

bool Transaction::State::isAboutItself(http::Fields fields) const {
    const Field *const location = http::find(fields, FieldName::ContentLocation);
    return location != nullptr && keyOf({}, url::resolve(url, http::trimmed(location->value)),
                                        false) == keyOf({}, url, false);
}

void Transaction::State::keepPart(const ResponseFacts &response, http::Fields fields, Instant now) {
    const Part part = partOf(fields, response, model());
    if (question == Question::Validate)
        makeWay(false);
    // Chromium keeps no part that nobody asked for.
    const bool unasked = !facts.range && model().has(Difference::OneRangeOnly);
    if (unasked)
        reasons().add(Rule::StorePartRefused);
    // Parts are put together on the word of their validator.
    const bool keeps =
        !unasked && !distrusts() && decideStoringPart(facts, response, part, model(), reasons());
    decision.outcome = keeps ? Outcome::Stored : Outcome::NotStored;
    if (!keeps)
        return;
    const auto place = placeOf(fields);
    std::vector<Field> whole;
    const std::string length = std::to_string(*place->length);
    for (const Field &field : fields) {
        if (field.known != FieldName::ContentRange && field.known != FieldName::ContentLength)
            whole.push_back(field);
    }
    whole.push_back(http::makeField(FieldName::ContentLength, length));
    ResponseFacts facts200 = response;
    facts200.status = 200;
    incoming = makeStored(facts200, whole, now);
    incoming->complete = false;
    incoming->sparse = true;
    incoming->length = place->length;
    incomingOffset = place->range.first.count;
    joinStored();
}

void Transaction::State::joinStored() {
    const std::string_view ours =
        strongValidatorOf(incoming->fields.fields(), incoming->facts.response, model());
    const std::vector<Slot> slots = cache.memory.slotsOf(key);
    for (const Slot candidate : slots) {
        const auto other = cache.memory.at(candidate).response;
        const bool same =
            other->length == incoming->length &&
            strongValidatorOf(other->fields.fields(), other->facts.response, model()) == ours;
        if (!same)
            continue;
        incoming->content = other->content;
        return;
    }
}

void Transaction::State::makeWay(bool names) {
    const std::vector<Slot> slots = cache.memory.slotsOf(key);
    for (const Slot candidate : slots) {
        const StoredResponse &other = *cache.memory.at(candidate).response;
        const bool matches = compareVary(other.fields.fields(), other.request.fields(),
                                         requestFields.fields(), model())
                                 .matches();
        const bool goes = matches || model().has(Difference::OneVariant);
        if (names && goes && !matches)
            reasons().add(Rule::StoreVariantReplaced);
        if (goes)
            cache.memory.remove(candidate);
    }
    slot.reset();
}

/// What Firefox does not store and stumbles over afterwards: permanent redirections without
/// Location, and a 304 that nobody asked for (measured).
bool Transaction::State::liesInTheWay(const ResponseFacts &response) const {
    if (response.status == 304)
        return !facts.validators;
    const bool permanent =
        response.status == 300 || response.status == 301 || response.status == 308;
    return permanent && !response.hasLocation;
}

/// What broke off or was refused lies in Firefox's way once more (measured).
void Transaction::State::spoil() {
    if (model().has(Difference::BrokenSpoilsNext))
        cache.spoiled.insert(key);
}

void Transaction::State::append(std::string_view bytes) {
    received += bytes.size();
    if (!incoming)
        return;
    if (!cache.memory.admits(incoming->weight() + buffer.size() + bytes.size())) {
        giveUp(Rule::StoreTooLarge);
        return;
    }
    buffer.append(bytes);
}

void Transaction::State::giveUp(Rule rule) {
    incoming.reset();
    buffer = {};
    reasons().add(rule);
    if (decision.outcome != Outcome::Validated)
        decision.outcome = Outcome::NotStored;
    release();
}

void Transaction::State::finish(End end, Instant now) {
    if (end == End::Complete && expected && reading && received < *expected)
        end = End::Truncated;
    reading = false;
    if (incoming)
        store(end, now);
    received = 0;
    if (question == Question::Fill && end == End::Complete && stored)
        goOn();
    if (step != Step::Send)
        release();
}

void Transaction::State::store(End end, Instant now) {
    const bool wasPart = !incoming->complete;
    if (end != End::Complete && !wasPart) {
        const bool resumes =
            !buffer.empty() && expected && facts.method == Method::Get &&
            isResumable(incoming->fields.fields(), incoming->facts.response, model());
        if (!resumes) {
            const bool offered = http::equalsIgnoringCase(
                http::valueOf(incoming->fields.fields(), FieldName::AcceptRanges), "bytes");
            giveUp(Rule::StoreTruncatedRefused);
            if (offered)
                spoil();
            return;
        }
        reasons().add(Rule::StoreTruncated);
        incoming->truncated = true;
        incoming->complete = false;
        incoming->length = expected;
    } else if (!wasPart) {
        incoming->length = received;
    }
    if (!buffer.empty())
        incoming->content.put(incomingOffset,
                              std::make_shared<const std::string>(std::move(buffer)));
    buffer = {};
    if (wasPart && incoming->content.size() == 0) {
        giveUp(Rule::StorePartRefused);
        return;
    }
    if (incoming->isWhole() && !(incoming->sparse && model().has(Difference::OneRangeOnly))) {
        incoming->complete = true;
        incoming->truncated = false;
    }
    if (wasPart)
        makeWay(false);
    std::shared_ptr<const StoredResponse> whole = std::move(incoming);
    stored = cache.memory.put(key, whole, now);
    if (!stored)
        giveUp(Rule::StoreTooLarge);
    else if (audits && whole->complete)
        compareWith(*whole, now);
}

void Transaction::State::release() {
    if (leads)
        cache.leaders.erase(key);
    leads = false;
    if (background)
        cache.renewals.erase(key);
}

} // namespace etagere::cache
