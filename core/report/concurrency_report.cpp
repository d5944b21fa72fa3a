// SPDX-License-Identifier: Apache-2.0
#include "core/report/concurrency_report.h"

#include "core/explain/concurrency_text.h"
#include "core/explain/numbers.h"

#include <algorithm>
#include <cstdint>

namespace etagere::report {

namespace {

using analysis::Concurrency;
using analysis::ConcurrencyNote;

constexpr std::size_t briefNotes = 10;

void textOrNull(JsonWriter &json, std::string_view text) {
    if (text.empty())
        json.null();
    else
        json.text(text);
}

void writeNote(JsonWriter &json, const ConcurrencyNote &note) {
    json.beginObject();
    json.key("kind").text(analysis::idOf(note.what));
    json.key("section").text(analysis::sectionOf(note.what));
    json.key("url").text(note.url);
    json.key("method").text(note.method);
    json.key("status").whole(note.status);
    json.key("value");
    textOrNull(json, note.value);
    json.key("writer");
    textOrNull(json, note.writer);
    json.key("loser");
    textOrNull(json, note.loser);
    json.key("times").whole(note.times);
    json.key("first");
    textOrNull(json, note.when ? explain::rfc3339(*note.when) : std::string());
    json.key("text").text(explain::sentenceOf(note));
    json.endObject();
}

Look lookOf(Concurrency what) {
    const bool lost = what == Concurrency::LostUpdate || what == Concurrency::PreconditionIgnored;
    return lost ? Look::Alarm : what == Concurrency::WeakNeverMatches ? Look::Warning : Look::Calm;
}

} // namespace

void writeConcurrency(JsonWriter &json, const audit::Report &report) {
    json.key("concurrency").beginArray();
    for (const ConcurrencyNote &note : report.concurrency)
        writeNote(json, note);
    json.endArray();
}

void writeConcurrency(TextLayout &layout, const audit::Report &report, bool verbose) {
    if (report.concurrency.empty())
        return;
    layout.heading(explain::text(explain::concurrency_text::heading));
    const std::size_t shown =
        verbose ? report.concurrency.size() : std::min(report.concurrency.size(), briefNotes);
    for (std::size_t i = 0; i < shown; ++i) {
        const ConcurrencyNote &note = report.concurrency[i];
        const std::string title = explain::titleOf(note.what) + ": ";
        layout.paragraph({.indent = 2, .hang = 4, .lead = title, .leadLook = lookOf(note.what)},
                         explain::sentenceOf(note));
    }
    if (shown < report.concurrency.size())
        layout.paragraph(
            {.indent = 2, .hang = 4},
            explain::plural(explain::concurrency_text::more,
                            static_cast<std::int64_t>(report.concurrency.size() - shown)));
}

} // namespace etagere::report
