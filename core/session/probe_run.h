// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/finding.h"
#include "core/base/result.h"
#include "core/probe/prober.h"
#include "core/session/session.h"
#include "core/session/traffic_file.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace etagere::session {

struct ProbeRequest {
    std::string url; ///< empty: the one of the run that is resumed
    probe::Options options{};
    std::string resume{}; ///< a saved run to go on with; empty: none
    /// Where all exchanges are written: a capture if it ends in ".etagere", else a HAR; empty: not.
    std::filesystem::path save{};
    std::string trusted{};              ///< certificates in PEM, beside the system's
    bool acceptsAnyCertificate = false; ///< for servers under test
};

/// Why nothing can be asked: one of them.
struct ProbeFailure {
    std::optional<probe::PlanError> plan;
    std::optional<audit::Input> input; ///< the saved run cannot be read
    bool nothingToResume = false;      ///< it can, but holds no run
};

struct ProbeOutcome {
    probe::Plan plan;
    std::string url; ///< what was probed, after redirects
    std::vector<probe::Outcome> outcomes;
    std::vector<analysis::Finding> findings; ///< worst first, grade 0 included
    std::uint32_t asked = 0;
    std::uint32_t redirects = 0;
    probe::End end = probe::End::Done;
    std::uint64_t saved = 0;                   ///< exchanges written
    std::optional<TrafficFileError> unsaved{}; ///< why they were not
};

/// Writes the run's exchanges as runProbe does for ProbeRequest::save, whole or not at all.
[[nodiscard]] Result<std::uint64_t, TrafficFileError> saveRun(const ProbeOutcome &outcome,
                                                              const std::filesystem::path &path);

/// What would be asked; sends nothing.
[[nodiscard]] Result<probe::Plan, ProbeFailure> planProbe(const ProbeRequest &request);

/// Asks, judges and saves, on this thread. Makes the event loop that it needs.
[[nodiscard]] Result<ProbeOutcome, ProbeFailure>
runProbe(const ProbeRequest &request, const StopToken &stop, const StageListener &listener);

} // namespace etagere::session
