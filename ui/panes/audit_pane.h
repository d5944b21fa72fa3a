// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>
#include <QtWidgets/QWidget>

#include "core/session/job.h"
#include "core/session/live_session.h"

#include <filesystem>
#include <memory>
#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTableView;

namespace etagere::ui {

class AuditModel;
class EmptyState;
class HandStrip;
class PictureView;

/// Audits a site in a real browser.
///
/// The user names a page, chooses a browser if they like, and begins. The protocol's steps stand in
/// a table and are ticked off as they are played, each with a picture of the page; then the servers
/// are asked about what is left open. At the end the capture is opened, with its findings. It is
/// kept with the user's data, readable for nobody else.
class AuditPane final : public QWidget {
    Q_OBJECT
public:
    explicit AuditPane(QWidget *parent = nullptr);
    /// Where captures are kept; the user's data folder unless set.
    void setFolder(const std::filesystem::path &folder) { m_folder = folder; }
    /// Probes without waiting, for a server under test that is on this machine.
    void setWaits(bool waits) noexcept { m_waits = waits; }
    void setUrl(const QString &url);
    [[nodiscard]] bool isRunning() const noexcept { return m_job.isRunning(); }
    /// Room for all steps.
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// An audit is over; this is its capture.
    void captureMade(const QString &file);

private:
    [[nodiscard]] QWidget *makeQuestion();
    void makeFlushChoice(QWidget *box);
    [[nodiscard]] QWidget *makeRunning();
    [[nodiscard]] QWidget *makeSteps();
    [[nodiscard]] session::LiveRequest request() const;
    void begin();
    void follow(const session::LiveEvent &event);
    void add(const session::LiveEvent &event);
    void finish(const session::LiveOutcome &outcome);
    void showPicture(int row);
    void say(const QString &sentence);
    void enable();
    std::filesystem::path m_folder;
    bool m_waits = true;
    session::Job m_job;
    AuditModel *m_model = nullptr;
    QLineEdit *m_url = nullptr;
    QComboBox *m_browser = nullptr;
    QSpinBox *m_pages = nullptr;
    QCheckBox *m_probes = nullptr;
    QComboBox *m_flush = nullptr;
    QCheckBox *m_forget = nullptr;
    QCheckBox *m_byHand = nullptr;
    std::shared_ptr<session::HandBack> m_back; ///< of the audit under way; null: not by hand
    std::optional<audit::Step> m_inHand;       ///< whose page was handed over last
    HandStrip *m_hand = nullptr;
    QPushButton *m_begin = nullptr;
    QPushButton *m_stop = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_problem = nullptr;
    PictureView *m_picture = nullptr;
    QWidget *m_running = nullptr;
    QTableView *m_table = nullptr;
    EmptyState *m_empty = nullptr;
};

} // namespace etagere::ui
