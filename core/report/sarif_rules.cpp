// SPDX-License-Identifier: Apache-2.0
#include "core/report/sarif_rules.h"

#include "core/explain/grades.h"
#include "core/explain/page.h"
#include "core/explain/rule_text.h"
#include "core/explain/sarif_text.h"
#include "core/report/sarif_concurrency.h"
#include "core/report/sarif_parts.h"

#include <string>

namespace etagere::report {

namespace {

namespace words = explain::sarif_text;
using analysis::Grade;
using analysis::Kind;

/// The lowest grade that a finding of the kind has.
Grade gradeOf(Kind kind) noexcept {
    switch (kind) {
    case Kind::RespawnedId:
        return Grade::Respawn;
    case Kind::LinkedTag:
    case Kind::EchoedTag:
    case Kind::PerVisitorTag:
        return Grade::IdentifierCapable;
    case Kind::VaryingTag:
        return Grade::Varies;
    default:
        return Grade::Unexplained;
    }
}

void writeHelp(JsonWriter &json, std::string_view id, const std::string &otherwise) {
    const std::string_view page = explain::pageOf(id);
    sarifMessage(json, "help", page.empty() ? otherwise : page, page);
}

void writeKind(JsonWriter &json, Kind kind) {
    const std::string_view id = analysis::nameOf(kind);
    const Grade grade = gradeOf(kind);
    const std::string title = explain::titleOf(kind, tags::Validator::ETag);
    json.beginObject();
    json.key("id").text(id);
    json.key("name").text(sarifName(id));
    sarifMessage(json, "shortDescription", title + ".");
    sarifMessage(json, "fullDescription", explain::meaningOf(grade));
    writeHelp(json, id, text(words::kindHelp, title, explain::meaningOf(grade)));
    json.key("defaultConfiguration").beginObject();
    json.key("level").text(sarifLevel(grade));
    json.endObject();
    json.key("properties").beginObject();
    json.key("lowest_grade").whole(static_cast<std::uint64_t>(grade));
    json.key("tags").beginArray();
    json.text("privacy");
    json.endArray();
    json.endObject();
    json.endObject();
}

/// What the rule says, its numbers left open.
std::string openSentence(const explain::RuleText &words) {
    return explain::fill(words.sentence, {}, 2);
}

void writeRule(JsonWriter &json, analysis::Rule rule) {
    const analysis::RuleRow &row = analysis::rowOf(rule);
    const std::string sentence = openSentence(explain::textOf(rule));
    json.beginObject();
    json.key("id").text(row.id);
    json.key("name").text(sarifName(row.id));
    sarifMessage(json, "shortDescription", sentence);
    writeHelp(json, row.id, sentence);
    json.key("defaultConfiguration").beginObject();
    json.key("level").text("none");
    json.endObject();
    json.endObject();
}

} // namespace

std::string_view sarifLevel(Grade grade) noexcept {
    if (grade >= Grade::Recognition)
        return "error";
    if (grade == Grade::IdentifierCapable)
        return "warning";
    return grade == Grade::Explained ? "none" : "note";
}

void writeSarifRules(JsonWriter &json) {
    json.key("rules").beginArray();
    for (std::size_t i = 0; i < static_cast<std::size_t>(Kind::Count); ++i)
        writeKind(json, static_cast<Kind>(i));
    for (std::size_t i = 0; i < static_cast<std::size_t>(analysis::Rule::Count); ++i)
        writeRule(json, static_cast<analysis::Rule>(i));
    for (std::size_t i = 0; i < static_cast<std::size_t>(analysis::Concurrency::Count); ++i)
        writeSarifRule(json, static_cast<analysis::Concurrency>(i));
    json.endArray();
}

} // namespace etagere::report
