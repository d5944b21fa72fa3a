// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/lab_stage.h"

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include "ui/delegates/delegates.h"
#include "ui/models/compare_model.h"
#include "ui/models/sequence_model.h"
#include "ui/panes/lab_bench.h"
#include "ui/panes/lab_look.h"
#include "ui/panes/lab_shelves.h"
#include "ui/panes/table_look.h"
#include "ui/widgets/lab_clock.h"
#include "ui/widgets/sequence_view.h"

#include <utility>

namespace etagere::ui {

LabStage::LabStage(LabBench &bench, QWidget *parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_views(new QTabWidget(this))
    , m_diagram(new SequenceView(this)) {
    m_views->setObjectName(QStringLiteral("labViews"));
    m_views->setDocumentMode(true);
    m_views->tabBar()->setAccessibleName(tr("Views of the scenario"));
    m_diagram->setHint(tr("Nothing has happened yet. Step forward (F10) or play (F5)."));
    m_views->addTab(m_diagram, tr("Diagram"));
    m_views->addTab(makeTable(), tr("Table"));
    m_comparison = makeComparison();
    m_views->addTab(m_comparison, tr("Browsers side by side"));
    m_clock = new LabClock(this);
    m_shelves = new LabShelves(bench, this);
    auto *lower = new QWidget(this);
    auto *below = new QVBoxLayout(lower);
    below->setContentsMargins(0, 0, 0, 0);
    below->addWidget(m_clock);
    below->addWidget(m_shelves, 1);
    auto *parts = new QSplitter(Qt::Vertical, this);
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_views);
    parts->addWidget(lower);
    constexpr int upperShare = 3;
    parts->setStretchFactor(0, upperShare);
    parts->setStretchFactor(1, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(parts);
    connect(m_diagram, &SequenceView::rowSelected, this, &LabStage::choose);
    connect(m_clock, &LabClock::stepped, this, [this](std::size_t taken) { m_bench.goTo(taken); });
    connect(m_clock, &LabClock::scrubbed, this, [this](Duration at) { m_bench.setClock(at); });
    connect(m_views, &QTabWidget::currentChanged, this, &LabStage::compareIfSeen);
    connect(&bench, &LabBench::courseChanged, this, &LabStage::showCourse);
    connect(&bench, &LabBench::placeChanged, this, &LabStage::showPlace);
    connect(&bench, &LabBench::compared, this,
            [this](std::shared_ptr<const session::LabComparison> comparison) {
                m_compared->setComparison(std::move(comparison));
                auto *table = m_comparison->findChild<QTableView *>();
                table->resizeColumnsToContents();
                const int differing = m_compared->differing();
                m_differing->setText(
                    differing == 0
                        ? tr("All browsers do the same in every step.")
                        : tr("Marked by ≠: browsers differ in %n step(s).", nullptr, differing));
            });
}

QWidget *LabStage::makeTable() {
    m_model = new SequenceModel(this);
    m_table = new QTableView(this);
    m_table->setModel(m_model);
    m_table->setObjectName(QStringLiteral("labTable"));
    m_table->setAccessibleName(tr("What happened, as a table"));
    lookLikeTable(*m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTextElideMode(Qt::ElideRight);
    using Column = SequenceModel::Column;
    m_table->setItemDelegateForColumn(static_cast<int>(Column::What), new OutcomeDelegate(m_table));
    const int unit = fontMetrics().averageCharWidth();
    const auto width = [&](Column column, int characters) {
        m_table->setColumnWidth(static_cast<int>(column), unit * characters);
    };
    width(Column::Time, 12);
    width(Column::Who, 16);
    width(Column::ToWhom, 16);
    width(Column::What, 34);
    width(Column::More, 60);
    width(Column::Differs, 8);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) {
                if (now.isValid() && now.row() != m_diagram->selected())
                    choose(now.row());
            });
    return m_table;
}

QWidget *LabStage::makeComparison() {
    auto *box = new QWidget(this);
    m_compared = new CompareModel(this);
    auto *table = new QTableView(box);
    table->setModel(m_compared);
    table->setObjectName(QStringLiteral("labCompared"));
    table->setAccessibleName(tr("The steps under each browser model"));
    lookLikeTable(*table);
    table->setItemDelegate(new OutcomeDelegate(table));
    m_differing = plainLabel({}, box);
    m_differing->setObjectName(QStringLiteral("labDiffering"));
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_differing);
    column->addWidget(table, 1);
    return box;
}

void LabStage::focusDiagram() {
    m_views->setCurrentWidget(m_diagram);
    m_diagram->setFocus(Qt::OtherFocusReason);
}

void LabStage::compareIfSeen() {
    if (m_views->currentWidget() == m_comparison)
        m_bench.compare();
}

void LabStage::showCourse() {
    const auto course = m_bench.course();
    const std::size_t rows = m_bench.rows();
    // The diagram lives as long as the course that it belongs to.
    m_diagram->setSequence({course, &course->sequence}, rows);
    m_diagram->select(-1);
    m_diagram->setDiffering(m_bench.differs());
    m_model->setCourse(course, m_bench.differs(), rows);
    std::vector<Duration> times;
    for (const scenario::Step &step : course->scenario.steps)
        times.push_back(step.at);
    m_clock->setSteps(std::move(times), course->scenario.start, m_bench.latest());
    compareIfSeen();
}

void LabStage::showPlace() {
    const std::size_t rows = m_bench.rows();
    if (rows != m_diagram->rows())
        m_diagram->setRows(rows);
    m_model->setRows(rows);
    m_clock->setPlace(m_bench.taken(), m_bench.clock());
}

void LabStage::choose(int row) {
    m_diagram->select(row);
    if (m_table->currentIndex().row() != row)
        m_table->selectRow(row);
    Q_EMIT rowChosen(row);
}

} // namespace etagere::ui
