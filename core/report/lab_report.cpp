// SPDX-License-Identifier: Apache-2.0
#include "core/report/lab_report.h"

#include "core/explain/cache_rule_text.h"
#include "core/explain/lab_words.h"
#include "core/report/json.h"
#include "core/report/version.h"
#include "core/scenario/grounds.h"

#include <algorithm>
#include <array>

namespace etagere::report {

namespace {

using scenario::Decided;
using scenario::Message;
using scenario::Step;

constexpr std::array<std::string_view, 5> recognitions{"nothing", "tag", "last-modified", "cookie",
                                                       "address"};

void textOrNull(JsonWriter &json, std::string_view key, std::string_view value) {
    json.key(key);
    if (value.empty())
        json.null();
    else
        json.text(value);
}

std::string_view idOf(const LabTold &told, std::size_t actor) {
    return actor < told.scenario->actors.size() ? std::string_view(told.scenario->actors[actor].id)
                                                : std::string_view();
}

void writeReasons(JsonWriter &json, const LabTold &told, std::size_t decision) {
    json.key("reasons").beginArray();
    const scenario::DecisionGrounds grounds = scenario::groundsOf(*told.trace, decision);
    for (const explain::Reason &reason : explain::reasonsOf(grounds.grounds)) {
        json.beginObject();
        json.key("rule").text(reason.id);
        json.key("step").text(explain::idOf(reason.step));
        json.key("section").text(reason.section);
        json.key("text").text(reason.sentence);
        json.endObject();
    }
    json.endArray();
}

void writeDecision(JsonWriter &json, const LabTold &told, std::size_t place) {
    const Decided &decided = told.trace->decisions[place];
    const auto length = [&](std::string_view key, Duration value) {
        json.key(key);
        if (decided.considered)
            json.seconds(value);
        else
            json.null();
    };
    json.beginObject();
    json.key("actor").text(idOf(told, decided.actor));
    json.key("url").text(decided.url);
    json.key("outcome").text(cache::nameOf(decided.decision.outcome));
    json.key("stored").truth(decided.isStored);
    json.key("background").truth(decided.isBackground);
    length("age_s", decided.decision.age);
    length("lifetime_s", decided.decision.lifetime);
    writeReasons(json, told, place);
    json.endObject();
}

std::string_view nameOf(Message::Kind kind) {
    switch (kind) {
    case Message::Kind::Request:
        return "request";
    case Message::Kind::Response:
        return "response";
    case Message::Kind::Failure:
        break;
    }
    return "failure";
}

void writeMessage(JsonWriter &json, const LabTold &told, const Message &message) {
    json.beginObject();
    json.key("from").text(idOf(told, message.from));
    json.key("to").text(idOf(told, message.to));
    json.key("kind").text(nameOf(message.kind));
    json.key("at").text(explain::rfc3339(message.at));
    json.key("method").text(message.method);
    json.key("url").text(message.url);
    json.key("status").whole(message.status);
    json.key("fields").beginArray();
    for (const auto &[name, value] : message.fields) {
        json.beginObject();
        json.key("name").text(name);
        json.key("value").text(value);
        json.endObject();
    }
    json.endArray();
    json.key("body_bytes").whole(message.bodyBytes);
    textOrNull(json, "body_sha256", message.bodyDigest);
    json.key("background").truth(message.isBackground);
    json.key("cut").truth(message.isCut);
    json.endObject();
}

void writeWhatHappened(JsonWriter &json, const LabTold &told, std::size_t place) {
    json.key("decisions").beginArray();
    for (std::size_t i = 0; i < told.trace->decisions.size(); ++i) {
        if (told.trace->decisions[i].step == place)
            writeDecision(json, told, i);
    }
    json.endArray();
    json.key("messages").beginArray();
    for (const Message &message : told.trace->messages) {
        if (message.step == place)
            writeMessage(json, told, message);
    }
    json.endArray();
}

void writeOutcome(JsonWriter &json, const scenario::Outcome &outcome) {
    const auto by = static_cast<std::size_t>(outcome.knownBy);
    json.key("status").whole(outcome.status);
    json.key("asked").truth(outcome.asked);
    json.key("waited").truth(outcome.waited);
    json.key("version").whole(outcome.version);
    json.key("current").whole(outcome.current);
    json.key("whole").truth(outcome.isWhole);
    json.key("body_bytes").whole(outcome.bodyBytes);
    textOrNull(json, "node", outcome.node);
    textOrNull(json, "known_as", outcome.knownAs);
    json.key("known_by").text(by < recognitions.size() ? recognitions[by] : recognitions[0]);
    json.key("noticed").truth(outcome.noticed);
    json.key("missed").truth(outcome.missed);
}

void writeStep(JsonWriter &json, const LabTold &told, const LabTold &first, std::size_t place) {
    const Step &step = told.scenario->steps[place];
    const bool isRequest = step.action == scenario::Action::Request;
    json.beginObject();
    json.key("id").text(step.id);
    json.key("at_s").seconds(step.at);
    json.key("actor").text(step.actor);
    json.key("do").text(scenario::nameOf(step.action));
    textOrNull(json, "method", isRequest ? step.method : std::string());
    textOrNull(json, "url", step.url);
    writeOutcome(json, told.trace->outcomes[place]);
    json.key("differs").truth(labCellOf(told, step.id) != labCellOf(first, step.id));
    writeWhatHappened(json, told, place);
    json.endObject();
}

void writeCourse(JsonWriter &json, const LabTold &told, const LabTold &first) {
    json.beginObject();
    textOrNull(json, "what_if", told.whatIf);
    textOrNull(json, "model", told.model);
    json.key("start").text(explain::rfc3339(told.scenario->start));
    json.key("steps").beginArray();
    const std::size_t steps = std::min(told.scenario->steps.size(), told.trace->outcomes.size());
    for (std::size_t i = 0; i < steps; ++i)
        writeStep(json, told, first, i);
    json.endArray();
    json.endObject();
}

} // namespace

std::optional<std::size_t> labDecisionOf(const LabTold &told, std::size_t step) {
    const std::size_t actor = actorAt(*told.scenario, told.scenario->steps[step].actor);
    const auto &decisions = told.trace->decisions;
    const auto found = std::find_if(decisions.begin(), decisions.end(), [&](const Decided &one) {
        return one.step == step && one.actor == actor && !one.isBackground;
    });
    return found == decisions.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - decisions.begin()));
}

std::optional<LabCell> labCellOf(const LabTold &told, std::string_view stepId) {
    const std::size_t step = stepAt(*told.scenario, stepId);
    if (step >= told.trace->outcomes.size())
        return std::nullopt;
    const scenario::Outcome &outcome = told.trace->outcomes[step];
    LabCell cell;
    cell.status = outcome.status;
    cell.asked = outcome.asked;
    cell.waited = outcome.waited;
    cell.version = outcome.version;
    cell.isTracked = !outcome.knownAs.empty();
    cell.knownBy = outcome.knownBy;
    cell.missed = outcome.missed;
    if (const auto place = labDecisionOf(told, step)) {
        const cache::Decision &decision = told.trace->decisions[*place].decision;
        cell.outcome = decision.outcome;
        cell.isCompleted = explain::wasCompleted(decision);
    }
    return cell;
}

std::string labRunJson(std::span<const LabTold> courses, std::string_view language) {
    const scenario::Scenario &scenario = *courses.front().scenario;
    JsonWriter json;
    json.beginObject();
    json.key("schema").text("etagere.lab-run/1");
    json.key("tool").beginObject();
    json.key("name").text("etagere");
    json.key("version").text(toolVersion());
    json.endObject();
    json.key("scenario").beginObject();
    json.key("id").text(scenario.id);
    textOrNull(json, "number", scenario.number);
    json.key("title").text(scenario.title.in(language));
    json.endObject();
    json.key("courses").beginArray();
    for (const LabTold &told : courses)
        writeCourse(json, told, courses.front());
    json.endArray();
    json.endObject();
    return json.finish();
}

} // namespace etagere::report
