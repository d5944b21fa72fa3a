// SPDX-License-Identifier: Apache-2.0
#include "core/session/browsing_judge.h"

#include "core/audit/audit.h"
#include "core/explain/grades.h"
#include "core/session/query.h"
#include "core/traffic/copy.h"

#include <algorithm>
#include <exception>
#include <utility>
#include <vector>

namespace etagere::session {

namespace {

using analysis::Finding;
using traffic::ExchangeId;
using traffic::Traffic;

/// The worst of the grades of a visit's exchanges.
std::uint8_t worstOf(const Traffic &traffic, traffic::VisitId visit,
                     const std::vector<std::uint8_t> &grades) {
    std::uint8_t worst = 0;
    for (std::size_t i = 0; i < grades.size(); ++i) {
        if (traffic.exchange(ExchangeId::fromSize(i)).visit == visit)
            worst = std::max(worst, grades[i]);
    }
    return worst;
}

/// The finding of that grade that concerns the visit.
const Finding *findingOf(const Traffic &traffic, traffic::VisitId visit, std::uint8_t grade,
                         const std::vector<Finding> &findings) {
    for (const Finding &finding : findings) {
        if (static_cast<std::uint8_t>(finding.grade) == grade &&
            worstOf(traffic, visit, gradesOf(traffic, {finding})) > 0)
            return &finding;
    }
    return nullptr;
}

BrowsingVerdict verdictOn(const Traffic &traffic, traffic::VisitId visit,
                          const std::vector<Finding> &findings,
                          const std::vector<std::uint8_t> &grades) {
    BrowsingVerdict verdict;
    verdict.isKnown = true;
    verdict.grade = worstOf(traffic, visit, grades);
    if (verdict.grade == 0)
        return verdict;
    if (const Finding *finding = findingOf(traffic, visit, verdict.grade, findings))
        verdict.headline =
            QString::fromStdString(explain::titleOf(finding->kind, finding->validator));
    return verdict;
}

} // namespace

BrowsingJudge::BrowsingJudge(const BrowsingRecord &record, std::function<LastVisits()> lastVisits,
                             Listener judged)
    : m_record(record)
    , m_lastVisits(std::move(lastVisits))
    , m_judged(std::move(judged))
    , m_copy(std::make_shared<Traffic>()) {
    QObject::connect(&m_job, &Job::finished, &m_job, [this] {
        if (std::exchange(m_isWanted, false))
            judge();
    });
}

void BrowsingJudge::judge() {
    if (m_job.isRunning()) {
        m_isWanted = true;
        return;
    }
    traffic::catchUp(*m_copy, m_record.traffic());
    Task task{m_record.run(), {}};
    for (const auto &[person, visit] : m_lastVisits())
        task.last.emplace(person, Task::Last{visit, m_record.visitId(visit)});
    m_job.start([this, copy = m_copy, task = std::move(task)](
                    const StopToken &stop, const Progress &) { return work(*copy, task, stop); });
}

Job::Finish BrowsingJudge::work(const Traffic &traffic, const Task &task, const StopToken &stop) {
    try {
        Judgement made = judged(traffic, task, stop);
        if (stop.stop_requested())
            return {};
        return [this, made = std::move(made)] { m_judged(made); };
    } catch (const std::exception &) {
        return {}; // no memory for it: what is known stays as it is
    }
}

BrowsingJudge::Judgement BrowsingJudge::judged(const Traffic &traffic, const Task &task,
                                               const StopToken &stop) {
    analysis::Conduct conduct;
    conduct.stop = stop;
    auto report = std::make_shared<audit::Report>(
        audit::auditLive(traffic, {}, {task.run}, std::move(conduct)));
    const std::vector<std::uint8_t> grades = gradesOf(traffic, report->findings);
    Judgement judgement;
    for (const auto &[person, last] : task.last)
        judgement.verdicts.emplace(
            person,
            Judgement::OfVisit{last.visit, verdictOn(traffic, last.id, report->findings, grades)});
    judgement.report = std::move(report);
    return judgement;
}

} // namespace etagere::session
