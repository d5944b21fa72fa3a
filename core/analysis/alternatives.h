// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/ladder.h"

#include <vector>

namespace etagere::analysis {

/// What else could explain what was seen of one URL's validator: one row per Explanation, in its
/// order, each ruled out, open or holding, and why.
[[nodiscard]] std::vector<Alternative> alternativesOf(const Facts &facts, Kind kind);

} // namespace etagere::analysis
