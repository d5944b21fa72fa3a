// SPDX-License-Identifier: Apache-2.0
#include "core/report/json_report.h"

#include "core/explain/numbers.h"
#include "core/report/concurrency_report.h"
#include "core/report/finding_words.h"
#include "core/report/json.h"
#include "core/report/json_analysis.h"
#include "core/report/json_finding.h"
#include "core/report/json_input.h"
#include "core/report/live_report.h"
#include "core/report/version.h"

namespace etagere::report {

namespace {

void writeInstant(JsonWriter &json, std::string_view key, const std::optional<Instant> &instant) {
    json.key(key);
    if (instant)
        json.text(explain::rfc3339(*instant));
    else
        json.null();
}

void writeFinding(JsonWriter &json, const audit::Report &report, std::size_t index) {
    json.beginObject();
    writeFindingMembers(json, report.findings[index]);
    writePlaces(json, report, index);
    json.endObject();
}

void writeHead(JsonWriter &json, const audit::Report &report, Identifiers identifiers) {
    json.key("schema").text("etagere.audit/1");
    json.key("tool").beginObject();
    json.key("name").text("etagere");
    json.key("version").text(toolVersion());
    json.key("commit").text(toolCommit());
    json.key("ruleset").text(analysis::rulesetVersion);
    json.endObject();
    json.key("complete").truth(!report.stopped);
    json.key("redacted").truth(identifiers != Identifiers::Shown);
    json.key("redaction").text(nameOf(identifiers));
    json.key("verdict").text(verdictOf(report));
    writeInstant(json, "first_exchange", report.firstExchange);
    writeInstant(json, "last_exchange", report.lastExchange);
}

void writeCounts(JsonWriter &json, const audit::Report &report) {
    json.key("exchanges").whole(report.exchanges);
    json.key("observations").beginObject();
    json.key("etag").whole(report.etagResponses);
    json.key("last_modified").whole(report.lastModifiedResponses);
    json.endObject();
    json.key("tags").whole(report.tags);
    json.key("explained").beginObject();
    json.key("verified").whole(report.verified);
    json.key("partial").whole(report.partial);
    json.key("unexplained").whole(report.unexplained);
    json.endObject();
}

} // namespace

std::string writeJson(const audit::Report &report, Identifiers identifiers) {
    JsonWriter json;
    json.beginObject();
    writeHead(json, report, identifiers);
    json.key("inputs").beginArray();
    for (const audit::Input &input : report.inputs)
        writeInput(json, input);
    json.endArray();
    writeCounts(json, report);
    json.key("visitors").beginArray();
    for (const audit::VisitorSummary &visitor : report.visitors) {
        json.beginObject();
        json.key("name").text(visitor.name);
        json.key("visits").whole(visitor.visits);
        json.key("probe").truth(visitor.isProbe);
        json.endObject();
    }
    json.endArray();
    writeLive(json, report);
    json.key("findings").beginArray();
    for (std::size_t i = 0; i < report.findings.size(); ++i)
        writeFinding(json, report, i);
    json.endArray();
    writeExplainedTags(json, report);
    writeRespawns(json, report);
    writeConcurrency(json, report);
    json.key("accepted_by_baseline").whole(report.acceptedByBaseline);
    json.endObject();
    return json.finish();
}

} // namespace etagere::report
