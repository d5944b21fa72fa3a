// SPDX-License-Identifier: Apache-2.0
#include "core/session/live_record.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include "core/session/flush_record.h"
#include "core/session/json_value.h"
#include "core/session/live_visit_record.h"

#include <algorithm>
#include <utility>

namespace etagere::session {

namespace {

using namespace Qt::StringLiterals;
using audit::LiveRun;

constexpr auto liveSchema = "etagere.live/1"_L1;
constexpr qsizetype mostVisits = 100'000; // what a hostile file may ask for
constexpr std::size_t mostScreenshotBytes = std::size_t{12} << 20U;

std::string attachmentName(std::size_t run) {
    return run == 0 ? liveAttachment : liveAttachment + ("-" + std::to_string(run + 1));
}
std::string screenshotName(std::size_t run, std::size_t visit) {
    return attachmentName(run) + "-screenshot-" + std::to_string(visit) + ".png";
}

QJsonObject runValue(const LiveRun &run) {
    QJsonArray visits;
    for (const audit::LiveVisit &visit : run.visits)
        visits.append(visitValue(visit));
    return {{u"schema"_s, liveSchema},
            {u"url"_s, textValue(run.url)},
            {u"engine"_s, textValue(nameOf(run.engine.engine))},
            {u"product"_s, textValue(run.engine.product)},
            {u"user_agent"_s, textValue(run.engine.userAgent)},
            {u"partitioned"_s, run.engine.isCachePartitioned},
            {u"failure"_s, failureValue(run.failure)},
            {u"stopped"_s, run.stopped},
            {u"visits"_s, visits},
            {u"trials"_s, trialsValue(run.trials)}};
}

LiveRun runFrom(const QJsonObject &object) {
    LiveRun run;
    run.url = textFrom(object.value("url"_L1));
    run.engine.engine =
        live::engineFrom(textFrom(object.value("engine"_L1))).value_or(live::Engine::Chromium);
    run.engine.product = textFrom(object.value("product"_L1));
    run.engine.userAgent = textFrom(object.value("user_agent"_L1));
    run.engine.isCachePartitioned = object.value("partitioned"_L1).toBool();
    run.failure = failureFrom(object.value("failure"_L1));
    run.stopped = object.value("stopped"_L1).toBool();
    return run;
}

} // namespace

void attachLive(std::span<const LiveRun> runs, traffic::Attachments &attachments) {
    std::size_t pictures = 0;
    for (std::size_t number = 0; number < runs.size(); ++number) {
        const LiveRun &run = runs[number];
        attachments.insert_or_assign(
            attachmentName(number),
            QJsonDocument(runValue(run)).toJson(QJsonDocument::Compact).toStdString());
        for (std::size_t i = 0; i < run.visits.size(); ++i) {
            const std::string &png = run.visits[i].summary.screenshot;
            if (png.empty() || pictures + png.size() > mostScreenshotBytes)
                continue;
            pictures += png.size();
            attachments.insert_or_assign(screenshotName(number, i), png);
        }
    }
}

std::vector<LiveRun> liveIn(const traffic::Attachments &attachments,
                            const traffic::Traffic &traffic, std::size_t firstVisit) {
    std::vector<LiveRun> runs;
    if (firstVisit > traffic.visitCount())
        return runs;
    for (std::size_t number = 0;; ++number) {
        const auto found = attachments.find(attachmentName(number));
        if (found == attachments.end())
            return runs;
        const QJsonObject object = objectIn(QByteArray::fromStdString(found->second), liveSchema);
        if (object.isEmpty())
            continue;
        LiveRun run = runFrom(object);
        const QJsonArray visits = object.value("visits"_L1).toArray();
        for (qsizetype i = 0; i < std::min(visits.size(), mostVisits); ++i) {
            auto visit = visitFrom(visits[i].toObject(), traffic, firstVisit);
            if (!visit)
                continue;
            const auto picture =
                attachments.find(screenshotName(number, static_cast<std::size_t>(i)));
            if (picture != attachments.end())
                visit->summary.screenshot = picture->second;
            run.visits.push_back(*std::move(visit));
        }
        run.trials = trialsFrom(object.value("trials"_L1).toArray(), traffic, firstVisit);
        runs.push_back(std::move(run));
    }
}

} // namespace etagere::session
