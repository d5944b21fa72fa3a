// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/identifiers.h"
#include "core/audit/protocol.h"
#include "core/live/browser.h"
#include "core/traffic/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace etagere::audit {

/// One page load of a live audit.
struct LiveVisit {
    traffic::VisitId visit; ///< in the traffic that stands beside it
    Step step;
    std::string visitor;
    std::string url;
    std::uint32_t exchanges = 0;
    live::VisitSummary summary;
    /// Cookies that were still there after they had been deleted for this visit, where they were.
    std::uint32_t cookiesLeft = 0;
};

/// What was done in a live audit of one site.
struct LiveRun {
    std::string url;
    live::EngineInfo engine;
    std::vector<LiveVisit> visits;
    /// Why it ended early; what was seen until then is there.
    std::optional<live::BrowserError> failure;
    bool stopped = false;
};

/// The labels of its visits, for analysis::Conduct. Borrows from the run.
[[nodiscard]] std::vector<analysis::VisitState> statesOf(const LiveRun &run);
/// What the pages had in their storage, visitor by visitor. Borrows from the run.
[[nodiscard]] std::vector<analysis::StoredSeen> storageOf(const LiveRun &run,
                                                          const traffic::Traffic &traffic);

} // namespace etagere::audit
