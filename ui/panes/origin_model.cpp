// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/origin_model.h"

#include <QtCore/QLocale>

#include "core/explain/grades.h"
#include "core/url/url.h"
#include "ui/models/roles.h"
#include "ui/models/text.h"

#include <algorithm>

namespace etagere::ui {

namespace {

constexpr std::size_t slice = 50'000; ///< exchanges; some milliseconds

} // namespace

OriginModel::OriginModel(QObject *parent)
    : QAbstractTableModel(parent) {
    connect(&m_slices, &QTimer::timeout, this, &OriginModel::countOn);
}

void OriginModel::setSource(std::shared_ptr<const traffic::Traffic> traffic,
                            std::shared_ptr<const std::vector<std::uint8_t>> grades) {
    if (traffic != m_traffic && !m_rows.empty()) {
        beginResetModel();
        m_rows.clear();
        endResetModel();
    }
    m_traffic = std::move(traffic);
    m_grades = std::move(grades);
    m_counting.assign(m_traffic ? m_traffic->originCount() : 0, Row{});
    for (std::size_t i = 0; i < m_counting.size(); ++i)
        m_counting[i].origin = traffic::OriginId::fromSize(i);
    m_next = 0;
    m_slices.start(0);
    countOn();
}

void OriginModel::countOn() {
    const std::size_t count = m_traffic ? m_traffic->exchangeCount() : 0;
    const std::size_t end = std::min(m_next + slice, count);
    for (; m_next < end; ++m_next) {
        const auto &exchange = m_traffic->exchange(traffic::ExchangeId::fromSize(m_next));
        Row &row = m_counting[m_traffic->originOf(exchange.url).index()];
        ++row.exchanges;
        if (m_grades && m_next < m_grades->size())
            row.grade = std::max(row.grade, (*m_grades)[m_next]);
    }
    if (m_next == count)
        finish();
}

void OriginModel::finish() {
    m_slices.stop();
    beginResetModel();
    m_rows = std::move(m_counting);
    std::erase_if(m_rows, [](const Row &row) { return row.exchanges == 0; });
    std::stable_sort(m_rows.begin(), m_rows.end(), [](const Row &a, const Row &b) {
        return a.grade != b.grade ? a.grade > b.grade : a.exchanges > b.exchanges;
    });
    endResetModel();
}

std::string_view OriginModel::hostAt(int row) const {
    if (row < 0 || static_cast<std::size_t>(row) >= m_rows.size())
        return {};
    const Row &wanted = m_rows[static_cast<std::size_t>(row)];
    return url::parseUrl(m_traffic->originText(wanted.origin)).host;
}

int OriginModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int OriginModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QString OriginModel::textOf(const Row &row, Column column) const {
    switch (column) {
    case Column::Grade:
        return row.grade > 0 ? QString::number(row.grade) : QString();
    case Column::Origin: {
        std::string_view origin = m_traffic->originText(row.origin);
        if (origin == "null")
            return tr("no origin (data:, blob:)");
        // Nearly every origin is https; what is not stands out.
        constexpr std::string_view usual = "https://";
        if (origin.starts_with(usual))
            origin.remove_prefix(usual.size());
        return shown(origin);
    }
    case Column::Exchanges:
        return QLocale().toString(row.exchanges);
    case Column::Count:
        break;
    }
    return {};
}

QVariant OriginModel::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, column);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        if (column == Column::Grade)
            return fromUtf8(explain::nameOf(static_cast<analysis::Grade>(row.grade)));
        if (column == Column::Origin)
            return shown(m_traffic->originText(row.origin));
        return textOf(row, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            (column == Column::Exchanges ? Qt::AlignTrailing : Qt::AlignLeading) |
            Qt::AlignVCenter);
    case GradeRole:
        return static_cast<int>(row.grade);
    default:
        return {};
    }
}

QVariant OriginModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Grade:
        return tr("!", "grade");
    case Column::Origin:
        return tr("Origin");
    case Column::Exchanges:
        return tr("Exchanges");
    case Column::Count:
        break;
    }
    return {};
}

} // namespace etagere::ui
