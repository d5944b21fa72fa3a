// SPDX-License-Identifier: Apache-2.0
#include "core/cache/answering.h"
#include "core/cache/freshness.h"
#include "core/cache/part.h"
#include "core/cache/selection.h"
#include "core/cache/transaction_state.h"
#include "core/cache/validation.h"
#include "core/http/no_vary_search.h"
#include "core/http/text.h"

#include <algorithm>
#include <utility>

namespace etagere::cache {

namespace {

using http::Field;
using http::FieldName;

/// A request for parts that this cache has nothing to do with.
bool passesRanges(const RequestFacts &facts, const http::RequestedRanges &ranges,
                  const Model &model) noexcept {
    return facts.range && facts.method == Method::Get &&
           (!ranges.valid || (ranges.members.size() > 1 && model.has(Difference::OneRangeOnly)));
}

} // namespace

http::FieldBlock rewritten(http::Fields fields, std::initializer_list<FieldName> without,
                           const std::vector<Field> &added) {
    std::vector<Field> kept;
    kept.reserve(fields.size() + added.size());
    for (const Field &field : fields) {
        bool drops = false;
        for (const FieldName name : without)
            drops = drops || field.known == name;
        if (!drops)
            kept.push_back(field);
    }
    kept.insert(kept.end(), added.begin(), added.end());
    return http::FieldBlock(kept);
}

std::string keyOf(std::string_view partition, std::string_view url, bool head) {
    std::string key(head ? "HEAD " : "");
    key += partition;
    key += ' ';
    key += url.substr(0, url.find('#'));
    return key;
}

void Transaction::State::begin(Instant now) {
    const Mode mode = facts.mode;
    facts = requestFactsOf(method, requestFields.fields(), model());
    facts.mode = mode;
    facts.range = facts.range && facts.method == Method::Get;
    if (facts.range)
        ranges = http::parseRange(http::valueOf(requestFields.fields(), FieldName::Range));
    const http::RangeSpec whole{0, {}, 0};
    facts.wholeRange = facts.range && model().has(Difference::RangesBypass) &&
                       ranges.members.size() == 1 && ranges.members.front() == whole;
    facts.range = facts.range && !facts.wholeRange;
    key = keyOf(partition, url, facts.method == Method::Head && model().has(Difference::HeadApart));
    if (answersWrite()) {
        look(now);
        return;
    }
    const bool passes = passesRanges(facts, ranges, model());
    if (passes)
        reasons().add(Rule::RangeForwarded);
    const Access access = passes ? Access::None : accessOf(facts, model(), reasons());
    if (facts.mode == Mode::OnlyIfCached && access != Access::Full) {
        reasons().add(Rule::ModeOnlyIfCached);
        refuse();
        return;
    }
    switch (access) {
    case Access::Full:
        look(now);
        return;
    case Access::Renew:
        lookForRenewal();
        return;
    case Access::WriteOnly:
        decision.outcome = Outcome::Forward;
        send(Question::Fetch);
        return;
    case Access::None:
        decision.outcome = Outcome::Bypass;
        send(Question::Pass);
        return;
    }
}

/// In the mode force-cache Chromium answers also these from what is stored for GET (measured).
bool Transaction::State::answersWrite() const {
    const bool writes = facts.method == Method::Put || facts.method == Method::Delete ||
                        facts.method == Method::Patch;
    return writes && facts.mode == Mode::ForceCache &&
           model().has(Difference::FewMethodsInvalidate) && !facts.validators &&
           !facts.ownCondition && !cache.memory.slotsOf(key).empty();
}

void Transaction::State::look(Instant now) {
    if (model().has(Difference::NoVarySearch))
        lookForOtherSearch();
    const std::vector<Slot> &slots = cache.memory.slotsOf(key);
    Rule rule = Rule::NothingStored;
    for (const Slot candidate : slots) {
        const StoredResponse &other = *cache.memory.at(candidate).response;
        const VaryMatch match = compareVary(other.fields.fields(), other.request.fields(),
                                            requestFields.fields(), model());
        if (!slot) {
            slot = candidate;
            rule = match.any ? Rule::VaryAny : Rule::VaryDiffers;
        }
        if (!match.matches())
            continue;
        slot = candidate;
        rule = other.facts.response.hasVary ? Rule::VaryMatches : Rule::StoredMatches;
        break;
    }
    reasons().add(rule);
    const bool matches = rule == Rule::VaryMatches || rule == Rule::StoredMatches;
    variant = slot && !matches;
    if (variant &&
        (!model().has(Difference::VaryAsksByTag) || !cache.memory.at(*slot).response->complete))
        slot.reset();
    if (slot)
        pick(*slot);
    decide(now);
}

void Transaction::State::decide(Instant now) {
    if (!considered)
        decideMiss(facts, model(), decision);
    else if (variant)
        decideVariant(facts, considered->facts, model(), decision);
    else
        decideReuse(facts, considered->facts, now, model(), decision);
    if (considered && facts.method == Method::Head && !considered->head)
        reasons().add(Rule::HeadFromGet);
    switch (decision.outcome) {
    case Outcome::FreshHit:
    case Outcome::StaleHit:
        answerStored(now);
        return;
    case Outcome::OnlyIfCachedFailure:
        refuse();
        return;
    default:
        break;
    }
    if (!isSafe(facts.method)) { // answersWrite() led here, in vain
        decision.outcome = Outcome::Bypass;
        send(Question::Pass);
        return;
    }
    if (waits())
        return;
    lead();
    if (considered && !considered->complete && !variant)
        askForRange();
    else if (decision.outcome == Outcome::Revalidate)
        sendValidation();
    else
        send(Question::Fetch);
}

/// What is stored for another query that No-Vary-Search makes equal; the newest counts.
void Transaction::State::lookForOtherSearch() {
    const std::string_view whole = key;
    const std::size_t mark = std::min(whole.find('?'), whole.size());
    const std::string_view base = whole.substr(0, mark);
    const std::string_view query = whole.substr(std::min(mark + 1, whole.size()));
    const Memory::Shelved *newest = nullptr;
    cache.memory.forEachSearch(base, [&](const Memory::Shelved &shelved) {
        const std::string_view other = *shelved.key;
        const std::string_view otherQuery =
            other.size() > mark ? other.substr(mark + 1) : std::string_view();
        const auto rule = http::noVarySearchOf(shelved.response->fields.fields());
        const bool newer = newest == nullptr || shelved.response->number > newest->response->number;
        if (newer && http::isSameSearch(rule, query, otherQuery))
            newest = &shelved;
    });
    if (newest == nullptr || *newest->key == key)
        return;
    key = *newest->key;
    url = newest->response->url;
    reasons().add(Rule::NoVarySearchMatches);
}

/// No answer without the network, and that is forbidden (RFC 9111 §5.2.1.7).
void Transaction::State::refuse() {
    decision.outcome = Outcome::OnlyIfCachedFailure;
    answer = ownAnswer(504);
    step = Step::Answer;
}

void Transaction::State::lookForRenewal() {
    const std::vector<Slot> &slots = cache.memory.slotsOf(key);
    decision.outcome = Outcome::Bypass;
    if (slots.empty()) {
        send(Question::Pass);
        return;
    }
    pick(slots.front());
    const Condition ours = conditionFor(considered->fields.fields(), model());
    const http::Fields asked = requestFields.fields();
    const auto isOurs = [asked](FieldName name, std::string_view value) {
        const Field *const field = http::find(asked, name);
        return field == nullptr || value.empty() || http::trimmed(field->value) == value;
    };
    const bool same = !considered->truncated && !considered->sparse &&
                      considered->facts.response.status == 200 &&
                      isOurs(FieldName::IfNoneMatch, ours.ifNoneMatch) &&
                      isOurs(FieldName::IfModifiedSince, ours.ifModifiedSince);
    send(same ? Question::Renew : Question::Pass);
}

void Transaction::State::answerStored(Instant now) {
    const Duration age = ageOf(considered->facts, now);
    const Telling telling{model(), age};
    step = Step::Answer;
    if (facts.range) {
        answerRange(age);
    } else if (!considered->complete && !considered->isWhole()) {
        lead();
        reasons().remove(Rule::ReusedFresh);
        askForRange();
    } else if (facts.validators && isNotModified(requestFields.fields(), *considered)) {
        reasons().add(Rule::RequestNotModified);
        answer = notModifiedAnswer(*considered, telling);
    } else {
        answer = wholeAnswer(*considered, telling);
    }
    if (facts.method == Method::Head)
        answer.before.clear();
    if (step != Step::Answer)
        return;
    cache.memory.touch(*slot, now, true);
    stored = true;
    wantsBackground = !background && reasons().contains(Rule::StaleWhileRevalidate) &&
                      cache.renewals.find(key) == cache.renewals.end();
}

void Transaction::State::send(Question asked) {
    question = asked;
    step = Step::Send;
    outgoing = passedOn();
}

void Transaction::State::sendValidation() {
    if (asksWhole()) {
        sendWhole();
        return;
    }
    const Condition condition = conditionFor(considered->fields.fields(), model());
    std::vector<Field> added;
    const std::string range = askedRange();
    if (!range.empty())
        added.push_back(http::makeField(FieldName::Range, range));
    if (!condition.ifNoneMatch.empty())
        added.push_back(http::makeField(FieldName::IfNoneMatch, condition.ifNoneMatch));
    const bool byTagAlone = variant || (beyondStored() && !condition.ifNoneMatch.empty());
    if (!condition.ifModifiedSince.empty() && !byTagAlone)
        added.push_back(http::makeField(FieldName::IfModifiedSince, condition.ifModifiedSince));
    const auto replaced = range.empty() ? FieldName::IfRange : FieldName::Range;
    outgoing = rewritten(
        requestFields.fields(),
        {FieldName::IfNoneMatch, FieldName::IfModifiedSince, FieldName::IfRange, replaced}, added);
    decision.outcome = Outcome::Revalidate;
    question = Question::Validate;
    step = Step::Send;
}

bool Transaction::State::waits() {
    if (!cache.options.collapses || hasWaited || background || facts.range ||
        facts.method != Method::Get)
        return false;
    const auto found = cache.leaders.find(key);
    if (found == cache.leaders.end() || found->second == number)
        return false;
    leader = found->second;
    step = Step::Wait;
    return true;
}

void Transaction::State::lead() {
    if (facts.method != Method::Get || facts.range)
        return;
    leads = cache.leaders.emplace(key, number).second;
}

} // namespace etagere::cache
