// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/cache/eviction_policy.h"
#include "core/cache/model.h"
#include "core/replay/trace.h"
#include "core/replay/trace_policy.h"
#include "core/replay/trace_reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace etagere::replay {

/// One bounded cache that a trace is played through.
struct SimulateRun {
    cache::EvictionPolicy policy = cache::EvictionPolicy::Lru;
    Bytes capacity{};
    Bytes entryLimit{}; ///< larger responses are not stored
    friend bool operator==(const SimulateRun &, const SimulateRun &) = default;
};

/// What became of the requests: requests = hits + revalidations + misses + bypasses.
struct SimulateTotals {
    std::uint64_t requests = 0;
    std::uint64_t hits = 0;          ///< answered from the cache alone, stale ones among them
    std::uint64_t staleHits = 0;     ///< of the hits: stale, and renewed behind the answer's back
    std::uint64_t revalidations = 0; ///< asked with a validator, and 304 came
    std::uint64_t misses = 0;        ///< a whole response came
    std::uint64_t replaced = 0;      ///< of the misses: asked with a validator, and 200 came
    std::uint64_t refetched = 0;     ///< of the misses: stored, but of no use and without validator
    std::uint64_t notStored = 0;     ///< of the misses: not stored, as HTTP or a limit wants it
    std::uint64_t bypasses = 0;      ///< not for a cache (POST and the like)
    std::uint64_t evictions = 0;
    std::uint64_t residents = 0;        ///< responses stored in the end
    std::uint64_t backgroundChecks = 0; ///< requests that stale hits made
    std::uint64_t requestBytes = 0;     ///< of all responses, had nothing been stored
    std::uint64_t hitBytes = 0;         ///< answered from the cache alone
    std::uint64_t validatedBytes = 0;   ///< not sent again thanks to a 304
    std::uint64_t fetchedBytes = 0;     ///< that the network carried; with those behind stale hits
    std::uint64_t evictedBytes = 0;
    std::uint64_t residentBytes = 0; ///< as the policy counts sizes
    std::uint64_t memoryBytes = 0;   ///< what this simulation held for it
    friend bool operator==(const SimulateTotals &, const SimulateTotals &) = default;
};

struct SimulateSettings {
    TraceReading reading;
    /// Whose HTTP rules decide about reuse. None: eviction alone; whatever is stored answers.
    std::optional<cache::Model> model;
    /// The dictionary for a trace that has none (trace_policy.h): policies are drawn by key.
    std::string policies;
    std::vector<SimulateRun> runs;
};

struct Simulated {
    TraceFormat format = TraceFormat::Text;
    TraceColumns columns;
    bool policiesAssumed = false; ///< the settings' dictionary was used
    bool versionsAssumed = false; ///< versions were made by the dictionary's CHANGES
    bool unitSizes = false;       ///< the trace tells no size: each object counts 1
    bool stopped = false;
    std::int64_t firstTime = 0; ///< microseconds, as the trace has them
    std::int64_t lastTime = 0;
    TraceProblems problems;
    std::vector<SimulateTotals> totals; ///< a run's each
};

/// Why nothing was simulated.
struct SimulateError {
    std::optional<TraceError> trace;   ///< the trace cannot be read at all
    std::optional<PolicyError> policy; ///< the settings' dictionary, or the trace's own
    TraceProblems problems;            ///< with TraceError::Kind::NothingRead
    TraceFormat format = TraceFormat::Text;
};

/// Reads the trace once and plays each request through every run's cache. Progress counts bytes of
/// the trace.
[[nodiscard]] Result<Simulated, SimulateError> simulate(const MappedFile &trace,
                                                        const SimulateSettings &settings,
                                                        const StopToken &stop,
                                                        const Progress &progress);

} // namespace etagere::replay
