// SPDX-License-Identifier: Apache-2.0
#include "core/report/explain_report.h"

#include "core/explain/cache_rule_text.h"
#include "core/report/csv.h"
#include "core/report/explain_view.h"
#include "core/report/json.h"
#include "core/report/json_input.h"
#include "core/report/seconds.h"
#include "core/report/version.h"

namespace etagere::report {

namespace {

using cache::Outcome;
using replay::Comparison;
using replay::Row;

void textOrNull(JsonWriter &json, std::string_view key, std::string_view value) {
    json.key(key);
    if (value.empty())
        json.null();
    else
        json.text(value);
}

std::string startedText(const traffic::Exchange &exchange) {
    return exchange.started ? explain::rfc3339(*exchange.started) : std::string();
}

void writeReasons(JsonWriter &json, const replay::Grounds &grounds) {
    json.key("reasons").beginArray();
    for (const explain::Reason &reason : explain::reasonsOf(grounds)) {
        json.beginObject();
        json.key("rule").text(reason.id);
        json.key("step").text(explain::idOf(reason.step));
        json.key("section").text(reason.section);
        json.key("text").text(reason.sentence);
        json.endObject();
    }
    json.endArray();
}

void writeCondition(JsonWriter &json, const cache::Condition &condition) {
    json.key("request");
    if (condition.empty()) {
        json.null();
        return;
    }
    json.beginObject();
    textOrNull(json, "if_none_match", condition.ifNoneMatch);
    textOrNull(json, "if_modified_since", condition.ifModifiedSince);
    json.endObject();
}

void writeDecision(JsonWriter &json, const replay::Grounds &grounds, const cache::Model &model,
                   const std::optional<cache::Lifetime> &storedLifetime) {
    const auto length = [&json](std::string_view key, bool known, Duration value) {
        json.key(key);
        if (known)
            json.seconds(value);
        else
            json.null();
    };
    const Row &row = *grounds.row;
    const bool considered = row.considered.isValid();
    json.beginObject();
    json.key("version").text(model.version);
    json.key("outcome").text(cache::nameOf(row.decision.outcome));
    json.key("inferred").truth(row.decision.inferred);
    json.key("stored").truth(storedLifetime.has_value());
    length("lifetime_s", considered, row.decision.lifetime);
    length("age_s", considered, row.decision.age);
    length("stored_lifetime_s", storedLifetime.has_value(),
           storedLifetime ? storedLifetime->length : Duration::zero());
    writeCondition(json, grounds.condition);
    json.key("compared").text(replay::nameOf(row.comparison));
    writeReasons(json, grounds);
    json.endObject();
}

void writeExchange(JsonWriter &json, const Replayed &replayed, ExplainView &view,
                   traffic::ExchangeId id) {
    const traffic::Exchange &exchange = replayed.traffic->exchange(id);
    json.beginObject();
    json.key("index").whole(id.index());
    json.key("url").text(view.urlOf(exchange));
    json.key("method").text(view.methodOf(exchange));
    json.key("status").whole(exchange.status);
    textOrNull(json, "started", startedText(exchange));
    json.key("visitor").text(view.visitorOf(exchange));
    json.key("visit").whole(ExplainView::visitNumber(exchange));
    json.key("recorded").text(replay::nameOf(replayed.logs.front().row(id).recorded));
    json.key("models").beginObject();
    for (const replay::Log &log : replayed.logs) {
        json.key(log.model.name);
        writeDecision(json, view.groundsOf(log, id), log.model, view.storedLifetime(log, id));
    }
    json.endObject();
    json.endObject();
}

void writeCounts(JsonWriter &json, const replay::Totals &counts) {
    json.beginObject();
    json.key("outcomes").beginObject();
    for (std::size_t i = 0; i < counts.byOutcome.size(); ++i)
        json.key(cache::nameOf(static_cast<Outcome>(i))).whole(counts.byOutcome[i]);
    json.endObject();
    json.key("compared").beginObject();
    for (std::size_t i = 0; i < counts.byComparison.size(); ++i)
        json.key(replay::nameOf(static_cast<Comparison>(i))).whole(counts.byComparison[i]);
    json.endObject();
    json.endObject();
}

void writeTotals(JsonWriter &json, const Replayed &replayed, const ExplainTotals &totals) {
    json.key("totals").beginObject();
    json.key("exchanges").whole(totals.exchanges());
    json.key("models").beginObject();
    for (std::size_t i = 0; i < replayed.logs.size(); ++i) {
        json.key(replayed.logs[i].model.name);
        writeCounts(json, totals.countsOf(i));
    }
    json.endObject();
    json.endObject();
}

void writeHead(JsonWriter &json, const Replayed &replayed, const ExplainView &view) {
    json.key("schema").text("etagere.explain/1");
    json.key("tool").beginObject();
    json.key("name").text("etagere");
    json.key("version").text(toolVersion());
    json.endObject();
    json.key("redacted").truth(view.isRedacted());
    textOrNull(json, "filter", view.filterOf(replayed));
    json.key("models").beginArray();
    for (const replay::Log &log : replayed.logs) {
        json.beginObject();
        json.key("name").text(log.model.name);
        json.key("version").text(log.model.version);
        textOrNull(json, "browser", log.model.browser);
        json.endObject();
    }
    json.endArray();
    json.key("inputs").beginArray();
    for (const audit::Input &input : replayed.inputs)
        writeInput(json, view.inputOf(input));
    json.endArray();
}

std::vector<std::string> csvCells(const traffic::Exchange &exchange, const replay::Log &log,
                                  ExplainView &view, traffic::ExchangeId id) {
    const replay::Grounds &grounds = view.groundsOf(log, id);
    const Row &row = *grounds.row;
    const auto flag = [](bool value) { return std::string(value ? "true" : "false"); };
    const auto length = [](bool known, Duration value) {
        return known ? secondsText(value) : std::string();
    };
    const auto stored = view.storedLifetime(log, id);
    const bool considered = row.considered.isValid();
    std::string rules;
    for (const cache::Rule rule : row.decision.reasons)
        rules.append(rules.empty() ? "" : " ").append(cache::rowOf(rule).id);
    const cache::Rule deciding = explain::decidingRule(row.decision);
    return {std::to_string(id.index()),
            view.visitorOf(exchange),
            std::to_string(ExplainView::visitNumber(exchange)),
            startedText(exchange),
            view.methodOf(exchange),
            view.urlOf(exchange),
            std::to_string(exchange.status),
            std::string(replay::nameOf(row.recorded)),
            std::string(log.model.name),
            std::string(cache::nameOf(row.decision.outcome)),
            flag(row.decision.inferred),
            flag(stored.has_value()),
            length(considered, row.decision.lifetime),
            length(considered, row.decision.age),
            length(stored.has_value(), stored ? stored->length : Duration::zero()),
            std::string(grounds.condition.ifNoneMatch),
            std::string(grounds.condition.ifModifiedSince),
            std::string(replay::nameOf(row.comparison)),
            deciding == cache::Rule::Count ? std::string() : std::string(cache::rowOf(deciding).id),
            rules,
            std::string(log.model.version)};
}

Written csvExchange(const Replayed &replayed, ExplainView &view, traffic::ExchangeId id,
                    const Sink &sink) {
    const traffic::Exchange &exchange = replayed.traffic->exchange(id);
    for (const replay::Log &log : replayed.logs) {
        if (!sink(csvRecord(csvCells(exchange, log, view, id))))
            return Written::Refused;
    }
    return Written::Whole;
}

} // namespace

Written writeExplainJson(const Replayed &replayed, const Sink &sink) {
    JsonWriter json;
    ExplainView view(replayed);
    ExplainTotals totals(replayed.logs);
    json.beginObject();
    writeHead(json, replayed, view);
    json.key("exchanges").beginArray();
    for (const traffic::ExchangeId id : replayed.exchanges) {
        if (replayed.stop.stop_requested())
            break;
        if (!wasPlayed(replayed, id))
            continue;
        writeExchange(json, replayed, view, id);
        totals.add(id);
        if (!sink(json.drain()))
            return Written::Refused;
    }
    json.endArray();
    writeTotals(json, replayed, totals);
    const Written written = wholeOrStopped(replayed);
    json.key("complete").truth(written == Written::Whole);
    json.endObject();
    return sink(json.finish()) ? written : Written::Refused;
}

Written writeExplainCsv(const Replayed &replayed, const Sink &sink) {
    ExplainView view(replayed);
    if (!sink(csvRecord({"index",
                         "visitor",
                         "visit",
                         "started",
                         "method",
                         "url",
                         "status",
                         "recorded",
                         "model",
                         "outcome",
                         "inferred",
                         "stored",
                         "lifetime_s",
                         "age_s",
                         "stored_lifetime_s",
                         "if_none_match",
                         "if_modified_since",
                         "compared",
                         "deciding_rule",
                         "rules",
                         "model_version"})))
        return Written::Refused;
    for (const traffic::ExchangeId id : replayed.exchanges) {
        if (replayed.stop.stop_requested())
            break;
        if (wasPlayed(replayed, id) && csvExchange(replayed, view, id, sink) != Written::Whole)
            return Written::Refused;
    }
    return wholeOrStopped(replayed);
}

} // namespace etagere::report
