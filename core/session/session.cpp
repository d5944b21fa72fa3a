// SPDX-License-Identifier: Apache-2.0
#include "core/session/session.h"

#include "core/audit/audit.h"
#include "core/session/history.h"
#include "core/session/ledger_place.h"
#include "core/session/live_record.h"
#include "core/session/open.h"
#include "core/session/parallel.h"
#include "core/traffic/document.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>
#include <system_error>
#include <utility>

namespace etagere::session {

namespace {

/// Passes progress on, one thread at a time.
Progress progressOf(Stage stage, const StageListener &listener) {
    if (!listener)
        return {};
    auto lock = std::make_shared<std::mutex>();
    return Progress([stage, listener, lock](std::uint64_t done, std::uint64_t total) {
        const std::lock_guard guard(*lock);
        listener(stage, done, total);
    });
}

/// Bytes of a file; 1 for what has no size, so that it counts at all.
std::uint64_t weightOf(const InputFile &file) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(file.path, failed);
    return failed || size == 0 ? 1 : size;
}

/// The progress of one file as a part of all: `before` of `total` were done when it began.
Progress partOf(const Progress &whole, std::uint64_t before, std::uint64_t weight,
                std::uint64_t total) {
    return Progress([whole, before, weight, total](std::uint64_t done, std::uint64_t of) {
        const double part =
            of == 0 ? 0.0 : std::min(1.0, static_cast<double>(done) / static_cast<double>(of));
        whole.report(before + static_cast<std::uint64_t>(part * static_cast<double>(weight)),
                     total);
    });
}

} // namespace

Opened openInputs(const std::vector<InputFile> &inputs, const StopToken &stop,
                  const StageListener &listener) {
    Opened opened;
    std::uint64_t total = 0;
    for (const InputFile &file : inputs)
        total += weightOf(file);
    const Progress progress = progressOf(Stage::Reading, listener);
    std::uint64_t before = 0;
    for (const InputFile &file : inputs) {
        if (stop.stop_requested())
            break;
        const std::uint64_t weight = weightOf(file);
        const std::size_t firstVisit = opened.traffic.visitCount();
        std::optional<traffic::Attachments> attachments;
        opened.inputs.push_back(openInput(file, opened.traffic, stop,
                                          partOf(progress, before, weight, total), &attachments));
        before += weight;
        if (!attachments)
            continue;
        for (audit::LiveRun &run : liveIn(*attachments, opened.traffic, firstVisit))
            opened.live.push_back(std::move(run));
        if (inputs.size() == 1)
            opened.attachments = std::move(attachments);
    }
    opened.stopped = stop.stop_requested();
    return opened;
}

namespace {

Instant now() { return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now()); }

/// The observations of the audited exchanges; what history added is in the ledger already.
std::vector<tags::Observation> ownObservations(const traffic::Traffic &traffic,
                                               std::size_t audited) {
    auto observations = tags::observe(traffic);
    std::erase_if(observations, [audited](const tags::Observation &seen) {
        return seen.exchange.index() >= audited;
    });
    return observations;
}

} // namespace

AuditOutcome runAudit(const AuditRequest &request, const StopToken &stop,
                      const StageListener &listener) {
    AuditOutcome outcome;
    std::vector<InputFile> inputs = request.inputs;
    if (request.live) {
        outcome.live = runLive(*request.live, stop, request.onLive);
        for (const LiveSite &site : outcome.live->sites) {
            if (!site.file.empty())
                inputs.push_back({site.file.string(), {}, site.url});
        }
    }
    // What was seen before a stop is judged all the same.
    const StopToken judging = request.live && stop.stop_requested() ? StopToken() : stop;
    Opened opened = openInputs(inputs, judging, listener);
    traffic::Traffic &traffic = opened.traffic;
    const std::size_t audited = traffic.exchangeCount();

    auto ledger = openLedger(request.ledger, now());
    if (!ledger)
        outcome.ledgerFailure = ledger.error();
    if (ledger && request.withHistory) {
        if (const auto appended = appendHistory(**ledger, traffic); !appended)
            outcome.ledgerFailure = appended.error();
    }
    analysis::Conduct conduct{onAllCores, audited, judging, progressOf(Stage::Judging, listener)};
    outcome.report =
        audit::auditLive(traffic, std::move(opened.inputs), std::move(opened.live), conduct);
    if (ledger && !judging.stop_requested()) {
        const auto recorded =
            (*ledger)->record(traffic, ownObservations(traffic, audited), {.now = now()});
        if (recorded)
            outcome.recorded = *recorded;
        else
            outcome.ledgerFailure = recorded.error();
    }
    outcome.traffic = std::make_shared<const traffic::Traffic>(std::move(traffic));
    outcome.audited = audited;
    return outcome;
}

namespace {

Result<void, ConvertError> writeAsHar(const traffic::Traffic &traffic,
                                      const std::filesystem::path &output, readers::Privacy privacy,
                                      const StopToken &stop, const Progress &progress) {
    using Kind = ConvertError::Kind;
    const auto failed = [](const FileError &error) {
        return Failure<ConvertError>(ConvertError{Kind::CannotWrite, {}, error, {}});
    };
    auto file = AtomicFile::create(output);
    if (!file)
        return failed(file.error());
    const auto written = readers::writeHar(
        traffic, [&file](std::string_view bytes) { return file->append(bytes); }, {privacy}, stop,
        progress);
    if (!written)
        return failed(written.error());
    if (written->stopped)
        return Failure<ConvertError>(ConvertError{Kind::Stopped, {}, {}, {}});
    if (const auto committed = file->commit(); !committed)
        return failed(committed.error());
    return {};
}

Result<void, ConvertError> writeAsCapture(const traffic::Traffic &traffic,
                                          const std::filesystem::path &output,
                                          const StopToken &stop, const Progress &progress) {
    using Kind = ConvertError::Kind;
    const auto saved = traffic::saveCapture(traffic, output, stop, progress);
    if (saved)
        return {};
    const bool stopped = saved.error().kind == traffic::DocumentError::Kind::Stopped;
    return Failure<ConvertError>(
        ConvertError{stopped ? Kind::Stopped : Kind::CannotWrite, {}, {}, saved.error().cause});
}

} // namespace

Result<std::vector<audit::Input>, ConvertError> convert(const std::vector<InputFile> &inputs,
                                                        const Output &output, const StopToken &stop,
                                                        const StageListener &listener) {
    Opened opened = openInputs(inputs, stop, listener);
    const auto unread = [](const audit::Input &input) { return input.failure.has_value(); };
    if (opened.stopped)
        return Failure<ConvertError>(
            ConvertError{ConvertError::Kind::Stopped, std::move(opened.inputs), {}, {}});
    if (std::all_of(opened.inputs.begin(), opened.inputs.end(), unread))
        return Failure<ConvertError>(
            ConvertError{ConvertError::Kind::NothingRead, std::move(opened.inputs), {}, {}});
    const Progress progress = progressOf(Stage::Writing, listener);
    auto written = output.format == OutputFormat::Har
                       ? writeAsHar(opened.traffic, output.path, output.privacy, stop, progress)
                       : writeAsCapture(opened.traffic, output.path, stop, progress);
    if (written)
        return std::move(opened.inputs);
    written.error().inputs = std::move(opened.inputs);
    return Failure<ConvertError>(std::move(written.error()));
}

} // namespace etagere::session
