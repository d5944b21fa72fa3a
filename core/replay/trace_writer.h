// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/replay/trace.h"
#include "core/replay/trace_reader.h"

#include <cstdint>
#include <string_view>
#include <variant>

namespace etagere::replay {

/// What was written.
struct TraceWritten {
    std::uint64_t records = 0;
    TraceFormat format = TraceFormat::Text; ///< of the trace that was read
    TraceProblems problems;                 ///< of it as well
    bool stopped = false;                   ///< then the file was not put in place
};

using TraceWriteError = std::variant<TraceError, FileError>;

/// Writes a trace in our own format (trace_record.h), with everything it told; the file is put in
/// place whole. libCacheSim's number of the next request is left out: it follows from the keys.
/// Progress counts bytes of the trace, which is read twice.
[[nodiscard]] Result<TraceWritten, TraceWriteError>
writeTrace(std::string_view trace, const TraceReading &reading, AtomicFile &out,
           const StopToken &stop, const Progress &progress);

} // namespace etagere::replay
