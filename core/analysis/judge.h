// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/finding.h"
#include "core/analysis/identifiers.h"
#include "core/analysis/respawn.h"
#include "core/base/stop.h"
#include "core/tags/observation.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace etagere::analysis {

/// Runs `work(i)` for every i below `count`, in any order and on as many threads as it likes, and
/// returns when all are done.
using ForEach =
    std::function<void(std::size_t count, const std::function<void(std::size_t)> &work)>;

/// One after the other, on the calling thread.
void inOrder(std::size_t count, const std::function<void(std::size_t)> &work);

struct Judgement {
    std::uint64_t tags = 0; ///< distinct (URL, ETag)
    std::uint64_t verified = 0;
    std::uint64_t partial = 0;
    std::uint64_t unexplained = 0;
    std::vector<Finding>
        findings; ///< grade 1 and above, worst first; one per origin, validator, kind
    std::vector<ExplainedTags> explained; ///< grade 0 though they vary; one per origin, validator
    std::vector<Respawn> respawns;        ///< of all labelled visits, whatever brought them back
};

/// How judging is done.
struct Conduct {
    ForEach forEach = inOrder;
    std::size_t audited = SIZE_MAX; ///< exchanges from this one on are history and counted nowhere
    StopToken stop;
    Progress progress; ///< counts steps, two for each URL and validator
    /// In what state the profile was at each visit, where the one who made the visits knows it
    /// (a live audit does, a recording does not): respawn is judged from these alone. Borrowed.
    std::span<const VisitState> states{};
    /// What pages had in their storage after visits, where a live browser told. Borrowed.
    std::span<const StoredSeen> storage{};
};

/// Judges every validator of the capture: provenance, then variation, then linkage, then the grade.
/// Pure but for reading bodies through the Traffic. Stopped, it returns what was finished.
[[nodiscard]] Judgement judge(const traffic::Traffic &traffic,
                              std::span<const tags::Observation> observations,
                              const Conduct &conduct = {});

} // namespace etagere::analysis
