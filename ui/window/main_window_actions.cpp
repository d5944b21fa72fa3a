// SPDX-License-Identifier: Apache-2.0
// What the main window does when it is told to.
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QApplication>
#include <QtWidgets/QStackedWidget>

#include "core/explain/gateway_text.h"
#include "core/replay/contents.h"
#include "core/scenario/document.h"
#include "core/scenario/from_traffic.h"
#include "core/session/demo_site.h"
#include "ui/models/text.h"
#include "ui/panes/copy_text.h"
#include "ui/panes/exchanges_pane.h"
#include "ui/widgets/filter_bar.h"
#include "ui/widgets/time_dialog.h"
#include "ui/window/about.h"
#include "ui/window/actions.h"
#include "ui/window/browse_room.h"
#include "ui/window/desk.h"
#include "ui/window/edit_commands.h"
#include "ui/window/file_flow.h"
#include "ui/window/lab_room.h"
#include "ui/window/main_window.h"
#include "ui/window/note_dialog.h"
#include "ui/window/preferences.h"
#include "ui/window/rules_window.h"
#include "ui/window/settings_dialog.h"
#include "ui/window/shortcuts_dialog.h"

namespace etagere::ui {

namespace {

constexpr std::size_t nameLimit = 60; ///< of recorded text in a sentence

} // namespace

void MainWindow::connectFileActions() {
    Actions &actions = *m_actions;
    actions.when(Act::Open, [this] { m_files->open(); });
    actions.when(Act::AddFile, [this] { m_files->addFile(); });
    actions.when(Act::OpenSample, [this] { m_files->openSample(); });
    actions.when(Act::NewWindow, [this] { openNewWindow(); });
    actions.when(Act::Save, [this] { m_files->save(); });
    actions.when(Act::SaveAs, [this] { m_files->saveAs(); });
    actions.when(Act::Export, [this] { m_files->exportReport(); });
    actions.when(Act::CloseCapture, [this] { m_files->closeCapture(); });
    actions.when(Act::Quit, [] { QApplication::closeAllWindows(); });
    actions.when(Act::CopyUrl, [this] { copyUrl(); });
    actions.when(Act::CopyCurl, [this] { copyCurl(); });
    actions.when(Act::Note, [this] { editNote(m_focus.exchange()); });
}

void MainWindow::connectViewActions() {
    Actions &actions = *m_actions;
    const auto pane = [this]() -> ExchangesPane & { return m_desk->exchanges(); };
    actions.when(Act::Filter, [pane] { pane().filterBar().focusField(); });
    actions.when(Act::NextRow, [pane] { pane().selectNext(); });
    actions.when(Act::PreviousRow, [pane] { pane().selectPrevious(); });
    actions.when(Act::NextSameUrl, [pane] { pane().selectSameUrl(1); });
    actions.when(Act::PreviousSameUrl, [pane] { pane().selectSameUrl(-1); });
    actions.when(Act::Back, [this] { m_focus.back(); });
    actions.when(Act::Forward, [this] { m_focus.forward(); });
    actions.when(Act::Audit, [this] { m_desk->arrange(Desk::Arrangement::Audit); });
    actions.when(Act::Develop, [this] { m_desk->arrange(Desk::Arrangement::Develop); });
    actions.when(Act::RestoreLayout, [this] { m_desk->restoreLayout(); });
    actions.when(Act::SetClock, [this] { setClock(); });
    actions.when(Act::Escape, [this] { escape(); });
}

void MainWindow::connectHelpActions() {
    Actions &actions = *m_actions;
    actions.when(Act::AuditSite, [this] {
        prepareDesk();
        m_desk->showAudit();
    });
    actions.when(Act::Probe, [this] {
        prepareDesk();
        m_desk->showProbe();
    });
    actions.when(Act::Watch, [this] {
        prepareDesk();
        m_desk->showWatch();
    });
    actions.when(Act::Settings, [this] { openSettings(); });
    actions.when(Act::Help, [this] { openRules(); });
    actions.when(Act::FilterHelp, [this] {
        prepareDesk();
        m_desk->exchanges().filterBar().showHelp();
    });
    actions.when(Act::Shortcuts, [this] { openShortcuts(); });
    actions.when(Act::About, [this] { showAbout(this); });
}

void MainWindow::connectBrowsing() {
    m_actions->when(Act::Browse, [this] { showBrowsing(); });
    connect(m_browse, &BrowseRoom::captureMade, m_files,
            [this](const QString &file) { m_files->openFiles({file}); });
    connect(m_browse, &BrowseRoom::auditRequested, this, [this](const QString &url) {
        prepareDesk();
        m_desk->showAudit(url);
    });
    connect(m_browse, &BrowseRoom::left, this, &MainWindow::leaveBrowsing);
}

void MainWindow::connectLab() {
    (*m_actions)[Act::Lab]->setIconText(tr("Lab"));
    m_actions->when(Act::AuditDemo, [this] { auditDemo(); });
    m_actions->when(Act::Lab, [this] { openLab({}); });
    connect(m_lab, &LabRoom::made, this, [this] { m_undoGroup.addStack(m_lab->undo()); });
    connect(m_lab, &LabRoom::left, this, &MainWindow::leaveBrowsing);
    connect(m_center, &QStackedWidget::currentChanged, this, &MainWindow::followCenter);
}

/// Served until the window is closed, so that it can be visited again.
void MainWindow::auditDemo() {
    if (m_demo == nullptr) {
        const auto scenario = scenario::readScenario(session::demoDocument());
        if (!scenario)
            return; // it is built in, and tests read it
        auto host = session::LabHost::open(*scenario);
        if (!host) {
            tell(shown(explain::sentenceOf(host.error(), "127.0.0.1")));
            return;
        }
        m_demo = std::move(*host);
    }
    prepareDesk();
    m_desk->showAudit(fromUtf8(m_demo->firstPage()));
}

/// What is undone is what one looks at.
void MainWindow::followCenter() {
    m_undoGroup.setActiveStack(m_lab->isShown() ? m_lab->undo() : &m_undo);
    enableActions();
}

/// The lab needs room as pages do.
void MainWindow::openLab(const QString &lessonOrFile) {
    if (m_desk != nullptr)
        m_desk->hide();
    if (lessonOrFile.isEmpty())
        m_lab->enter();
    else
        m_lab->enterWith(lessonOrFile);
}

/// On a thread: they may be many, with long texts.
void MainWindow::openAsScenario(const std::vector<traffic::ExchangeId> &exchanges) {
    const auto traffic = m_workspace.traffic();
    if (!traffic)
        return;
    scenario::FromTrafficOptions options;
    options.title = toUtf8(m_workspace.title());
    m_making.start([this, traffic, exchanges, options](const StopToken &, const Progress &) {
        auto made = std::make_shared<const scenario::FromTraffic>(
            scenario::scenarioOf(*traffic, exchanges, options));
        return session::Job::Finish([this, made] { showScenario(*made); });
    });
}

/// Of the recorded exchanges those that a scenario can hold; the others are counted.
void MainWindow::showScenario(const scenario::FromTraffic &made) {
    if (made.json.empty()) {
        tell(tr("Nothing of this can be played again: it takes a GET or HEAD with its answer."));
        return;
    }
    if (m_desk != nullptr)
        m_desk->hide();
    m_lab->enterWithText(made.json);
    if (made.others > 0)
        tell(tr("%n exchange(s) could not be taken over.", nullptr, static_cast<int>(made.others)));
}

/// Pages need room: the docks go away as they do on the page to begin on.
void MainWindow::showBrowsing() {
    if (m_desk != nullptr)
        m_desk->hide();
    m_browse->enter();
}

void MainWindow::leaveBrowsing() {
    if (m_workspace.isEmpty())
        showStart();
    else
        showCapture();
}

void MainWindow::adoptUndo() {
    m_undoGroup.addStack(&m_undo);
    m_undoGroup.setActiveStack(&m_undo);
    m_actions->adopt(Act::Undo, m_undoGroup.createUndoAction(this, tr("&Undo")));
    m_actions->adopt(Act::Redo, m_undoGroup.createRedoAction(this, tr("&Redo")));
    // In menus they say what they undo; in the tool bar there is no room for it.
    (*m_actions)[Act::Undo]->setIconText(tr("Undo"));
    (*m_actions)[Act::Redo]->setIconText(tr("Redo"));
}

/// The preview has been seen where the flush was asked for; from here on it can be undone.
void MainWindow::flush(const flush::Scope &scope) {
    const auto traffic = m_workspace.traffic();
    const auto log = m_workspace.log();
    if (!traffic || !log)
        return;
    replay::Flush flush{.at = m_workspace.clock(), .scope = scope};
    const std::size_t count = replay::coveredBy(*traffic, *log, flush).size();
    if (count == 0) {
        tell(tr("Nothing to flush: no cache holds any of it at the clock."));
        return;
    }
    const auto number = static_cast<int>(count);
    const bool named = scope.names.size() == 1 && scope.by != flush::By::Entry;
    QString text = named ? tr("Flush %n stored response(s) of %1", nullptr, number)
                               .arg(shown(scope.names.front(), nameLimit))
                         : tr("Flush %n stored response(s)", nullptr, number);
    text.replace(u'&', QStringLiteral("&&")); // it stands in a menu
    m_undo.push(new FlushCommand(m_workspace, std::move(flush), text));
    tell(tr("Flushed %n stored response(s). Undo brings them back.", nullptr, number));
}

void MainWindow::editNote(traffic::ExchangeId exchange) {
    const auto traffic = m_workspace.traffic();
    if (!traffic || !exchange.isValid())
        return;
    const std::string_view url = traffic->urlText(traffic->exchange(exchange).url);
    auto *dialog = new NoteDialog(url, noteOf(m_workspace, exchange), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, exchange] {
        if (dialog->note() == noteOf(m_workspace, exchange))
            return;
        m_undo.push(new NoteCommand(m_workspace, exchange, dialog->note(), tr("Note")));
    });
    dialog->open();
}

void MainWindow::copyUrl() {
    const auto traffic = m_workspace.traffic();
    if (!traffic || !m_focus.exchange().isValid())
        return;
    const std::string_view url = traffic->urlText(traffic->exchange(m_focus.exchange()).url);
    QGuiApplication::clipboard()->setText(copiedUrl(url));
    tell(tr("The URL is in the clipboard."));
}

void MainWindow::copyCurl() {
    const auto traffic = m_workspace.traffic();
    if (!traffic || !m_focus.exchange().isValid())
        return;
    const std::optional<QString> command = curlCommand(*traffic, m_focus.exchange());
    if (!command) {
        tell(tr("curl cannot ask this: it is no request over HTTP."));
        return;
    }
    QGuiApplication::clipboard()->setText(*command);
    tell(tr("The command is in the clipboard."));
}

void MainWindow::setClock() {
    if (m_lab->isShown())
        return m_lab->setClock();
    const auto log = m_workspace.log();
    if (!log)
        return;
    auto *dialog = new TimeDialog(ClockAxis(log->begin, log->end), m_workspace.clock(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (const std::optional<Instant> at = dialog->chosen())
            m_workspace.setClock(*at);
    });
    dialog->open();
}

void MainWindow::openSettings() {
    auto *dialog = new SettingsDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &MainWindow::keepWork);
    dialog->open();
}

void MainWindow::keepWork() {
    m_workspace.setRecoveryFile(loadPreferences().keepUnsaved ? m_slot.path() : QString());
}

void MainWindow::openShortcuts() {
    prepareDesk();
    std::vector<QAction *> more = m_desk->dockActions();
    more.insert(more.end(), m_desk->tabActions().begin(), m_desk->tabActions().end());
    auto *dialog = new ShortcutsDialog(*m_actions, more, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void MainWindow::openRules() {
    if (m_rules == nullptr)
        m_rules = new RulesWindow(this);
    m_rules->show();
    m_rules->raise();
    m_rules->activateWindow();
}

void MainWindow::openNewWindow() {
    auto *window = new MainWindow;
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->show();
}

} // namespace etagere::ui
