// SPDX-License-Identifier: Apache-2.0
#include "core/report/watch_report.h"

#include "core/explain/numbers.h"
#include "core/explain/printable.h"
#include "core/explain/watch_text.h"
#include "core/report/json.h"
#include "core/report/json_line.h"

#include <array>
#include <chrono>
#include <cstddef>

namespace etagere::report {

namespace {

using watch::Visit;

constexpr std::array<std::string_view, static_cast<std::size_t>(watch::Outcome::Count)> outcomes{
    "first", "not-modified", "same", "changed", "stale-tag", "failed"};
constexpr std::array<std::string_view, static_cast<std::size_t>(watch::Asking::Count)> askings{
    "first", "conditional", "audit", "distrusted", "no-validator"};
constexpr std::array<std::string_view, static_cast<std::size_t>(watch::Pace::Count)> paces{
    "schedule", "freshness", "retry-after", "back-off"};
constexpr std::array<std::string_view, 5> sameTags{"confirmed", "same-meaning", "only-numbers",
                                                   "unknown", "stale"};

template <class Enum, std::size_t N>
std::string_view nameIn(const std::array<std::string_view, N> &names, Enum value) {
    return names.at(static_cast<std::size_t>(value));
}

void textOrNull(JsonWriter &json, std::string_view text) {
    if (text.empty())
        json.null();
    else
        json.text(text);
}

void writeDiff(JsonWriter &json, const std::optional<body::TextDiff> &diff) {
    if (!diff)
        return json.null();
    json.beginObject();
    json.key("removed").whole(diff->removed);
    json.key("added").whole(diff->added);
    json.key("only_numbers").truth(diff->onlyNumbers);
    json.key("lines").beginArray();
    for (const body::DiffLine &line : diff->lines) {
        json.beginObject();
        json.key("op").text(line.kind == body::DiffLine::Kind::Removed ? "-" : "+");
        json.key("text").text(line.text);
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

void writeTotals(JsonWriter &json, const watch::PageState &page) {
    json.beginObject();
    json.key("visits").whole(page.visits);
    json.key("not_modified").whole(page.notModified);
    json.key("changes").whole(page.changes);
    json.key("received_bytes").whole(page.receivedBytes);
    json.key("saved_bytes").whole(page.savedBytes);
    json.endObject();
}

void writeAnswer(JsonWriter &json, const Visit &visit) {
    json.key("status");
    if (visit.status == 0)
        json.null();
    else
        json.whole(visit.status);
    json.key("validator");
    textOrNull(json, visit.validator);
    json.key("same_tag");
    textOrNull(json, visit.sameTag ? nameIn(sameTags, *visit.sameTag) : std::string_view());
    json.key("newly_distrusted").truth(visit.newlyDistrusted);
    json.key("received_bytes").whole(visit.receivedBytes);
    json.key("saved_bytes").whole(visit.savedBytes);
    json.key("revalidations").whole(visit.revalidations);
    json.key("odds").real(visit.odds);
}

std::string diffLines(const body::TextDiff &diff, bool colour) {
    std::string lines;
    for (const body::DiffLine &line : diff.lines) {
        const bool removed = line.kind == body::DiffLine::Kind::Removed;
        lines += colour ? (removed ? "\x1b[31m" : "\x1b[32m") : "";
        lines += removed ? "    - " : "    + ";
        lines += explain::printable(line.text);
        lines += colour ? "\x1b[0m\n" : "\n";
    }
    if (diff.lines.size() < diff.removed + diff.added)
        lines += "    \xE2\x80\xA6\n";
    return lines;
}

} // namespace

std::string watchText(const Visit &visit, const watch::PageState &page, bool colour) {
    std::string text = explain::rfc3339(std::chrono::floor<std::chrono::seconds>(visit.time)) +
                       "  " + explain::printable(page.url) + "  ";
    const bool loud = colour && (visit.outcome == watch::Outcome::TagStale ||
                                 visit.outcome == watch::Outcome::Failed);
    text += loud ? "\x1b[1m" : "";
    text += explain::sentenceOf(visit);
    text += loud ? "\x1b[0m\n" : "\n";
    return visit.diff ? text + diffLines(*visit.diff, colour) : text;
}

std::string watchJson(const Visit &visit, const watch::PageState &page) {
    JsonWriter json;
    json.beginObject();
    json.key("schema").text("etagere.watch/1");
    json.key("time").text(explain::rfc3339(visit.time));
    json.key("url").text(page.url);
    json.key("final_url").text(visit.url);
    json.key("outcome").text(nameIn(outcomes, visit.outcome));
    json.key("asking").text(nameIn(askings, visit.asking));
    writeAnswer(json, visit);
    json.key("diff");
    writeDiff(json, visit.diff);
    json.key("failure");
    textOrNull(json, visit.failure ? explain::sentenceOf(*visit.failure, visit) : std::string());
    json.key("next").text(explain::rfc3339(visit.next));
    json.key("pace").text(nameIn(paces, visit.pace));
    json.key("totals");
    writeTotals(json, page);
    json.endObject();
    return oneLine(json.finish()) + "\n";
}

} // namespace etagere::report
