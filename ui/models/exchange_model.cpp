// SPDX-License-Identifier: Apache-2.0
#include "ui/models/exchange_model.h"

#include "ui/models/exchange_order.h"
#include "ui/models/roles.h"

#include <algorithm>
#include <numeric>

namespace etagere::ui {

namespace {

std::optional<Instant> beginOf(const traffic::Traffic &traffic) {
    std::optional<Instant> begin;
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const auto &started = traffic.exchange(traffic::ExchangeId::fromSize(i)).started;
        if (started && (!begin || *started < *begin))
            begin = started;
    }
    return begin;
}

/// The place of each exchange, by its index; of those that are there.
std::vector<int> placesOf(const std::vector<traffic::ExchangeId> &rows, std::size_t total) {
    std::vector<int> places(total, -1);
    for (std::size_t i = 0; i < rows.size(); ++i)
        places[rows[i].index()] = static_cast<int>(i);
    return places;
}

} // namespace

ExchangeModel::ExchangeModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_order(std::make_unique<ExchangeOrder>()) {}

ExchangeModel::~ExchangeModel() = default;

void ExchangeModel::setSource(std::shared_ptr<const traffic::Traffic> traffic,
                              std::shared_ptr<const replay::Log> log,
                              std::shared_ptr<const std::vector<std::uint8_t>> grades) {
    const bool another = traffic != m_traffic;
    if (another)
        beginResetModel();
    m_traffic = std::move(traffic);
    m_log = std::move(log);
    m_grades = std::move(grades);
    if (!another)
        return refill();
    m_order->forget();
    m_begin = m_traffic ? beginOf(*m_traffic) : std::nullopt;
    m_rows = wantedRows();
    endResetModel();
}

void ExchangeModel::setNoted(std::vector<traffic::ExchangeId> noted) {
    m_noted = std::move(noted);
    refill();
}

void ExchangeModel::setQuery(session::Query query) {
    m_query = std::move(query);
    refill();
}

traffic::ExchangeId ExchangeModel::exchangeAt(int row) const {
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)]
                                        : traffic::ExchangeId();
}

std::optional<int> ExchangeModel::rowOf(traffic::ExchangeId exchange) const {
    const auto found = std::find(m_rows.begin(), m_rows.end(), exchange);
    if (found == m_rows.end())
        return std::nullopt;
    return static_cast<int>(found - m_rows.begin());
}

std::size_t ExchangeModel::totalCount() const noexcept {
    return m_traffic ? m_traffic->exchangeCount() : 0;
}

int ExchangeModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ExchangeModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

std::vector<traffic::ExchangeId> ExchangeModel::wantedRows() {
    std::vector<traffic::ExchangeId> rows;
    if (!m_traffic)
        return rows;
    const OrderSubject subject{m_traffic.get(), m_log.get(), m_grades.get()};
    if (m_query.isEmpty()) {
        rows.reserve(m_traffic->exchangeCount());
        for (std::size_t i = 0; i < m_traffic->exchangeCount(); ++i)
            rows.push_back(traffic::ExchangeId::fromSize(i));
    } else {
        rows = m_query.run({subject.traffic, subject.log, subject.grades, &m_noted});
    }
    m_order->sort(rows, subject, static_cast<Column>(m_sortColumn), m_sortOrder);
    return rows;
}

void ExchangeModel::refill() {
    std::vector<traffic::ExchangeId> rows = wantedRows();
    if (rows == m_rows)
        return announceCells();
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void ExchangeModel::announceCells() {
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void ExchangeModel::sort(int column, Qt::SortOrder order) {
    const bool known = column >= 0 && column < columnCount();
    m_sortColumn = known ? column : static_cast<int>(Column::Number);
    m_sortOrder = known ? order : Qt::AscendingOrder;
    if (!m_traffic)
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const std::vector<traffic::ExchangeId> before = m_rows;
    if (!std::is_sorted(m_rows.begin(), m_rows.end()))
        m_rows = ascending(before);
    m_order->sort(m_rows, {m_traffic.get(), m_log.get(), m_grades.get()},
                  static_cast<Column>(m_sortColumn), m_sortOrder);
    movePersistent(before);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

/// The same exchanges in the capture's order, without comparing them.
std::vector<traffic::ExchangeId>
ExchangeModel::ascending(const std::vector<traffic::ExchangeId> &rows) const {
    std::vector<bool> there(m_traffic->exchangeCount());
    for (const traffic::ExchangeId id : rows)
        there[id.index()] = true;
    std::vector<traffic::ExchangeId> sorted;
    sorted.reserve(rows.size());
    for (std::size_t i = 0; i < there.size(); ++i) {
        if (there[i])
            sorted.push_back(traffic::ExchangeId::fromSize(i));
    }
    return sorted;
}

void ExchangeModel::movePersistent(const std::vector<traffic::ExchangeId> &before) {
    const QModelIndexList from = persistentIndexList();
    if (from.isEmpty())
        return;
    const std::vector<int> places = placesOf(m_rows, m_traffic->exchangeCount());
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex &old : from)
        to.append(index(places[before[static_cast<std::size_t>(old.row())].index()], old.column()));
    changePersistentIndexList(from, to);
}

const replay::Row *ExchangeModel::decidedOn(traffic::ExchangeId id) const {
    return m_log && id.index() < m_log->rows.size() ? &m_log->row(id) : nullptr;
}

int ExchangeModel::gradeOf(traffic::ExchangeId id) const {
    return m_grades && id.index() < m_grades->size() ? (*m_grades)[id.index()] : 0;
}

bool ExchangeModel::isNoted(traffic::ExchangeId id) const {
    return std::binary_search(m_noted.begin(), m_noted.end(), id);
}

QVariant ExchangeModel::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const traffic::ExchangeId id = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return display(id, column);
    case Qt::ToolTipRole:
        return toolTip(id, column);
    case Qt::AccessibleTextRole:
        return accessibleText(id, column);
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    default:
        return ownRole(id, role);
    }
}

QVariant ExchangeModel::ownRole(traffic::ExchangeId id, int role) const {
    const replay::Row *decided = decidedOn(id);
    switch (role) {
    case OutcomeRole:
        return decided ? QVariant(static_cast<int>(decided->decision.outcome)) : QVariant();
    case InferredRole:
        return decided != nullptr && decided->decision.inferred;
    case ComparisonRole:
        return decided ? QVariant(static_cast<int>(decided->comparison)) : QVariant();
    case GradeRole:
        return gradeOf(id);
    case MarkedRole:
        return isNoted(id);
    case IdRole:
        return id.index();
    default:
        return {};
    }
}

} // namespace etagere::ui
