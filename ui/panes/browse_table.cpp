// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/browse_table.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include "core/explain/numbers.h"
#include "ui/delegates/delegates.h"
#include "ui/models/browsing_filter.h"
#include "ui/models/browsing_model.h"
#include "ui/models/text.h"
#include "ui/panes/table_look.h"

#include <algorithm>
#include <array>
#include <utility>

namespace etagere::ui {

using Column = BrowsingModel::Column;

namespace {

constexpr std::size_t tagLimit = 8192; ///< of a tag in full
constexpr int tagColumns = 36;

QString tagsOf(const session::BrowsingRow &row) {
    const auto valueOr = [](const std::string &value, const QString &none) {
        return value.empty() ? none : shown(value, tagLimit);
    };
    QStringList lines{
        QStringLiteral("%1 %2").arg(shown(row.method), shown(row.url, tagLimit)),
        BrowseTable::tr("Tag sent: %1").arg(valueOr(row.sentValidator, BrowseTable::tr("none"))),
        BrowseTable::tr("Tag given: %1").arg(valueOr(row.givenValidator, BrowseTable::tr("none")))};
    if (!row.failure.empty())
        lines.append(BrowseTable::tr("Failed: %1").arg(shown(row.failure)));
    return lines.join(u'\n');
}

} // namespace

BrowseTable::BrowseTable(QWidget *parent)
    : QWidget(parent)
    , m_model(new BrowsingModel(this))
    , m_filter(new BrowsingFilter(*m_model, this))
    , m_table(new QTableView(this))
    , m_tags(new QPlainTextEdit(this)) {
    makeTable();
    m_tags->setObjectName(QStringLiteral("browseTags"));
    m_tags->setReadOnly(true);
    m_tags->setTabChangesFocus(true);
    m_tags->setAccessibleName(tr("Tags of the chosen exchange"));
    m_tags->setPlaceholderText(tr("Choose an exchange to read its tags in full."));
    auto *parts = new QSplitter(Qt::Horizontal, this);
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_table);
    parts->addWidget(m_tags);
    parts->setStretchFactor(0, 1);
    const int side = fontMetrics().averageCharWidth() * tagColumns;
    parts->setSizes({side * 4, side});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(fontMetrics().height() / 4);
    column->addWidget(makeHead());
    column->addWidget(parts, 1);
    setPerson(nullptr);
    grow();
}

QWidget *BrowseTable::makeHead() {
    auto *head = new QWidget(this);
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(0, 0, 0, 0);
    m_count = new QLabel(head);
    m_count->setTextFormat(Qt::PlainText);
    m_count->setObjectName(QStringLiteral("browseCount"));
    m_onlyChosen = new QCheckBox(head);
    m_onlyChosen->setObjectName(QStringLiteral("onlyChosen"));
    line->addWidget(m_count);
    line->addStretch(1);
    line->addWidget(m_onlyChosen);
    connect(m_onlyChosen, &QCheckBox::toggled, this, &BrowseTable::filter);
    return head;
}

void BrowseTable::makeTable() {
    m_table->setObjectName(QStringLiteral("browseExchanges"));
    m_table->setModel(m_filter);
    lookLikeTable(*m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAccessibleName(tr("What was recorded"));
    m_table->setItemDelegateForColumn(static_cast<int>(Column::Outcome),
                                      new OutcomeDelegate(m_table));
    setWidths();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &BrowseTable::showTags);
}

void BrowseTable::setWidths() {
    // In characters; the URL takes what is left.
    constexpr std::array widths{std::pair(Column::Person, 9), std::pair(Column::Number, 6),
                                std::pair(Column::Time, 14),  std::pair(Column::Outcome, 22),
                                std::pair(Column::Method, 9), std::pair(Column::Status, 8),
                                std::pair(Column::Sent, 18),  std::pair(Column::Given, 18),
                                std::pair(Column::Type, 12),  std::pair(Column::Size, 10)};
    const int unit = fontMetrics().averageCharWidth();
    for (const auto &[column, characters] : widths)
        m_table->setColumnWidth(static_cast<int>(column), unit * characters);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(static_cast<int>(Column::Url),
                                                      QHeaderView::Stretch);
    m_table->horizontalHeader()->setMinimumSectionSize(unit * 5);
}

void BrowseTable::setPerson(const session::BrowsingPerson *person) {
    m_person = person == nullptr ? session::PersonId() : person->id;
    m_onlyChosen->setText(
        person == nullptr
            ? tr("Only the chosen person's")
            : tr("Only %1's").arg(shown(person->name).replace(u'&', QStringLiteral("&&"))));
    filter();
}

void BrowseTable::filter() {
    m_filter->setPerson(m_onlyChosen->isChecked() ? m_person : session::PersonId());
}

void BrowseTable::grow() {
    const QScrollBar *const bar = m_table->verticalScrollBar();
    const bool isAtEnd = bar->value() >= bar->maximum();
    m_model->grow();
    showCount();
    if (isAtEnd)
        m_table->scrollToBottom();
}

void BrowseTable::setPeople(const std::vector<session::BrowsingPerson> &people) {
    m_isLoading =
        std::any_of(people.begin(), people.end(),
                    [](const session::BrowsingPerson &person) { return person.isVisiting; });
    showCount();
}

void BrowseTable::showCount() {
    const int rows = m_model->rowCount();
    if (rows > 0)
        m_count->setText(
            tr("%1 exchange(s) recorded", nullptr, rows).arg(fromUtf8(explain::count(rows))));
    else
        m_count->setText(m_isLoading ? tr("The page is loading …")
                                     : tr("Nothing recorded yet: visit a page."));
}

QWidgetList BrowseTable::tabStops() const { return {m_onlyChosen, m_table, m_tags}; }

void BrowseTable::showTags() {
    const session::BrowsingRow *const row = m_filter->rowAt(m_table->currentIndex());
    m_tags->setPlainText(row == nullptr ? QString() : tagsOf(*row));
}

} // namespace etagere::ui
