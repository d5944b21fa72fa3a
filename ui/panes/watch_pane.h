// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include "core/session/job.h"
#include "core/session/watch_run.h"

#include <filesystem>

class QComboBox;
class QLabel;
class QModelIndex;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QTableView;

namespace etagere::ui {

class Article;
class EmptyState;
class WatchModel;

/// Watches pages by conditional requests.
///
/// The user writes the pages, one a line, says how often, and starts. Each visit becomes a line of
/// the log: unchanged and what that saved, changed, or a server that forgot to change its tag; of
/// the chosen one the difference is shown. It goes on until it is stopped or the window is closed,
/// and a later watch knows what this one saw.
class WatchPane final : public QWidget {
    Q_OBJECT
public:
    explicit WatchPane(QWidget *parent = nullptr);
    /// Where what is known is kept; the user's data folder unless set.
    void setStateFile(const std::filesystem::path &path) { m_state = path; }
    [[nodiscard]] bool isRunning() const noexcept { return m_job.isRunning(); }

private:
    [[nodiscard]] QWidget *makeQuestion();
    [[nodiscard]] QWidget *makeLog();
    [[nodiscard]] bool readPages(session::WatchRequest &request);
    void begin();
    void run(const session::WatchRequest &request);
    void add(const watch::Visit &visit, const watch::PageState &page);
    void finish(const Result<session::WatchOutcome, store::StoreError> &outcome);
    void showVisit(const QModelIndex &index);
    void complain(const QString &sentence);
    void enable();
    std::filesystem::path m_state;
    session::Job m_job;
    WatchModel *m_model = nullptr;
    QPlainTextEdit *m_pages = nullptr;
    QComboBox *m_every = nullptr;
    QSpinBox *m_share = nullptr;
    QPushButton *m_begin = nullptr;
    QPushButton *m_stop = nullptr;
    QLabel *m_problem = nullptr;
    QTableView *m_table = nullptr;
    Article *m_article = nullptr;
    EmptyState *m_empty = nullptr;
};

} // namespace etagere::ui
