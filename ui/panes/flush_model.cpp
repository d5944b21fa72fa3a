// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/flush_model.h"

#include "ui/models/text.h"

#include <utility>

namespace etagere::ui {

FlushModel::FlushModel(Played played, Instant at, QObject *parent)
    : QAbstractTableModel(parent)
    , m_played(std::move(played))
    , m_at(at) {}

void FlushModel::setVersions(std::vector<replay::VersionId> versions) {
    beginResetModel();
    m_versions = std::move(versions);
    endResetModel();
}

int FlushModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_versions.size());
}

int FlushModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QVariant FlushModel::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const replay::VersionId version = m_versions[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::ToolTipRole)
        return neverRich(data(index, Qt::DisplayRole).toString());
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Column::Url:
        return shown(m_played.traffic->urlText(m_played.log->version(version).url));
    case Column::Visitor:
        return EntryWords::visitorOf(m_played, version);
    case Column::Now:
        return EntryWords::nextRequest(m_played, version, m_at);
    case Column::Then:
        return tr("no validator");
    case Column::Count:
        break;
    }
    return {};
}

QVariant FlushModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Url:
        return tr("URL");
    case Column::Visitor:
        return tr("Visitor");
    case Column::Now:
        return tr("Its next request sends now");
    case Column::Then:
        return tr("After the flush");
    case Column::Count:
        break;
    }
    return {};
}

} // namespace etagere::ui
