// SPDX-License-Identifier: Apache-2.0
#include "core/report/json_input.h"

#include "core/explain/import_text.h"
#include "core/report/import_groups.h"

namespace etagere::report {

namespace {

void writeRepairs(JsonWriter &json, const traffic::ImportLog &log) {
    json.key("repaired").beginArray();
    for (const RepairGroup &group : groupRepairs(log)) {
        json.beginObject();
        json.key("repair").text(explain::idOf(group.repair));
        json.key("text").text(explain::sentenceOf(group.repair));
        json.key("count").whole(group.count);
        json.key("whole_file").truth(group.wholeFile);
        json.key("entries").beginArray();
        for (const std::uint32_t entry : group.entries)
            json.whole(entry);
        json.endArray();
        json.endObject();
    }
    json.endArray();
}

void writeSkips(JsonWriter &json, const traffic::ImportLog &log) {
    json.key("skipped").beginArray();
    for (const traffic::SkippedEntry &skipped : log.skipped) {
        json.beginObject();
        json.key("entry").whole(skipped.entry);
        json.key("reason").text(explain::idOf(skipped.why));
        json.key("text").text(explain::sentenceOf(skipped.why));
        json.key("offset_bytes").whole(skipped.byteOffset);
        json.endObject();
    }
    json.endArray();
}

void writeFailure(JsonWriter &json, const audit::Input &input) {
    json.key("error");
    if (!input.failure) {
        json.null();
        return;
    }
    json.beginObject();
    json.key("id").text(explain::idOf(*input.failure));
    json.key("text").text(explain::failureOf(input));
    json.key("offset_bytes").whole(input.failureOffset);
    json.endObject();
}

} // namespace

void writeInput(JsonWriter &json, const audit::Input &input) {
    json.beginObject();
    json.key("file").text(input.file);
    json.key("entries").whole(input.log.entries);
    json.key("imported").whole(input.log.imported);
    writeRepairs(json, input.log);
    writeSkips(json, input.log);
    writeFailure(json, input);
    json.key("creator").text(input.creator);
    json.key("assumptions").beginArray();
    for (const std::string &assumption : explain::assumptionsOf(input))
        json.text(assumption);
    json.endArray();
    json.endObject();
}

} // namespace etagere::report
