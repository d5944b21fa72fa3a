// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/linkability_view.h"

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include "core/explain/analysis_words.h"
#include "ui/delegates/palette.h"
#include "ui/models/linkability_model.h"
#include "ui/models/text.h"
#include "ui/panes/table_look.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/link_graph.h"

namespace etagere::ui {

namespace {

/// The words of a cell in the colour of what they mean.
class ReachDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto reach = static_cast<Reach>(index.data(LinkabilityModel::ReachRole).toInt());
        if (reach != Reach::Nobody)
            option->palette.setColor(
                QPalette::Text, colourOf(reach == Reach::Sites ? analysis::Grade::Respawn
                                                               : analysis::Grade::IdentifierCapable,
                                         option->palette));
    }
};

} // namespace

LinkabilityView::LinkabilityView(QWidget *parent)
    : QWidget(parent)
    , m_model(new LinkabilityModel(this)) {
    m_empty = new EmptyState(makeContent(), this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_empty);
    setLinkability(std::nullopt);
}

QWidget *LinkabilityView::makeContent() {
    auto *content = new QWidget(this);
    m_table = new QTableView(content);
    m_table->setModel(m_model);
    lookLikeTable(*m_table);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->show();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setItemDelegate(new ReachDelegate(m_table));
    m_table->setAccessibleName(tr("Sites linked, by defence and browser"));
    m_sentence = new QLabel(content);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_graph = new LinkGraph;
    auto *scroll = new QScrollArea(content);
    scroll->setWidget(m_graph);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("Which sites the tag links"));
    auto *column = new QVBoxLayout(content);
    column->addWidget(m_table);
    column->addWidget(m_sentence);
    column->addWidget(scroll, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &now) { showCell(now); });
    return content;
}

void LinkabilityView::setLinkability(const std::optional<analysis::Linkability> &linkability) {
    const QModelIndex chosen = m_table->currentIndex();
    const int row = chosen.isValid() ? chosen.row() : 0;
    const int at = chosen.isValid() ? chosen.column() : 0;
    m_model->setLinkability(linkability);
    const bool any = m_model->linkability() != nullptr;
    m_graph->setLinkability(any ? linkability : std::nullopt);
    m_empty->setEmpty(!any);
    m_empty->say(tr("For a finding of grade 3 or more this shows which sites its tag could link, "
                    "in which browser, and what keeps them apart."));
    if (!any)
        return;
    fitTable();
    m_table->setCurrentIndex(m_model->index(row, at));
    showCell(m_table->currentIndex());
}

void LinkabilityView::showCell(const QModelIndex &index) {
    const analysis::LinkabilityCell *const cell = m_model->cellAt(index);
    if (cell == nullptr)
        return;
    m_sentence->setText(fromUtf8(explain::sentenceOf(*cell)) + u' ' +
                        fromUtf8(explain::sentenceOf(cell->reason)));
    m_graph->setLinked(cell->linked);
}

/// As high as its rows.
void LinkabilityView::fitTable() {
    const QHeaderView *const header = m_table->horizontalHeader();
    const int rows = m_model->rowCount() * m_table->verticalHeader()->defaultSectionSize();
    const int bar = m_table->horizontalScrollBar()->sizeHint().height();
    m_table->setFixedHeight(header->sizeHint().height() + rows + bar);
}

} // namespace etagere::ui
