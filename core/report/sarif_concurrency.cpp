// SPDX-License-Identifier: Apache-2.0
#include "core/report/sarif_concurrency.h"

#include "core/analysis/finding.h"
#include "core/explain/concurrency_text.h"
#include "core/explain/numbers.h"
#include "core/explain/page.h"
#include "core/explain/rfc.h"
#include "core/report/concurrency_report.h"
#include "core/report/manifest.h"
#include "core/report/sarif_parts.h"

#include <string>

namespace etagere::report {

namespace {

using analysis::Concurrency;
using analysis::ConcurrencyNote;

constexpr std::uint64_t firstRule = static_cast<std::uint64_t>(analysis::Kind::Count) +
                                    static_cast<std::uint64_t>(analysis::Rule::Count);

std::string_view levelOf(Concurrency what) noexcept {
    return severityOf(what) == Severity::Harmless ? "note" : "warning";
}

/// Equal for the same people and the same resource in every run.
std::string fingerprintOf(const ConcurrencyNote &note) {
    std::string all(analysis::idOf(note.what));
    for (const std::string *part :
         {&note.method, &note.url, &note.writer, &note.loser, &note.value})
        all += "\n" + *part;
    return sha256Of(all);
}

void writeProperties(JsonWriter &json, const ConcurrencyNote &note) {
    const auto optional = [&json](std::string_view key, const std::string &text) {
        if (!text.empty())
            json.key(key).text(text);
    };
    json.key("properties").beginObject();
    json.key("section").text(analysis::sectionOf(note.what));
    json.key("method").text(note.method);
    json.key("status").whole(note.status);
    optional("value", note.value);
    optional("writer", note.writer);
    optional("loser", note.loser);
    optional("first", note.when ? explain::rfc3339(*note.when) : std::string());
    json.endObject();
}

} // namespace

void writeSarifRule(JsonWriter &json, Concurrency what) {
    const std::string_view id = analysis::idOf(what);
    const std::string_view page = explain::pageOf(id);
    json.beginObject();
    json.key("id").text(id);
    json.key("name").text(sarifName(id));
    sarifMessage(json, "shortDescription", explain::titleOf(what) + ".");
    json.key("helpUri").text(explain::citationLink(analysis::sectionOf(what)));
    sarifMessage(json, "help", page, page);
    json.key("defaultConfiguration").beginObject();
    json.key("level").text(levelOf(what));
    json.endObject();
    json.key("properties").beginObject();
    json.key("tags").beginArray();
    json.text("concurrency");
    json.endArray();
    json.endObject();
    json.endObject();
}

void writeSarifResult(JsonWriter &json, const ConcurrencyNote &note) {
    json.beginObject();
    json.key("ruleId").text(analysis::idOf(note.what));
    json.key("ruleIndex").whole(firstRule + static_cast<std::uint64_t>(note.what));
    json.key("level").text(levelOf(note.what));
    sarifMessage(json, "message", explain::titleOf(note.what) + ": " + explain::sentenceOf(note));
    json.key("locations").beginArray();
    json.beginObject();
    sarifArtifact(json, note.url);
    json.endObject();
    json.endArray();
    json.key("occurrenceCount").whole(note.times);
    json.key("partialFingerprints").beginObject();
    json.key("etagereConcurrency/v1").text(fingerprintOf(note));
    json.endObject();
    writeProperties(json, note);
    json.endObject();
}

} // namespace etagere::report
