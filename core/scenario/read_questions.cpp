// SPDX-License-Identifier: Apache-2.0
#include "core/base/edit_distance.h"
#include "core/scenario/draft.h"
#include "core/scenario/expected.h"
#include "core/scenario/read_values.h"
#include "core/scenario/words.h"

#include <algorithm>

namespace etagere::scenario {

namespace {

constexpr std::size_t mostOptions = 50;
constexpr std::size_t mostEdits = 100;

void refuse(Draft &draft, const Place &place, std::string_view detail, std::string_view near = {}) {
    draft.findings.add(Fault::NotAnAnswer, place, detail, near);
}

std::vector<std::string_view> idsOf(const std::vector<Option> &options) {
    std::vector<std::string_view> ids;
    ids.reserve(options.size());
    for (const Option &option : options)
        ids.emplace_back(option.id);
    return ids;
}

// ---- Outcome

void readOffered(Draft &draft, Members &members, Question &question) {
    const auto place = members.find("options");
    if (!place || !isList(draft.findings, *place, mostOptions))
        return;
    for (std::size_t i = 0; i < place->json->values.size(); ++i) {
        Option option;
        const Place one = place->inside(i);
        if (readText(draft.findings, one, option.id) &&
            checkWord(draft.findings, one, option.id, outcomeWords()))
            question.options.push_back(std::move(option));
    }
}

void readOutcomeParts(Draft &draft, Members &members, Question &question) {
    question.reading.measure = Measure::Outcome;
    const auto step = members.need("step");
    if (step && readText(draft.findings, *step, question.reading.step))
        draft.references.push_back({Refers::ToStep, question.reading.step, *step});
    const auto actor = members.find("actor");
    if (actor && readText(draft.findings, *actor, question.reading.actor))
        draft.references.push_back({Refers::ToCache, question.reading.actor, *actor});
    readOffered(draft, members, question);
}

void readOutcomeAnswer(Draft &draft, const Place &place, const Question &question, Answer &answer) {
    if (!readText(draft.findings, place, answer.outcome) ||
        !checkWord(draft.findings, place, answer.outcome, outcomeWords()))
        return;
    const auto offered = idsOf(question.options);
    if (!offered.empty() &&
        std::find(offered.begin(), offered.end(), answer.outcome) == offered.end())
        refuse(draft, place, answer.outcome);
}

// ---- Number

void readNumberParts(Draft &draft, Members &members, Question &question) {
    readMember(members, "unit", readLine, question.unit);
    const auto place = members.need("reading");
    if (!place)
        return;
    const std::size_t before = draft.findings.count();
    question.reading = readReading(draft, *place);
    if (draft.findings.count() == before && yieldsOf(question.reading.measure) != Yields::Number)
        refuse(draft, *place, nameOf(question.reading.measure));
}

// ---- Pick

void readOption(Draft &draft, const Place &place, Question &question) {
    Members members(draft.findings, place);
    if (!members.isObject())
        return;
    Option option;
    const auto id = members.need("id");
    const auto known = idsOf(question.options);
    if (id && readId(draft.findings, *id, option.id) &&
        std::find(known.begin(), known.end(), option.id) != known.end())
        draft.findings.add(Fault::Twice, *id, option.id);
    if (const auto text = members.need("text"))
        readLocalText(draft.findings, *text, option.text);
    if (const auto holds = members.need("holds"))
        option.holds = readCondition(draft, *holds);
    members.finish();
    question.options.push_back(std::move(option));
}

void readPickParts(Draft &draft, Members &members, Question &question) {
    const auto place = members.need("options");
    if (!place || !isList(draft.findings, *place, mostOptions))
        return;
    for (std::size_t i = 0; i < place->json->values.size(); ++i)
        readOption(draft, place->inside(i), question);
    if (question.options.empty())
        draft.findings.add(Fault::Missing, *place, "options");
}

void readPicked(Draft &draft, const Place &place, const Question &question, Answer &answer) {
    if (!isList(draft.findings, place, mostOptions))
        return;
    const auto ids = idsOf(question.options);
    for (PlacedText &one : readTexts(draft.findings, place)) {
        const bool isThere = std::find(ids.begin(), ids.end(), one.text) != ids.end();
        if (!isThere && !draft.findings.isFull())
            draft.findings.add(Fault::NoSuch, one.place, one.text, nearest(one.text, ids));
        answer.picked.push_back(std::move(one.text));
    }
}

// ---- Edit

void readEditable(Draft &draft, const Place &place, Question &question) {
    std::string pointer;
    if (!readText(draft.findings, place, pointer))
        return;
    const Located found = locate(draft.root, pointer);
    if (!found.isThere && !found.canBeAdded)
        draft.findings.add(Fault::NoSuchPlace, place, pointer, found.near);
    else if (found.isThere && at(draft.root, found.way).kind != Json::Kind::Text)
        draft.findings.add(Fault::WrongType, place, expected::pointer);
    question.editable.push_back(std::move(pointer));
}

void readEditParts(Draft &draft, Members &members, Question &question) {
    const auto editable = members.need("editable");
    if (editable && isList(draft.findings, *editable, mostEdits)) {
        for (std::size_t i = 0; i < editable->json->values.size(); ++i)
            readEditable(draft, editable->inside(i), question);
        if (editable->json->values.empty())
            draft.findings.add(Fault::Missing, *editable, "editable");
    }
    if (const auto holds = members.need("holds"))
        question.holds = readCondition(draft, *holds);
}

void readMade(Draft &draft, const Place &place, const Question &question, Answer &answer) {
    answer.edits = readEdits(draft, place);
    const auto &may = question.editable;
    for (const Edit &edit : answer.edits) {
        if (std::find(may.begin(), may.end(), edit.pointer) == may.end())
            refuse(draft, place, edit.pointer);
    }
}

// ---- all kinds

void readParts(Draft &draft, Members &members, Question &question) {
    switch (question.kind) {
    case QuestionKind::Outcome:
        readOutcomeParts(draft, members, question);
        break;
    case QuestionKind::Number:
        readNumberParts(draft, members, question);
        break;
    case QuestionKind::Pick:
        readPickParts(draft, members, question);
        break;
    case QuestionKind::Edit:
        readEditParts(draft, members, question);
        break;
    case QuestionKind::Count:
        break;
    }
}

void readAnswer(Draft &draft, const std::optional<Place> &place, const Question &question,
                Answer &answer) {
    if (!place)
        return;
    switch (question.kind) {
    case QuestionKind::Outcome:
        readOutcomeAnswer(draft, *place, question, answer);
        break;
    case QuestionKind::Number:
        answer.number = readNumber(draft, *place);
        break;
    case QuestionKind::Pick:
        readPicked(draft, *place, question, answer);
        break;
    case QuestionKind::Edit:
        readMade(draft, *place, question, answer);
        break;
    case QuestionKind::Count:
        break;
    }
}

void readReferred(Draft &draft, Members &members, std::string_view name, Refers refers,
                  std::string &out) {
    const auto place = members.find(name);
    if (place && readText(draft.findings, *place, out))
        draft.references.push_back({refers, out, *place});
}

template <class One>
bool isTaken(const std::vector<One> &all, const std::string &id) {
    return std::any_of(all.begin(), all.end(), [&id](const One &one) { return one.id == id; });
}

void readQuestion(Draft &draft, const Place &place) {
    Members members(draft.findings, place);
    if (!members.isObject())
        return;
    Question question;
    const auto id = members.need("id");
    if (id && readId(draft.findings, *id, question.id) &&
        isTaken(draft.scenario.questions, question.id))
        draft.findings.add(Fault::Twice, *id, question.id);
    readReferred(draft, members, "after", Refers::ToStep, question.after);
    readReferred(draft, members, "what_if", Refers::ToWhatIf, question.whatIf);
    if (const auto ask = members.need("ask"))
        readLocalText(draft.findings, *ask, question.ask);
    readMember(members, "why", readLocalText, question.why);
    const auto right = members.need("right");
    const auto wrong = members.need("wrong");
    const auto kind = members.need("kind");
    if (kind && readWord(draft.findings, *kind, question.kind)) {
        readParts(draft, members, question);
        readAnswer(draft, right, question, question.right);
        readAnswer(draft, wrong, question, question.wrong);
        members.finish();
    }
    draft.scenario.questions.push_back(std::move(question));
}

// ---- edits

/// Whether an edit before it may have made its place, or moved it.
bool isUnderAnother(const std::vector<Edit> &edits, std::string_view pointer) {
    return std::any_of(edits.begin(), edits.end(), [pointer](const Edit &edit) {
        const std::string_view holder =
            std::string_view(edit.pointer).substr(0, edit.pointer.rfind('/'));
        return pointer.starts_with(holder);
    });
}

void checkEditPlace(Draft &draft, const Place &place, const Edit &edit,
                    const std::vector<Edit> &before) {
    const Located found = locate(draft.root, edit.pointer);
    const bool isGood = found.isThere || (found.canBeAdded && !edit.json.empty());
    if (!isGood && !isUnderAnother(before, edit.pointer))
        draft.findings.add(Fault::NoSuchPlace, place, edit.pointer, found.near);
}

void readEdit(Draft &draft, const Place &place, std::vector<Edit> &edits) {
    Members members(draft.findings, place);
    if (!members.isObject())
        return;
    Edit edit;
    const auto where = members.need("at");
    const auto put = members.find("put");
    const auto remove = members.find("remove");
    bool isRemoved = false;
    if (remove)
        readTruth(draft.findings, *remove, isRemoved);
    if (put.has_value() == isRemoved)
        draft.findings.add(Fault::WrongType, place, expected::putOrRemove);
    if (put)
        edit.json = writeJson(*put->json, Layout::OneLine);
    if (where && readText(draft.findings, *where, edit.pointer))
        checkEditPlace(draft, *where, edit, edits);
    members.finish();
    edits.push_back(std::move(edit));
}

void readWhatIf(Draft &draft, const Place &place) {
    Members members(draft.findings, place);
    if (!members.isObject())
        return;
    WhatIf whatIf;
    const auto id = members.need("id");
    if (id && readId(draft.findings, *id, whatIf.id) &&
        whatIfAt(draft.scenario, whatIf.id) != std::string_view::npos)
        draft.findings.add(Fault::Twice, *id, whatIf.id);
    if (const auto text = members.need("text"))
        readLocalText(draft.findings, *text, whatIf.text);
    if (const auto edits = members.need("edits"))
        whatIf.edits = readEdits(draft, *edits);
    members.finish();
    draft.scenario.whatIfs.push_back(std::move(whatIf));
}

} // namespace

std::vector<Edit> readEdits(Draft &draft, const Place &place) {
    std::vector<Edit> edits;
    if (!isList(draft.findings, place, mostEdits))
        return edits;
    for (std::size_t i = 0; i < place.json->values.size(); ++i)
        readEdit(draft, place.inside(i), edits);
    return edits;
}

void readWhatIfs(Draft &draft, const Place &place) {
    constexpr std::size_t most = 50;
    if (!isList(draft.findings, place, most))
        return;
    for (std::size_t i = 0; i < place.json->values.size(); ++i)
        readWhatIf(draft, place.inside(i));
}

void readQuestions(Draft &draft, const Place &place) {
    if (!isList(draft.findings, place, draft.bounds.questions))
        return;
    for (std::size_t i = 0; i < place.json->values.size(); ++i)
        readQuestion(draft, place.inside(i));
}

} // namespace etagere::scenario
