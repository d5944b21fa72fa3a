// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/finding.h"
#include "core/analysis/history.h"
#include "core/analysis/ladder.h"
#include "core/analysis/top_sites.h"

#include <span>
#include <vector>

namespace etagere::analysis {

/// One URL's validator and what was judged of it.
struct JudgedHistory {
    const TagHistory *history = nullptr;
    const Verdict *verdict = nullptr; ///< null: judging was stopped before
};

/// Verdicts of one origin, validator and kind, made one finding: the strongest speaks for all.
/// Worst first. Grade 0 makes none.
[[nodiscard]] std::vector<Finding> findingsOf(const traffic::Traffic &traffic,
                                              std::span<const JudgedHistory> judged,
                                              const TopSites &sites);

/// What varies, or is a clock, and is explained: one entry per origin and validator, in the order
/// of the exchanges.
[[nodiscard]] std::vector<ExplainedTags> explainedOf(const traffic::Traffic &traffic,
                                                     std::span<const JudgedHistory> judged);

} // namespace etagere::analysis
