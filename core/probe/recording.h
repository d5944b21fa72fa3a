// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/probe/outcome.h"
#include "core/traffic/traffic.h"

#include <string>
#include <vector>

namespace etagere::probe {

/// The outcomes as traffic: each visitor a visitor, each request with the redirects before it a
/// visit, whose title says which probe made it ("P3 made-up etag"). Visits that bear conditions
/// made up for a probe are marked, so that nobody takes them for observations.
[[nodiscard]] traffic::Traffic trafficOf(const std::vector<Outcome> &outcomes,
                                         const std::string &url);

/// The same, added to a capture that may hold other visits, and other runs.
void appendTo(traffic::Traffic &traffic, const std::vector<Outcome> &outcomes,
              const std::string &url);

/// The outcomes of an earlier run, read back from the traffic that was saved of it. What was made
/// by no probe is left out.
[[nodiscard]] std::vector<Outcome> outcomesOf(const traffic::Traffic &traffic);

/// One run among what a capture holds.
struct RecordedRun {
    std::string url; ///< that was given to the run
    std::vector<Outcome> outcomes;
};
/// Every run that the capture holds, by its sources, in their order.
[[nodiscard]] std::vector<RecordedRun> runsIn(const traffic::Traffic &traffic);

/// Whether a visit of the capture was made by a probe, and nobody's page load.
[[nodiscard]] bool isProbed(const traffic::Traffic &traffic, traffic::VisitId visit);

} // namespace etagere::probe
