// SPDX-License-Identifier: Apache-2.0
#include "core/audit/audit.h"
#include "core/cache/model.h"
#include "core/explain/session_text.h"
#include "core/replay/replay.h"
#include "core/session/parallel.h"
#include "core/session/reaper.h"
#include "core/session/workspace_state.h"

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

namespace etagere::session {

namespace {

namespace words = explain::session_text;

/// Reported to the user: an input of which nothing or not all was read.
bool isWanting(const audit::Input &input) {
    const auto &repaired = input.log.repaired;
    return input.failure || !input.log.skipped.empty() ||
           std::any_of(repaired.begin(), repaired.end(), [](const traffic::RepairedEntry &one) {
               return one.what == traffic::Repair::Truncated;
           });
}

/// Whether enough was read to show it.
bool isEnough(const ReadRequest &request, const std::vector<audit::Input> &inputs) {
    const auto wasRead = [](const audit::Input &input) { return !input.failure; };
    const auto required = inputs.begin() + static_cast<std::ptrdiff_t>(request.required);
    return std::all_of(inputs.begin(), required, wasRead) &&
           std::any_of(required, inputs.end(), wasRead);
}

Edits editsFor(const ReadRequest &request, const Opened &opened) {
    if (request.recovery)
        return readSession(request.recovery->session, opened.traffic);
    if (!opened.attachments)
        return {};
    const auto session = opened.attachments->find(sessionAttachment);
    if (session == opened.attachments->end())
        return {};
    return readSession(QByteArray::fromStdString(session->second), opened.traffic);
}

ReadFiles sorted(const ReadRequest &request, Opened opened) {
    ReadFiles read;
    read.enough = isEnough(request, opened.inputs);
    read.edits = editsFor(request, opened);
    for (std::size_t i = 0; i < opened.inputs.size(); ++i) {
        audit::Input &input = opened.inputs[i];
        if (read.enough ? isWanting(input) : input.failure.has_value())
            read.failed.push_back(input);
        if (input.failure)
            continue;
        read.files.push_back(request.files[i]);
        read.inputs.push_back(std::move(input));
    }
    if (request.recovery) {
        read.document = request.recovery->document;
        read.modified = request.recovery->modified;
    } else if (opened.attachments) {
        read.document = request.files.front().path;
    }
    read.live = std::move(opened.live);
    read.traffic = shareReaped(std::move(opened.traffic));
    return read;
}

} // namespace

Job::Finish finishOf(const std::function<Job::Finish()> &work,
                     const std::function<void(const std::string &)> &fail) {
    std::string sentence;
    try {
        return work();
    } catch (const std::bad_alloc &) {
        sentence = text(words::outOfMemory);
    } catch (const std::exception &error) {
        sentence = text(words::unexpected, error.what());
    }
    return [fail, sentence] { fail(sentence); };
}

void Workspace::State::start(Worker &worker, WatchedWork work, std::function<void()> onFailure) {
    worker.gauge = std::make_shared<Gauge>();
    const auto failed = [this, onFailure = std::move(onFailure)](const std::string &sentence) {
        if (onFailure)
            onFailure();
        fail(sentence);
    };
    worker.job.start([work = std::move(work), failed,
                      gauge = worker.gauge](const StopToken &stop, const Progress &progress) {
        const StageListener listener = [&](Stage stage, std::uint64_t done, std::uint64_t total) {
            gauge->set({stage, done, total});
            progress.report(done, total);
        };
        return finishOf([&] { return work({stop, listener}); }, failed);
    });
    noteBusy();
}

void Workspace::State::readMore(std::vector<InputFile> more) {
    if (more.empty())
        return;
    ReadRequest request;
    if (traffic)
        request = {files, files.size(), {}, traffic};
    request.files.insert(request.files.end(), more.begin(), more.end());
    read(std::move(request));
}

void Workspace::State::read(ReadRequest request) {
    if (request.files.empty())
        return;
    start(reading, [this, request = std::move(request)](const Watch &watch) -> Job::Finish {
        Opened opened = openInputs(request.files, watch.stop, watch.listener);
        if (opened.stopped)
            return {};
        const auto read = std::make_shared<ReadFiles>(sorted(request, std::move(opened)));
        return [this, read, added = request.before != nullptr] {
            if (read->enough)
                install(std::move(*read), added);
            else
                Q_EMIT q.inputsFailed(read->failed);
        };
    });
}

void Workspace::State::install(ReadFiles read, bool added) {
    replaying.job.abandon();
    judging.job.abandon();
    const QString filterBefore = edits.filter;
    if (added) {
        edits.notes = notesThatFit(edits.notes, *traffic, *read.traffic);
        unsavedInputs = true;
    } else {
        edits = std::move(read.edits);
        savedEdits = edits;
        document = std::move(read.document);
        unsavedInputs = read.modified;
    }
    const auto old = std::exchange(traffic, read.traffic);
    log.reset();
    report.reset();
    grades.reset();
    playedFlushes.clear();
    inputs = std::move(read.inputs);
    live = std::move(read.live);
    files = std::move(read.files);
    modified = unsavedInputs || !sameWork(edits, savedEdits);
    touchRecovery();
    const auto shown = traffic;
    Q_EMIT q.captureChanged();
    Q_EMIT q.titleChanged();
    Q_EMIT q.flushesChanged();
    Q_EMIT q.clockChanged();
    if (edits.filter != filterBefore)
        Q_EMIT q.filterChanged();
    if (!read.failed.empty())
        Q_EMIT q.inputsFailed(read.failed);
    if (traffic == shown) // unless somebody who was told opened or closed something
        replay();
}

void Workspace::State::replay() {
    if (log && edits.flushes == playedFlushes) {
        replaying.job.abandon();
        noteBusy();
        return;
    }
    const auto putBack = [this] {
        if (!log || edits.flushes == playedFlushes)
            return;
        edits.flushes = playedFlushes;
        edited();
        Q_EMIT q.flushesChanged();
    };
    const auto work = [this, traffic = traffic,
                       flushes = edits.flushes](const Watch &watch) -> Job::Finish {
        auto made = shareReaped(replay::replay(*traffic, cache::rfc9111(), flushes, watch.stop,
                                               watch.progress(Stage::Replaying)));
        if (made->stopped)
            return {};
        return [this, made, flushes] {
            log = made;
            playedFlushes = flushes;
            Q_EMIT q.logChanged();
            Q_EMIT q.clockChanged();
            if (log == made && !report && !judging.job.isRunning())
                judge();
        };
    };
    start(replaying, work, putBack);
}

void Workspace::State::judge() {
    start(judging,
          [this, traffic = traffic, live = live,
           read = std::make_shared<const std::vector<audit::Input>>(inputs)](
              const Watch &watch) -> Job::Finish {
              const analysis::Conduct conduct{onAllCores, SIZE_MAX, watch.stop,
                                              watch.progress(Stage::Judging)};
              auto made = shareReaped(audit::auditLive(*traffic, *read, live, conduct));
              if (made->stopped)
                  return {};
              auto graded = shareReaped(gradesOf(*traffic, made->findings));
              return [this, made, graded] {
                  report = made;
                  grades = graded;
                  Q_EMIT q.reportChanged();
              };
          });
}

void Workspace::State::cancel() {
    addLater.clear();
    reading.job.abandon();
    judging.job.abandon();
    if (replaying.job.isRunning()) {
        replaying.job.abandon();
        if (log && edits.flushes != playedFlushes) { // they were not played
            edits.flushes = playedFlushes;
            edited();
            Q_EMIT q.flushesChanged();
        }
    }
    writes.clear();
    writing.job.cancel();
    noteBusy();
}

void Workspace::State::close() {
    addLater.clear();
    reading.job.abandon();
    replaying.job.abandon();
    judging.job.abandon();
    removeRecovery();
    noteBusy();
    if (!traffic)
        return;
    traffic.reset();
    log.reset();
    report.reset();
    grades.reset();
    inputs.clear();
    live.clear();
    files.clear();
    document.clear();
    edits = {};
    savedEdits = {};
    playedFlushes.clear();
    unsavedInputs = modified = false;
    Q_EMIT q.captureChanged();
    Q_EMIT q.titleChanged();
    Q_EMIT q.flushesChanged();
    Q_EMIT q.clockChanged();
    Q_EMIT q.filterChanged();
}

} // namespace etagere::session
