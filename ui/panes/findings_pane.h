// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include "core/session/workspace.h"
#include "ui/models/focus.h"

#include <memory>

class QLabel;
class QProgressBar;
class QPushButton;
class QSplitter;
class QTableView;
class QToolButton;

namespace etagere::ui {

class Article;
class EmptyState;
class FindingModel;
class LinkabilityView;
class WhenShown;

/// The findings by origin with grade and confidence; for the chosen one the evidence for and
/// against and what would decide more, its exchanges and its flush.
///
/// The user reads the verdict in one line, walks the findings, worst first, and reads beside them
/// what speaks for and against each. From there to its exchanges, or to the flush of its URLs.
/// What the recording lacked and what was assumed opens below.
class FindingsPane final : public QWidget {
    Q_OBJECT
public:
    FindingsPane(session::Workspace &workspace, Focus &focus, QWidget *parent = nullptr);

Q_SIGNALS:
    void flushRequested(const etagere::flush::Scope &scope);
    /// The exchanges of a finding are asked for: a query that selects them.
    void filterRequested(const QString &query);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeTable();
    QWidget *makeDetail();
    QWidget *makeReading();
    void refresh();
    void tellReport();
    void sayWhyEmpty();
    void fitTable();
    void showDetail();
    void takeFocus();
    void giveFocus(int row);
    void showExchanges();
    void askToFlush(flush::By by);
    [[nodiscard]] const analysis::Finding *current() const;
    session::Workspace &m_workspace;
    Focus &m_focus;
    std::shared_ptr<const audit::Report> m_report;
    const analysis::Finding *m_described = nullptr; ///< what the article speaks of
    bool m_quiet = false;                           ///< choosing rows means nothing now
    QLabel *m_verdict = nullptr;
    QLabel *m_examined = nullptr;
    QProgressBar *m_busy = nullptr;
    FindingModel *m_model = nullptr;
    QTableView *m_table = nullptr;
    QSplitter *m_parts = nullptr;
    Article *m_article = nullptr;
    LinkabilityView *m_linkability = nullptr;
    QPushButton *m_exchanges = nullptr;
    QPushButton *m_flushUrls = nullptr;
    QPushButton *m_flushOrigin = nullptr;
    EmptyState *m_empty = nullptr;
    QToolButton *m_readingButton = nullptr;
    Article *m_reading = nullptr;
    WhenShown *m_whenShown = nullptr;
};

} // namespace etagere::ui
