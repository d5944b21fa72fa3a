// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/judge.h"
#include "core/audit/report.h"
#include "core/traffic/traffic.h"

#include <vector>

namespace etagere::audit {

/// Judges a capture as it is: no visit is made, no request sent. `inputs` tells where the exchanges
/// came from and stands in the report unchanged. Exchanges beyond `conduct.audited` are history:
/// they take part in the judgement, but are counted nowhere.
[[nodiscard]] Report auditCapture(const traffic::Traffic &traffic, std::vector<Input> inputs,
                                  const analysis::Conduct &conduct = {});

/// The same for a capture that holds what live audits saw: visits are labelled, so that respawn is
/// judged, and findings are settled by the probes that were made. Without runs it is the same.
[[nodiscard]] Report auditLive(const traffic::Traffic &traffic, std::vector<Input> inputs,
                               std::vector<LiveRun> runs, analysis::Conduct conduct);

} // namespace etagere::audit
