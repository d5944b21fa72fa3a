// SPDX-License-Identifier: Apache-2.0
#include "core/report/probe_report.h"

#include "core/body/text_code.h"
#include "core/explain/gateway_text.h"
#include "core/explain/grades.h"
#include "core/explain/numbers.h"
#include "core/explain/probe_text.h"
#include "core/probe/echo.h"
#include "core/report/finding_words.h"
#include "core/report/json.h"
#include "core/report/json_analysis.h"
#include "core/report/json_finding.h"
#include "core/report/version.h"

namespace etagere::report {

namespace {

using analysis::Finding;

void writeTextOrNull(JsonWriter &json, std::string_view key, std::string_view text) {
    json.key(key);
    if (text.empty())
        json.null();
    else
        json.text(text);
}

void writeHead(JsonWriter &json, const probe::Plan &plan, bool dryRun) {
    const probe::Options &options = plan.options;
    json.key("schema").text("etagere.probe/1");
    json.key("tool").beginObject();
    json.key("name").text("etagere");
    json.key("version").text(toolVersion());
    json.key("ruleset").text(analysis::rulesetVersion);
    json.endObject();
    json.key("url").text(plan.url);
    json.key("dry_run").truth(dryRun);
    json.key("seed").text(std::to_string(options.seed));
    json.key("rate_per_s").real(options.rate);
    json.key("visits").whole(options.visits);
    json.key("budget").whole(options.budget);
    writeTextOrNull(json, "identity", options.identity);
    writeTextOrNull(json, "page", options.page);
}

void writeStep(JsonWriter &json, const probe::Step &step) {
    json.beginObject();
    json.key("probe").text(nameOf(step.probe));
    json.key("role").text(nameOf(step.role));
    json.key("validator").text(validatorName(step.validator));
    json.key("most_requests").whole(step.most);
    json.key("condition").text(explain::conditionOf(step));
    json.key("text").text(explain::sentenceOf(step));
    json.key("guards").beginArray();
    for (const probe::Guard guard : step.guards) {
        json.beginObject();
        json.key("guard").text(nameOf(guard));
        json.key("text").text(explain::sentenceOf(guard));
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

void writePlan(JsonWriter &json, const probe::Plan &plan) {
    json.key("plan").beginObject();
    json.key("most_requests").whole(plan.most());
    json.key("steps").beginArray();
    for (const probe::Step &step : plan.steps)
        writeStep(json, step);
    json.endArray();
    json.endObject();
}

std::string_view nameOf(probe::End end) noexcept {
    switch (end) {
    case probe::End::Done:
        return "done";
    case probe::End::Budget:
        return "budget";
    case probe::End::Unreachable:
        return "unreachable";
    case probe::End::Refused:
        return "refused";
    case probe::End::Stopped:
        break;
    }
    return "stopped";
}

void writeQuestion(JsonWriter &json, const probe::Question &question) {
    json.key("probe").text(nameOf(question.probe));
    json.key("role").text(nameOf(question.role));
    json.key("validator").text(validatorName(question.validator));
    json.key("visitor").whole(question.visitor);
    json.key("visit").whole(question.visit);
    json.key("hop").whole(question.hop);
    json.key("url").text(question.url);
    writeTextOrNull(json, "sent", question.sent);
}

void writeOutcome(JsonWriter &json, const probe::Outcome &outcome) {
    const probe::Answer &answer = outcome.answer;
    json.beginObject();
    writeQuestion(json, outcome.question);
    json.key("status").whole(answer.status);
    writeTextOrNull(json, "etag", outcome.tag());
    writeTextOrNull(json, "last_modified", outcome.lastModified());
    std::uint64_t cookies = 0;
    for (const http::Field &field : probe::fieldsOf(answer.fields))
        cookies += field.known == http::FieldName::SetCookie ? 1U : 0U;
    json.key("set_cookies").whole(cookies);
    json.key("from_cache").truth(probe::wasAnsweredByCache(answer.fields));
    json.key("came_back").truth(probe::echoOf(outcome).any());
    json.key("matched").truth(!outcome.question.sent.empty() && probe::isMatch(outcome));
    writeTextOrNull(json, "body_sha256",
                    outcome.hasContent ? body::encodeHex(outcome.digest) : std::string());
    writeTextOrNull(json, "peer", answer.peer);
    json.key("started").text(explain::rfc3339(answer.started));
    json.key("took_s").seconds(answer.took);
    writeTextOrNull(json, "error",
                    answer.error ? explain::sentenceOf(*answer.error, outcome.question.url)
                                 : std::string());
    json.endObject();
}

void writeFinding(JsonWriter &json, const Finding &finding) {
    json.beginObject();
    writeFindingMembers(json, finding);
    json.endObject();
}

} // namespace

std::string probePlanJson(const probe::Plan &plan) {
    JsonWriter json;
    json.beginObject();
    writeHead(json, plan, true);
    writePlan(json, plan);
    json.endObject();
    return json.finish();
}

std::string probeJson(const ProbeView &view) {
    JsonWriter json;
    json.beginObject();
    writeHead(json, view.plan, false);
    json.key("probed_url").text(view.url);
    json.key("complete").truth(view.end == probe::End::Done);
    json.key("end").text(nameOf(view.end));
    json.key("requests").whole(view.asked);
    json.key("redirects").whole(view.redirects);
    const auto grade =
        view.findings.empty() ? analysis::Grade::Explained : view.findings.front().grade;
    json.key("grade").whole(static_cast<std::uint64_t>(grade));
    json.key("grade_name").text(explain::nameOf(grade));
    writePlan(json, view.plan);
    json.key("findings").beginArray();
    for (const Finding &finding : view.findings)
        writeFinding(json, finding);
    json.endArray();
    json.key("outcomes").beginArray();
    for (const probe::Outcome &outcome : view.outcomes)
        writeOutcome(json, outcome);
    json.endArray();
    json.endObject();
    return json.finish();
}

} // namespace etagere::report
