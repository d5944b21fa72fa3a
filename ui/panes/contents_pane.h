// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include "core/session/workspace.h"
#include "ui/models/focus.h"
#include "ui/panes/entry_words.h"

#include <cstddef>
#include <memory>
#include <vector>

class QAction;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QTableView;

namespace etagere::ui {

class ClockBar;
class ContentsModel;
class EmptyState;
class FlushStrip;
class WhenShown;

/// What the simulated caches hold at the clock, with freshness, and the flush of what is chosen:
/// preview, what would be sent afterwards.
///
/// The user turns the clock above the table and sees freshness run out; searches by URL; chooses
/// rows and flushes them, their URL, origin, site or everything (button, context menu, Delete).
/// A dialog says what the next requests send before and after; when the replay is back, a strip
/// says what was flushed and offers the way back. Earlier flushes are a menu to jump by.
class ContentsPane final : public QWidget {
    Q_OBJECT
public:
    ContentsPane(session::Workspace &workspace, Focus &focus, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The user chose to flush; the window makes it undoable.
    void flushRequested(const etagere::flush::Scope &scope);
    /// The user wants the last flush back.
    void undoRequested();

private:
    void addTools();
    void addTable();
    void connectWorkspace();
    void takeSource(); ///< traffic and log into model and clock
    void refresh();
    void sayWhyEmpty();
    void tellFlush();
    void fillFlushMenu();
    void fillHistory();
    void showContextMenu(const QPoint &at);
    void askToFlush(flush::Scope scope, const std::string &visitor);
    [[nodiscard]] std::vector<replay::VersionId> chosen() const;
    [[nodiscard]] replay::VersionId current() const;
    void takeFocus();      ///< the version in focus becomes the chosen row
    void giveFocus();      ///< the chosen row becomes the version in focus
    void rememberChosen(); ///< before rows are replaced
    void chooseAgain();    ///< after they have been
    session::Workspace &m_workspace;
    Focus &m_focus;
    Played m_played;
    ContentsModel *m_model = nullptr;
    ClockBar *m_clock = nullptr;
    QLineEdit *m_search = nullptr;
    QLabel *m_count = nullptr;
    QPushButton *m_history = nullptr;
    QPushButton *m_flush = nullptr;
    QMenu *m_flushMenu = nullptr;
    FlushStrip *m_strip = nullptr;
    QTableView *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    QAction *m_toEnd = nullptr;
    QAction *m_clearSearch = nullptr;
    WhenShown *m_whenShown = nullptr;
    std::vector<traffic::ExchangeId> m_chosen; ///< what the chosen rows were stored by, sorted
    traffic::ExchangeId m_current;
    bool m_chosenAnew = false;                    ///< the user has chosen since that was remembered
    std::shared_ptr<const replay::Log> m_rowsLog; ///< that the model's rows are of
    std::size_t m_toldFlushes = 0;                ///< of the workspace's, when the strip last spoke
    bool m_quiet = false;                         ///< choosing rows means nothing now
};

} // namespace etagere::ui
