// SPDX-License-Identifier: Apache-2.0
#include "core/session/explain.h"

#include "core/audit/audit.h"
#include "core/replay/replay.h"
#include "core/session/parallel.h"
#include "core/session/query.h"

#include <algorithm>
#include <mutex>
#include <numeric>
#include <optional>
#include <utility>

namespace etagere::session {

namespace {

Progress progressOf(Stage stage, const StageListener &listener) {
    if (!listener)
        return {};
    return Progress([stage, listener](std::uint64_t done, std::uint64_t total) {
        listener(stage, done, total);
    });
}

/// None: the filter does not ask for them.
using Grades = std::optional<std::vector<std::uint8_t>>;

bool asksForGrades(const std::string &filter) {
    return filter.find("grade") != std::string::npos || filter.find("flagged") != std::string::npos;
}

std::vector<std::uint8_t> judged(const Opened &opened, const StopToken &stop,
                                 const StageListener &listener) {
    const analysis::Conduct conduct{onAllCores, opened.traffic.exchangeCount(), stop,
                                    progressOf(Stage::Judging, listener)};
    const audit::Report report =
        audit::auditLive(opened.traffic, opened.inputs, opened.live, conduct);
    return gradesOf(opened.traffic, report.findings);
}

std::vector<traffic::ExchangeId> selected(const Explained &explained, const std::string &filter,
                                          const Grades &grades) {
    Subject subject;
    subject.traffic = &explained.opened.traffic;
    subject.log = &explained.logs.front();
    subject.grades = grades ? &*grades : nullptr;
    return Query::parse(filter).run(subject);
}

/// Adds up how far several replays are, which tell of it from their own threads.
class ProgressSum {
public:
    ProgressSum(std::size_t parts, Progress whole)
        : m_done(parts)
        , m_whole(std::move(whole)) {}

    [[nodiscard]] Progress partOf(std::size_t part) {
        return Progress([this, part](std::uint64_t done, std::uint64_t total) {
            const std::lock_guard lock(m_mutex);
            m_done[part] = done;
            m_whole.report(std::accumulate(m_done.begin(), m_done.end(), std::uint64_t{0}),
                           total * m_done.size());
        });
    }

private:
    std::mutex m_mutex;
    std::vector<std::uint64_t> m_done;
    Progress m_whole;
};

std::vector<replay::Log> replayed(const traffic::Traffic &traffic,
                                  const std::vector<cache::Model> &models, const StopToken &stop,
                                  const StageListener &listener) {
    std::vector<replay::Log> logs(models.size());
    ProgressSum progress(models.size(), progressOf(Stage::Replaying, listener));
    onAllCores(models.size(), [&](std::size_t i) {
        logs[i] = replay::replay(traffic, models[i], {}, stop, progress.partOf(i));
    });
    return logs;
}

} // namespace

Explained runExplain(const ExplainRequest &request, const StopToken &stop,
                     const StageListener &listener) {
    Explained explained;
    explained.opened = openInputs(request.inputs, stop, listener);
    const traffic::Traffic &traffic = explained.opened.traffic;
    explained.logs = replayed(traffic, request.models, stop, listener);
    Grades grades;
    if (asksForGrades(request.filter))
        grades = judged(explained.opened, stop, listener);
    explained.exchanges = selected(explained, request.filter, grades);
    explained.stopped =
        explained.opened.stopped || std::any_of(explained.logs.begin(), explained.logs.end(),
                                                [](const replay::Log &log) { return log.stopped; });
    return explained;
}

} // namespace etagere::session
