// SPDX-License-Identifier: Apache-2.0
// bench_simulate [TRACE] [--benchmark_...]: plays a trace through bounded caches, each policy at
// 1 GiB and 11 GiB, eviction alone and with all of HTTP. Without TRACE, one that is made here: two
// million requests by Zipf's law. Beside the time, each line tells the miss ratio, to be compared
// with that of other simulators on the same trace, and the bytes held per stored object. All of a
// line runs on one thread; `cpu` is what counts where the machine is busy.
#include "core/replay/simulate.h"
#include "core/replay/trace_record.h"

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdio>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace etagere;
using cache::EvictionPolicy;

/// The trace that all benchmarks play; mapped once.
std::optional<MappedFile> trace;

/// Keys by Zipf's law with the exponent 0.9, sizes lognormal around 9 KB, as web objects have them.
std::string madeTrace() {
    constexpr std::size_t requests = 2'000'000;
    constexpr double objects = 400'000;
    constexpr double exponent = 0.9;
    std::mt19937_64 random(42);
    std::vector<replay::TraceRequest> all(requests);
    for (std::size_t i = 0; i < requests; ++i) {
        const double draw = static_cast<double>(random() >> 11U) * 0x1p-53;
        const double rank =
            std::pow(draw * (std::pow(objects, 1 - exponent) - 1) + 1, 1 / (1 - exponent));
        std::mt19937_64 object(static_cast<std::uint64_t>(rank));
        std::lognormal_distribution<double> size(9.1, 1.7);
        all[i].key = object();
        all[i].size = static_cast<std::uint64_t>(std::min(size(object) + 43, 64e6));
        all[i].time = static_cast<std::int64_t>(i) * 5000;
    }
    replay::TraceColumns columns;
    columns.add(replay::TraceColumn::Time);
    columns.add(replay::TraceColumn::Key);
    columns.add(replay::TraceColumn::Size);
    std::string bytes = replay::traceHead(columns, requests, {});
    replay::appendRecords(all, bytes);
    return bytes;
}

bool openTrace(const char *path) {
    if (path != nullptr) {
        if (auto file = MappedFile::open(path))
            trace = std::move(*file);
        return trace.has_value();
    }
    auto spill = SpillFile::create();
    if (!spill || !spill->append(madeTrace()))
        return false;
    if (auto file = std::move(*spill).map())
        trace = std::move(*file);
    return trace.has_value();
}

void play(benchmark::State &state, EvictionPolicy policy, std::uint64_t capacity,
          const cache::Model *model) {
    replay::SimulateSettings settings;
    if (model != nullptr)
        settings.model = *model;
    settings.runs = {{policy, Bytes{capacity}, Bytes{capacity}}};
    replay::SimulateTotals totals;
    for (auto _ : state) {
        const auto simulated = replay::simulate(*trace, settings, {}, {});
        if (!simulated) {
            state.SkipWithError("the trace cannot be read");
            return;
        }
        totals = simulated->totals.front();
    }
    const auto requests = static_cast<double>(totals.requests);
    state.SetItemsProcessed(static_cast<std::int64_t>(totals.requests) * state.iterations());
    state.counters["miss_ratio"] = static_cast<double>(totals.misses) / requests;
    state.counters["validated_ratio"] = static_cast<double>(totals.revalidations) / requests;
    state.counters["objects"] = static_cast<double>(totals.residents);
    state.counters["bytes_per_object"] =
        static_cast<double>(totals.memoryBytes) / static_cast<double>(totals.residents);
}

void addAll() {
    constexpr std::uint64_t gibibyte = std::uint64_t{1} << 30U;
    const cache::Model *models[] = {nullptr, &cache::rfc9111()};
    for (const cache::Model *model : models) {
        for (std::size_t i = 0; i < cache::evictionPolicyCount; ++i) {
            for (const std::uint64_t size : {std::uint64_t{1}, std::uint64_t{11}}) {
                const auto policy = static_cast<EvictionPolicy>(i);
                const std::string name = std::string(model == nullptr ? "eviction" : "http") + "/" +
                                         std::string(nameOf(policy)) + "/" + std::to_string(size) +
                                         "GiB";
                benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State &state) {
                    play(state, policy, size * gibibyte, model);
                })->Unit(benchmark::kMillisecond);
            }
        }
    }
}

} // namespace

int main(int argc, char **argv) {
    benchmark::Initialize(&argc, argv);
    if (!openTrace(argc > 1 ? argv[1] : nullptr)) {
        (void)std::fputs("bench_simulate: the trace cannot be read\n", stderr);
        return 1;
    }
    addAll();
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
