// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/finding.h"
#include "core/traffic/traffic.h"

#include <string>
#include <vector>

namespace etagere::audit {

/// Settles findings by the probes that the capture holds (probe::runsIn): a finding about a probed
/// URL is raised, lowered or kept; what only the probes found is added. One that speaks for more
/// URLs than the probed one is not lowered: the others were not asked. Worst first again.
void settleByProbes(const traffic::Traffic &traffic, std::vector<analysis::Finding> &findings);

/// What probes should ask to decide more, worst finding first, at most `count`: for every finding
/// about values that vary and that is not proven already, the first URL that is not another's.
[[nodiscard]] std::vector<std::string> urlsToProbe(const std::vector<analysis::Finding> &findings,
                                                   std::size_t count);

} // namespace etagere::audit
