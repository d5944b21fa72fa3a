// SPDX-License-Identifier: Apache-2.0
#include "core/session/explain.h"

#include "core/audit/audit.h"
#include "core/replay/replay.h"
#include "core/session/parallel.h"
#include "core/session/query.h"

#include <optional>

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
    const audit::Report report = audit::auditCapture(opened.traffic, opened.inputs, conduct);
    return gradesOf(opened.traffic, report.findings);
}

std::vector<traffic::ExchangeId> selected(const Explained &explained, const std::string &filter,
                                          const Grades &grades) {
    Subject subject;
    subject.traffic = &explained.opened.traffic;
    subject.log = &explained.log;
    subject.grades = grades ? &*grades : nullptr;
    return Query::parse(filter).run(subject);
}

} // namespace

Explained runExplain(const ExplainRequest &request, const StopToken &stop,
                     const StageListener &listener) {
    Explained explained;
    explained.opened = openInputs(request.inputs, stop, listener);
    const traffic::Traffic &traffic = explained.opened.traffic;
    explained.log =
        replay::replay(traffic, request.model, {}, stop, progressOf(Stage::Replaying, listener));
    Grades grades;
    if (asksForGrades(request.filter))
        grades = judged(explained.opened, stop, listener);
    explained.exchanges = selected(explained, request.filter, grades);
    explained.stopped = explained.opened.stopped || explained.log.stopped;
    return explained;
}

} // namespace etagere::session
