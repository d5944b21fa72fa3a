// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/session/probe_run.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace etagere::cli {

/// What was given to `etagere probe`, as text and numbers.
struct ProbeArguments {
    std::string url;
    std::int64_t visits = probe::findingVisits;
    std::string only;
    double rate = 2;
    std::int64_t budget = 250;
    std::string identify;
    std::string page;
    std::optional<std::uint64_t> seed; ///< not given: a new one
    std::string save;
    std::string resume;
    std::string trust;
    std::string format;
    std::string output;
    std::string failAt = "3";
    bool insecure = false;
    bool dryRun = false;
    bool verbose = false;
    bool quiet = false;
};

/// The grade from which on a finding changes the exit status: 0 to 5, or "never", which none
/// reaches.
[[nodiscard]] std::optional<int> failGradeFrom(std::string_view text) noexcept;

/// What they ask for; the error is wrong usage, in words.
[[nodiscard]] Result<session::ProbeRequest, std::string>
requestFrom(const ProbeArguments &arguments);

} // namespace etagere::cli
