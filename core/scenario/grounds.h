// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/reasons.h"
#include "core/scenario/trace.h"

#include <cstddef>
#include <memory>

namespace etagere::scenario {

/// Everything a decision of a trace was made from, for the sentences of core/explain. Borrows from
/// the trace; valid while it and `holder` are.
struct DecisionGrounds {
    std::unique_ptr<replay::Row> holder; ///< that `grounds` points to
    replay::Grounds grounds;
};
[[nodiscard]] DecisionGrounds groundsOf(const Trace &trace, std::size_t decision);

} // namespace etagere::scenario
