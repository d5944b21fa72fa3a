// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/exchanges_pane.h"

#include <QtCore/QScopedValueRollback>
#include <QtCore/QSettings>
#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include "ui/delegates/delegates.h"
#include "ui/models/exchange_model.h"
#include "ui/models/text.h"
#include "ui/panes/table_look.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_bar.h"

#include <algorithm>
#include <array>
#include <vector>

namespace etagere::ui {

namespace {

using Column = ExchangeModel::Column;

/// Raised when the columns change, so that old widths are not put on other columns.
const QString columnsKey = QStringLiteral("exchanges/columns-1");
constexpr int urlCharacters = 24; ///< the URL never gets narrower

/// How wide a column is at first, in characters.
struct Width {
    Column column;
    int characters;
    bool hidden;
};
constexpr std::array widths{Width{Column::Grade, 3, false},    Width{Column::Number, 5, false},
                            Width{Column::Time, 9, false},     Width{Column::Outcome, 14, false},
                            Width{Column::Recorded, 16, true}, Width{Column::Method, 6, false},
                            Width{Column::Url, 40, false},     Width{Column::Status, 6, false},
                            Width{Column::Size, 8, false},     Width{Column::Type, 9, true},
                            Width{Column::Tag, 14, false},     Width{Column::Visitor, 12, true}};

int numberOf(Column column) { return static_cast<int>(column); }

/// What tells URLs apart stands at both ends.
class MiddleDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        option->textElideMode = Qt::ElideMiddle;
    }
};

bool isTyping(const QKeyEvent &key) {
    const bool plain = (key.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == 0;
    return plain && !key.text().isEmpty() && key.text().front().isPrint() &&
           key.key() != Qt::Key_Space;
}

} // namespace

ExchangesPane::ExchangesPane(session::Workspace &workspace, Focus &focus, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_focus(focus)
    , m_model(new ExchangeModel(this))
    , m_filter(new FilterBar(this))
    , m_table(new QTableView(this))
    , m_space(new EmptyState(m_table, this))
    , m_clearFilter(new QAction(tr("Clear the filter"), this)) {
    setUpTable();
    setUpColumns();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filter);
    column->addWidget(m_space, 1);
    connect(m_clearFilter, &QAction::triggered, m_filter, [this] { m_filter->setText({}); });
    m_space->say(tr("No exchange matches this filter."), m_clearFilter);
    connectAll();
    m_filter->setText(m_workspace.filter());
    applyFilter();
    refill();
    begin();
}

ExchangesPane::~ExchangesPane() {
    QSettings().setValue(columnsKey, m_table->horizontalHeader()->saveState());
}

void ExchangesPane::setUpTable() {
    lookLikeTable(*m_table);
    m_table->setObjectName(QStringLiteral("exchanges"));
    m_table->setAccessibleName(tr("Exchanges"));
    m_table->setModel(m_model);
    m_table->setAlternatingRowColors(true);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setItemDelegateForColumn(numberOf(Column::Outcome), new OutcomeDelegate(m_table));
    m_table->setItemDelegateForColumn(numberOf(Column::Grade), new GradeDelegate(m_table));
    m_table->setItemDelegateForColumn(numberOf(Column::Url), new MiddleDelegate(m_table));
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
    connect(m_table, &QTableView::customContextMenuRequested, this, &ExchangesPane::openMenu);
    connect(m_table, &QTableView::activated, this, &ExchangesPane::explainRequested);
}

void ExchangesPane::setUpColumns() {
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setStretchLastSection(false);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setSortIndicator(numberOf(Column::Number), Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    restoreColumns();
    header->restoreState(QSettings().value(columnsKey).toByteArray());
    connect(header, &QWidget::customContextMenuRequested, this, &ExchangesPane::openColumnMenu);
    connect(header, &QHeaderView::sectionResized, this, [this](int section) {
        if (section != numberOf(Column::Url))
            fitUrl();
    });
    connect(header, &QHeaderView::sortIndicatorChanged, this, &ExchangesPane::showFocus,
            Qt::QueuedConnection);
}

void ExchangesPane::restoreColumns() {
    QHeaderView *header = m_table->horizontalHeader();
    const int em = fontMetrics().averageCharWidth();
    for (const Width &width : widths) {
        const int section = numberOf(width.column);
        header->moveSection(header->visualIndex(section), section);
        header->resizeSection(section, em * (width.characters + 2));
        header->setSectionHidden(section, width.hidden);
    }
    fitUrl();
}

void ExchangesPane::connectAll() {
    using session::Workspace;
    connect(&m_workspace, &Workspace::captureChanged, this, [this] {
        refill();
        begin();
    });
    connect(&m_workspace, &Workspace::logChanged, this, &ExchangesPane::refill);
    connect(&m_workspace, &Workspace::reportChanged, this, &ExchangesPane::refill);
    connect(&m_workspace, &Workspace::notesChanged, this, &ExchangesPane::refill);
    connect(&m_workspace, &Workspace::filterChanged, this, [this] {
        m_filter->setText(m_workspace.filter());
        applyFilter();
    });
    connect(m_filter, &FilterBar::textChanged, &m_workspace, &Workspace::setFilter);
    connect(m_filter, &FilterBar::leftForRows, this, &ExchangesPane::focusRows);
    connect(&m_focus, &Focus::exchangeChanged, this, &ExchangesPane::showFocus);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                // The table is where the focus comes from: what is selected in it is left alone.
                const QScopedValueRollback own(m_isChoosing, true);
                if (current.isValid())
                    m_focus.setExchange(m_model->exchangeAt(current.row()));
            });
}

void ExchangesPane::refill() {
    std::vector<traffic::ExchangeId> noted;
    for (const auto &[exchange, note] : m_workspace.notes())
        noted.push_back(exchange);
    m_model->setNoted(std::move(noted));
    m_model->setSource(m_workspace.traffic(), m_workspace.log(), m_workspace.grades());
    showCounts();
    showFocus();
}

/// A capture that was just opened shows its first exchange, so that no pane begins empty. Later,
/// because the other panes have not heard of the capture yet.
void ExchangesPane::begin() {
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!m_focus.exchange().isValid() && m_model->rowCount() > 0)
                select(0);
        },
        Qt::QueuedConnection);
}

void ExchangesPane::applyFilter() {
    m_model->setQuery(session::Query::parse(toUtf8(m_workspace.filter())));
    showCounts();
    showFocus();
}

void ExchangesPane::showCounts() {
    m_filter->setCounts(static_cast<std::size_t>(m_model->rowCount()), m_model->totalCount());
    m_space->setEmpty(m_model->rowCount() == 0 && m_model->totalCount() > 0);
}

void ExchangesPane::showFocus() {
    if (m_isChoosing)
        return;
    if (!m_focus.exchange().isValid()) {
        m_table->clearSelection();
        return;
    }
    if (const std::optional<int> row = m_model->rowOf(m_focus.exchange()))
        select(*row);
    else
        m_table->clearSelection();
}

void ExchangesPane::select(int row) {
    const QModelIndex current = m_table->currentIndex();
    const int column = current.isValid() ? current.column() : numberOf(Column::Url);
    const QModelIndex wanted = m_model->index(row, column);
    // To the row, not to the column: the reader keeps their place from left to right.
    QScrollBar *sideways = m_table->horizontalScrollBar();
    const int place = sideways->value();
    if (current != wanted || !m_table->selectionModel()->isRowSelected(row))
        m_table->setCurrentIndex(wanted);
    m_table->scrollTo(wanted);
    sideways->setValue(place);
}

void ExchangesPane::focusRows() {
    m_table->setFocus(Qt::OtherFocusReason);
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0)
        select(0);
}

void ExchangesPane::selectNext() { moveBy(1); }

void ExchangesPane::selectPrevious() { moveBy(-1); }

void ExchangesPane::moveBy(int rows) {
    if (m_model->rowCount() == 0)
        return;
    const auto at =
        m_focus.exchange().isValid() ? m_model->rowOf(m_focus.exchange()) : std::optional<int>();
    const int start = rows > 0 ? -1 : m_model->rowCount();
    select(std::clamp(at.value_or(start) + rows, 0, m_model->rowCount() - 1));
}

void ExchangesPane::selectSameUrl(int direction) {
    const auto traffic = m_workspace.traffic();
    if (!traffic || !m_focus.exchange().isValid())
        return;
    const traffic::UrlId url = traffic->exchange(m_focus.exchange()).url;
    const int rows = m_model->rowCount();
    const auto from = m_model->rowOf(m_focus.exchange());
    for (int row = from.value_or(-1) + direction; row >= 0 && row < rows; row += direction) {
        if (traffic->exchange(m_model->exchangeAt(row)).url == url) {
            select(row);
            return;
        }
    }
}

/// The URL takes what the other columns leave.
void ExchangesPane::fitUrl() {
    QHeaderView *header = m_table->horizontalHeader();
    const int url = numberOf(Column::Url);
    const int others = header->length() - header->sectionSize(url);
    const int least = fontMetrics().averageCharWidth() * urlCharacters;
    header->resizeSection(url, std::max(least, m_table->viewport()->width() - others));
}

bool ExchangesPane::eventFilter(QObject *watched, QEvent *event) {
    if (watched == m_table->viewport() && event->type() == QEvent::Resize)
        fitUrl();
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (isTyping(*key)) {
            m_filter->goOnWith(key->text());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ExchangesPane::changeEvent(QEvent *event) {
    if (event->type() == QEvent::FontChange)
        fitUrl();
    QWidget::changeEvent(event);
}

} // namespace etagere::ui
