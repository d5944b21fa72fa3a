// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/life_model.h"

#include <QtGui/QFont>

#include "core/explain/cache_rule_text.h"
#include "core/explain/numbers.h"
#include "ui/models/roles.h"
#include "ui/models/text.h"

#include <algorithm>
#include <utility>

namespace etagere::ui {

LifeModel::LifeModel(QObject *parent)
    : QAbstractTableModel(parent) {}

void LifeModel::setLives(Played played, std::vector<replay::VersionId> lives) {
    beginResetModel();
    m_played = std::move(played);
    m_axis = m_played ? ClockAxis(m_played.log->begin, m_played.log->end) : ClockAxis();
    m_lives = std::move(lives);
    endResetModel();
}

void LifeModel::setClock(Instant at) {
    if (at == m_clock)
        return;
    m_clock = at;
    if (!m_lives.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

replay::VersionId LifeModel::versionAt(int row) const {
    return row < 0 || row >= rowCount() ? replay::VersionId()
                                        : m_lives[static_cast<std::size_t>(row)];
}

std::optional<int> LifeModel::rowOf(replay::VersionId version) const {
    const auto found = std::find(m_lives.begin(), m_lives.end(), version);
    if (found == m_lives.end())
        return std::nullopt;
    return static_cast<int>(found - m_lives.begin());
}

int LifeModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_lives.size());
}

int LifeModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QString LifeModel::display(const replay::Version &version, Column column) const {
    switch (column) {
    case Column::What: {
        const traffic::ExchangeId by =
            version.renewal.isValid() ? version.renewal : version.response;
        const QString number = QString::number(by.index() + 1);
        QString what = version.renewal.isValid() ? tr("Renewed by no. %1").arg(number)
                       : version.inferred        ? tr("Taken as stored, no. %1").arg(number)
                                                 : tr("Stored by no. %1").arg(number);
        return livesAt(version, m_clock) ? tr("▸ %1").arg(what) : what;
    }
    case Column::From:
        return fromUtf8(explain::duration(version.from - m_axis.begin()));
    case Column::Until:
        return version.until ? fromUtf8(explain::duration(*version.until - m_axis.begin()))
                             : tr("–");
    case Column::Ending:
        return fromUtf8(explain::wordOf(version.ending));
    case Column::Count:
        break;
    }
    return {};
}

QVariant LifeModel::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const replay::VersionId id = m_lives[static_cast<std::size_t>(index.row())];
    const replay::Version &version = m_played.log->version(id);
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return display(version, column);
    case Qt::ToolTipRole:
        if (column == Column::From)
            return fromUtf8(explain::rfc3339(version.from));
        if (column == Column::Until && version.until)
            return fromUtf8(explain::rfc3339(*version.until));
        return {};
    case Qt::AccessibleTextRole:
        if (column == Column::What && livesAt(version, m_clock))
            return tr("%1, stored at the clock").arg(display(version, column));
        return {};
    case Qt::FontRole:
        if (livesAt(version, m_clock)) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return {};
    case IdRole:
        return id.index();
    default:
        return {};
    }
}

QVariant LifeModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::What:
        return tr("Life");
    case Column::From:
        return tr("From");
    case Column::Until:
        return tr("Until");
    case Column::Ending:
        return tr("Then");
    case Column::Count:
        break;
    }
    return {};
}

} // namespace etagere::ui
