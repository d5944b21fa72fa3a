// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/reasons.h"
#include "core/scenario/trace.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace etagere::scenario {

/// Everything a decision of a trace was made from, for the sentences of core/explain. Borrows from
/// the trace; valid while it and `holder` are.
struct DecisionGrounds {
    struct Holder {
        replay::Row row{};
        traffic::Exchange exchange{}; ///< as it passed the cache's door
        std::vector<http::Field> request{};
        std::vector<http::Field> response{};
    };
    std::unique_ptr<Holder> holder; ///< that `grounds` points to
    replay::Grounds grounds;
};
/// `decision` is a place in Trace::decisions.
[[nodiscard]] DecisionGrounds groundsOf(const Trace &trace, std::size_t decision);

} // namespace etagere::scenario
