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

/// The outcomes of an earlier run, read back from the traffic that was saved of it. What was made
/// by no probe is left out.
[[nodiscard]] std::vector<Outcome> outcomesOf(const traffic::Traffic &traffic);

} // namespace etagere::probe
