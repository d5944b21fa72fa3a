// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/session/simulate.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::cli {

/// The command line of `simulate`, as given.
struct SimulateOptions {
    std::string trace;
    std::string model;
    std::string policies;
    std::string capacities;
    std::string traceFormat;
    std::string columns;
    std::string policyFile;
    std::optional<std::uint64_t> maxAge;
    std::string writeTrace;
    std::string format;
    std::string output;
    bool quiet = false;
};

/// What it asks for. The error is wrong usage, in words.
struct SimulateWishes {
    session::SimulateRequest request;
    bool limitsAssumed = false; ///< the model's capacity or policy is a guess, and was not given
};
[[nodiscard]] Result<SimulateWishes, std::string> wishesFrom(const SimulateOptions &options);

/// "500MB", "1.5 GiB", "1g" (binary, as other simulators have it), "1048576", "unbounded". None:
/// no size, or none that 62 bits hold.
[[nodiscard]] std::optional<Bytes> sizeFrom(std::string_view text);

} // namespace etagere::cli
