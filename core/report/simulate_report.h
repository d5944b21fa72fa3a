// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/simulate.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace etagere::report {

/// What a report of a simulation is made from. Borrowed.
struct SimulationView {
    std::string_view trace; ///< the file's name
    const replay::SimulateSettings *settings = nullptr;
    const replay::Simulated *simulated = nullptr;
    bool unpackedWhole = true;   ///< else the compressed trace was damaged or cut
    bool unpackedInLimit = true; ///< else it was larger than is unpacked
    bool limitsAssumed = false;  ///< no source tells the capacity or policy of the model
};

/// The simulation as JSON of the schema "etagere.simulate/1"; ASCII, ends in a newline.
///
///   schema            "etagere.simulate/1"
///   tool              {name, version}
///   trace             {file, format ("text", "oracle-general", "etagere"), columns[] (what it
///                     tells), duration_s, whole (false: the compressed file was damaged, cut or
///                     too large), skipped (records left out), problems[] {kind, record (line or
///                     record, from 1), byte_offset, column (or null), text} (the first of each
///                     kind), problem_counts {kind: count}}
///   mode              "http", or "eviction": whatever is stored answers
///   model             {name, version}, or null with "eviction"
///   assumptions[]     texts
///   policies[]        the dictionary that was assumed, its lines; empty: none
///   complete          false: stopped early
///   requests, hits, ... all numbers of the first run
///   runs[]            {policy, capacity_bytes (null: unbounded), entry_limit_bytes (null: none),
///                     requests, hits (answered from the cache alone), stale_hits (of these),
///                     revalidations (304), misses (a whole response came), replaced, refetched,
///                     not_stored (of these), bypasses, background_revalidations, evictions,
///                     resident_objects, hit_ratio, byte_hit_ratio, requested_bytes, hit_bytes,
///                     revalidated_bytes, saved_bytes (both), fetched_bytes, evicted_bytes,
///                     resident_bytes, memory_bytes (of the simulation itself)}
/// requests = hits + revalidations + misses + bypasses.
[[nodiscard]] std::string simulateJson(const SimulationView &view);

/// One line for each run, with a header.
[[nodiscard]] std::string simulateCsv(const SimulationView &view);

struct SimulateTextOptions {
    bool colour = false;
    std::size_t width = 80;
};

/// For people: the trace, what was assumed, and a table of the runs.
[[nodiscard]] std::string simulateText(const SimulationView &view,
                                       const SimulateTextOptions &options);

} // namespace etagere::report
