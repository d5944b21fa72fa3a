// SPDX-License-Identifier: Apache-2.0
#include "core/report/json_report.h"

#include "core/explain/derivation.h"
#include "core/explain/grades.h"
#include "core/explain/numbers.h"
#include "core/explain/rule_text.h"
#include "core/report/finding_words.h"
#include "core/report/json.h"
#include "core/report/json_input.h"
#include "core/report/version.h"

#include <variant>

namespace etagere::report {

namespace {

using analysis::Finding;

void writeTexts(JsonWriter &json, std::string_view key, const std::vector<std::string> &texts) {
    json.key(key).beginArray();
    for (const std::string &text : texts)
        json.text(text);
    json.endArray();
}

void writeInstant(JsonWriter &json, std::string_view key, const std::optional<Instant> &instant) {
    json.key(key);
    if (instant)
        json.text(explain::rfc3339(*instant));
    else
        json.null();
}

void writeArgument(JsonWriter &json, const analysis::Argument &argument) {
    if (const auto *whole = std::get_if<std::int64_t>(&argument))
        json.signedWhole(*whole);
    else if (const auto *real = std::get_if<double>(&argument))
        json.real(*real);
    else
        json.text(std::get<std::string>(argument));
}

void writeEvidence(JsonWriter &json, std::string_view key,
                   const std::vector<analysis::Evidence> &list, const Finding &finding) {
    json.key(key).beginArray();
    for (const analysis::Evidence &evidence : list) {
        json.beginObject();
        json.key("rule").text(analysis::rowOf(evidence.rule).id);
        json.key("text").text(explain::sentenceOf(evidence, finding));
        json.key("arguments").beginArray();
        for (const analysis::Argument &argument : evidence.arguments)
            writeArgument(json, argument);
        json.endArray();
        json.endObject();
    }
    json.endArray();
}

void writeProvenance(JsonWriter &json, const Finding &finding) {
    json.key("provenance");
    if (!finding.provenance) {
        json.null();
        return;
    }
    json.beginObject();
    json.key("recipe").text(explain::idOf(finding.provenance->recognition.recipe));
    json.key("derivation").text(explain::derivationOf(*finding.provenance));
    json.endObject();
}

void writeSubject(JsonWriter &json, const Finding &finding) {
    json.key("grade").whole(static_cast<std::uint64_t>(finding.grade));
    json.key("grade_name").text(explain::nameOf(finding.grade));
    json.key("kind").text(analysis::nameOf(finding.kind));
    json.key("title").text(explain::titleOf(finding.kind, finding.validator));
    json.key("validator").text(validatorName(finding.validator));
    writeTexts(json, "values", finding.values);
    json.key("value_count").whole(std::max(finding.valueCount, finding.values.size()));
    json.key("origin").text(finding.origin);
    json.key("site").text(finding.site);
    writeTexts(json, "urls", finding.urls);
    json.key("url_count").whole(std::max(finding.urlCount, finding.urls.size()));
    writeTexts(json, "visitors", finding.visitors);
}

void writeFinding(JsonWriter &json, const Finding &finding) {
    json.beginObject();
    writeSubject(json, finding);
    json.key("bits").real(finding.bits);
    json.key("confidence").real(finding.confidence);
    writeProvenance(json, finding);
    writeEvidence(json, "evidence", finding.evidence, finding);
    writeEvidence(json, "against", finding.against, finding);
    json.key("next").text(nextText(finding));
    writeEvidence(json, "next_steps", finding.next, finding);
    json.endObject();
}

void writeHead(JsonWriter &json, const audit::Report &report, Identifiers identifiers) {
    json.key("schema").text("etagere.audit/1");
    json.key("tool").beginObject();
    json.key("name").text("etagere");
    json.key("version").text(toolVersion());
    json.key("ruleset").text(analysis::rulesetVersion);
    json.endObject();
    json.key("complete").truth(!report.stopped);
    json.key("redacted").truth(identifiers == Identifiers::Redacted);
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
        json.endObject();
    }
    json.endArray();
    json.key("findings").beginArray();
    for (const Finding &finding : report.findings)
        writeFinding(json, finding);
    json.endArray();
    json.key("accepted_by_baseline").whole(report.acceptedByBaseline);
    json.endObject();
    return json.finish();
}

} // namespace etagere::report
