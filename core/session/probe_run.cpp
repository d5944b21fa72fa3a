// SPDX-License-Identifier: Apache-2.0
#include "core/session/probe_run.h"

#include "core/probe/judge.h"
#include "core/probe/recording.h"
#include "core/probe/runner.h"
#include "core/session/event_loop.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace etagere::session {

namespace {

using Refusal = Failure<ProbeFailure>;

/// The plan, and the outcomes of the run that it goes on with.
struct Prepared {
    probe::Plan plan;
    std::vector<probe::Outcome> earlier;
};

Result<std::vector<probe::Outcome>, ProbeFailure> earlierOutcomes(const std::string &path) {
    ProbeFailure failure;
    const Opened opened = openInputs({{path, {}}}, {}, {});
    if (!opened.inputs.empty() && opened.inputs.front().failure) {
        failure.input = opened.inputs.front();
        return Refusal(failure);
    }
    auto outcomes = probe::outcomesOf(opened.traffic);
    failure.nothingToResume = outcomes.empty();
    if (failure.nothingToResume)
        return Refusal(failure);
    return outcomes;
}

Result<Prepared, ProbeFailure> prepare(const ProbeRequest &request) {
    std::vector<probe::Outcome> earlier;
    if (!request.resume.empty()) {
        auto read = earlierOutcomes(request.resume);
        if (!read)
            return Refusal(read.error());
        earlier = std::move(*read);
    }
    const std::string url = earlier.empty() ? request.url : probe::probedUrl(earlier);
    auto plan = probe::planFor(url, request.options, !earlier.empty());
    if (!plan) {
        ProbeFailure failure;
        failure.plan = plan.error();
        return Refusal(failure);
    }
    return Prepared{std::move(*plan), std::move(earlier)};
}

probe::RunOptions runOptions(const ProbeRequest &request, const StopToken &stop,
                             const StageListener &listener) {
    probe::RunOptions options;
    options.clock = [] {
        return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
    };
    options.trusted = request.trusted;
    options.acceptsAnyCertificate = request.acceptsAnyCertificate;
    options.stop = stop;
    if (listener)
        options.progress = Progress([listener](std::uint64_t done, std::uint64_t total) {
            listener(Stage::Recording, done, total);
        });
    return options;
}

void ask(probe::Prober &prober, probe::RunOptions options) {
    const StopToken stop = options.stop;
    EventLoop events;
    wire::Loop loop;
    probe::Runner runner(loop, prober, std::move(options));
    runner.start([&events] { events.end(); });
    events.run(stop);
    if (stop.stop_requested())
        prober.stop();
}

} // namespace

Result<probe::Plan, ProbeFailure> planProbe(const ProbeRequest &request) {
    auto prepared = prepare(request);
    if (!prepared)
        return Refusal(prepared.error());
    return std::move(prepared->plan);
}

Result<ProbeOutcome, ProbeFailure> runProbe(const ProbeRequest &request, const StopToken &stop,
                                            const StageListener &listener) {
    auto prepared = prepare(request);
    if (!prepared)
        return Refusal(prepared.error());
    probe::Prober prober(std::move(prepared->plan), std::move(prepared->earlier));
    ask(prober, runOptions(request, stop, listener));
    ProbeOutcome outcome;
    outcome.plan = prober.plan();
    outcome.outcomes = prober.outcomes();
    outcome.url = outcome.outcomes.empty() ? outcome.plan.url : probe::probedUrl(outcome.outcomes);
    outcome.asked = prober.asked();
    outcome.redirects = prober.redirects();
    outcome.end = prober.end();
    const traffic::Traffic traffic = probe::trafficOf(outcome.outcomes, outcome.url);
    outcome.findings = probe::judge({traffic, outcome.outcomes, outcome.plan.options.guards});
    if (request.save.empty())
        return outcome;
    if (const auto written = writeTraffic(traffic, request.save))
        outcome.saved = *written;
    else
        outcome.unsaved = written.error();
    return outcome;
}

Result<std::uint64_t, TrafficFileError> saveRun(const ProbeOutcome &outcome,
                                                const std::filesystem::path &path) {
    return writeTraffic(probe::trafficOf(outcome.outcomes, outcome.url), path);
}

} // namespace etagere::session
