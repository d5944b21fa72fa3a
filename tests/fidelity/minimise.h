// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/model.h"
#include "tests/fidelity/compare.h"

#include <functional>
#include <optional>
#include <vector>

namespace etagere::fidelity {

/// Runs sequences in a browser and waits for the outcomes; nothing when the browser failed.
using BrowserRun =
    std::function<std::optional<std::vector<Outcome>>(const std::vector<Sequence> &)>;

/// The cases with everything taken away that their disagreement does not need: requests, fields,
/// pauses, modes. A case keeps the kind of its disagreement. All are worked on together, because a
/// browser runs many sequences in the time of one.
[[nodiscard]] std::vector<Case> minimised(std::vector<Case> cases, const cache::Model &model,
                                          const BrowserRun &browser);

} // namespace etagere::fidelity
