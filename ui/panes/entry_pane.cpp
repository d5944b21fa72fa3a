// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/entry_pane.h"

#include <QtCore/QScopedValueRollback>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include "ui/delegates/palette.h"
#include "ui/models/field_model.h"
#include "ui/models/text.h"
#include "ui/panes/article.h"
#include "ui/panes/entry_text.h"
#include "ui/panes/flush_choices.h"
#include "ui/panes/flush_dialog.h"
#include "ui/panes/life_model.h"
#include "ui/panes/page_view.h"
#include "ui/panes/table_look.h"
#include "ui/panes/when_shown.h"
#include "ui/widgets/empty_state.h"

#include <algorithm>
#include <utility>

namespace etagere::ui {

using session::Workspace;

namespace {

constexpr int barSteps = 1000;
constexpr int mostLives = 6; ///< that are seen without scrolling

/// A table under its heading.
QWidget *headed(const QString &heading, QTableView *table) {
    auto *box = new QWidget;
    auto *label = new QLabel(heading, box);
    QFont strong = label->font();
    strong.setBold(true);
    label->setFont(strong);
    label->setBuddy(table);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(label);
    column->addWidget(table, 1);
    lookLikeTable(*table);
    table->setAccessibleName(heading);
    return box;
}

} // namespace

EntryPane::EntryPane(Workspace &workspace, Focus &focus, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_focus(focus)
    , m_lives(new LifeModel(this))
    , m_fields(new FieldModel(this)) {
    m_empty = new EmptyState(makeContent(), this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_empty);
    m_whenShown = new WhenShown(*this, [this] { refresh(); });
    connect(&m_workspace, &Workspace::captureChanged, this, [this] {
        m_subject = {};
        m_whenShown->ask();
    });
    connect(&m_workspace, &Workspace::logChanged, this, [this] {
        m_subject = {}; // versions of another replay are numbered anew
        m_whenShown->ask();
    });
    connect(&m_workspace, &Workspace::clockChanged, m_whenShown, &WhenShown::ask);
    connect(&m_focus, &Focus::exchangeChanged, this, [this] {
        m_subject = {};
        m_whenShown->ask();
    });
    connect(&m_focus, &Focus::versionChanged, this, [this] {
        m_subject = m_focus.version();
        m_whenShown->ask();
    });
    sayWhyEmpty();
}

QWidget *EntryPane::makeContent() {
    auto *content = new QWidget;
    m_bar = new QProgressBar(content);
    m_bar->setRange(0, barSteps);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(fontMetrics().height() * 2 / 3);
    m_bar->setAccessibleName(tr("Freshness left"));
    m_article = new Article(content);
    m_article->setAccessibleName(tr("The stored response at the clock"));
    m_flush = new QPushButton(tr("&Flush this entry…"), content);
    m_flush->setAutoDefault(false);
    m_goTo = new QPushButton(tr("&Go to its exchange"), content);
    m_goTo->setAutoDefault(false);
    m_goTo->setToolTip(tr("The exchange whose response is stored"));
    auto *parts = new QSplitter(Qt::Vertical, content);
    parts->setChildrenCollapsible(false);
    auto *top = new QWidget(parts);
    auto *topColumn = new QVBoxLayout(top);
    topColumn->setContentsMargins(0, 0, 0, 0);
    topColumn->addWidget(m_bar);
    topColumn->addWidget(m_article, 1);
    parts->addWidget(top);
    parts->addWidget(makeTables());
    parts->setStretchFactor(0, 4);
    parts->setStretchFactor(1, 3);
    parts->setSizes({4000, 3000}); // in this proportion
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_flush);
    buttons->addWidget(m_goTo);
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(content);
    column->addWidget(parts, 1);
    column->addLayout(buttons);
    connect(m_flush, &QPushButton::clicked, this, &EntryPane::askToFlush);
    connect(m_goTo, &QPushButton::clicked, this, [this] { goToExchange(m_shown); });
    connect(m_article, &QTextBrowser::anchorClicked, this, &openOutside);
    return content;
}

QWidget *EntryPane::makeTables() {
    m_lifeTable = new QTableView;
    m_lifeTable->setModel(m_lives);
    m_lifeTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_fieldTable = new QTableView;
    m_fieldTable->setModel(m_fields);
    m_fieldTable->setSelectionMode(QAbstractItemView::SingleSelection);
    auto *tables = new QWidget;
    auto *column = new QVBoxLayout(tables);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(headed(tr("Its life, after the beginning of the capture"), m_lifeTable));
    column->addWidget(headed(tr("Its fields, as every 304 has updated them"), m_fieldTable), 1);
    const int unit = fontMetrics().averageCharWidth();
    m_lifeTable->setColumnWidth(static_cast<int>(LifeModel::Column::What), unit * 20);
    m_lifeTable->setColumnWidth(static_cast<int>(LifeModel::Column::From), unit * 10);
    m_lifeTable->setColumnWidth(static_cast<int>(LifeModel::Column::Until), unit * 10);
    m_lifeTable->horizontalHeader()->setStretchLastSection(true);
    m_lifeTable->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_fieldTable->setColumnWidth(static_cast<int>(FieldModel::Column::Name), unit * 22);
    m_fieldTable->horizontalHeader()->setStretchLastSection(true);
    connect(m_lifeTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) {
                if (now.isValid() && !m_quiet)
                    m_focus.setVersion(m_lives->versionAt(now.row()));
            });
    connect(m_lifeTable, &QTableView::activated, this,
            [this](const QModelIndex &at) { goToExchange(m_lives->versionAt(at.row())); });
    return tables;
}

replay::VersionId EntryPane::subject() const {
    if (!m_played)
        return {};
    if (m_subject.isValid() && m_subject.index() < m_played.log->versions.size())
        return m_subject;
    const traffic::ExchangeId exchange = m_focus.exchange();
    if (!exchange.isValid() || exchange.index() >= m_played.log->rows.size())
        return {};
    const replay::Row &row = m_played.log->row(exchange);
    return row.result.isValid() ? row.result : row.considered;
}

replay::VersionId EntryPane::atClock(const std::vector<replay::VersionId> &lives,
                                     replay::VersionId base) const {
    const replay::Log &log = *m_played.log;
    const traffic::ExchangeId response = log.version(base).response;
    const Instant clock = m_workspace.clock();
    replay::VersionId nearest = base;
    for (const replay::VersionId id : lives) {
        const replay::Version &version = log.version(id);
        if (version.response != response)
            continue;
        if (livesAt(version, clock))
            return id;
        // Past its end the last version is looked at, before its beginning the first.
        if (version.from <= clock || log.version(nearest).from > version.from)
            nearest = id;
    }
    return nearest;
}

void EntryPane::refresh() {
    m_played = {m_workspace.traffic(), m_workspace.log()};
    const replay::VersionId base = subject();
    m_empty->setEmpty(!base.isValid());
    if (base.isValid())
        describe(base);
    else
        sayWhyEmpty();
}

void EntryPane::describe(replay::VersionId base) {
    std::vector<replay::VersionId> lives = livesOf(*m_played.log, base);
    // A life that was chosen by itself is looked at even where the clock is elsewhere.
    const replay::VersionId version = m_subject.isValid() ? base : atClock(lives, base);
    const bool same = version == m_shown;
    m_shown = version;
    const replay::Version &life = m_played.log->version(version);
    const QScopedValueRollback quiet(m_quiet, true);
    m_lives->setLives(m_played, std::move(lives));
    m_lives->setClock(m_workspace.clock());
    fitLives();
    if (const std::optional<int> row = m_lives->rowOf(version))
        m_lifeTable->selectRow(*row);
    m_fields->setFields(replay::fieldsOf(*m_played.traffic, *m_played.log, version),
                        m_played.traffic);
    showBar(version);
    m_article->start();
    writeEntry(*m_article, {m_played, version, m_focus.exchange(), m_workspace.clock()});
    m_article->finish(same);
    m_flush->setEnabled(livesAt(life, m_workspace.clock()));
    m_goTo->setEnabled(m_focus.exchange() != life.response);
}

void EntryPane::fitLives() {
    const int rows = std::min(m_lives->rowCount(), mostLives);
    m_lifeTable->setFixedHeight(m_lifeTable->horizontalHeader()->sizeHint().height() +
                                rows * m_lifeTable->verticalHeader()->defaultSectionSize() +
                                2 * m_lifeTable->frameWidth());
}

void EntryPane::showBar(replay::VersionId version) {
    const Instant clock = m_workspace.clock();
    m_bar->setVisible(livesAt(m_played.log->version(version), clock));
    cache::Reasons reasons;
    const cache::Freshness freshness = replay::freshnessAt(*m_played.log, version, clock, reasons);
    const double left = freshness.isFresh()
                            ? 1.0 - static_cast<double>(freshness.age.count()) /
                                        static_cast<double>(freshness.lifetime.count())
                            : 0.0;
    m_bar->setValue(static_cast<int>(left * barSteps));
    m_bar->setAccessibleDescription(EntryWords::freshness(freshness));
    m_bar->setToolTip(EntryWords::freshness(freshness));
    QPalette colours = palette();
    colours.setColor(QPalette::Highlight,
                     freshnessColour(freshness.isFresh() ? left : -1.0, palette()));
    m_bar->setPalette(colours);
}

void EntryPane::sayWhyEmpty() {
    m_empty->setEmpty(true);
    if (m_workspace.isEmpty())
        m_empty->say(tr("What a cache keeps of an exchange appears here once a capture is open."));
    else if (!m_played)
        m_empty->say(tr("The capture is being played through the simulated caches…"));
    else if (!m_focus.exchange().isValid())
        m_empty->say(tr("Choose an exchange, or a stored response, to see what the cache keeps of "
                        "it and for how long."));
    else
        m_empty->say(whyNothingStored(m_played, m_focus.exchange()));
}

void EntryPane::goToExchange(replay::VersionId version) {
    if (!m_played || !version.isValid())
        return;
    const replay::Version &life = m_played.log->version(version);
    m_focus.setExchange(life.renewal.isValid() ? life.renewal : life.response);
}

void EntryPane::askToFlush() {
    if (!m_played || !m_shown.isValid())
        return;
    auto *dialog =
        new FlushDialog(m_workspace, flushOfEntries(m_played, {m_shown}), std::string(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { Q_EMIT flushRequested(dialog->scope()); });
    dialog->open();
}

} // namespace etagere::ui
