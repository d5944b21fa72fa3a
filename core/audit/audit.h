// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/judge.h"
#include "core/audit/report.h"
#include "core/base/stop.h"
#include "core/traffic/traffic.h"

#include <vector>

namespace etagere::audit {

/// Judges a capture as it is: no visit is made, no request sent. `inputs` tells where the exchanges
/// came from and stands in the report unchanged. What was appended to the capture after its first
/// `audited` exchanges is history: it takes part in the judgement, but is counted nowhere.
[[nodiscard]] Report auditCapture(const traffic::Traffic &traffic, std::vector<Input> inputs,
                                  std::size_t audited, const analysis::ForEach &forEach,
                                  const StopToken &stop = {}, const Progress &progress = {});

} // namespace etagere::audit
