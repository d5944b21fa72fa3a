// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"
#include "core/replay/simulate.h"
#include "core/replay/trace_record.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

using namespace etagere;
using namespace etagere::replay;

namespace {

void require(bool condition) {
    if (!condition)
        std::abort();
}

struct Read {
    std::vector<TraceRequest> requests;
    TraceColumns columns;
    std::vector<std::string> policies;
};

Read readAll(std::string_view bytes, const TraceReading &reading) {
    Read read;
    auto reader = TraceReader::open(bytes, reading);
    if (!reader) {
        require(reader.error().byteOffset <= bytes.size());
        return read;
    }
    std::vector<TraceRequest> block(7);
    std::uint64_t position = 0;
    for (auto got = reader->read(block); !got.empty(); got = reader->read(block)) {
        require(reader->position() > position && reader->position() <= bytes.size());
        position = reader->position();
        read.requests.insert(read.requests.end(), got.begin(), got.end());
    }
    for (const TraceProblem &problem : reader->problems().first)
        require(problem.byteOffset < bytes.size());
    for (std::size_t i = 1; i < read.requests.size(); ++i)
        require(read.requests[i].time >= read.requests[i - 1].time);
    read.columns = reader->columns();
    read.policies = reader->policies();
    return read;
}

/// What was read is the same after it was written in our format.
void requireComesBack(const Read &read) {
    if (read.requests.empty())
        return;
    std::string bytes = traceHead(read.columns, read.requests.size(), read.policies);
    appendRecords(read.requests, bytes);
    const Read again = readAll(bytes, {});
    for (const TraceRequest &one : read.requests) {
        if (!read.policies.empty() && one.policy >= read.policies.size())
            return; // a text may name policies that it cannot define
    }
    require(again.requests == read.requests && again.policies == read.policies);
}

/// Whatever a trace says, a cache keeps within its capacity and each request is counted once.
void requireAddsUp(const MappedFile &file, const SimulateSettings &settings) {
    const auto simulated = simulate(file, settings, {}, {});
    if (!simulated)
        return;
    for (std::size_t i = 0; i < settings.runs.size(); ++i) {
        const SimulateTotals &totals = simulated->totals[i];
        require(totals.hits + totals.revalidations + totals.misses + totals.bypasses ==
                totals.requests);
        require(totals.residentBytes <= settings.runs[i].capacity.count);
        require(totals.notStored <= totals.misses && totals.staleHits <= totals.hits);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    SimulateSettings settings;
    for (std::size_t i = 0; i < cache::evictionPolicyCount; ++i)
        settings.runs.push_back({static_cast<cache::EvictionPolicy>(i), Bytes{3000}, Bytes{1000}});
    auto spill = SpillFile::create();
    if (!spill || !spill->append(bytes))
        return 0;
    const auto file = std::move(*spill).map();
    if (!file)
        return 0;
    for (std::size_t i = 0; i <= static_cast<std::size_t>(TraceFormat::Count); ++i) {
        const bool told = i < static_cast<std::size_t>(TraceFormat::Count);
        settings.reading.format = told ? std::optional(static_cast<TraceFormat>(i)) : std::nullopt;
        settings.model = told ? std::nullopt : std::optional(cache::rfc9111());
        requireComesBack(readAll(bytes, settings.reading));
        requireAddsUp(*file, settings);
    }
    (void)readPolicies(bytes, cache::rfc9111());
    return 0;
}
