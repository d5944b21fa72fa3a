// SPDX-License-Identifier: Apache-2.0
#include "core/report/sarif_report.h"

#include "core/explain/grades.h"
#include "core/explain/numbers.h"
#include "core/explain/rule_text.h"
#include "core/explain/sarif_text.h"
#include "core/report/finding_words.h"
#include "core/report/json.h"
#include "core/report/manifest.h"
#include "core/report/sarif_concurrency.h"
#include "core/report/sarif_parts.h"
#include "core/report/sarif_rules.h"
#include "core/report/version.h"

#include <algorithm>

namespace etagere::report {

namespace {

namespace words = explain::sarif_text;
using analysis::Evidence;
using analysis::Finding;

void writeUrls(JsonWriter &json, const Finding &finding) {
    json.key("locations").beginArray();
    const std::vector<std::string> origin{finding.origin};
    for (const std::string &url : finding.urls.empty() ? origin : finding.urls) {
        json.beginObject();
        sarifArtifact(json, url);
        json.endObject();
    }
    json.endArray();
}

/// Where in the recordings it stands: a file, and in it an entry.
void writePlaces(JsonWriter &json, const std::vector<audit::Place> &places) {
    constexpr std::size_t most = 200;
    if (places.empty())
        return;
    json.key("relatedLocations").beginArray();
    for (std::size_t i = 0; i < std::min(places.size(), most); ++i) {
        const audit::Place &place = places[i];
        json.beginObject();
        json.key("id").whole(i);
        sarifArtifact(json, place.file);
        json.key("logicalLocations").beginArray();
        json.beginObject();
        json.key("fullyQualifiedName").text("log.entries[" + std::to_string(place.entry) + "]");
        json.key("kind").text("object");
        json.endObject();
        json.endArray();
        sarifMessage(json, "message", text(words::entryOf, place.entry, place.file, place.url));
        json.endObject();
    }
    json.endArray();
}

void writeEvidence(JsonWriter &json, std::string_view key, const std::vector<Evidence> &list,
                   const Finding &finding) {
    json.key(key).beginArray();
    for (const Evidence &evidence : list) {
        json.beginObject();
        json.key("rule").text(analysis::rowOf(evidence.rule).id);
        json.key("text").text(explain::sentenceOf(evidence, finding));
        json.endObject();
    }
    json.endArray();
}

std::string messageOf(const Finding &finding) {
    std::string message = text(words::result, explain::nameOf(finding.grade), finding.origin,
                               explain::titleOf(finding.kind, finding.validator));
    for (const Evidence &evidence : finding.evidence)
        message += " " + explain::sentenceOf(evidence, finding);
    return message;
}

/// Equal for the same finding in every run, whatever values it shows.
std::string fingerprintOf(const Finding &finding) {
    return sha256Of(finding.origin + "\n" + std::string(validatorName(finding.validator)) + "\n" +
                    std::string(analysis::nameOf(finding.kind)));
}

void writeResult(JsonWriter &json, const Finding &finding,
                 const std::vector<audit::Place> &places) {
    json.beginObject();
    json.key("ruleId").text(analysis::nameOf(finding.kind));
    json.key("ruleIndex").whole(static_cast<std::uint64_t>(finding.kind));
    json.key("level").text(sarifLevel(finding.grade));
    sarifMessage(json, "message", messageOf(finding));
    writeUrls(json, finding);
    writePlaces(json, places);
    json.key("partialFingerprints").beginObject();
    json.key("etagereFinding/v1").text(fingerprintOf(finding));
    json.endObject();
    json.key("rank").real(20.0 * static_cast<double>(finding.grade));
    json.key("properties").beginObject();
    json.key("grade").whole(static_cast<std::uint64_t>(finding.grade));
    json.key("validator").text(validatorName(finding.validator));
    json.key("site").text(finding.site);
    json.key("bits").real(finding.bits);
    json.key("confidence").real(finding.confidence);
    writeEvidence(json, "evidence", finding.evidence, finding);
    writeEvidence(json, "against", finding.against, finding);
    writeEvidence(json, "next", finding.next, finding);
    json.endObject();
    json.endObject();
}

void writeNotification(JsonWriter &json, const audit::Input &input, const std::string &remarkText) {
    json.beginObject();
    json.key("level").text(input.failure ? "error" : "note");
    sarifMessage(json, "message", remarkText);
    json.key("locations").beginArray();
    json.beginObject();
    sarifArtifact(json, input.file);
    json.endObject();
    json.endArray();
    json.endObject();
}

/// How the inputs fared: what was mended, left out or not read.
void writeInvocation(JsonWriter &json, const audit::Report &report) {
    const bool whole =
        !report.stopped && std::none_of(report.inputs.begin(), report.inputs.end(),
                                        [](const audit::Input &one) { return one.failure; });
    json.key("invocations").beginArray();
    json.beginObject();
    json.key("executionSuccessful").truth(whole);
    json.key("toolExecutionNotifications").beginArray();
    for (const audit::Input &input : report.inputs) {
        for (const std::string &remarked : remarksOn(input))
            writeNotification(json, input, remarked);
    }
    json.endArray();
    json.endObject();
    json.endArray();
}

void writeDriver(JsonWriter &json) {
    json.key("tool").beginObject();
    json.key("driver").beginObject();
    json.key("name").text("Etagere");
    json.key("version").text(toolVersion());
    json.key("semanticVersion").text(toolVersion());
    sarifMessage(json, "shortDescription", text(words::driver));
    writeSarifRules(json);
    json.key("properties").beginObject();
    json.key("ruleset").text(analysis::rulesetVersion);
    json.key("commit").text(toolCommit());
    json.endObject();
    json.endObject();
    json.endObject();
}

} // namespace

std::string writeSarif(const audit::Report &report, Identifiers identifiers) {
    const std::vector<audit::Place> none;
    JsonWriter json;
    json.beginObject();
    json.key("$schema").text("https://json.schemastore.org/sarif-2.1.0.json");
    json.key("version").text("2.1.0");
    json.key("runs").beginArray();
    json.beginObject();
    writeDriver(json);
    writeInvocation(json, report);
    json.key("results").beginArray();
    for (std::size_t i = 0; i < report.findings.size(); ++i)
        writeResult(json, report.findings[i], i < report.places.size() ? report.places[i] : none);
    for (const analysis::ConcurrencyNote &note : report.concurrency)
        writeSarifResult(json, note);
    json.endArray();
    json.key("properties").beginObject();
    json.key("verdict").text(verdictOf(report));
    json.key("redaction").text(nameOf(identifiers));
    json.endObject();
    json.endObject();
    json.endArray();
    json.endObject();
    return json.finish();
}

} // namespace etagere::report
