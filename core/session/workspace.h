// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>

#include "core/session/job.h"
#include "core/session/query.h"
#include "core/session/session.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace etagere::session {

/// How a report is written.
enum class ReportFormat : std::uint8_t { Html, Json, Csv, Text, Har };

/// The work of one window: a capture, what a model would have done with it, what its tags give
/// away, and what the user did to it (clock, flushes, notes). Long work runs in the background;
/// what it makes is immutable, arrives whole and is announced. Lives on the thread that made it.
class Workspace : public QObject {
    Q_OBJECT
public:
    explicit Workspace(QObject *parent = nullptr);
    ~Workspace() override;

    // What is there. Null until it has been made; never changed, only replaced.
    [[nodiscard]] std::shared_ptr<const traffic::Traffic> traffic() const noexcept;
    [[nodiscard]] std::shared_ptr<const replay::Log> log() const noexcept;
    [[nodiscard]] std::shared_ptr<const audit::Report> report() const noexcept;
    /// Worst grade by exchange id; empty until the report is there.
    [[nodiscard]] std::shared_ptr<const std::vector<std::uint8_t>> grades() const noexcept;
    [[nodiscard]] const std::vector<audit::Input> &inputs() const noexcept;
    [[nodiscard]] bool isEmpty() const noexcept; ///< no capture is open

    // Files.
    /// Reads the files in place of what is open. If nothing of them can be read, what is open
    /// stays.
    void open(std::vector<InputFile> files);
    /// Reads them beside what is open: later visits, of the visitor named in each. What is open
    /// stays as it is until they are there, and for good when none of them can be read. While files
    /// are being read, these wait for them.
    void add(std::vector<InputFile> files);
    /// What is being written is finished all the same. Forgets what was kept for recovery.
    void close();
    /// Ends what is being read, judged or written; what was open stays.
    void cancel();
    /// Writes capture, clock, flushes, notes and filter to one capture document.
    void save(const QString &path);
    void exportReport(const QString &path, ReportFormat format, bool redacted);
    /// The document that was opened or saved; empty for a capture that has none.
    [[nodiscard]] QString path() const;
    /// What the title bar names: the document's or the first input's file name.
    [[nodiscard]] QString title() const;
    [[nodiscard]] bool isModified() const noexcept; ///< something would be lost with the window

    // What the user does to it. Each is announced and marks the workspace as modified.
    [[nodiscard]] Instant clock() const noexcept; ///< within the log's begin and 100 years after
    void setClock(Instant at);
    [[nodiscard]] const std::vector<replay::Flush> &flushes() const noexcept;
    /// Replays in the background. At most 10,000 are kept. Until logChanged() `log` was
    /// made with others; cancel() before it puts those back.
    void setFlushes(std::vector<replay::Flush> flushes);
    [[nodiscard]] const std::map<traffic::ExchangeId, std::string> &notes() const noexcept;
    /// UTF-8, cut to 64 KiB; empty: takes it away. Without such an exchange nothing happens.
    void setNote(traffic::ExchangeId exchange, std::string note);
    [[nodiscard]] QString filter() const;
    void setFilter(const QString &filter); ///< cut to 10,000 characters

    /// Where the state of unsaved work is kept between runs; empty: it is not. Set before opening.
    void setRecoveryFile(const QString &path);
    /// What the last run left behind there: the inputs, empty when nothing was.
    [[nodiscard]] std::vector<InputFile> recoverable() const;
    /// Opens them again, with clock, flushes, notes and filter.
    void recover();

    /// What is going on, for a progress bar.
    [[nodiscard]] bool isBusy() const noexcept;

Q_SIGNALS:
    void captureChanged(); ///< another traffic, with other notes; log, report and grades are null
    void logChanged();
    void reportChanged(); ///< report and grades
    void clockChanged();
    void flushesChanged();
    void notesChanged(etagere::traffic::ExchangeId exchange);
    void filterChanged();
    void titleChanged(); ///< title, path or isModified
    void busyChanged();
    void progressed(etagere::session::Stage stage, std::uint64_t done, std::uint64_t total);
    /// A file could not be read, or not whole: what to tell the user. The rest is there.
    void inputsFailed(const std::vector<etagere::audit::Input> &inputs);
    /// Something else failed, in a sentence to act on.
    void failed(const QString &sentence);
    void saved(const QString &path);
    void exported(const QString &path);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace etagere::session
