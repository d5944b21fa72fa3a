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

} // namespace etagere::audit
