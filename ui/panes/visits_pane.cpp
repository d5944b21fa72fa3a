// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/visits_pane.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include "ui/delegates/delegates.h"
#include "ui/models/text.h"
#include "ui/models/visit_model.h"
#include "ui/panes/origin_model.h"
#include "ui/panes/table_look.h"
#include "ui/panes/when_shown.h"
#include "ui/widgets/filter_terms.h"

#include <algorithm>

namespace etagere::ui {

namespace {

const QString visitKey = QStringLiteral("visit");
const QString hostKey = QStringLiteral("host");
constexpr int mostChosen = 50; ///< more than so many at once are as good as all

/// The values that the filter lists for the key, of terms that are not negated.
QStringList valuesIn(const QString &query, const QString &key) {
    QStringList values;
    for (const QString &term : termsOf(query)) {
        if (term.startsWith(key + u':'))
            values += term.mid(key.size() + 1).split(u',', Qt::SkipEmptyParts);
    }
    return values;
}

} // namespace

VisitsPane::VisitsPane(session::Workspace &workspace, Focus & /*focus*/, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_visitModel(new VisitModel(this))
    , m_originModel(new OriginModel(this))
    , m_refresh(new WhenShown(*this, [this] { refill(); })) {
    auto *halves = new QSplitter(Qt::Vertical, this);
    halves->setChildrenCollapsible(false);
    halves->addWidget(addPart(m_visits, visitKey, tr("All visits")));
    halves->addWidget(addPart(m_origins, hostKey, tr("All origins")));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(halves);
    setUpVisits();
    setUpOrigins();

    using session::Workspace;
    connect(&m_workspace, &Workspace::captureChanged, m_refresh, &WhenShown::ask);
    connect(&m_workspace, &Workspace::reportChanged, m_refresh, &WhenShown::ask);
    connect(&m_workspace, &Workspace::filterChanged, this, &VisitsPane::showFilter);
    connect(m_originModel, &OriginModel::modelReset, this, &VisitsPane::showOrigins);
    m_refresh->ask();
}

QWidget *VisitsPane::addPart(Part &part, const QString &key, const QString &allText) {
    auto *box = new QWidget(this);
    part.table = new QTableView(box);
    part.heading = new QLabel(box);
    part.heading->setTextFormat(Qt::PlainText);
    part.all = new QToolButton(box);
    part.all->setText(allText);
    part.all->setAutoRaise(true);
    part.all->setEnabled(false);
    lookLikeTable(*part.table);
    part.table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    part.table->horizontalHeader()->setHighlightSections(false);

    const int gap = fontMetrics().height() / 4;
    auto *line = new QHBoxLayout;
    line->setContentsMargins(gap * 2, gap, gap, 0);
    line->addWidget(part.heading, 1);
    line->addWidget(part.all);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    column->addLayout(line);
    column->addWidget(part.table, 1);
    connect(part.all, &QToolButton::clicked, this, [this, key] { Q_EMIT termRequested(key, {}); });
    return box;
}

void VisitsPane::setUpVisits() {
    using Column = VisitModel::Column;
    const auto number = [](Column column) { return static_cast<int>(column); };
    QTableView *table = m_visits.table;
    table->setObjectName(QStringLiteral("visits"));
    table->setAccessibleName(tr("Visits"));
    table->setModel(m_visitModel);
    QHeaderView *header = table->horizontalHeader();
    const int em = fontMetrics().averageCharWidth();
    header->setSectionResizeMode(number(Column::Title), QHeaderView::Stretch);
    header->resizeSection(number(Column::Number), em * 5);
    header->resizeSection(number(Column::Visitor), em * 10);
    header->resizeSection(number(Column::Exchanges), em * 10);
    table->setTextElideMode(Qt::ElideRight); // titles begin with what they are about
    table->hideColumn(number(Column::Time)); // the tool tip and the exchanges tell it
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { choose(m_visits, visitKey); });
}

void VisitsPane::setUpOrigins() {
    using Column = OriginModel::Column;
    const auto number = [](Column column) { return static_cast<int>(column); };
    QTableView *table = m_origins.table;
    table->setObjectName(QStringLiteral("origins"));
    table->setAccessibleName(tr("Origins"));
    table->setModel(m_originModel);
    table->setItemDelegateForColumn(number(Column::Grade), new GradeDelegate(table));
    QHeaderView *header = table->horizontalHeader();
    const int em = fontMetrics().averageCharWidth();
    header->setSectionResizeMode(number(Column::Origin), QHeaderView::Stretch);
    header->resizeSection(number(Column::Grade), em * 5);
    header->resizeSection(number(Column::Exchanges), em * 10);
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { choose(m_origins, hostKey); });
}

void VisitsPane::refill() {
    const auto traffic = m_workspace.traffic();
    m_showing = true;
    m_visitModel->setTraffic(traffic);
    m_originModel->setSource(traffic, m_workspace.grades());
    m_showing = false;
    const bool several = traffic && traffic->visitorCount() > 1;
    m_visits.table->setColumnHidden(static_cast<int>(VisitModel::Column::Visitor), !several);
    m_visits.heading->setText(tr("%n visit(s)", nullptr, m_visitModel->rowCount()));
    showFilter();
}

void VisitsPane::showOrigins() {
    m_origins.heading->setText(tr("%n origin(s)", nullptr, m_originModel->rowCount()));
    showFilter();
}

QString VisitsPane::valueAt(const QString &key, int row) const {
    if (key == visitKey)
        return QString::number(m_visitModel->visitAt(row).index() + 1);
    return fromUtf8(m_originModel->hostAt(row));
}

void VisitsPane::choose(const Part &part, const QString &key) {
    if (m_showing)
        return;
    QStringList values;
    const QModelIndexList rows = part.table->selectionModel()->selectedRows();
    if (rows.size() <= mostChosen) {
        for (const QModelIndex &row : rows)
            values.append(valueAt(key, row.row()));
    }
    values.removeAll(QString());
    values.removeDuplicates();
    Q_EMIT termRequested(key, values);
}

void VisitsPane::showFilter() {
    m_showing = true;
    mark(m_visits, visitKey);
    mark(m_origins, hostKey);
    m_showing = false;
}

/// Visits stand in the order of their numbers; origins have to be looked for.
std::vector<int> VisitsPane::rowsOf(const QString &key, const QStringList &values) const {
    std::vector<int> rows;
    if (key == visitKey) {
        for (const QString &value : values) {
            const int row = value.toInt() - 1;
            if (row >= 0 && row < m_visitModel->rowCount())
                rows.push_back(row);
        }
        return rows;
    }
    for (int row = 0; !values.isEmpty() && row < m_originModel->rowCount(); ++row) {
        if (values.contains(valueAt(key, row), Qt::CaseInsensitive))
            rows.push_back(row);
    }
    return rows;
}

void VisitsPane::mark(const Part &part, const QString &key) {
    const QStringList values = valuesIn(m_workspace.filter(), key);
    part.all->setEnabled(!values.isEmpty());
    QItemSelection wanted;
    const QAbstractItemModel &model = *part.table->model();
    for (const int row : rowsOf(key, values))
        wanted.select(model.index(row, 0), model.index(row, model.columnCount() - 1));
    part.table->selectionModel()->select(wanted, QItemSelectionModel::ClearAndSelect);
}

} // namespace etagere::ui
