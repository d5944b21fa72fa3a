// SPDX-License-Identifier: Apache-2.0
#include "core/session/simulate.h"

#include "core/readers/trace_file.h"
#include "core/session/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>
#include <vector>

namespace etagere::session {

namespace {

Progress progressOf(Stage stage, const StageListener &listener) {
    if (!listener)
        return {};
    return Progress([stage, listener](std::uint64_t done, std::uint64_t total) {
        listener(stage, done, total);
    });
}

/// Several threads' progress as one.
class CommonProgress {
public:
    CommonProgress(std::size_t threads, Progress whole)
        : m_done(threads)
        , m_whole(std::move(whole)) {}
    [[nodiscard]] Progress of(std::size_t thread) {
        return Progress([this, thread](std::uint64_t done, std::uint64_t total) {
            m_done[thread] = done;
            std::uint64_t sum = 0;
            for (const auto &one : m_done)
                sum += one;
            m_whole.report(sum, total * m_done.size());
        });
    }

private:
    std::vector<std::atomic<std::uint64_t>> m_done;
    Progress m_whole;
};

using Part = Result<replay::Simulated, replay::SimulateError>;

/// The runs of one core, and where its results belong.
struct Share {
    replay::SimulateSettings settings;
    std::vector<std::size_t> runs;
};

std::vector<Share> sharesOf(const replay::SimulateSettings &settings) {
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t count = std::clamp<std::size_t>(settings.runs.size(), 1, cores);
    std::vector<Share> shares(count);
    for (Share &share : shares) {
        share.settings = settings;
        share.settings.runs.clear();
    }
    for (std::size_t i = 0; i < settings.runs.size(); ++i) {
        shares[i % count].settings.runs.push_back(settings.runs[i]);
        shares[i % count].runs.push_back(i);
    }
    return shares;
}

Part merged(const std::vector<Share> &shares, std::vector<Part> parts, std::size_t runs) {
    for (Part &part : parts) {
        if (!part)
            return std::move(part);
    }
    std::vector<replay::SimulateTotals> totals(runs);
    bool stopped = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        for (std::size_t j = 0; j < shares[i].runs.size(); ++j)
            totals[shares[i].runs[j]] = parts[i]->totals[j];
        stopped = stopped || parts[i]->stopped;
    }
    Part whole = std::move(parts.front());
    whole->totals = std::move(totals);
    whole->stopped = stopped;
    return whole;
}

Part simulateOnAllCores(const MappedFile &file, const replay::SimulateSettings &settings,
                        const StopToken &stop, const StageListener &listener) {
    const std::vector<Share> shares = sharesOf(settings);
    CommonProgress progress(shares.size(), progressOf(Stage::Replaying, listener));
    std::vector<Part> parts(shares.size());
    onAllCores(shares.size(), [&](std::size_t i) {
        parts[i] = replay::simulate(file, shares[i].settings, stop, progress.of(i));
    });
    return merged(shares, std::move(parts), settings.runs.size());
}

Result<readers::TraceFile, SimulateFailure> opened(const std::string &trace, const StopToken &stop,
                                                   const StageListener &listener) {
    SimulateFailure failure;
    auto file = readers::openTraceFile(trace, stop, progressOf(Stage::Reading, listener));
    if (!file) {
        failure.file = file.error();
        return Failure<SimulateFailure>(failure);
    }
    if (file->stopped) {
        failure.stopped = true;
        return Failure<SimulateFailure>(failure);
    }
    return std::move(*file);
}

} // namespace

Result<SimulateOutcome, SimulateFailure>
runSimulate(const SimulateRequest &request, const StopToken &stop, const StageListener &listener) {
    auto trace = opened(request.trace, stop, listener);
    if (!trace)
        return Failure<SimulateFailure>(trace.error());
    Part part = simulateOnAllCores(trace->file, request.settings, stop, listener);
    if (!part) {
        SimulateFailure failure;
        failure.simulation = std::move(part.error());
        return Failure<SimulateFailure>(std::move(failure));
    }
    return SimulateOutcome{*std::move(part), {trace->whole, trace->tooLarge}};
}

Result<replay::TraceWritten, SimulateFailure> convertTrace(const std::string &trace,
                                                           const replay::TraceReading &reading,
                                                           const std::filesystem::path &path,
                                                           const StopToken &stop,
                                                           const StageListener &listener) {
    SimulateFailure failure;
    auto file = opened(trace, stop, listener);
    if (!file)
        return Failure<SimulateFailure>(file.error());
    auto out = AtomicFile::create(path);
    if (!out) {
        failure.file = out.error();
        return Failure<SimulateFailure>(failure);
    }
    auto written = replay::writeTrace(file->file.bytes(), reading, *out, stop,
                                      progressOf(Stage::Writing, listener));
    if (!written) {
        failure.writing = written.error();
        return Failure<SimulateFailure>(failure);
    }
    return *std::move(written);
}

} // namespace etagere::session
