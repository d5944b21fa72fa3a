// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/lab/run.h"

#include <vector>

namespace etagere::tests {

/// Has probes ask the origin of every row that is to be probed, each request on a new connection,
/// and adds the grade to its result.
void probeRows(std::vector<RowResult> &results);

} // namespace etagere::tests
