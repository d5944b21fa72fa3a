// SPDX-License-Identifier: Apache-2.0
#include "core/http/text.h"
#include "core/scenario/draft.h"
#include "core/scenario/expected.h"
#include "core/scenario/read_values.h"

#include <algorithm>
#include <array>

namespace etagere::scenario {

namespace {

constexpr std::array<std::string_view, 7> methods{"GET",   "HEAD",   "POST",   "PUT",
                                                  "PATCH", "DELETE", "OPTIONS"};

Refers doerOf(Action action) noexcept {
    switch (action) {
    case Action::Request:
        return Refers::ToClient;
    case Action::Flush:
        return Refers::ToCache;
    case Action::DeleteCookies:
        return Refers::ToBrowser;
    case Action::Stop:
    case Action::Start:
        return Refers::ToServer;
    case Action::Count:
        break;
    }
    return Refers::ToActor;
}

void readStepUrl(Draft &draft, const std::optional<Place> &place, Step &step) {
    if (place && readUrl(draft.findings, *place, step.url))
        draft.references.push_back({Refers::ToHost, step.url, *place});
}

/// Methods are told apart by case (RFC 9110 §9.1): "put" is another one, and never meant.
std::string_view meantBy(std::string_view method) noexcept {
    const auto *const found =
        std::find_if(methods.begin(), methods.end(), [method](std::string_view one) {
            return http::equalsIgnoringCase(one, method);
        });
    return found == methods.end() ? method : *found;
}

void readMethod(Draft &draft, Members &members, Step &step) {
    std::string method;
    const auto place = members.find("method");
    if (!place || !readText(draft.findings, *place, method))
        return;
    constexpr std::size_t longest = 32;
    const bool isGood = !method.empty() && method.size() <= longest &&
                        std::all_of(method.begin(), method.end(), http::isTokenChar);
    if (!isGood)
        draft.findings.add(Fault::WrongType, *place, expected::method);
    else if (const std::string_view meant = meantBy(method); meant != method)
        draft.findings.add(Fault::NotOneOf, *place, joined(methods), meant);
    else
        step.method = std::move(method);
}

void readStepBody(Draft &draft, Members &members, Step &step) {
    const auto place = members.find("body");
    if (!place || !readText(draft.findings, *place, step.body))
        return;
    if (step.body.size() > draft.bounds.bodyBytes)
        draft.findings.add(Fault::TooLarge, *place, upTo(draft.bounds.bodyBytes, expected::bytes));
}

void readRequest(Draft &draft, Members &members, Step &step) {
    readStepUrl(draft, members.need("url"), step);
    readMethod(draft, members, step);
    readMember(members, "fields", readFields, step.fields);
    readStepBody(draft, members, step);
    const auto reload = members.find("reload");
    if (reload)
        readWord(draft.findings, *reload, step.reload);
    readMember(members, "document", readTruth, step.isDocument);
    readMember(members, "page", readUrl, step.page);
    readMember(members, "unconditional", readTruth, step.isUnconditional);
    std::uint64_t cutAfter = 0;
    if (readMember(members, "cut_after", readWhole, cutAfter))
        step.cutAfter = cutAfter;
}

void readStepId(Draft &draft, Members &members, Step &step) {
    step.id = std::to_string(draft.scenario.steps.size() + 1);
    const auto place = members.find("id");
    if (place && !readId(draft.findings, *place, step.id))
        return;
    if (stepAt(draft.scenario, step.id) != std::string_view::npos)
        draft.findings.add(Fault::Twice, place ? *place : members.place(), step.id);
}

void readStep(Draft &draft, const Place &place) {
    Members members(draft.findings, place);
    if (!members.isObject())
        return;
    Step step;
    readStepId(draft, members, step);
    const auto when = members.need("at");
    if (when && readTime(draft.findings, *when, step.at, Since::Start) &&
        !draft.scenario.steps.empty() && step.at < draft.scenario.steps.back().at)
        draft.findings.add(Fault::NotInOrder, *when);
    const auto action = members.find("do");
    const bool isKnown = !action || readWord(draft.findings, *action, step.action);
    const auto actor = members.need("actor");
    if (actor && readText(draft.findings, *actor, step.actor) && isKnown)
        draft.references.push_back({doerOf(step.action), step.actor, *actor});
    readMember(members, "text", readLocalText, step.text);
    if (isKnown && step.action == Action::Request)
        readRequest(draft, members, step);
    else if (isKnown && step.action == Action::Flush)
        readStepUrl(draft, members.find("url"), step);
    if (isKnown)
        members.finish();
    draft.scenario.steps.push_back(std::move(step));
}

} // namespace

void readSteps(Draft &draft, const Place &place) {
    if (!isList(draft.findings, place, draft.bounds.steps))
        return;
    for (std::size_t i = 0; i < place.json->values.size(); ++i)
        readStep(draft, place.inside(i));
}

} // namespace etagere::scenario
