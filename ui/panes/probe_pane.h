// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include "core/session/job.h"
#include "core/session/probe_run.h"
#include "ui/models/focus.h"

#include <memory>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace etagere::session {
class Workspace;
}

namespace etagere::ui {

class Article;
class EmptyState;

/// Asks a server whether its tags stand for visitors.
///
/// The user names a URL, or takes that of the exchange in focus, looks at the plan if they like,
/// and asks. While it runs, the progress and a way to stop; then the grade with its evidence and
/// what was asked. Nothing is sent before Ask is pressed. What was asked can be saved as
/// `etagere probe --save` saves it, and gone on with by --resume.
class ProbePane final : public QWidget {
    Q_OBJECT
public:
    ProbePane(session::Workspace &workspace, Focus &focus, QWidget *parent = nullptr);
    void setUrl(const QString &url);
    /// Without waiting, for a server under test that is on this machine.
    void setWaits(bool waits) noexcept { m_waits = waits; }
    [[nodiscard]] bool isRunning() const noexcept { return m_job.isRunning(); }
    [[nodiscard]] bool isSaving() const noexcept { return m_saving.isRunning(); }
    /// Writes the last run: a capture if the name ends in ".etagere", else a HAR. Says in the pane
    /// what was written, or why it was not. Nothing while there is no run, or one is going on.
    void saveTo(const QString &path);

private:
    [[nodiscard]] QWidget *makeQuestion();
    [[nodiscard]] QWidget *makeRunning();
    [[nodiscard]] session::ProbeRequest request() const;
    void offerFocus();
    void showPlan();
    void ask();
    void tell(const std::shared_ptr<const session::ProbeOutcome> &outcome);
    void chooseFile();
    void tellSaved(const Result<std::uint64_t, session::TrafficFileError> &saved,
                   const QString &path);
    void say(const QString &sentence);
    void complain(const session::ProbeFailure &failure);
    void enable();
    session::Workspace &m_workspace;
    Focus &m_focus;
    session::Job m_job;
    session::Job m_saving;
    std::shared_ptr<const session::ProbeOutcome> m_run; ///< the last; null: none yet
    bool m_waits = true;
    QLineEdit *m_url = nullptr;
    QComboBox *m_visits = nullptr;
    QCheckBox *m_identify = nullptr;
    QLineEdit *m_identity = nullptr;
    QPushButton *m_plan = nullptr;
    QPushButton *m_ask = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_stop = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_problem = nullptr;
    QWidget *m_running = nullptr;
    Article *m_article = nullptr;
    EmptyState *m_empty = nullptr;
};

} // namespace etagere::ui
