// SPDX-License-Identifier: Apache-2.0
#include "core/session/live_finish.h"

#include "core/audit/audit.h"
#include "core/audit/probed_findings.h"
#include "core/audit/surviving_identity.h"
#include "core/probe/recording.h"
#include "core/session/live_record.h"
#include "core/session/private_capture.h"
#include "core/session/probe_run.h"

#include <algorithm>
#include <utility>

namespace etagere::session {

namespace {

audit::Report judged(const audit::LiveResult &result, const StopToken &stop) {
    analysis::Conduct conduct;
    conduct.stop = stop;
    const auto states = audit::statesOf(result.run);
    conduct.states = states;
    const auto storage = audit::storageOf(result.run, result.traffic);
    conduct.storage = storage;
    return audit::auditCapture(result.traffic, {}, conduct);
}

/// The URLs that the visits leave open.
std::vector<std::string> openQuestions(const LiveRequest &request, const audit::LiveResult &result,
                                       const StopToken &stop) {
    const audit::Report report = judged(result, stop);
    std::vector<std::string> urls =
        audit::urlsToProbe(report.findings, report.explainedTags, request.mostProbed);
    // To few visitors a number in a file's time or place is explained, and is nowhere in the
    // report.
    for (std::string &url : audit::urlsWithSeveralTags(result.traffic)) {
        if (urls.size() < request.mostProbed &&
            std::find(urls.begin(), urls.end(), url) == urls.end())
            urls.push_back(std::move(url));
    }
    return urls;
}

void probeUrls(const LiveRequest &request, const std::vector<std::string> &urls,
               audit::LiveResult &result, const StopToken &stop, const Progress &progress) {
    for (std::size_t i = 0; i < urls.size() && !stop.stop_requested(); ++i) {
        ProbeRequest asked;
        asked.url = urls[i];
        asked.options = request.probing;
        asked.options.page = audit::pageBefore(result.traffic, urls[i], result.run.url);
        asked.trusted = request.trusted;
        asked.acceptsAnyCertificate = request.acceptsAnyCertificate;
        const auto listener = [&](Stage, std::uint64_t done, std::uint64_t total) {
            progress.report(i * total + done, urls.size() * total);
        };
        const auto probed = runProbe(asked, stop, listener);
        if (probed)
            probe::appendTo(result.traffic, probed->outcomes, urls[i]);
    }
}

} // namespace

void settleTrials(audit::LiveResult &result, const StopToken &stop) {
    if (!result.run.trials.empty())
        audit::findSurvivors(result.traffic, judged(result, stop).explainedTags, result.run);
}

std::optional<store::StoreError> finishLive(const LiveRequest &request, audit::LiveResult result,
                                            const std::filesystem::path &file,
                                            const StopToken &stop, const Progress &probing) {
    const bool isWhole = !result.run.failure && !result.run.stopped;
    if (request.probes && isWhole)
        probeUrls(request, openQuestions(request, result, stop), result, stop, probing);
    result.run.stopped = result.run.stopped || stop.stop_requested();
    traffic::Attachments attachments;
    attachLive({&result.run, 1}, attachments);
    return savePrivately(result.traffic, attachments, file);
}

} // namespace etagere::session
