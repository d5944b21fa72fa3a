// SPDX-License-Identifier: Apache-2.0
// Transactions about parts of a representation (RFC 9110 §14, RFC 9111 §3.3, §3.4).
#include "core/cache/answering.h"
#include "core/cache/freshness.h"
#include "core/cache/part.h"
#include "core/cache/storing.h"
#include "core/cache/transaction_state.h"
#include "core/cache/validation.h"
#include "core/http/text.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace etagere::cache {

using http::Field;
using http::FieldName;

namespace {

http::ByteRange wholeOf(const StoredResponse &stored) noexcept {
    return {Bytes{0}, Bytes{stored.length.value_or(1) - 1}};
}

} // namespace

void Transaction::State::answerRange(Duration age) {
    const Telling telling{model(), age};
    const StoredResponse &whole = *considered;
    if (facts.mode == Mode::OnlyIfCached && model().has(Difference::OneRangeOnly)) {
        reasons().add(Rule::ModeOnlyIfCached); // measured
        refuse();
        return;
    }
    const bool given = whole.facts.response.status == 200 && whole.length.has_value();
    if (!given || !ifRangeMatches(requestFields.fields(), whole, model())) {
        reasons().add(given ? Rule::IfRangeDiffers : Rule::RangeForwarded);
        if (whole.complete)
            answer = wholeAnswer(whole, telling);
        else
            send(Question::Fetch);
        return;
    }
    tellParts(askedParts(), age);
}

/// The ranges that the request asks for, those beyond the end left out.
std::vector<http::ByteRange> Transaction::State::askedParts() const {
    std::vector<http::ByteRange> parts;
    for (const http::RangeSpec &spec : ranges.members) {
        if (const auto part = http::satisfy(spec, *considered->length))
            parts.push_back(*part);
    }
    return parts;
}

void Transaction::State::tellParts(const std::vector<http::ByteRange> &parts, Duration age) {
    const Telling telling{model(), age};
    const StoredResponse &whole = *considered;
    const bool covered = std::all_of(parts.begin(), parts.end(), [&whole](const auto &part) {
        return whole.content.covers(part);
    });
    if (!covered) {
        reasons().remove(Rule::ReusedFresh);
        askForRange();
        return;
    }
    // Chromium looks away from a range beyond the end of what it has whole (measured).
    if (parts.empty() && model().has(Difference::OneRangeOnly) && forwardStatus == 0 &&
        !whole.sparse && whole.isWhole()) {
        reasons().add(Rule::RangeForwarded);
        answer = wholeAnswer(whole, telling);
        return;
    }
    if (parts.empty() && !whole.complete && forwardStatus != 304) {
        askForRange();
        return;
    }
    reasons().add(parts.empty() ? Rule::RangeUnsatisfiable : Rule::RangeFromStored);
    if (parts.empty())
        answer = unsatisfiableAnswer(whole);
    else
        answer = parts.size() == 1 ? partAnswer(whole, parts.front(), telling)
                                   : partsAnswer(whole, parts, telling);
}

void Transaction::State::askForRange() {
    const StoredResponse &part = *considered;
    const bool wantsOne = facts.range && ranges.members.size() == 1;
    if (facts.method != Method::Get || !part.length || *part.length == 0 ||
        (facts.range && (!wantsOne || facts.ifRange)) || distrusts()) {
        reasons().add(facts.range ? Rule::RangeNotStored : Rule::PartForWhole);
        send(Question::Fetch);
        return;
    }
    if (facts.mode == Mode::OnlyIfCached) {
        reasons().add(Rule::ModeOnlyIfCached);
        refuse();
        return;
    }
    wanted = facts.range ? http::satisfy(ranges.members.front(), *part.length)
                         : std::optional(wholeOf(part));
    const bool beyond = !wanted && model().has(Difference::OneRangeOnly);
    if (beyond || (wanted && part.content.covers(*wanted))) {
        sendValidation();
        return;
    }
    const bool anyStored = wanted && !part.content.slices(*wanted).empty();
    if (facts.range)
        reasons().add(anyStored ? Rule::RangePartlyStored : Rule::RangeNotStored);
    else
        reasons().add(Rule::PartForWhole);
    fetchOrFill();
}

/// Asks for what is missing of `wanted`. Chromium first asks about what it has, where it begins
/// with that and the whole is wanted or it is stale (http_cache_transaction.cc,
/// BeginCacheValidation).
void Transaction::State::fetchOrFill() {
    const StoredResponse &part = *considered;
    const auto missing = wanted ? part.content.firstGap(*wanted) : std::nullopt;
    const bool several = model().has(Difference::OneRangeOnly);
    if (!missing || !(several || part.content.hasOneGap(*wanted))) {
        wanted.reset();
        send(Question::Fetch);
        return;
    }
    const bool beginsStored = missing->first > wanted->first;
    const bool stale = decision.outcome == Outcome::Revalidate;
    if (model().has(Difference::OneRangeOnly) && !part.truncated && beginsStored && !checked &&
        (!facts.range || stale)) {
        checked = true;
        sendValidation();
        return;
    }
    told = wanted->first.count;
    http::ByteRange asked = *missing;
    // Chromium tries with one byte whether the server still gives parts (measured).
    probing = several && part.truncated && !checked;
    if (probing)
        asked.last = asked.first;
    sendFill(*wanted, asked, part.truncated ? Rule::ResumeByRange : Rule::FillByRange);
}

/// What is asked about is not stored; Chromium then asks by one validator only.
bool Transaction::State::beyondStored() const {
    return model().has(Difference::OneRangeOnly) && facts.range && considered->length &&
           !http::satisfy(ranges.members.front(), *considered->length);
}

/// The bytes that a validation is about, as Chromium names them; empty: as the request does.
std::string Transaction::State::askedRange() const {
    const StoredResponse &part = *considered;
    if (!model().has(Difference::OneRangeOnly) || !part.length || *part.length == 0 ||
        !(facts.range || part.sparse))
        return {};
    auto range = facts.range ? http::satisfy(ranges.members.front(), *part.length)
                             : std::optional(wholeOf(part));
    if (!range)
        return {};
    const auto missing = part.content.firstGap(*range);
    if (missing && missing->first > range->first)
        range->last = Bytes{missing->first.count - 1};
    return http::formatRange(range->first.count, range->last.count);
}

void Transaction::State::sendFill(const http::ByteRange &wantedBytes,
                                  const http::ByteRange &missing, Rule rule) {
    const bool toEnd = missing.last.count + 1 == considered->length;
    const bool open = toEnd && !facts.range && !model().has(Difference::OneRangeOnly);
    const std::string range = http::formatRange(
        missing.first.count, open ? std::nullopt : std::optional(missing.last.count));
    const std::string_view validator =
        strongValidatorOf(considered->fields.fields(), considered->facts.response, model());
    const std::vector<Field> added{http::makeField(FieldName::Range, range),
                                   http::makeField(FieldName::IfRange, validator)};
    outgoing = rewritten(
        requestFields.fields(),
        {FieldName::Range, FieldName::IfRange, FieldName::IfNoneMatch, FieldName::IfModifiedSince},
        added);
    reasons().add(rule);
    decision.outcome = Outcome::Revalidate;
    question = Question::Fill;
    wanted = wantedBytes;
    gap = missing;
    step = Step::Send;
}

/// Chromium keeps nothing that answers a validation of bytes, and gives up what it had when the
/// representation has changed (http_cache_transaction.cc, ValidatePartialResponse).
bool Transaction::State::hearRangeValidation(std::uint16_t status, http::Fields fields) {
    if (!model().has(Difference::OneRangeOnly) || !(facts.range || considered->sparse))
        return false;
    const bool changed = status == 200 || status == 206 || (status == 416 && !beyondStored());
    const bool again = changed && considered->sparse && !reachesEnd();
    if (changed)
        reasons().add(Rule::PartsDiffer);
    if (changed && slot)
        cache.memory.remove(*slot);
    if (changed)
        slot.reset();
    decision.outcome = Outcome::NotStored;
    if (again)
        send(Question::Pass);
    else
        relay(status, fields);
    return true;
}

/// What was asked for reaches to the end of what is wanted.
bool Transaction::State::reachesEnd() const {
    if (!wanted)
        return true;
    if (question == Question::Fill)
        return gap->last == wanted->last;
    return !considered->content.firstGap(*wanted);
}

/// Whether a 206 brings just the bytes that were asked for, of the stored representation.
bool Transaction::State::belongs(const ResponseFacts &response, http::Fields fields) const {
    const auto place = placeOf(fields);
    return response.status == 206 && place && place->range == *gap &&
           (!place->length || place->length == considered->length) &&
           strongValidatorOf(fields, response, model()) ==
               strongValidatorOf(considered->fields.fields(), considered->facts.response, model());
}

/// The representation has changed: what is stored of it goes, and it is asked for anew if `again`.
void Transaction::State::giveUpPart(bool again, std::uint16_t status, http::Fields fields) {
    const bool browser = model().has(Difference::OneRangeOnly);
    reasons().add(Rule::PartsDiffer);
    if (slot)
        cache.memory.remove(*slot);
    slot.reset();
    decision.outcome = browser ? Outcome::NotStored : Outcome::Forward;
    if (again)
        send(browser ? Question::Pass : Question::Fetch);
    else
        relay(status, fields);
}

void Transaction::State::hearFill(std::uint16_t status, http::Fields fields, Instant now) {
    const ResponseFacts response = responseFactsOf(status, fields, now, model());
    const bool fits = belongs(response, fields);
    if (fits && probing) {
        probing = false;
        sendFill(*wanted, *considered->content.firstGap(*wanted), Rule::ResumeByRange);
        return;
    }
    if (fits) {
        combine(fields, now);
        return;
    }
    if (goesOn) {
        breakOff();
        return;
    }
    const bool atEnd = reachesEnd();
    wantedBefore = *wanted;
    wanted.reset();
    const bool browser = model().has(Difference::OneRangeOnly);
    const bool truncated = considered->truncated;
    const bool changed =
        status == 206 || status == 416 || (browser && (truncated ? status != 200 : status == 200));
    if (changed && browser && !truncated && told < gap->first.count && !checked) {
        tellBeginning(now);
        return;
    }
    if (changed) {
        giveUpPart(!browser || truncated || !atEnd, status, fields);
        return;
    }
    if (browser && !truncated) {
        decision.outcome = Outcome::NotStored;
        relay(status, fields);
        return;
    }
    if (status == 200)
        reasons().add(Rule::FullResponse);
    keep(status, fields, now);
    relay(status, fields);
}

void Transaction::State::combine(http::Fields fields, Instant now) {
    reasons().add(Rule::PartsCombined);
    decision.outcome = Outcome::Validated;
    const Updated updated = updateFields(considered->fields.fields(), fields, model());
    incoming = std::make_unique<StoredResponse>(*considered);
    if (!checked) // what was told of it already stands
        incoming->fields = http::FieldBlock(endToEndFields(updated.fields, model()));
    incoming->facts.requestTime = requestTime;
    incoming->facts.responseTime = now;
    incoming->facts.response =
        responseFactsOf(considered->facts.response.status, incoming->fields.fields(), now, model());
    incomingOffset = gap->first.count;
    const Telling telling{model(), ageOf(incoming->facts, now)};
    answer =
        facts.range ? partAnswer(*incoming, *wanted, telling) : wholeAnswer(*incoming, telling);
    answer.before.clear();
    if (told < gap->first.count)
        answer.before = considered->content.slices({Bytes{told}, Bytes{gap->first.count - 1}});
    told = gap->last.count + 1;
    if (gap->last < wanted->last) {
        const http::ByteRange rest{Bytes{told}, wanted->last};
        const auto next = considered->content.firstGap(rest);
        const std::uint64_t end = next ? next->first.count : wanted->last.count + 1;
        if (end > told)
            answer.after = considered->content.slices({Bytes{told}, Bytes{end - 1}});
        told = end;
    }
    answer.network = true;
    reading = true;
    expected = gap->last.count - gap->first.count + 1;
    if (!checked)
        incoming->fields = http::FieldBlock(storedFields(updated.fields));
    step = Step::Answer;
    if (!model().has(Difference::RangesBypass))
        return;
    incoming.reset();
    if (slot)
        cache.memory.remove(*slot);
    slot.reset();
}

/// Several parts are missing: asks for the next one.
void Transaction::State::goOn() {
    if (!wanted || told > wanted->last.count || !considered)
        return;
    const std::vector<Slot> &slots = cache.memory.slotsOf(key);
    if (slots.empty())
        return;
    pick(slots.front());
    const auto next = considered->content.firstGap({Bytes{told}, wanted->last});
    goesOn = next.has_value();
    if (next)
        sendFill(*wanted, *next, Rule::FillByRange);
}

/// Chromium has told what it had before it asked for the rest, and leaves it at that (measured).
void Transaction::State::tellBeginning(Instant now) {
    reasons().add(Rule::PartsDiffer);
    const Telling telling{model(), ageOf(considered->facts, now)};
    answer = facts.range ? partAnswer(*considered, wantedBefore, telling)
                         : wholeAnswer(*considered, telling);
    answer.before = considered->content.slices({Bytes{told}, Bytes{gap->first.count - 1}});
    answer.broken = true;
    if (slot)
        cache.memory.remove(*slot);
    slot.reset();
    decision.outcome = Outcome::NotStored;
    step = Step::Answer;
}

/// The next part does not come, or is of another representation; the head has been told already.
void Transaction::State::breakOff() {
    reasons().add(Rule::PartsDiffer);
    if (slot)
        cache.memory.remove(*slot);
    slot.reset();
    wanted.reset();
    answer.before.clear();
    answer.after.clear();
    answer.network = false;
    answer.broken = true;
    stored = false;
    reading = false;
    step = Step::Answer;
}

} // namespace etagere::cache
