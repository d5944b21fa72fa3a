// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scenario/from_traffic.h"
#include "core/session/session.h"

#include <vector>

namespace etagere::session {

/// A scenario made of recordings, and what became of each of them.
struct LabRecorded {
    std::vector<audit::Input> inputs;
    scenario::FromTraffic made; ///< empty when nothing could be taken over, or it was stopped
    bool stopped = false;
};

/// Reads all inputs, HARs and captures, and turns what they exchanged into one scenario.
[[nodiscard]] LabRecorded recordedLab(const std::vector<InputFile> &inputs,
                                      const scenario::FromTrafficOptions &options,
                                      const StopToken &stop = {},
                                      const StageListener &listener = {});

} // namespace etagere::session
