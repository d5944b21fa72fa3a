// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/history.h"
#include "core/analysis/respawn.h"

#include <span>
#include <vector>

namespace etagere::analysis {

/// What the labelled visits showed: cookies set and sent, tags issued and sent back. In the order
/// of `states`; visits that are labelled twice count once, by their first label. Borrows from the
/// traffic and the histories.
[[nodiscard]] std::vector<RespawnVisit> respawnVisitsOf(const traffic::Traffic &traffic,
                                                        std::span<const TagHistory> histories,
                                                        std::span<const VisitState> states);

} // namespace etagere::analysis
