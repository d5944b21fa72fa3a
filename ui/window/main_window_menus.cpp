// SPDX-License-Identifier: Apache-2.0
// The menus and the tool bar of the main window.
#include <QtCore/QFileInfo>
#include <QtGui/QAction>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QToolBar>

#include "ui/models/text.h"
#include "ui/panes/exchanges_pane.h"
#include "ui/window/actions.h"
#include "ui/window/desk.h"
#include "ui/window/main_window.h"
#include "ui/window/preferences.h"

#include <initializer_list>

namespace etagere::ui {

namespace {

/// Act::Count stands for a line between.
void fill(QWidget &place, const Actions &actions, std::initializer_list<Act> acts) {
    for (const Act act : acts) {
        if (act != Act::Count) {
            place.addAction(actions[act]);
            continue;
        }
        auto *line = new QAction(&place);
        line->setSeparator(true);
        place.addAction(line);
    }
}

constexpr Act line = Act::Count;

} // namespace

void MainWindow::fillMenus() {
    const Actions &actions = *m_actions;
    QMenu *file = menuBar()->addMenu(Actions::nameOf(Group::File));
    fill(*file, actions, {Act::Open, Act::AddFile});
    QMenu *recent = file->addMenu(tr("Open &recent"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecent(*recent); });
    fill(*file, actions,
         {Act::OpenSample, line, Act::NewWindow, line, Act::Save, Act::SaveAs, Act::Export, line,
          Act::CloseCapture, Act::Quit});
    QMenu *edit = menuBar()->addMenu(Actions::nameOf(Group::Edit));
    fill(*edit, actions,
         {Act::Undo, Act::Redo, line, Act::CopyUrl, Act::CopyCurl, line, Act::Note});
    m_viewMenu = menuBar()->addMenu(Actions::nameOf(Group::View));
    QMenu *capture = menuBar()->addMenu(Actions::nameOf(Group::Capture));
    QMenu *flushMenu = capture->addMenu(tr("&Flush"));
    connect(capture, &QMenu::aboutToShow, this,
            [this, flushMenu] { flushMenu->setEnabled(m_workspace.log() != nullptr); });
    connect(flushMenu, &QMenu::aboutToShow, this, [this, flushMenu] {
        flushMenu->clear();
        if (m_desk != nullptr)
            m_desk->exchanges().fillFlushMenu(*flushMenu);
    });
    fill(*capture, actions, {Act::SetClock});
    QMenu *tools = menuBar()->addMenu(Actions::nameOf(Group::Tools));
    fill(*tools, actions,
         {Act::AuditSite, Act::AuditDemo, Act::Browse, Act::Lab, Act::Probe, Act::Watch, line,
          Act::Settings});
    QMenu *help = menuBar()->addMenu(Actions::nameOf(Group::Help));
    fill(*help, actions, {Act::Help, Act::FilterHelp, Act::Shortcuts, line, Act::About});
}

void MainWindow::fillViewMenu(QMenu &menu) {
    const Actions &actions = *m_actions;
    menu.clear();
    fill(menu, actions,
         {Act::Filter, line, Act::PreviousRow, Act::NextRow, Act::PreviousSameUrl, Act::NextSameUrl,
          line, Act::Back, Act::Forward, line});
    QMenu *inspector = menu.addMenu(tr("&Inspector"));
    for (QAction *action : m_desk->tabActions())
        inspector->addAction(action);
    QMenu *panes = menu.addMenu(tr("Pan&es"));
    for (QAction *action : m_desk->dockActions())
        panes->addAction(action);
    fill(menu, actions, {line, Act::Audit, Act::Develop, Act::RestoreLayout});
}

void MainWindow::fillRecent(QMenu &menu) {
    menu.clear();
    const QStringList files = recentFiles();
    for (const QString &path : files) {
        QString name = shown(toUtf8(path));
        menu.addAction(name.replace(u'&', QStringLiteral("&&")), this,
                       [this, path] { openFiles({path}); });
    }
    if (files.isEmpty()) {
        menu.addAction(tr("Nothing was opened yet"))->setEnabled(false);
        return;
    }
    menu.addSeparator();
    menu.addAction(tr("&Forget these"), this, [] { forgetRecentFiles(); });
}

void MainWindow::fillToolBar() {
    m_tools = addToolBar(tr("Tools"));
    m_tools->setObjectName(QStringLiteral("tools"));
    m_tools->setMovable(false);
    m_tools->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const int side = fontMetrics().height() * 5 / 4;
    m_tools->setIconSize(QSize(side, side));
    m_tools->toggleViewAction()->setVisible(false);
    fill(*m_tools, *m_actions,
         {Act::Open, Act::AddFile, Act::Save, Act::Export, line, Act::Undo, Act::Redo, line,
          Act::Note, Act::SetClock, line, Act::Lab, Act::Help});
}

} // namespace etagere::ui
