// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/deviation.h"
#include "core/audit/live_run.h"
#include "core/base/stop.h"
#include "core/cache/decision.h"
#include "core/replay/recorded.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace etagere::audit {

/// An exchange that the model would have made otherwise.
struct Disagreement {
    traffic::ExchangeId exchange;
    std::string url;
    cache::Outcome predicted{};
    replay::Recorded happened{};
    Deviation because = Deviation::Unexplained;
};

/// A model's prediction beside what the live browser did, over the visits of live audits.
struct Prediction {
    std::string model; ///< empty: nothing was predicted
    std::string version;
    std::uint64_t agrees = 0;
    std::uint64_t explained = 0;             ///< did otherwise, and it is known why
    std::uint64_t differs = 0;               ///< did otherwise
    std::uint64_t notComparable = 0;         ///< a service worker answered, or nothing is known
    std::vector<Disagreement> disagreements; ///< the unexplained ones first; at most 200
};

/// Plays the visits against the model of the browser that made them (by the first run). Who comes
/// back with an empty cache is a visitor of their own already (visitorName).
[[nodiscard]] Prediction predict(const traffic::Traffic &traffic, std::span<const LiveRun> runs,
                                 const StopToken &stop = {});

} // namespace etagere::audit
