// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/finding.h"
#include "core/analysis/history.h"
#include "core/analysis/last_modified.h"
#include "core/analysis/linkage.h"
#include "core/analysis/variation.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace etagere::analysis {

/// Visitors that a "one tag per visitor" needs at least (screening), and for a firm finding.
inline constexpr std::uint32_t screeningVisitors = 12;
inline constexpr std::uint32_t findingVisitors = 30;

/// What is known of one URL's validator when it is graded.
struct Facts {
    const traffic::Traffic &traffic;
    const TagHistory &history;
    const Variation &variation;
    const Linkage &linkage;
};

/// The judgement over one URL's validator. No verdict is grade 0: explained.
struct Verdict {
    Grade grade = Grade::Unexplained;
    Kind kind = Kind::UnexplainedTag;
    double bits = 0;
    double confidence = 0;
    std::optional<Provenance> provenance;
    std::vector<Evidence> evidence, against, next;
};

[[nodiscard]] std::optional<Verdict> judgeTag(const Facts &facts);
[[nodiscard]] std::optional<Verdict> judgeLastModified(const Facts &facts,
                                                       const LastModifiedShape &shape);

} // namespace etagere::analysis
