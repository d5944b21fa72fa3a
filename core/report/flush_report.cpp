// SPDX-License-Identifier: Apache-2.0
#include "core/report/flush_report.h"

#include "core/explain/flush_text.h"
#include "core/report/html.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace etagere::report {

namespace {

namespace words = explain::flush_text;
using audit::FlushTrial;
using audit::LiveRun;

constexpr std::size_t mostListed = 12;

constexpr std::array<std::string_view, 4> gaps{{"", "no-findings", "failed", "stopped"}};
constexpr std::array<std::string_view, 3> ways{{"cleared", "deleted", "overwritten"}};
constexpr std::array<std::string_view, static_cast<std::size_t>(live::FlushFault::Kind::Count)>
    faults{{"still-tagged", "still-served", "lost-tag", "cookie-stays", "cookie-lost"}};

void textOrNull(JsonWriter &json, std::string_view key, std::string_view text) {
    json.key(key);
    if (text.empty())
        json.null();
    else
        json.text(text);
}

void writeTexts(JsonWriter &json, std::string_view key, const std::vector<std::string> &texts) {
    json.key(key).beginArray();
    for (const std::string &text : texts)
        json.text(text);
    json.endArray();
}

void writeResult(JsonWriter &json, const FlushTrial &trial) {
    textOrNull(json, "way",
               trial.result ? ways.at(static_cast<std::size_t>(trial.result->way))
                            : std::string_view());
    json.key("entries");
    if (trial.result && trial.result->entries)
        json.whole(*trial.result->entries);
    else
        json.null();
}

void writeCheck(JsonWriter &json, const FlushTrial &trial) {
    json.key("holds").truth(trial.holds());
    json.key("flushed").whole(trial.check.flushed);
    json.key("untouched").whole(trial.check.untouched);
    writeTexts(json, "not_verified", trial.check.notVisited);
    json.key("faults").beginArray();
    for (const live::FlushFault &fault : trial.check.faults) {
        json.beginObject();
        json.key("kind").text(faults.at(static_cast<std::size_t>(fault.kind)));
        json.key("name").text(fault.name);
        json.key("detail").text(fault.detail);
        json.endObject();
    }
    json.endArray();
    json.key("cookies_before").whole(trial.cookiesBefore);
    json.key("cookies_after").whole(trial.cookiesAfter);
}

void writeSurvived(JsonWriter &json, const FlushTrial &trial) {
    json.key("identities").whole(trial.identities);
    json.key("survived").beginArray();
    for (const audit::SurvivingIdentity &identity : trial.survived) {
        json.beginObject();
        json.key("source").text(nameOf(identity.source));
        json.key("name").text(identity.name);
        json.key("where").text(identity.where);
        json.key("value").text(identity.value);
        json.endObject();
    }
    json.endArray();
}

void writeTrial(JsonWriter &json, const FlushTrial &trial) {
    json.beginObject();
    json.key("flush").text(nameOf(trial.order.target));
    json.key("cookies_too").truth(trial.order.cookiesToo);
    writeTexts(json, "names", trial.scope.names);
    textOrNull(json, "gap", gaps.at(static_cast<std::size_t>(trial.gap)));
    textOrNull(json, "failure",
               trial.gap == FlushTrial::Gap::Failed ? explain::outcomeOf(trial).front()
                                                    : std::string());
    writeResult(json, trial);
    writeCheck(json, trial);
    writeSurvived(json, trial);
    json.key("visits").whole(trial.visits.size());
    json.endObject();
}

/// What is wrong or left, a sentence each; long lists are cut.
std::vector<std::string> detailsOf(const FlushTrial &trial) {
    std::vector<std::string> all;
    for (const live::FlushFault &fault : trial.check.faults)
        all.push_back(explain::sentenceOf(fault));
    for (const audit::SurvivingIdentity &identity : trial.survived)
        all.push_back(explain::sentenceOf(identity));
    if (all.size() > mostListed) {
        const auto more = static_cast<std::int64_t>(all.size() - mostListed);
        all.resize(mostListed);
        all.push_back(explain::plural(words::hides, more));
    }
    return all;
}

Look lookOf(const FlushTrial &trial) {
    if (trial.gap == FlushTrial::Gap::NoFindings)
        return Look::Calm;
    if (trial.gap != FlushTrial::Gap::None)
        return Look::Warning;
    return trial.check.isClean() ? Look::Calm : Look::Alarm;
}

} // namespace

void writeTrials(JsonWriter &json, std::span<const FlushTrial> trials) {
    json.key("flush_trials").beginArray();
    for (const FlushTrial &trial : trials)
        writeTrial(json, trial);
    json.endArray();
}

void writeTrials(TextLayout &layout, const LiveRun &run) {
    if (run.trials.empty())
        return;
    layout.heading(explain::text(words::heading) + ": " + run.url);
    for (const FlushTrial &trial : run.trials) {
        layout.paragraph({.indent = 2, .hang = 4}, explain::describe(trial));
        const auto sentences = explain::outcomeOf(trial);
        for (std::size_t i = 0; i < sentences.size(); ++i)
            layout.paragraph({.indent = 4, .hang = 6, .look = i == 0 ? lookOf(trial) : Look::Plain},
                             sentences[i]);
        for (const std::string &detail : detailsOf(trial))
            layout.paragraph({.indent = 6, .hang = 8}, detail);
    }
}

std::string htmlTrials(const LiveRun &run) {
    std::string html;
    for (const FlushTrial &trial : run.trials) {
        html += htmlElement("h3", {}, explain::describe(trial)) + "\n<ul>";
        for (const std::string &sentence : explain::outcomeOf(trial))
            html += htmlElement("li", {}, sentence);
        for (const std::string &detail : detailsOf(trial))
            html += htmlElement("li", {}, detail);
        html += "</ul>\n";
    }
    if (html.empty())
        return html;
    return htmlElement("h2", {}, explain::text(words::heading) + ": " + run.url) + "\n" + html;
}

} // namespace etagere::report
