// SPDX-License-Identifier: Apache-2.0
#include "core/report/playground_report.h"

#include "core/explain/cache_rule_text.h"
#include "core/explain/lab_words.h"
#include "core/explain/playground_text.h"
#include "core/explain/printable.h"
#include "core/explain/scenario_text.h"
#include "core/http/text.h"
#include "core/report/json.h"
#include "core/report/text_layout.h"
#include "core/report/version.h"
#include "core/scenario/grounds.h"

#include <algorithm>
#include <array>

namespace etagere::report {

namespace {

namespace words = explain::playground_text;
using explain::text;
using scenario::Experiment;
using scenario::Trial;
using scenario::Tried;
using scenario::UnusedLine;

constexpr std::array<std::string_view, static_cast<std::size_t>(UnusedLine::Why::Count)> whyIds{
    "not-a-field", "of-connection", "bad-status", "body", "too-much"};
static_assert(words::whyUnused.size() == whyIds.size());

std::uint16_t statusOf(const Experiment &experiment, const Trial &trial) {
    return trial.response.status != 0 ? trial.response.status : experiment.status;
}

std::vector<explain::Reason> reasonsOf(const Tried &tried, std::optional<std::size_t> decision) {
    if (!decision)
        return {};
    const scenario::DecisionGrounds grounds = scenario::groundsOf(tried.trace, *decision);
    return explain::reasonsOf(grounds.grounds);
}

std::string storedText(const Tried &tried) {
    if (!tried.isStored)
        return text(words::notStored);
    const std::string age = explain::exactDuration(tried.ageThen);
    if (!tried.lifetime)
        return text(words::stored);
    if (*tried.lifetime <= Duration(0))
        return text(words::storedStale, age);
    const cache::Decision &decision = tried.trace.decisions[*tried.reusing].decision;
    if (decision.reasons.contains(cache::Rule::LifetimeForEver))
        return text(words::storedForEver, age);
    return text(words::storedFor, explain::exactDuration(*tried.lifetime), age);
}

std::string thenText(const Tried &tried) {
    const bool isCompleted =
        tried.reusing && explain::wasCompleted(tried.trace.decisions[*tried.reusing].decision);
    const std::string outcome = explain::outcomeWord({}, tried.outcome, isCompleted);
    const bool saysMore = tried.answered != 0 && tried.outcome != cache::Outcome::Validated;
    return saysMore ? text(words::thenAsked, outcome, std::to_string(tried.answered))
                    : text(words::then, outcome);
}

/// Of a request's fields those that make it conditional, and those that tell caches what to do.
bool isTelling(std::string_view name) {
    constexpr std::array<std::string_view, 6> telling{
        "If-None-Match", "If-Modified-Since", "If-Range", "Range", "Cache-Control", "Pragma"};
    return std::any_of(telling.begin(), telling.end(), [name](std::string_view one) {
        return http::equalsIgnoringCase(one, name);
    });
}

std::string sendsText(const Tried &tried) {
    if (!tried.asked)
        return text(words::sendsNothing);
    std::string fields;
    for (const auto &[name, value] : tried.sent) {
        if (isTelling(name))
            fields.append(fields.empty() ? "" : ", ").append(name).append(": ").append(value);
    }
    return fields.empty() ? text(words::sendsNoCondition) : text(words::sends, fields);
}

void layReasons(TextLayout &layout, const explain::Message &heading,
                const std::vector<explain::Reason> &reasons) {
    if (reasons.empty())
        return;
    layout.paragraph({.indent = 2, .hang = 2}, text(heading));
    for (const explain::Reason &reason : reasons)
        layout.paragraph({.indent = 4, .hang = 6},
                         text(words::reason, reason.sentence, reason.section));
}

void layUnused(TextLayout &layout, const scenario::Pasted &pasted) {
    for (const UnusedLine &line : pasted.unused)
        layout.plain(text(words::unused, line.line,
                          text(words::whyUnused[static_cast<std::size_t>(line.why)]),
                          explain::printable(line.text)));
}

void writeReasons(JsonWriter &json, std::string_view key,
                  const std::vector<explain::Reason> &reasons) {
    json.key(key).beginArray();
    for (const explain::Reason &reason : reasons) {
        json.beginObject();
        json.key("rule").text(reason.id);
        json.key("section").text(reason.section);
        json.key("text").text(reason.sentence);
        json.endObject();
    }
    json.endArray();
}

void writeUnused(JsonWriter &json, std::string_view where, const scenario::Pasted &pasted) {
    for (const UnusedLine &line : pasted.unused) {
        json.beginObject();
        json.key("in").text(where);
        json.key("line").whole(line.line);
        json.key("why").text(whyIds[static_cast<std::size_t>(line.why)]);
        json.key("text").text(line.text);
        json.endObject();
    }
}

void writeModel(JsonWriter &json, const Tried &tried) {
    json.beginObject();
    json.key("name").text(tried.model->name);
    json.key("version").text(tried.model->version);
    json.key("stored").truth(tried.isStored);
    json.key("lifetime_s");
    if (tried.lifetime)
        json.seconds(*tried.lifetime);
    else
        json.null();
    json.key("age_s").seconds(tried.ageThen);
    json.key("outcome");
    if (tried.outcome == cache::Outcome::Count)
        json.null();
    else
        json.text(cache::nameOf(tried.outcome));
    json.key("asked").truth(tried.asked);
    json.key("waited").truth(tried.waited);
    json.key("sent").beginArray();
    for (const auto &[name, value] : tried.sent) {
        json.beginObject();
        json.key("name").text(name);
        json.key("value").text(value);
        json.endObject();
    }
    json.endArray();
    json.key("answered").whole(tried.answered);
    writeReasons(json, "storing", reasonsOf(tried, tried.storing));
    writeReasons(json, "reusing", reasonsOf(tried, tried.reusing));
    json.endObject();
}

} // namespace

std::string writePlaygroundText(const Experiment &experiment, const Trial &trial,
                                const PlaygroundTextOptions &options) {
    TextLayout layout(options.width, options.colour);
    layout.plain(text(words::asked, explain::printable(experiment.method),
                      std::to_string(statusOf(experiment, trial)),
                      explain::exactDuration(experiment.age)));
    layUnused(layout, trial.response);
    layUnused(layout, trial.request);
    for (const scenario::Problem &problem : trial.problems)
        layout.plain(text(words::notTried, explain::sentenceOf(problem)));
    for (const Tried &tried : trial.tried) {
        layout.heading(tried.model->name);
        layout.paragraph({.indent = 2, .hang = 2}, storedText(tried));
        layout.paragraph({.indent = 2, .hang = 2}, thenText(tried));
        layout.paragraph({.indent = 2, .hang = 2}, sendsText(tried));
        layReasons(layout, words::whyFirst, reasonsOf(tried, tried.storing));
        layReasons(layout, words::whySecond, reasonsOf(tried, tried.reusing));
    }
    layout.blank();
    // In one line, however long: it is to be copied.
    return std::move(layout).take() +
           text(words::share, explain::printable(commandLineOf(experiment))) + "\n";
}

std::string writePlaygroundJson(const Experiment &experiment, const Trial &trial) {
    JsonWriter json;
    json.beginObject();
    json.key("schema").text("etagere.lab-try/1");
    json.key("tool").beginObject();
    json.key("name").text("etagere");
    json.key("version").text(toolVersion());
    json.endObject();
    json.key("method").text(experiment.method);
    json.key("status").whole(statusOf(experiment, trial));
    json.key("after_s").seconds(experiment.age);
    json.key("reload").text(nameOf(experiment.reload));
    json.key("unused").beginArray();
    writeUnused(json, "response", trial.response);
    writeUnused(json, "request", trial.request);
    json.endArray();
    json.key("models").beginArray();
    for (const Tried &tried : trial.tried)
        writeModel(json, tried);
    json.endArray();
    json.key("command").text(commandLineOf(experiment));
    json.key("scenario").text(trial.json);
    json.endObject();
    return json.finish();
}

} // namespace etagere::report
