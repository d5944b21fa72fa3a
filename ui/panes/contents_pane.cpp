// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/contents_pane.h"

#include <QtCore/QScopedValueRollback>
#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include "ui/delegates/delegates.h"
#include "ui/models/contents_model.h"
#include "ui/models/text.h"
#include "ui/panes/flush_choices.h"
#include "ui/panes/flush_dialog.h"
#include "ui/panes/flush_strip.h"
#include "ui/panes/table_look.h"
#include "ui/panes/when_shown.h"
#include "ui/widgets/clock_bar.h"
#include "ui/widgets/empty_state.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace etagere::ui {

using session::Workspace;
using Column = ContentsModel::Column;

namespace {

/// Of rows chosen side by side: Qt compares each with each when what is chosen changes.
constexpr qsizetype mostRuns = 1000;

} // namespace

ContentsPane::ContentsPane(Workspace &workspace, Focus &focus, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_focus(focus)
    , m_model(new ContentsModel(this))
    , m_clock(new ClockBar(this))
    , m_strip(new FlushStrip(this))
    , m_toEnd(new QAction(tr("Clock to the &end"), this))
    , m_clearSearch(new QAction(tr("&Clear the search"), this)) {
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_clock);
    addTools();
    column->addWidget(m_strip);
    addTable();
    column->addWidget(m_empty, 1);
    m_whenShown = new WhenShown(*this, [this] { refresh(); });
    connectWorkspace();
    takeSource();
    sayWhyEmpty();
}

void ContentsPane::addTools() {
    m_search = new QLineEdit(this);
    m_search->setPlaceholderText(tr("Search URLs"));
    m_search->setAccessibleName(tr("Search the URLs of the stored responses"));
    m_search->setClearButtonEnabled(true);
    m_count = new QLabel(this);
    m_count->setTextFormat(Qt::PlainText);
    m_history = new QPushButton(this);
    m_history->setAccessibleName(tr("Earlier flushes"));
    m_history->setToolTip(tr("Put the clock to an earlier flush"));
    m_history->setAutoDefault(false);
    m_history->setMenu(new QMenu(m_history));
    m_flush = new QPushButton(tr("&Flush"), this);
    m_flush->setAccessibleName(tr("Flush stored responses"));
    m_flush->setToolTip(tr("Choose what to flush; you see what it does before it is done"));
    m_flush->setAutoDefault(false);
    m_flushMenu = new QMenu(m_flush);
    m_flush->setMenu(m_flushMenu);
    auto *row = new QHBoxLayout;
    row->addWidget(m_search, 1);
    row->addWidget(m_count);
    row->addWidget(m_history);
    row->addWidget(m_flush);
    qobject_cast<QVBoxLayout *>(layout())->addLayout(row);

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setSearch(text);
        sayWhyEmpty();
    });
    connect(m_flushMenu, &QMenu::aboutToShow, this, &ContentsPane::fillFlushMenu);
    connect(m_history->menu(), &QMenu::aboutToShow, this, &ContentsPane::fillHistory);
}

void ContentsPane::addTable() {
    m_table = new QTableView;
    m_table->setModel(m_model);
    lookLikeTable(*m_table);
    m_table->setAccessibleName(tr("Stored responses at the clock"));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    m_table->setItemDelegateForColumn(static_cast<int>(Column::Freshness),
                                      new FreshnessDelegate(m_table));
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    const int unit = fontMetrics().averageCharWidth();
    const auto width = [&](Column of, int columns) {
        m_table->setColumnWidth(static_cast<int>(of), unit * columns);
    };
    width(Column::Url, 44);
    width(Column::Freshness, 30);
    width(Column::Age, 12);
    width(Column::Lifetime, 12);
    width(Column::Tag, 24);
    width(Column::LastModified, 28);
    width(Column::Visitor, 12);
    width(Column::Next, 30);
    m_empty = new EmptyState(m_table, this);
    auto *remove = new QAction(tr("Flush the chosen entries"), m_table);
    remove->setShortcut(QKeySequence::Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(remove);
    connect(remove, &QAction::triggered, this, [this] {
        if (!chosen().empty())
            askToFlush(flushOfEntries(m_played, chosen()), {});
    });
    connect(m_table, &QWidget::customContextMenuRequested, this, &ContentsPane::showContextMenu);
    const QItemSelectionModel *selection = m_table->selectionModel();
    connect(selection, &QItemSelectionModel::currentRowChanged, this, &ContentsPane::giveFocus);
    connect(selection, &QItemSelectionModel::selectionChanged, this,
            [this] { m_chosenAnew = m_chosenAnew || !m_quiet; });
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, &ContentsPane::rememberChosen);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ContentsPane::chooseAgain);
}

void ContentsPane::connectWorkspace() {
    connect(m_clock, &ClockBar::scrubbed, &m_workspace, &Workspace::setClock);
    connect(m_toEnd, &QAction::triggered, this, [this] {
        if (m_played)
            m_workspace.setClock(m_played.log->end);
    });
    connect(m_clearSearch, &QAction::triggered, m_search, &QLineEdit::clear);
    connect(m_strip, &FlushStrip::undoRequested, this, &ContentsPane::undoRequested);
    connect(&m_workspace, &Workspace::captureChanged, this, [this] {
        m_chosen.clear();
        m_chosenAnew = false;
        m_current = {};
        m_toldFlushes = m_workspace.flushes().size();
        m_strip->hide();
        m_whenShown->ask();
    });
    connect(&m_workspace, &Workspace::logChanged, m_whenShown, &WhenShown::ask);
    connect(&m_workspace, &Workspace::clockChanged, m_whenShown, &WhenShown::ask);
    connect(&m_workspace, &Workspace::busyChanged, m_whenShown, &WhenShown::ask);
    connect(&m_focus, &Focus::versionChanged, this, &ContentsPane::takeFocus);
}

void ContentsPane::takeSource() {
    const Played now{m_workspace.traffic(), m_workspace.log()};
    if (now.traffic == m_played.traffic && now.log == m_played.log)
        return;
    m_played = now;
    m_clock->setLog(m_played ? m_played.log : nullptr);
    m_model->setSource(m_played.traffic, m_played.log);
    tellFlush();
}

void ContentsPane::refresh() {
    takeSource();
    m_clock->setClock(m_workspace.clock());
    m_model->setClock(m_workspace.clock());
    sayWhyEmpty();
}

void ContentsPane::sayWhyEmpty() {
    const int rows = m_model->rowCount();
    m_empty->setEmpty(rows == 0);
    m_count->setText(tr("%n stored response(s)", nullptr, rows));
    for (QWidget *control : std::initializer_list<QWidget *>{m_clock, m_count, m_flush, m_search})
        control->setVisible(static_cast<bool>(m_played));
    m_flush->setEnabled(rows > 0);
    const auto flushes = static_cast<int>(m_workspace.flushes().size());
    m_history->setText(tr("%n flush(es)", nullptr, flushes));
    m_history->setVisible(m_played && flushes > 0);
    if (rows > 0)
        return;
    if (m_workspace.isEmpty())
        m_empty->say(tr("What the simulated caches hold, and how fresh it is, appears here once a "
                        "capture is open."));
    else if (!m_played)
        m_empty->say(tr("The capture is being played through the simulated caches…"));
    else if (!m_search->text().isEmpty())
        m_empty->say(tr("No response that is stored at this time of the clock has this in its "
                        "URL."),
                     m_clearSearch);
    else if (m_workspace.clock() < m_played.log->end)
        m_empty->say(tr("Nothing is stored at this time of the clock. Turn it forward to see the "
                        "caches fill."),
                     m_toEnd);
    else
        m_empty->say(tr("Nothing is stored. No response of this capture may be kept, or all of "
                        "them were flushed or replaced."));
}

void ContentsPane::tellFlush() {
    const std::vector<replay::Flush> &flushes = m_workspace.flushes();
    if (!m_played || m_played.log->flushes.size() != flushes.size())
        return; // the replay with the newest flush is still to come
    if (flushes.size() > m_toldFlushes)
        m_strip->tell(m_played, flushes.back(), flushes.size() - 1);
    else if (flushes.size() < m_toldFlushes)
        m_strip->hide();
    m_toldFlushes = flushes.size();
}

std::vector<replay::VersionId> ContentsPane::chosen() const {
    std::vector<replay::VersionId> versions;
    for (const QItemSelectionRange &range : m_table->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            versions.push_back(m_model->versionAt(row));
    }
    return versions;
}

replay::VersionId ContentsPane::current() const {
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? m_model->versionAt(index.row()) : replay::VersionId();
}

void ContentsPane::fillFlushMenu() {
    fillFlushChoices(*m_flushMenu, m_played, m_workspace.clock(), chosen(), current());
    for (QAction *action : m_flushMenu->actions()) {
        connect(action, &QAction::triggered, this, [this, action] {
            const auto choice = action->data().value<FlushChoice>();
            askToFlush(choice.scope, choice.visitor);
        });
    }
}

void ContentsPane::fillHistory() {
    QMenu &menu = *m_history->menu();
    menu.clear();
    if (!m_played)
        return;
    const std::vector<replay::Flush> &flushes = m_workspace.flushes();
    for (std::size_t i = flushes.size(); i-- > 0;) {
        const QString text = wordsOfFlush(m_played, flushes[i], i);
        const Instant at = flushes[i].at;
        connect(menu.addAction(text), &QAction::triggered, this,
                [this, at] { m_workspace.setClock(at); });
    }
}

void ContentsPane::showContextMenu(const QPoint &at) {
    if (current().isValid())
        m_flushMenu->popup(m_table->viewport()->mapToGlobal(at));
}

void ContentsPane::askToFlush(flush::Scope scope, const std::string &visitor) {
    auto *dialog = new FlushDialog(m_workspace, std::move(scope), visitor, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { Q_EMIT flushRequested(dialog->scope()); });
    dialog->open();
}

void ContentsPane::rememberChosen() {
    if (!m_chosenAnew || !m_rowsLog)
        return; // what was chosen is chosen again when the clock comes back to it
    m_chosenAnew = false;
    m_chosen.clear();
    for (const replay::VersionId version : chosen())
        m_chosen.push_back(m_rowsLog->version(version).response);
    std::sort(m_chosen.begin(), m_chosen.end());
    const replay::VersionId now = current();
    m_current = now.isValid() ? m_rowsLog->version(now).response : traffic::ExchangeId();
}

void ContentsPane::chooseAgain() {
    m_rowsLog = m_played.log;
    if (!m_played || m_chosen.empty())
        return;
    const QScopedValueRollback quiet(m_quiet, true);
    QItemSelection selection;
    QModelIndex now;
    const int last = m_model->columnCount() - 1;
    const auto isChosen = [&](int row) {
        const traffic::ExchangeId by = m_played.log->version(m_model->versionAt(row)).response;
        if (by == m_current)
            now = m_model->index(row, 0);
        return std::binary_search(m_chosen.begin(), m_chosen.end(), by);
    };
    const int rows = m_model->rowCount();
    for (int row = 0; row < rows; ++row) {
        const int first = row;
        while (row < rows && isChosen(row))
            ++row;
        if (row > first && selection.size() < mostRuns)
            selection.append({m_model->index(first, 0), m_model->index(row - 1, last)});
    }
    m_table->selectionModel()->setCurrentIndex(now, QItemSelectionModel::NoUpdate);
    m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

void ContentsPane::giveFocus() {
    const replay::VersionId version = current();
    if (m_quiet || !version.isValid())
        return;
    m_focus.setVersion(version);
    m_focus.setExchange(m_played.log->version(version).response);
}

void ContentsPane::takeFocus() {
    if (!isVisible() || !m_focus.version().isValid() || m_focus.version() == current())
        return;
    const std::optional<int> row = m_model->rowOf(m_focus.version());
    if (!row)
        return;
    const QScopedValueRollback quiet(m_quiet, true);
    m_table->selectRow(*row);
}

} // namespace etagere::ui
