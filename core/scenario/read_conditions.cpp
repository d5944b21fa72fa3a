// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/draft.h"
#include "core/scenario/expected.h"
#include "core/scenario/read_values.h"
#include "core/scenario/words.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace etagere::scenario {

namespace {

/// What stands behind a measure beside its step.
bool wantsName(Measure measure) noexcept {
    return measure == Measure::Reason || measure == Measure::Field || measure == Measure::Sent ||
           measure == Measure::KnownAs || measure == Measure::KnownBy ||
           measure == Measure::Visitors;
}

bool isSpan(Measure measure) noexcept {
    return measure == Measure::Requests || measure == Measure::FirstAsked;
}

void readName(Draft &draft, Members &members, Reading &reading) {
    const auto place = wantsName(reading.measure) ? members.need("name") : members.find("name");
    if (!place || !readText(draft.findings, *place, reading.name))
        return;
    switch (reading.measure) {
    case Measure::Reason:
        checkWord(draft.findings, *place, reading.name, ruleWords());
        break;
    case Measure::KnownAs:
    case Measure::KnownBy:
    case Measure::Visitors:
        draft.references.push_back({Refers::ToTracker, reading.name, *place});
        break;
    case Measure::Requests:
        draft.references.push_back({Refers::ToServer, reading.name, *place});
        break;
    default:
        break;
    }
}

void readSteps(Draft &draft, Members &members, Reading &reading) {
    const auto step = members.need("step");
    if (step && readText(draft.findings, *step, reading.step))
        draft.references.push_back({Refers::ToStep, reading.step, *step});
    if (!isSpan(reading.measure))
        return;
    const auto last = members.find("last");
    if (!last || !readText(draft.findings, *last, reading.last))
        return;
    draft.references.push_back({Refers::ToStep, reading.last, *last});
    draft.spans.push_back({reading.step, reading.last, *last});
}

Reading readReadingIn(Draft &draft, Members &members) {
    Reading reading;
    const auto measure = members.need("measure");
    if (measure && !readWord(draft.findings, *measure, reading.measure)) {
        for (const std::string_view name : {"step", "last", "name", "actor"})
            (void)members.find(name); // known, whatever the measure was meant to be
        return reading;
    }
    readSteps(draft, members, reading);
    const bool mayHaveName = wantsName(reading.measure) || reading.measure == Measure::Requests;
    if (mayHaveName)
        readName(draft, members, reading);
    const auto actor = members.find("actor");
    if (actor && readText(draft.findings, *actor, reading.actor))
        draft.references.push_back({Refers::ToActor, reading.actor, *actor});
    return reading;
}

/// Texts of which only some are possible.
void checkTextValue(Draft &draft, const Place &place, Measure measure, const std::string &text) {
    if (measure == Measure::Outcome)
        checkWord(draft.findings, place, text, outcomeWords());
    else if (measure == Measure::KnownBy)
        checkWord(draft.findings, place, text, knownBy);
    else if (measure == Measure::Node && !text.empty())
        draft.references.push_back({Refers::ToServer, text, place});
}

Value readValue(Draft &draft, const Place &place, Measure measure) {
    switch (yieldsOf(measure)) {
    case Yields::Number:
        return readNumber(draft, place);
    case Yields::Truth: {
        bool truth = false;
        readTruth(draft.findings, place, truth);
        return truth;
    }
    case Yields::Text:
        break;
    }
    std::string text;
    if (readText(draft.findings, place, text))
        checkTextValue(draft, place, measure, text);
    return text;
}

struct Comparison {
    std::string_view word;
    Condition::Kind kind;
};
constexpr std::array<Comparison, 5> comparisons{{{"is", Condition::Kind::Is},
                                                 {"is_not", Condition::Kind::IsNot},
                                                 {"below", Condition::Kind::Below},
                                                 {"at_least", Condition::Kind::AtLeast},
                                                 {"same_as", Condition::Kind::SameAs}}};

Condition compared(Draft &draft, const Place &place, const Reading &reading, Condition::Kind kind) {
    Condition condition;
    condition.kind = kind;
    condition.reading = reading;
    const bool isOrdered = kind == Condition::Kind::Below || kind == Condition::Kind::AtLeast;
    if (kind == Condition::Kind::SameAs) {
        condition.other = readReading(draft, place);
        if (yieldsOf(condition.other.measure) != yieldsOf(reading.measure))
            draft.findings.add(Fault::WrongType, place, expected::comparable);
    } else if (isOrdered && yieldsOf(reading.measure) != Yields::Number) {
        draft.findings.add(Fault::WrongType, place, expected::comparable);
    } else {
        condition.value = readValue(draft, place, reading.measure);
    }
    return condition;
}

/// One reading with its comparisons, all of which have to hold.
Condition readComparison(Draft &draft, Members &members) {
    const Reading reading = readReadingIn(draft, members);
    Condition all;
    for (const Comparison &comparison : comparisons) {
        if (const auto place = members.find(comparison.word))
            all.parts.push_back(compared(draft, *place, reading, comparison.kind));
    }
    if (all.parts.empty())
        draft.findings.add(Fault::Missing, members.place(), comparisons.front().word);
    if (all.parts.size() != 1)
        return all;
    Condition only = std::move(all.parts.front());
    return only;
}

Condition readParts(Draft &draft, const Place &place, Condition::Kind kind) {
    Condition condition;
    condition.kind = kind;
    if (kind == Condition::Kind::Not) {
        condition.parts.push_back(readCondition(draft, place));
        return condition;
    }
    constexpr std::size_t most = 1000;
    if (!isList(draft.findings, place, most))
        return condition;
    for (std::size_t i = 0; i < place.json->values.size(); ++i)
        condition.parts.push_back(readCondition(draft, place.inside(i)));
    return condition;
}

} // namespace

Yields yieldsOf(Measure measure) noexcept {
    switch (measure) {
    case Measure::Asked:
    case Measure::Conditional:
    case Measure::Waited:
    case Measure::Stored:
    case Measure::Reason:
    case Measure::Stale:
    case Measure::Intact:
    case Measure::Noticed:
    case Measure::Missed:
        return Yields::Truth;
    case Measure::Status:
    case Measure::OriginStatus:
    case Measure::Age:
    case Measure::Lifetime:
    case Measure::Version:
    case Measure::Received:
    case Measure::Requests:
    case Measure::FirstAsked:
    case Measure::Visitors:
        return Yields::Number;
    case Measure::Outcome:
    case Measure::Field:
    case Measure::Sent:
    case Measure::Node:
    case Measure::KnownAs:
    case Measure::KnownBy:
    case Measure::Text:
    case Measure::Body:
    case Measure::Count:
        break;
    }
    return Yields::Text;
}

Reading readReading(Draft &draft, const Place &place) {
    Members members(draft.findings, place);
    if (!members.isObject())
        return {};
    Reading reading = readReadingIn(draft, members);
    members.finish();
    return reading;
}

/// As deep as the JSON may be: deepestJson.
Condition readCondition(Draft &draft, const Place &place) {
    Members members(draft.findings, place);
    if (!members.isObject())
        return {};
    struct Join {
        std::string_view word;
        Condition::Kind kind;
    };
    constexpr std::array<Join, 3> joins{{{"all", Condition::Kind::All},
                                         {"any", Condition::Kind::Any},
                                         {"not", Condition::Kind::Not}}};
    for (const Join &join : joins) {
        const auto parts = memberOf(*place.json, join.word);
        if (!parts)
            continue;
        (void)members.find(join.word);
        members.finish(); // a condition joins others or compares, never both
        return readParts(draft, place.inside(*parts), join.kind);
    }
    Condition condition = readComparison(draft, members);
    members.finish();
    return condition;
}

double readNumber(Draft &draft, const Place &place) {
    double number = 0;
    const std::string &text = place.json->text;
    const bool isNumber =
        place.json->kind == Json::Kind::Number &&
        std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc() &&
        std::isfinite(number);
    if (!isNumber)
        draft.findings.add(Fault::WrongType, place, expected::number);
    return isNumber ? number : 0;
}

} // namespace etagere::scenario
