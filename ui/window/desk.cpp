// SPDX-License-Identifier: Apache-2.0
#include "ui/window/desk.h"

#include <QtCore/QSettings>
#include <QtGui/QAction>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QTabWidget>

#include "ui/panes/audit_pane.h"
#include "ui/panes/contents_pane.h"
#include "ui/panes/entry_pane.h"
#include "ui/panes/exchanges_pane.h"
#include "ui/panes/findings_pane.h"
#include "ui/panes/headers_pane.h"
#include "ui/panes/probe_pane.h"
#include "ui/panes/raw_pane.h"
#include "ui/panes/tag_pane.h"
#include "ui/panes/visits_pane.h"
#include "ui/panes/watch_pane.h"
#include "ui/panes/why_pane.h"

#include <array>

namespace etagere::ui {

namespace {

const QString layoutKey = QStringLiteral("window/layout");
/// Raised when docks come or go, so that an old layout is not put on new ones.
constexpr int layoutVersion = 2;

/// The parts of the window's width and height, in percent.
constexpr int visitsWidth = 19;
constexpr int inspectorWidth = 30;
constexpr int developInspectorWidth = 42;
constexpr int lowerHeight = 42;
constexpr int developLowerHeight = 38;

} // namespace

Desk::Desk(QMainWindow &window, session::Workspace &workspace, Focus &focus)
    : QObject(&window)
    , m_window(window)
    , m_workspace(workspace)
    , m_focus(focus)
    , m_exchanges(new ExchangesPane(workspace, focus, &window)) {
    m_window.setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowTabbedDocks |
                            QMainWindow::AllowNestedDocks);
    m_window.setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    m_window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    m_window.setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    addVisits();
    addInspector();
    addFindings();
    addContents();
    addTools();
    connect(m_exchanges, &ExchangesPane::flushRequested, this, &Desk::flushRequested);
    connect(m_exchanges, &ExchangesPane::noteRequested, this, &Desk::noteRequested);
    connect(m_exchanges, &ExchangesPane::curlRequested, this, &Desk::curlRequested);
    connect(m_exchanges, &ExchangesPane::scenarioRequested, this, &Desk::scenarioRequested);
    connect(m_exchanges, &ExchangesPane::explainRequested, this, [this] { showTab(Tab::Why); });
    for (QDockWidget *dock : docks())
        dock->hide();
}

std::vector<QDockWidget *> Desk::docks() const {
    return {m_visitsDock, m_inspectorDock, m_findingsDock, m_contentsDock};
}

QDockWidget *Desk::addDock(const Place &place, QWidget *pane) {
    auto *dock = new QDockWidget(place.title, &m_window);
    dock->setObjectName(QString::fromLatin1(place.name));
    dock->setWidget(pane);
    pane->setAccessibleName(place.title);
    auto *action = new QAction(place.title, this);
    action->setCheckable(true);
    action->setShortcut(QKeySequence(place.keys));
    m_window.addAction(action);
    connect(action, &QAction::triggered, this, [this, dock] { toggle(dock); });
    connect(dock, &QDockWidget::visibilityChanged, action, &QAction::setChecked);
    m_docks.push_back(action);
    return dock;
}

void Desk::addVisits() {
    auto *pane = new VisitsPane(m_workspace, m_focus, &m_window);
    connect(pane, &VisitsPane::termRequested, this, &Desk::termRequested);
    m_visitsDock = addDock({"visits", tr("Visits"), QStringLiteral("Ctrl+Shift+V")}, pane);
}

void Desk::addInspector() {
    m_inspector = new QTabWidget(&m_window);
    m_inspector->setDocumentMode(true);
    auto *entry = new EntryPane(m_workspace, m_focus);
    auto *tag = new TagPane(m_workspace, m_focus);
    m_inspector->addTab(new WhyPane(m_workspace, m_focus), tr("Why"));
    m_inspector->addTab(new HeadersPane(m_workspace, m_focus), tr("Headers"));
    m_inspector->addTab(entry, tr("Entry"));
    m_inspector->addTab(tag, tr("Tag"));
    m_inspector->addTab(new RawPane(m_workspace, m_focus), tr("Raw"));
    connect(entry, &EntryPane::flushRequested, this, &Desk::flushRequested);
    connect(tag, &TagPane::filterRequested, this, &Desk::filterRequested);
    m_inspectorDock =
        addDock({"inspector", tr("Inspector"), QStringLiteral("Ctrl+Shift+I")}, m_inspector);
    for (int i = 0; i < m_inspector->count(); ++i) {
        auto *action = new QAction(m_inspector->tabText(i), this);
        action->setShortcut(QKeySequence(QStringLiteral("Alt+%1").arg(i + 1)));
        m_inspector->setTabToolTip(i, action->shortcut().toString(QKeySequence::NativeText));
        m_inspector->widget(i)->setAccessibleName(m_inspector->tabText(i));
        connect(action, &QAction::triggered, this, [this, i] { showTab(static_cast<Tab>(i)); });
        m_window.addAction(action);
        m_tabs.push_back(action);
    }
}

void Desk::addFindings() {
    auto *pane = new FindingsPane(m_workspace, m_focus, &m_window);
    connect(pane, &FindingsPane::flushRequested, this, &Desk::flushRequested);
    connect(pane, &FindingsPane::filterRequested, this, &Desk::filterRequested);
    m_findingsDock = addDock({"findings", tr("Findings"), QStringLiteral("Ctrl+Shift+F")}, pane);
}

void Desk::addContents() {
    auto *pane = new ContentsPane(m_workspace, m_focus, &m_window);
    connect(pane, &ContentsPane::flushRequested, this, &Desk::flushRequested);
    connect(pane, &ContentsPane::undoRequested, this, &Desk::undoRequested);
    m_contentsDock =
        addDock({"contents", tr("Cache contents"), QStringLiteral("Ctrl+Shift+K")}, pane);
}

void Desk::addTools() {
    m_audit = new AuditPane(&m_window);
    m_auditDock = addDock({"audit", tr("Audit a site"), QString()}, m_audit);
    connect(m_audit, &AuditPane::captureMade, this, &Desk::captureMade);
    auto *probe = new ProbePane(m_workspace, m_focus, &m_window);
    m_probeDock = addDock({"probe", tr("Probe"), QString()}, probe);
    auto *watch = new WatchPane(&m_window);
    m_watchDock = addDock({"watch", tr("Watch"), QString()}, watch);
    for (QDockWidget *dock : {m_auditDock, m_probeDock, m_watchDock}) {
        m_window.addDockWidget(Qt::BottomDockWidgetArea, dock);
        dock->hide();
    }
}

void Desk::show() {
    if (m_shown)
        return;
    m_shown = true;
    if (m_places.isEmpty())
        m_places = QSettings().value(layoutKey).toByteArray();
    if (m_places.isEmpty() || !m_window.restoreState(m_places, layoutVersion))
        arrange(Arrangement::Audit);
}

void Desk::hide() {
    if (!m_shown)
        return;
    m_places = m_window.saveState(layoutVersion);
    m_shown = false;
    for (QDockWidget *dock : docks())
        dock->hide();
}

void Desk::saveLayout() {
    if (m_shown)
        m_places = m_window.saveState(layoutVersion);
    if (!m_places.isEmpty())
        QSettings().setValue(layoutKey, m_places);
}

void Desk::arrange(Arrangement arrangement) {
    const bool audit = arrangement == Arrangement::Audit;
    for (QDockWidget *dock : docks()) {
        dock->setFloating(false);
        m_window.removeDockWidget(dock);
    }
    m_window.addDockWidget(Qt::LeftDockWidgetArea, m_visitsDock);
    m_window.addDockWidget(Qt::RightDockWidgetArea, m_inspectorDock);
    m_window.addDockWidget(Qt::BottomDockWidgetArea, m_findingsDock);
    m_window.tabifyDockWidget(m_findingsDock, m_contentsDock);
    for (QDockWidget *dock : {m_auditDock, m_probeDock, m_watchDock}) {
        dock->setFloating(false);
        m_window.tabifyDockWidget(m_contentsDock, dock);
    }
    for (QDockWidget *dock : docks())
        dock->show();
    m_visitsDock->setVisible(audit);
    const int width = m_window.width();
    const int inspector = audit ? inspectorWidth : developInspectorWidth;
    m_window.resizeDocks({m_visitsDock, m_inspectorDock},
                         {width * visitsWidth / 100, width * inspector / 100}, Qt::Horizontal);
    const int lower = audit ? lowerHeight : developLowerHeight;
    m_window.resizeDocks({m_findingsDock}, {m_window.height() * lower / 100}, Qt::Vertical);
    (audit ? m_findingsDock : m_contentsDock)->raise();
    m_inspector->setCurrentIndex(static_cast<int>(Tab::Why));
}

void Desk::restoreLayout() {
    QSettings().remove(layoutKey);
    arrange(Arrangement::Audit);
    m_exchanges->restoreColumns();
}

void Desk::reveal(QDockWidget *dock) {
    dock->show();
    dock->raise();
}

/// A dock that another one covers comes to the front first.
void Desk::toggle(QDockWidget *dock) {
    const bool covered = dock->isVisible() && dock->visibleRegion().isEmpty();
    if (dock->isVisible() && !covered) {
        dock->hide();
        return;
    }
    reveal(dock);
    dock->widget()->setFocus(Qt::ShortcutFocusReason);
}

void Desk::showTab(Tab tab) {
    reveal(m_inspectorDock);
    m_inspector->setCurrentIndex(static_cast<int>(tab));
}

void Desk::showFindings() { reveal(m_findingsDock); }

void Desk::showAudit(const QString &url) {
    reveal(m_auditDock);
    m_auditDock->widget()->setFocus(Qt::ShortcutFocusReason);
    if (!url.isEmpty() && !m_audit->isRunning())
        m_audit->setUrl(url);
}

void Desk::showProbe() {
    reveal(m_probeDock);
    m_probeDock->widget()->setFocus(Qt::ShortcutFocusReason);
}

void Desk::showWatch() {
    reveal(m_watchDock);
    m_watchDock->widget()->setFocus(Qt::ShortcutFocusReason);
}

} // namespace etagere::ui
