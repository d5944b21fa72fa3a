// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/finding.h"
#include "core/analysis/history.h"
#include "core/analysis/last_modified.h"
#include "core/analysis/linkage.h"
#include "core/analysis/respawn.h"
#include "core/analysis/variation.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace etagere::analysis {

/// What is known of one URL's validator when it is graded.
struct Facts {
    const traffic::Traffic &traffic;
    const TagHistory &history;
    const Variation &variation;
    const Linkage &linkage;
    std::span<const Respawn> respawns; ///< of all labelled visits; empty: none were
};

/// The judgement over one URL's validator. Grade 0, explained, is one as well: its alternatives say
/// what explains it.
struct Verdict {
    Grade grade = Grade::Unexplained;
    Kind kind = Kind::UnexplainedTag;
    double bits = 0;
    double bitsAtLeast = 0;
    double confidence = 0;
    std::optional<Provenance> provenance;
    Diversity diversity;
    std::vector<Evidence> evidence, against, next, raises, lowers;
    std::vector<Alternative> alternatives;
};

[[nodiscard]] Verdict judgeTag(const Facts &facts);
[[nodiscard]] Verdict judgeLastModified(const Facts &facts, const LastModifiedShape &shape);

} // namespace etagere::analysis
