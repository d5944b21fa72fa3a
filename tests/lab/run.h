// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/judge.h"
#include "tests/lab/published_rules.h"
#include "tests/lab/rows.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace etagere::tests {

/// What was made of one row.
struct RowResult {
    const Row *row = nullptr;
    unsigned grade = 0; ///< of the worst finding
    std::vector<analysis::Finding> findings;
    int probedGrade = -1; ///< with probes; -1: not probed
    std::vector<analysis::Finding> probeFindings;
    std::uint32_t probes = 0; ///< requests they took
    Verdicts published;       ///< the rules of others
    std::size_t exchanges = 0;
    std::string failure; ///< what the network did wrong; empty: nothing
};

/// Serves every row over one listener, has its visitors visit it over real connections, several
/// rows at a time on one loop, and judges what was recorded. Results stand in the rows' order.
[[nodiscard]] std::vector<RowResult> runRows(const std::vector<Row> &rows);

/// The findings as text, for messages of tests.
[[nodiscard]] std::string describe(const RowResult &result);

} // namespace etagere::tests
