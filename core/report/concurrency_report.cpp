// SPDX-License-Identifier: Apache-2.0
#include "core/report/concurrency_report.h"

#include "core/explain/concurrency_text.h"
#include "core/explain/numbers.h"
#include "core/report/csv.h"
#include "core/report/html.h"
#include "core/url/url.h"

#include <algorithm>
#include <cstdint>

namespace etagere::report {

namespace {

using analysis::Concurrency;
using analysis::ConcurrencyNote;

namespace words = explain::concurrency_text;

constexpr std::size_t briefNotes = 10;
constexpr std::size_t pageNotes = 200;

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
    json.key("codings").beginArray();
    for (const analysis::CodedTimes &each : note.codings) {
        json.beginObject();
        json.key("coding").text(each.coding.empty() ? "identity" : each.coding);
        json.key("times").whole(each.times);
        json.endObject();
    }
    json.endArray();
    json.key("first");
    textOrNull(json, note.when ? explain::rfc3339(*note.when) : std::string());
    json.key("text").text(explain::sentenceOf(note));
    json.endObject();
}

Look lookOf(Concurrency what) {
    switch (severityOf(what)) {
    case Severity::Lost:
        return Look::Alarm;
    case Severity::Unprotected:
        return Look::Warning;
    case Severity::Harmless:
        break;
    }
    return Look::Calm;
}

std::string_view toneOf(Concurrency what) {
    switch (severityOf(what)) {
    case Severity::Lost:
        return "alarm";
    case Severity::Unprotected:
        return "warning";
    case Severity::Harmless:
        break;
    }
    return "calm";
}

std::string more(std::size_t rest) {
    return explain::plural(words::more, static_cast<std::int64_t>(rest));
}

std::string htmlRow(const ConcurrencyNote &note) {
    return "<tr><th scope=\"row\"><span class=\"mark " + std::string(toneOf(note.what)) + "\">" +
           htmlText(explain::titleOf(note.what)) + "</span>" +
           htmlElement("div", "note small", analysis::sectionOf(note.what)) + "</th><td>" +
           htmlText(explain::sentenceOf(note)) +
           (note.when ? htmlElement("div", "note small", explain::rfc3339(*note.when)) : "") +
           "</td><td class=\"number\">" + htmlText(explain::count(note.times)) + "</td></tr>\n";
}

std::string csvRow(const ConcurrencyNote &note) {
    const url::UrlView parsed = url::parseUrl(note.url);
    const std::string both =
        note.writer + (note.writer.empty() || note.loser.empty() ? "" : " | ") + note.loser;
    return csvRecord({"", explain::titleOf(note.what), std::string(analysis::idOf(note.what)), "",
                      url::originOf(parsed), url::siteOf(parsed.host), note.url, note.value,
                      note.value.empty() ? "0" : "1", both, "", "", "", "",
                      explain::sentenceOf(note), "", ""});
}

} // namespace

Severity severityOf(Concurrency what) noexcept {
    if (what == Concurrency::LostUpdate || what == Concurrency::PreconditionIgnored)
        return Severity::Lost;
    const bool useless =
        what == Concurrency::WeakNeverMatches || what == Concurrency::TagOnTwoCodings;
    return useless ? Severity::Unprotected : Severity::Harmless;
}

void writeConcurrency(JsonWriter &json, const audit::Report &report) {
    json.key("concurrency").beginArray();
    for (const ConcurrencyNote &note : report.concurrency)
        writeNote(json, note);
    json.endArray();
}

void writeConcurrency(TextLayout &layout, const audit::Report &report, bool verbose) {
    if (report.concurrency.empty())
        return;
    layout.heading(explain::text(words::heading));
    const std::size_t shown =
        verbose ? report.concurrency.size() : std::min(report.concurrency.size(), briefNotes);
    for (std::size_t i = 0; i < shown; ++i) {
        const ConcurrencyNote &note = report.concurrency[i];
        const std::string title = explain::titleOf(note.what) + ": ";
        layout.paragraph({.indent = 2, .hang = 4, .lead = title, .leadLook = lookOf(note.what)},
                         explain::sentenceOf(note));
    }
    if (shown < report.concurrency.size())
        layout.paragraph({.indent = 2, .hang = 4}, more(report.concurrency.size() - shown));
}

std::string htmlConcurrency(const audit::Report &report) {
    if (report.concurrency.empty())
        return {};
    std::string html = htmlElement("h2", {}, explain::text(words::heading)) + "\n" +
                       htmlElement("p", "note", explain::text(words::about)) +
                       "\n<div class=\"scroll\"><table>\n<thead><tr>";
    for (const explain::Message *column : {&words::columnKind, &words::columnSeen})
        html += "<th scope=\"col\">" + htmlText(explain::text(*column)) + "</th>";
    html += R"(<th scope="col" class="number">)" + htmlText(explain::text(words::columnTimes)) +
            "</th></tr></thead>\n<tbody>\n";
    const std::size_t shown = std::min(report.concurrency.size(), pageNotes);
    for (std::size_t i = 0; i < shown; ++i)
        html += htmlRow(report.concurrency[i]);
    html += "</tbody></table></div>\n";
    if (shown < report.concurrency.size())
        html += htmlElement("p", "note", more(report.concurrency.size() - shown)) + "\n";
    return html;
}

std::string csvConcurrency(const audit::Report &report) {
    std::string rows;
    for (const ConcurrencyNote &note : report.concurrency)
        rows += csvRow(note);
    return rows;
}

} // namespace etagere::report
