// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/replay/simulate.h"
#include "core/replay/trace_writer.h"
#include "core/session/session.h"

#include <filesystem>
#include <optional>
#include <string>

namespace etagere::session {

struct SimulateRequest {
    std::string trace; ///< a file; "-" is standard input
    replay::SimulateSettings settings;
};

/// How a compressed trace was unpacked.
struct Unpacked {
    bool whole = true;
    bool tooLarge = false;
};

struct SimulateOutcome {
    replay::Simulated simulated;
    Unpacked unpacked;
};

/// Why there is no result: one of them.
struct SimulateFailure {
    std::optional<FileError> file;
    std::optional<replay::SimulateError> simulation;
    std::optional<replay::TraceWriteError> writing;
    bool stopped = false;
};

/// Plays a trace through all caches that are asked for, on all cores: each core reads the trace and
/// plays its share of them. A trace that is damaged in parts is read as far as it can be.
[[nodiscard]] Result<SimulateOutcome, SimulateFailure>
runSimulate(const SimulateRequest &request, const StopToken &stop, const StageListener &listener);

/// Writes the trace in Etagere's own format to `path`, whole or not at all.
[[nodiscard]] Result<replay::TraceWritten, SimulateFailure>
convertTrace(const std::string &trace, const replay::TraceReading &reading,
             const std::filesystem::path &path, const StopToken &stop,
             const StageListener &listener);

} // namespace etagere::session
