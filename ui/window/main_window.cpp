// SPDX-License-Identifier: Apache-2.0
#include "ui/window/main_window.h"

#include <QtCore/QFile>
#include <QtCore/QMimeData>
#include <QtCore/QPointer>
#include <QtCore/QSettings>
#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtGui/QCloseEvent>
#include <QtGui/QDropEvent>
#include <QtGui/QScreen>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QToolBar>
#include <QtWidgets/QVBoxLayout>

#include "ui/models/text.h"
#include "ui/panes/exchanges_pane.h"
#include "ui/widgets/filter_bar.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/actions.h"
#include "ui/window/browse_room.h"
#include "ui/window/desk.h"
#include "ui/window/drop_hint.h"
#include "ui/window/file_flow.h"
#include "ui/window/lab_room.h"
#include "ui/window/preferences.h"
#include "ui/window/progress_strip.h"
#include "ui/window/start_page.h"
#include "ui/window/status_line.h"

#include <array>

namespace etagere::ui {

namespace {

const QString geometryKey = QStringLiteral("window/geometry");

/// What means nothing without a capture.
constexpr std::array needCapture{Act::AddFile,      Act::Save,        Act::SaveAs,
                                 Act::CloseCapture, Act::CopyUrl,     Act::CopyCurl,
                                 Act::Note,         Act::Filter,      Act::NextRow,
                                 Act::PreviousRow,  Act::NextSameUrl, Act::PreviousSameUrl,
                                 Act::Audit,        Act::Develop,     Act::RestoreLayout};

QStringList localFiles(const QMimeData *data) {
    QStringList files;
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    }
    return files;
}

} // namespace

MainWindow::MainWindow(QWidget *parent)
    : QMainWindow(parent)
    , m_actions(new Actions(*this))
    , m_center(new QStackedWidget(this))
    , m_messages(new MessageBar(this))
    , m_files(new FileFlow(*this, m_workspace, *m_messages))
    , m_browse(new BrowseRoom(*m_center))
    , m_lab(new LabRoom(*m_center))
    , m_dropHint(new DropHint(*this)) {
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    keepWork();
    adoptUndo();
    m_start = new StartPage({(*m_actions)[Act::Open], (*m_actions)[Act::OpenSample],
                             (*m_actions)[Act::AuditSite], (*m_actions)[Act::Browse],
                             (*m_actions)[Act::Lab]},
                            this);
    m_center->addWidget(m_start);
    connect(m_start, &StartPage::fileChosen, this,
            [this](const QString &path) { openFiles({path}); });
    connect(m_start, &StartPage::restoreRequested, m_files, &FileFlow::restore);
    connect(m_start, &StartPage::forgetRequested, this, [this] {
        forgetRecentFiles();
        m_start->setRecentFiles({});
    });
    auto *middle = new QWidget(this);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_messages);
    column->addWidget(m_center, 1);
    setCentralWidget(middle);
    setUpStatusBar();
    connectWorkspace();
    connectFileActions();
    connectViewActions();
    connectHelpActions();
    connectBrowsing();
    connectLab();
    fillMenus();
    fillToolBar();
    m_actions->tint(palette());
    setUpPlace();
    showStart();
    showTitle();
}

MainWindow::~MainWindow() {
    // The panes look at the workspace to the last, and it goes with this window's members.
    m_workspace.blockSignals(true);
    m_center->disconnect(this);
    QList<QPointer<QWidget>> widgets;
    for (QWidget *widget : findChildren<QWidget *>(Qt::FindDirectChildrenOnly))
        widgets.append(widget);
    for (const QPointer<QWidget> &widget : widgets)
        delete widget;
}

void MainWindow::setUpPlace() {
    if (restoreGeometry(QSettings().value(geometryKey).toByteArray()))
        return;
    constexpr double share = 0.85;
    constexpr int widest = 110; // in lines of text
    constexpr int highest = 66;
    const QSize room = screen()->availableSize() * share;
    const int em = fontMetrics().height();
    resize(room.boundedTo(QSize(em * widest, em * highest)));
}

void MainWindow::setUpStatusBar() {
    m_progress = new ProgressStrip(this);
    m_status = new StatusLine(m_workspace, this);
    statusBar()->addWidget(m_progress);
    statusBar()->addPermanentWidget(m_status);
    connect(m_progress, &ProgressStrip::cancelled, this, [this] {
        m_workspace.cancel();
        m_files->pdf().cancel();
    });
    connect(m_status, &StatusLine::findingsRequested, this, [this] { m_desk->showFindings(); });
    connect(m_status, &StatusLine::clockRequested, this, &MainWindow::setClock);
    connect(&m_files->pdf(), &PdfReport::begun, m_progress, [this] {
        m_progress->setBusy(true);
        m_progress->setWords(tr("Printing…"));
    });
    connect(&m_files->pdf(), &PdfReport::finished, m_progress,
            [this] { m_progress->setBusy(m_workspace.isBusy()); });
}

void MainWindow::connectWorkspace() {
    using session::Workspace;
    connect(&m_workspace, &Workspace::captureChanged, this, [this] {
        if (!m_files->isAdding()) {
            m_focus.clear();
            m_undo.clear();
        }
        if (m_workspace.isEmpty())
            showStart();
        else
            showCapture();
    });
    connect(&m_workspace, &Workspace::reportChanged, this, &MainWindow::enableActions);
    connect(&m_workspace, &Workspace::logChanged, this, &MainWindow::enableActions);
    connect(&m_workspace, &Workspace::titleChanged, this, &MainWindow::showTitle);
    connect(&m_workspace, &Workspace::busyChanged, this, [this] {
        m_progress->setBusy(m_workspace.isBusy());
        if (!m_workspace.isBusy() && m_workspace.isEmpty() && !m_browse->isShown() &&
            !m_lab->isShown())
            showStart();
    });
    connect(&m_workspace, &Workspace::progressed, m_progress, &ProgressStrip::setProgress);
    connect(&m_workspace, &Workspace::saved, this,
            [this](const QString &path) { tell(tr("Saved to %1").arg(shown(toUtf8(path)))); });
    connect(&m_focus, &Focus::historyChanged, this, &MainWindow::enableActions);
    connect(&m_focus, &Focus::exchangeChanged, this, &MainWindow::enableActions);
}

/// The panes are made when the window has been painted and has nothing else to do, or at the
/// latest when there is something to show in them.
void MainWindow::prepareDesk() {
    if (m_desk != nullptr)
        return;
    m_desk = new Desk(*this, m_workspace, m_focus);
    m_center->addWidget(&m_desk->exchanges());
    connect(m_desk, &Desk::flushRequested, this, &MainWindow::flush);
    connect(m_desk, &Desk::captureMade, m_files,
            [this](const QString &file) { m_files->openFiles({file}); });
    connect(m_desk, &Desk::undoRequested, &m_undo, &QUndoStack::undo);
    connect(m_desk, &Desk::noteRequested, this, &MainWindow::editNote);
    connect(m_desk, &Desk::curlRequested, this, &MainWindow::copyCurl);
    connect(m_desk, &Desk::scenarioRequested, this, &MainWindow::openAsScenario);
    FilterBar &filter = m_desk->exchanges().filterBar();
    connect(m_desk, &Desk::filterRequested, &filter, &FilterBar::setText);
    connect(m_desk, &Desk::termRequested, &filter, &FilterBar::setTerm);
    fillViewMenu(*m_viewMenu);
    // Files that are dropped are for the window, wherever in it they fall.
    for (QWidget *widget : findChildren<QWidget *>())
        widget->setAcceptDrops(false);
}

void MainWindow::showCapture() {
    prepareDesk();
    ExchangesPane &exchanges = m_desk->exchanges();
    const bool begins = m_center->currentWidget() != &exchanges;
    m_center->setCurrentWidget(&exchanges);
    m_desk->show();
    if (begins)
        exchanges.focusRows();
    enableActions();
}

void MainWindow::showStart() {
    if (m_desk != nullptr)
        m_desk->hide();
    m_start->setRecentFiles(recentFiles());
    QStringList unsaved;
    for (const session::InputFile &input : m_workspace.recoverable())
        unsaved.append(QFile::decodeName(QByteArray::fromStdString(input.path)));
    m_start->setUnsaved(unsaved);
    m_center->setCurrentWidget(m_start);
    m_start->setFocus(Qt::OtherFocusReason);
    enableActions();
}

void MainWindow::enableActions() {
    const bool open = !m_workspace.isEmpty();
    const bool looking = open && m_focus.exchange().isValid();
    m_actions->setEnabled(needCapture, open);
    for (const Act act : {Act::CopyUrl, Act::CopyCurl, Act::Note})
        (*m_actions)[act]->setEnabled(looking);
    (*m_actions)[Act::Export]->setEnabled(m_workspace.report() != nullptr);
    (*m_actions)[Act::SetClock]->setEnabled(m_workspace.log() != nullptr || m_lab->isShown());
    (*m_actions)[Act::Back]->setEnabled(m_focus.canGoBack());
    (*m_actions)[Act::Forward]->setEnabled(m_focus.canGoForward());
    if (m_desk != nullptr) {
        for (const auto *actions : {&m_desk->dockActions(), &m_desk->tabActions()}) {
            for (QAction *action : *actions)
                action->setEnabled(open);
        }
    }
}

void MainWindow::showTitle() {
    if (m_workspace.isEmpty()) {
        setWindowModified(false);
        setWindowTitle(QStringLiteral("Etagere"));
        return;
    }
    QString name = shown(toUtf8(m_workspace.title()));
    // This is where Qt would put the mark of changes; in a file's name it is a name.
    name.replace(QStringLiteral("[*]"), QStringLiteral("[*][*]"));
    setWindowTitle(tr("%1[*] - Etagere", "file").arg(name));
    setWindowModified(m_workspace.isModified());
}

void MainWindow::openFiles(const QStringList &paths) { m_files->openFiles(paths); }

/// The nearest thing that can be got out of: work, a message, the filter.
void MainWindow::escape() {
    if (m_workspace.isBusy() || m_files->pdf().isRunning()) {
        m_workspace.cancel();
        m_files->pdf().cancel();
    } else if (m_messages->isVisible()) {
        m_messages->dismiss();
    } else if (m_browse->isShown()) {
        m_browse->escape();
    } else if (m_lab->isShown()) {
        m_lab->escape();
    } else if (m_desk != nullptr && !m_workspace.isEmpty()) {
        m_desk->exchanges().filterBar().setText({});
        m_desk->exchanges().focusRows();
    }
}

void MainWindow::tell(const QString &sentence) {
    constexpr int shownFor = 6000; // milliseconds
    statusBar()->showMessage(sentence, shownFor);
}

void MainWindow::closeEvent(QCloseEvent *event) {
    if (!m_closing && (m_workspace.isModified() || m_browse->hasUnkept())) {
        event->ignore();
        const auto closeNow = [this] {
            m_closing = true;
            close();
        };
        m_files->whenSafe([this, closeNow] { m_browse->whenSafe(closeNow); });
        return;
    }
    QSettings().setValue(geometryKey, saveGeometry());
    if (m_desk != nullptr)
        m_desk->saveLayout();
    // The user has said what becomes of it: nothing is left to be offered again.
    m_workspace.close();
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event) {
    if (localFiles(event->mimeData()).isEmpty())
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    m_dropHint->showFor(m_workspace.isEmpty()
                            ? tr("Drop to open")
                            : tr("Drop to add a visit, or to open something new"));
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent * /*event*/) { m_dropHint->hide(); }

void MainWindow::dropEvent(QDropEvent *event) {
    m_dropHint->hide();
    const QStringList files = localFiles(event->mimeData());
    if (files.isEmpty())
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    // Whoever drags waits until this returns: ask afterwards.
    QMetaObject::invokeMethod(
        this, [this, files] { openFiles(files); }, Qt::QueuedConnection);
}

void MainWindow::changeEvent(QEvent *event) {
    if (event->type() == QEvent::PaletteChange && m_actions != nullptr)
        m_actions->tint(palette());
    QMainWindow::changeEvent(event);
}

void MainWindow::showEvent(QShowEvent *event) {
    QMainWindow::showEvent(event);
    if (m_desk == nullptr)
        QTimer::singleShot(0, this, &MainWindow::prepareDesk);
}

void MainWindow::resizeEvent(QResizeEvent *event) {
    QMainWindow::resizeEvent(event);
    if (m_dropHint->isVisible())
        m_dropHint->setGeometry(rect());
}

} // namespace etagere::ui
