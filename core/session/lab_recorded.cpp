// SPDX-License-Identifier: Apache-2.0
#include "core/session/lab_recorded.h"

#include <utility>

namespace etagere::session {

LabRecorded recordedLab(const std::vector<InputFile> &inputs,
                        const scenario::FromTrafficOptions &options, const StopToken &stop,
                        const StageListener &listener) {
    Opened opened = openInputs(inputs, stop, listener);
    LabRecorded recorded;
    recorded.inputs = std::move(opened.inputs);
    recorded.stopped = opened.stopped;
    if (opened.stopped)
        return recorded;
    std::vector<traffic::ExchangeId> all;
    all.reserve(opened.traffic.exchangeCount());
    for (std::uint32_t i = 0; i < opened.traffic.exchangeCount(); ++i)
        all.emplace_back(i);
    recorded.made = scenario::scenarioOf(opened.traffic, all, options);
    return recorded;
}

} // namespace etagere::session
