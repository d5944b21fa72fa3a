// SPDX-License-Identifier: Apache-2.0
#include "core/replay/trace_writer.h"

#include <string>
#include <vector>

namespace etagere::replay {

namespace {

constexpr std::size_t blockSize = 4096;

/// Reads a trace to its end; false when it was stopped or `take` refused.
template <class Take>
bool readAll(TraceReader &reader, const StopToken &stop, const Take &take) {
    std::vector<TraceRequest> block(blockSize);
    while (!stop.stop_requested()) {
        const auto requests = reader.read(block);
        if (requests.empty())
            return true;
        if (!take(requests))
            return false;
    }
    return false;
}

} // namespace

Result<TraceWritten, TraceWriteError> writeTrace(std::string_view trace,
                                                 const TraceReading &reading, AtomicFile &out,
                                                 const StopToken &stop, const Progress &progress) {
    // The head tells the dictionary, and a text's is known when all of it was read.
    auto counting = TraceReader::open(trace, reading);
    auto writing = TraceReader::open(trace, reading);
    if (!counting || !writing)
        return Failure<TraceWriteError>(counting ? writing.error() : counting.error());
    TraceWritten written;
    written.format = counting->format();
    const std::uint64_t total = 2 * trace.size();
    written.stopped = !readAll(*counting, stop, [&](std::span<const TraceRequest> requests) {
        written.records += requests.size();
        progress.report(counting->position(), total);
        return true;
    });
    written.problems = counting->problems();
    if (written.records == 0 && !written.stopped)
        return Failure<TraceWriteError>(TraceError{TraceError::Kind::NothingRead, 0, 0});
    Result<void, FileError> appended =
        out.append(traceHead(counting->columns(), written.records, counting->policies()));
    std::string bytes;
    const bool whole = appended && readAll(*writing, stop, [&](auto requests) {
                           bytes.clear();
                           appendRecords(requests, bytes);
                           appended = out.append(bytes);
                           progress.report(trace.size() + writing->position(), total);
                           return appended.has_value();
                       });
    if (appended && whole)
        appended = out.commit();
    if (!appended)
        return Failure<TraceWriteError>(appended.error());
    written.stopped = !whole;
    return written;
}

} // namespace etagere::replay
