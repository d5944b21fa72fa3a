// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QTimer>

#include "core/session/session_state.h"
#include "core/session/workspace.h"

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::session {

/// How far one piece of work is, told by its threads and never backwards within a stage.
class Gauge {
public:
    struct Reading {
        Stage stage = Stage::Reading;
        std::uint64_t done = 0;
        std::uint64_t total = 0;
    };
    void set(const Reading &now);
    [[nodiscard]] Reading get() const;

private:
    mutable std::mutex m_mutex;
    Reading m_reading;
};

/// What work is given: when to end, and whom to tell how far it is.
struct Watch {
    const StopToken &stop;
    StageListener listener;
    /// The same for one stage.
    [[nodiscard]] Progress progress(Stage stage) const;
};
/// Work of the workspace; it may throw.
using WatchedWork = std::function<Job::Finish(const Watch &)>;

/// What the work gives to finish with. What it throws becomes a sentence for `fail`.
[[nodiscard]] Job::Finish finishOf(const std::function<Job::Finish()> &work,
                                   const std::function<void(const std::string &)> &fail);

/// A job with its gauge.
struct Worker {
    Job job;
    std::shared_ptr<Gauge> gauge;
};

/// What reading files made.
struct ReadFiles {
    bool enough = false; ///< to show it; else nothing but `failed` counts
    std::shared_ptr<const traffic::Traffic> traffic;
    std::vector<audit::Input> inputs; ///< those that were read
    std::vector<audit::Input> failed; ///< not at all, or not whole
    std::vector<audit::LiveRun> live;
    std::vector<InputFile> files; ///< those that were read
    std::string document;
    Edits edits;
    bool modified = false;
};

/// What to read, and what must come of it.
struct ReadRequest {
    std::vector<InputFile> files;
    std::size_t required = 0;         ///< the first of them, without which nothing changes
    std::optional<Recovery> recovery; ///< the state that belongs to them
    /// What is open and gets more; null when it gets replaced.
    std::shared_ptr<const traffic::Traffic> before;
};

/// What went into a document.
struct Saved {
    std::shared_ptr<const traffic::Traffic> traffic;
    Edits edits;
    std::string file;
};

/// Lives on the workspace's thread.
struct Workspace::State {
    explicit State(Workspace &owner);
    ~State();

    // workspace_pipeline.cpp: reading, replaying, judging
    void read(ReadRequest request);
    void readMore(std::vector<InputFile> more);
    void install(ReadFiles read, bool added);
    void replay();
    void judge();
    void cancel();
    void close();
    /// Starts the work; an exception becomes a sentence, after `onFailure` put things right.
    void start(Worker &worker, WatchedWork work, std::function<void()> onFailure = {});

    // workspace_files.cpp: saving and exporting, one after the other
    void save(std::string file);
    void wasSaved(const Saved &done);
    void exportReport(std::string file, ReportFormat format, bool redacted);
    void enqueue(WatchedWork write);
    void writeNext();

    // workspace_recovery.cpp
    void touchRecovery(); ///< keeps the state soon
    void keepRecovery();
    void keptRecovery(const std::string &problem);
    void removeRecovery();
    void finishRecovery(); ///< at the end: leaves what is unsaved, else nothing
    [[nodiscard]] Recovery recoveryOf(const traffic::Traffic &capture, const Edits &work) const;
    [[nodiscard]] Recovery storedRecovery() const;

    // workspace.cpp
    [[nodiscard]] Instant clock() const noexcept;
    void edited(); ///< flushes, notes or filter changed
    void noteModified();
    void noteBusy();
    void fail(const std::string &sentence) { Q_EMIT q.failed(QString::fromStdString(sentence)); }

    Workspace &q;
    std::shared_ptr<const traffic::Traffic> traffic;
    std::shared_ptr<const replay::Log> log;
    std::shared_ptr<const audit::Report> report;
    std::shared_ptr<const std::vector<std::uint8_t>> grades;
    std::vector<audit::Input> inputs;
    std::vector<audit::LiveRun> live; ///< the live audits that the capture holds
    std::vector<InputFile> files;     ///< what add() reads again
    std::string document;
    Edits edits;
    Edits savedEdits;                         ///< as the document has them
    bool unsavedInputs = false;               ///< read beside what the document has
    std::vector<replay::Flush> playedFlushes; ///< those that `log` was made with
    bool modified = false;
    bool busy = false;

    std::vector<InputFile> addLater; ///< once what is being read is there
    Worker reading, replaying, judging, writing;
    std::deque<WatchedWork> writes; ///< waiting for the one that runs

    std::string recoveryFile;
    QTimer recoveryTimer;
    bool recoveryUnwanted = false; ///< to be removed once its writing is over
    bool recoveryComplained = false;
    std::unique_ptr<Job> keeping = std::make_unique<Job>();
};

} // namespace etagere::session
