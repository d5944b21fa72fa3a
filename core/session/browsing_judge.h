// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"
#include "core/session/browsing_record.h"
#include "core/session/job.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>

namespace etagere::session {

/// Judges what was recorded so far, beside the recording. One judgement at a time: what comes
/// meanwhile is judged once the one under way is done, all together.
class BrowsingJudge {
public:
    struct Judgement {
        std::shared_ptr<const audit::Report> report;
        struct OfVisit {
            std::uint32_t visit = 0; ///< the person's last one when it was judged
            BrowsingVerdict verdict{};
        };
        std::map<PersonId, OfVisit> verdicts;
    };
    /// The last visit of each person.
    using LastVisits = std::map<PersonId, std::uint32_t>;
    using Listener = std::function<void(Judgement)>;

    /// The record outlives it. `judged` is called from the event loop.
    BrowsingJudge(const BrowsingRecord &record, std::function<LastVisits()> lastVisits,
                  Listener judged);
    /// Judges the record as it is now, or as it is when the judgement under way is done.
    void judge();

private:
    struct Task {
        audit::LiveRun run;
        struct Last {
            std::uint32_t visit = 0;
            traffic::VisitId id;
        };
        std::map<PersonId, Last> last;
    };
    /// On the job's thread: judges, and says what to do with it.
    [[nodiscard]] Job::Finish work(const traffic::Traffic &traffic, const Task &task,
                                   const StopToken &stop);
    [[nodiscard]] static Judgement judged(const traffic::Traffic &traffic, const Task &task,
                                          const StopToken &stop);

    const BrowsingRecord &m_record;
    std::function<LastVisits()> m_lastVisits;
    Listener m_judged;
    std::shared_ptr<traffic::Traffic> m_copy; ///< touched here only while nobody judges
    bool m_isWanted = false;
    Job m_job; ///< waits for the work when it goes, so it goes first
};

} // namespace etagere::session
