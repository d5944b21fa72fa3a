// SPDX-License-Identifier: Apache-2.0
#include "core/report/live_report.h"

#include "core/explain/live_text.h"
#include "core/explain/numbers.h"
#include "core/explain/printable.h"
#include "core/report/finding_words.h"
#include "core/report/flush_report.h"
#include "core/report/html.h"

#include <array>
#include <vector>

namespace etagere::report {

namespace {

namespace words = explain::live_text;
using audit::LiveRun;
using audit::LiveVisit;
using live::VisitSummary;

void textOrNull(JsonWriter &json, std::string_view key, const std::string &text) {
    json.key(key);
    if (text.empty())
        json.null();
    else
        json.text(text);
}

void writeVisit(JsonWriter &json, const LiveVisit &visit) {
    const VisitSummary &summary = visit.summary;
    json.beginObject();
    json.key("visitor").text(visit.visitor);
    json.key("step").text(nameOf(visit.step.kind));
    json.key("url").text(visit.url);
    json.key("final_url").text(summary.finalUrl);
    json.key("end").text(nameOf(summary.end));
    textOrNull(json, "failure", summary.failure);
    json.key("exchanges").whole(visit.exchanges);
    json.key("took_s").seconds(summary.took);
    json.key("cookies").whole(summary.cookies.size());
    json.key("cookies_left").whole(visit.cookiesLeft);
    json.key("unseen").whole(summary.blindness.unseen);
    json.key("inferred").whole(summary.blindness.inferred);
    json.key("lost_bodies").whole(summary.blindness.lostBodies);
    json.key("cut_bodies").whole(summary.blindness.cutBodies);
    json.key("unfinished").whole(summary.blindness.unfinished);
    json.endObject();
}

void writeRun(JsonWriter &json, const LiveRun &run) {
    json.beginObject();
    json.key("url").text(run.url);
    json.key("engine").text(nameOf(run.engine.engine));
    json.key("product").text(run.engine.product);
    json.key("partitioned").truth(run.engine.isCachePartitioned);
    textOrNull(json, "failure", run.failure ? explain::sentenceOf(*run.failure) : std::string());
    json.key("stopped").truth(run.stopped);
    json.key("visits").beginArray();
    for (const LiveVisit &visit : run.visits)
        writeVisit(json, visit);
    json.endArray();
    writeTrials(json, run.trials);
    json.endObject();
}

void writeProof(JsonWriter &json, const audit::FlushProof &proof) {
    json.key("flush");
    if (proof.visits == 0) {
        json.null();
        return;
    }
    json.beginObject();
    json.key("visits").whole(proof.visits);
    json.key("requests").whole(proof.requests);
    json.key("conditional_before").whole(proof.conditionalBefore);
    json.key("conditional_after").whole(proof.conditionalAfter);
    json.key("clean").truth(proof.isClean());
    json.key("survivors").beginArray();
    for (const audit::SurvivingTag &tag : proof.survivors) {
        json.beginObject();
        json.key("validator").text(validatorName(tag.validator));
        json.key("url").text(tag.url);
        json.key("value").text(tag.value);
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

void writePrediction(JsonWriter &json, const audit::Prediction &prediction) {
    json.key("prediction");
    if (prediction.model.empty()) {
        json.null();
        return;
    }
    json.beginObject();
    json.key("model").text(prediction.model);
    json.key("version").text(prediction.version);
    json.key("agrees").whole(prediction.agrees);
    json.key("explained").whole(prediction.explained);
    json.key("differs").whole(prediction.differs);
    json.key("not_comparable").whole(prediction.notComparable);
    json.key("disagreements").beginArray();
    for (const audit::Disagreement &one : prediction.disagreements) {
        json.beginObject();
        json.key("url").text(one.url);
        json.key("predicted").text(cache::nameOf(one.predicted));
        json.key("happened").text(replay::nameOf(one.happened));
        json.key("because").text(audit::nameOf(one.because));
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

/// "The model chromium agrees with 31 of 33 ..."; empty without a prediction.
std::string predictionSentence(const audit::Prediction &prediction) {
    const std::uint64_t all = prediction.agrees + prediction.explained + prediction.differs;
    if (prediction.model.empty() || all == 0)
        return {};
    std::string line = explain::text(words::predicted, prediction.model, prediction.agrees, all);
    if (prediction.explained > 0)
        line += " " + explain::plural(words::predictedExplained,
                                      static_cast<std::int64_t>(prediction.explained));
    if (prediction.differs > 0)
        line += " " + explain::plural(words::predictedOtherwise,
                                      static_cast<std::int64_t>(prediction.differs));
    return line;
}

std::string remarksOn(const LiveVisit &visit) {
    std::string all = explain::remarkOn(visit.summary);
    const auto add = [&all](const std::string &remark) {
        if (!remark.empty())
            all += (all.empty() ? "" : "; ") + remark;
    };
    add(visit.cookiesLeft > 0 ? explain::plural(words::cookiesLeft, visit.cookiesLeft)
                              : std::string());
    add(explain::remarkOn(visit.summary.blindness));
    return all;
}

/// A cookie that came back after the flush, in words; empty for any other one.
std::string returnOf(const analysis::Respawn &respawn) {
    using Cause = analysis::RespawnCause;
    if (respawn.cause == Cause::AfterFlush)
        return explain::text(words::returnedByFlush, respawn.cookie, respawn.origin);
    if (respawn.cause == Cause::Control)
        return explain::text(words::returnedToAll, respawn.cookie, respawn.origin);
    return {};
}

/// What the flush left, in sentences; the first says whether it is clean.
std::vector<std::string> flushSentences(const audit::Report &report) {
    const audit::FlushProof &proof = report.flushProof;
    std::vector<std::string> sentences;
    if (proof.visits == 0)
        return sentences;
    if (proof.isClean()) {
        std::string line = explain::plural(words::flushClean, proof.requests);
        if (proof.conditionalBefore > 0)
            line += " " + explain::plural(words::flushBefore, proof.conditionalBefore);
        sentences.push_back(std::move(line));
    }
    for (const audit::SurvivingTag &tag : proof.survivors)
        sentences.push_back(explain::text(words::flushSurvivor, tag.url, tag.value));
    for (const analysis::Respawn &respawn : report.respawns) {
        if (std::string line = returnOf(respawn); !line.empty())
            sentences.push_back(std::move(line));
    }
    return sentences;
}

void writeVisits(TextLayout &layout, const LiveRun &run, bool verbose) {
    constexpr std::size_t stepColumns = 40;
    constexpr std::size_t countColumns = 14;
    for (const LiveVisit &visit : run.visits) {
        const std::string step = explain::titleOf(visit.step.kind);
        const std::string count = explain::plural(words::exchanges, visit.exchanges);
        const std::string took = explain::duration(visit.summary.took);
        const std::string person = audit::personName(visit.step.person);
        const std::array<TextLayout::Cell, 4> cells{{{person, 4, Look::Strong},
                                                     {step, stepColumns},
                                                     {count, countColumns, Look::Faint},
                                                     {took, 0, Look::Faint}}};
        layout.line(4, cells);
        if (verbose && run.visits.front().url != visit.url)
            layout.paragraph({.indent = 10, .hang = 10, .look = Look::Faint}, visit.url);
        if (const std::string remark = remarksOn(visit); !remark.empty())
            layout.paragraph({.indent = 10, .hang = 10, .look = Look::Notice}, remark);
    }
}

std::string htmlRun(const LiveRun &run) {
    std::string html = htmlElement(
        "h3", {}, explain::text(words::visited, run.url, explain::describe(run.engine)));
    html += "\n<div class=\"scroll\"><table>\n<thead><tr>";
    for (const auto *column : {&words::columnVisitor, &words::columnStep})
        html += "<th scope=\"col\">" + htmlText(explain::text(*column)) + "</th>";
    for (const auto *column : {&words::columnExchanges, &words::columnTook})
        html += R"(<th scope="col" class="number">)" + htmlText(explain::text(*column)) + "</th>";
    html += "<th scope=\"col\">" + htmlText(explain::text(words::columnRemark)) +
            "</th></tr></thead>\n<tbody>\n";
    for (const LiveVisit &visit : run.visits) {
        const bool isInner = visit.url != run.visits.front().url;
        html += "<tr><th scope=\"row\">" + htmlText(visit.visitor) + "</th><td>" +
                htmlText(explain::titleOf(visit.step.kind)) +
                (isInner ? "<br>" + htmlCode(visit.url) : std::string()) +
                "</td><td class=\"number\">" + htmlText(explain::count(visit.exchanges)) +
                "</td><td class=\"number\">" + htmlText(explain::duration(visit.summary.took)) +
                "</td><td>" + htmlText(remarksOn(visit)) + "</td></tr>\n";
    }
    html += "</tbody></table></div>\n";
    if (run.failure)
        html +=
            htmlElement("p", {}, explain::text(words::cutShort, explain::sentenceOf(*run.failure)));
    return html;
}

} // namespace

void writeLive(JsonWriter &json, const audit::Report &report) {
    json.key("live").beginArray();
    for (const LiveRun &run : report.live)
        writeRun(json, run);
    json.endArray();
    writePrediction(json, report.prediction);
    writeProof(json, report.flushProof);
}

void writeLive(TextLayout &layout, const audit::Report &report, bool verbose) {
    if (report.live.empty())
        return;
    layout.heading(explain::text(words::heading));
    for (const LiveRun &run : report.live) {
        layout.paragraph({.indent = 2, .hang = 4},
                         explain::text(words::visited, run.url, explain::describe(run.engine)));
        writeVisits(layout, run, verbose);
        if (run.failure)
            layout.paragraph({.indent = 4, .hang = 4, .look = Look::Warning},
                             explain::text(words::cutShort, explain::sentenceOf(*run.failure)));
        else if (run.stopped)
            layout.paragraph({.indent = 4, .hang = 4, .look = Look::Warning},
                             explain::text(words::stopped));
    }
    if (const std::string line = predictionSentence(report.prediction); !line.empty())
        layout.paragraph({.indent = 2, .hang = 4}, line);
    const auto sentences = flushSentences(report);
    if (!sentences.empty())
        layout.heading(explain::text(words::flushHeading));
    const Look look = report.flushProof.isClean() ? Look::Calm : Look::Alarm;
    for (std::size_t i = 0; i < sentences.size(); ++i)
        layout.paragraph({.indent = 2, .hang = 4, .look = i == 0 ? look : Look::Plain},
                         sentences[i]);
    for (const LiveRun &run : report.live)
        writeTrials(layout, run);
}

std::string htmlLive(const audit::Report &report) {
    if (report.live.empty())
        return {};
    std::string html = htmlElement("h2", {}, explain::text(words::heading)) + "\n";
    for (const LiveRun &run : report.live)
        html += htmlRun(run);
    if (const std::string line = predictionSentence(report.prediction); !line.empty())
        html += htmlElement("p", {}, line) + "\n";
    if (const auto sentences = flushSentences(report); !sentences.empty()) {
        html += htmlElement("h2", {}, explain::text(words::flushHeading)) + "\n<ul>";
        for (const std::string &sentence : sentences)
            html += htmlElement("li", {}, sentence);
        html += "</ul>\n";
    }
    for (const LiveRun &run : report.live)
        html += htmlTrials(run);
    return html;
}

} // namespace etagere::report
