// SPDX-License-Identifier: Apache-2.0
#include "core/audit/audit.h"

#include "core/audit/probed_findings.h"
#include "core/audit/surviving_identity.h"
#include "core/probe/recording.h"
#include "core/tags/observation.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string_view>
#include <utility>

namespace etagere::audit {

namespace {

std::vector<VisitorSummary> summarise(const traffic::Traffic &traffic, std::size_t audited) {
    std::vector<VisitorSummary> visitors;
    std::vector<std::size_t> position(traffic.visitorCount(), SIZE_MAX);
    std::vector<bool> seen(traffic.visitCount());
    for (std::size_t i = 0; i < audited; ++i) {
        const traffic::VisitId visit = traffic.exchange(traffic::ExchangeId::fromSize(i)).visit;
        if (!visit.isValid() || seen[visit.index()])
            continue;
        seen[visit.index()] = true;
        const traffic::VisitorId visitor = traffic.visit(visit).visitor;
        std::size_t &at = position[visitor.index()];
        if (at == SIZE_MAX) {
            at = visitors.size();
            visitors.push_back(
                {std::string(traffic.visitor(visitor).name), 0, probe::isProbed(traffic, visit)});
        }
        ++visitors[at].visits;
    }
    return visitors;
}

/// Visitors that probes made up stand in no finding that somebody who visited stands in as well.
void leaveOutProbes(Report &report) {
    std::set<std::string_view> probes;
    for (const VisitorSummary &visitor : report.visitors) {
        if (visitor.isProbe)
            probes.insert(visitor.name);
    }
    const auto isProbe = [&probes](const std::string &name) { return probes.contains(name); };
    for (analysis::Finding &finding : report.findings) {
        if (!std::all_of(finding.visitors.begin(), finding.visitors.end(), isProbe))
            std::erase_if(finding.visitors, isProbe);
    }
}

void findSpan(const traffic::Traffic &traffic, std::size_t audited, Report &report) {
    for (std::size_t i = 0; i < audited; ++i) {
        const auto &started = traffic.exchange(traffic::ExchangeId::fromSize(i)).started;
        if (!started)
            continue;
        report.firstExchange = std::min(report.firstExchange.value_or(*started), *started);
        report.lastExchange = std::max(report.lastExchange.value_or(*started), *started);
    }
}

} // namespace

Report auditCapture(const traffic::Traffic &traffic, std::vector<Input> inputs,
                    const analysis::Conduct &conduct) {
    const std::size_t audited = std::min(conduct.audited, traffic.exchangeCount());
    Report report;
    report.inputs = std::move(inputs);
    report.exchanges = audited;
    const tags::FieldCounts counts = tags::countFields(traffic, audited);
    report.etagResponses = counts.etag;
    report.lastModifiedResponses = counts.lastModified;
    report.visitors = summarise(traffic, audited);
    findSpan(traffic, audited, report);

    const auto observations = tags::observe(traffic);
    analysis::Judgement judgement = analysis::judge(traffic, observations, conduct);
    report.tags = judgement.tags;
    report.verified = judgement.verified;
    report.partial = judgement.partial;
    report.unexplained = judgement.unexplained;
    report.findings = std::move(judgement.findings);
    report.explainedTags = std::move(judgement.explained);
    report.respawns = std::move(judgement.respawns);
    report.concurrency = analysis::findConcurrency(traffic, audited);
    report.stopped = conduct.stop.stop_requested();
    leaveOutProbes(report);
    return report;
}

Report auditLive(const traffic::Traffic &traffic, std::vector<Input> inputs,
                 std::vector<LiveRun> runs, analysis::Conduct conduct) {
    std::vector<analysis::VisitState> states;
    std::vector<analysis::StoredSeen> storage;
    for (const LiveRun &run : runs) {
        const auto labels = statesOf(run);
        states.insert(states.end(), labels.begin(), labels.end());
        const auto items = storageOf(run, traffic);
        storage.insert(storage.end(), items.begin(), items.end());
    }
    conduct.states = states;
    conduct.storage = storage;
    Report report = auditCapture(traffic, std::move(inputs), conduct);
    if (runs.empty())
        return report;
    settleByProbes(traffic, report.findings);
    leaveOutProbes(report);
    report.flushProof = flushProofOf(traffic, states);
    report.prediction = predict(traffic, runs, conduct.stop);
    for (LiveRun &run : runs) {
        report.stopped = report.stopped || run.stopped;
        findSurvivors(traffic, report.explainedTags, run);
    }
    report.live = std::move(runs);
    return report;
}

} // namespace etagere::audit
