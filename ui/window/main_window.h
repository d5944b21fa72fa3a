// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGui/QUndoGroup>
#include <QtGui/QUndoStack>
#include <QtWidgets/QMainWindow>

#include "core/scenario/from_traffic.h"
#include "core/session/job.h"
#include "core/session/lab_host.h"
#include "core/session/workspace.h"
#include "ui/models/focus.h"
#include "ui/window/recovery_slot.h"

#include <memory>
#include <vector>

class QMenu;
class QStackedWidget;
class QToolBar;

namespace etagere::ui {

class Actions;
class BrowseRoom;
class Desk;
class DropHint;
class FileFlow;
class LabRoom;
class MessageBar;
class ProgressStrip;
class RulesWindow;
class StartPage;
class StatusLine;

/// A window with one capture, or with the page to begin on.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(QWidget *parent = nullptr);
    ~MainWindow() override;
    /// As though the user had chosen them: may ask.
    void openFiles(const QStringList &paths);
    /// The lab, with that lesson (its id or number) or scenario file; empty: as it was left.
    void openLab(const QString &lessonOrFile);
    [[nodiscard]] session::Workspace &workspace() noexcept { return m_workspace; }
    [[nodiscard]] Focus &focus() noexcept { return m_focus; }
    [[nodiscard]] Actions &actions() noexcept { return *m_actions; }
    /// The panes; null until a capture was open or the window had time to make them.
    [[nodiscard]] Desk *desk() noexcept { return m_desk; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpPlace();
    void setUpStatusBar();
    void connectWorkspace();
    void connectFileActions();
    void connectViewActions();
    void connectHelpActions();
    void connectBrowsing();
    void connectLab();
    void followCenter();
    void auditDemo();
    void openAsScenario(const std::vector<traffic::ExchangeId> &exchanges);
    void showScenario(const scenario::FromTraffic &made);
    void adoptUndo();
    void fillMenus();
    void fillViewMenu(QMenu &menu);
    void fillRecent(QMenu &menu);
    void fillToolBar();
    void prepareDesk();
    void showCapture();
    void showStart();
    void showBrowsing();
    void leaveBrowsing();
    void enableActions();
    void showTitle();
    void escape();
    void flush(const flush::Scope &scope);
    void editNote(traffic::ExchangeId exchange);
    void copyUrl();
    void copyCurl();
    void setClock();
    void openSettings();
    void openShortcuts();
    void openRules();
    void openNewWindow();
    void tell(const QString &sentence);
    void keepWork();

    session::Workspace m_workspace;
    Focus m_focus;
    QUndoStack m_undo;
    QUndoGroup m_undoGroup; ///< that, and the lab's
    RecoverySlot m_slot;
    Actions *m_actions = nullptr;
    QStackedWidget *m_center = nullptr;
    StartPage *m_start = nullptr;
    MessageBar *m_messages = nullptr;
    ProgressStrip *m_progress = nullptr;
    StatusLine *m_status = nullptr;
    FileFlow *m_files = nullptr;
    BrowseRoom *m_browse = nullptr;
    LabRoom *m_lab = nullptr;
    DropHint *m_dropHint = nullptr;
    Desk *m_desk = nullptr;
    QMenu *m_viewMenu = nullptr;
    QToolBar *m_tools = nullptr;
    RulesWindow *m_rules = nullptr;
    session::Job m_making;                    ///< a scenario of exchanges
    std::unique_ptr<session::LabHost> m_demo; ///< null until the demo site was asked for
    bool m_closing = false;                   ///< the user has agreed
};

} // namespace etagere::ui
