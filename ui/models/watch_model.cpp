// SPDX-License-Identifier: Apache-2.0
#include "ui/models/watch_model.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>

#include "core/explain/numbers.h"
#include "core/explain/watch_text.h"
#include "ui/models/text.h"

#include <utility>

namespace etagere::ui {

namespace {

QString timeOf(Instant time) {
    const auto milliseconds =
        std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(milliseconds), QLocale::ShortFormat);
}

/// Told apart without colour.
QChar signOf(watch::Outcome outcome) {
    switch (outcome) {
    case watch::Outcome::Changed:
        return u'\u2260';
    case watch::Outcome::TagStale:
        return u'!';
    case watch::Outcome::Failed:
        return u'\u00d7';
    case watch::Outcome::First:
        return u'+';
    default:
        return u'=';
    }
}

} // namespace

void WatchModel::add(watch::Visit visit, const watch::PageState &page) {
    if (m_rows.size() == most) {
        beginRemoveRows({}, static_cast<int>(most) - 1, static_cast<int>(most) - 1);
        m_rows.pop_back();
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_rows.push_front({std::move(visit), page.url});
    endInsertRows();
}

void WatchModel::clear() {
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

const watch::Visit *WatchModel::visitAt(int row) const {
    const auto index = static_cast<std::size_t>(row);
    return row < 0 || index >= m_rows.size() ? nullptr : &m_rows[index].visit;
}

int WatchModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int WatchModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QString WatchModel::display(const Row &row, Column column) {
    switch (column) {
    case Column::Time:
        return timeOf(row.visit.time);
    case Column::Page:
        return shown(row.page);
    case Column::Outcome:
        return signOf(row.visit.outcome) + QStringLiteral("  ") +
               shown(explain::sentenceOf(row.visit));
    case Column::Saved:
        return row.visit.savedBytes == 0 ? QString()
                                         : fromUtf8(explain::size(Bytes{row.visit.savedBytes}));
    case Column::Count:
        break;
    }
    return {};
}

QVariant WatchModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole)
        return display(row, column);
    if (role == Qt::ToolTipRole && column == Column::Outcome)
        return toolTipOf(explain::sentenceOf(row.visit));
    if (role == Qt::ToolTipRole && column == Column::Page)
        return toolTipOf(row.page);
    return {};
}

QVariant WatchModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Time:
        return tr("Time");
    case Column::Page:
        return tr("Page");
    case Column::Outcome:
        return tr("What came of it");
    case Column::Saved:
        return tr("Saved");
    case Column::Count:
        break;
    }
    return {};
}

} // namespace etagere::ui
