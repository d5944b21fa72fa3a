// SPDX-License-Identifier: Apache-2.0
#include "ui/models/visit_model.h"

#include "core/explain/numbers.h"
#include "ui/models/roles.h"
#include "ui/models/text.h"

#include <chrono>

namespace etagere::ui {

VisitModel::VisitModel(QObject *parent)
    : QAbstractTableModel(parent) {}

void VisitModel::setTraffic(std::shared_ptr<const traffic::Traffic> traffic) {
    beginResetModel();
    m_traffic = std::move(traffic);
    m_exchanges.clear();
    m_first.clear();
    if (m_traffic) {
        m_exchanges.resize(m_traffic->visitCount());
        m_first.resize(m_traffic->visitCount());
        for (std::size_t i = 0; i < m_traffic->exchangeCount(); ++i) {
            const auto id = traffic::ExchangeId::fromSize(i);
            const traffic::VisitId visit = m_traffic->exchange(id).visit;
            if (visit.isValid() && m_exchanges[visit.index()]++ == 0)
                m_first[visit.index()] = id;
        }
    }
    endResetModel();
}

traffic::VisitId VisitModel::visitAt(int row) const {
    return row >= 0 && row < rowCount() ? traffic::VisitId(static_cast<std::uint32_t>(row))
                                        : traffic::VisitId();
}

int VisitModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_exchanges.size());
}

int VisitModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

/// What the exporter called the page, or else the first thing that was asked for.
std::string_view VisitModel::titleOf(traffic::VisitId id) const {
    const traffic::Visit &visit = m_traffic->visit(id);
    if (!visit.title.empty())
        return visit.title;
    const traffic::ExchangeId first = m_first[id.index()];
    return first.isValid() ? m_traffic->urlText(m_traffic->exchange(first).url) : visit.pageId;
}

std::optional<Instant> VisitModel::startOf(traffic::VisitId id) const {
    const std::optional<Instant> stated = m_traffic->visit(id).started;
    const traffic::ExchangeId first = m_first[id.index()];
    return stated || !first.isValid() ? stated : m_traffic->exchange(first).started;
}

QString VisitModel::display(traffic::VisitId id, Column column) const {
    switch (column) {
    case Column::Number:
        return QString::number(id.index() + 1);
    case Column::Title:
        return shown(titleOf(id));
    case Column::Visitor:
        return shown(m_traffic->visitor(m_traffic->visit(id).visitor).name);
    case Column::Time: {
        const auto start = startOf(id);
        return start ? fromUtf8(explain::rfc3339(std::chrono::floor<std::chrono::seconds>(*start)))
                     : QString();
    }
    case Column::Exchanges:
        return fromUtf8(explain::count(m_exchanges[id.index()]));
    case Column::Count:
        break;
    }
    return {};
}

QString VisitModel::toolTip(traffic::VisitId id, Column column) const {
    if (column == Column::Title)
        return toolTipOf(titleOf(id));
    if (column == Column::Visitor)
        return toolTipOf(m_traffic->visitor(m_traffic->visit(id).visitor).name);
    const auto start = startOf(id);
    return column == Column::Time && start ? fromUtf8(explain::rfc3339(*start)) : QString();
}

QVariant VisitModel::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = static_cast<Column>(index.column());
    const traffic::VisitId id = visitAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return display(id, column);
    case Qt::ToolTipRole:
        return toolTip(id, column);
    case Qt::TextAlignmentRole:
        if (column == Column::Number || column == Column::Exchanges)
            return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
        return {};
    case Qt::AccessibleTextRole:
        if (column == Column::Number)
            return tr("Visit %1").arg(id.index() + 1);
        if (column == Column::Exchanges)
            return tr("%n exchange(s)", nullptr, static_cast<int>(m_exchanges[id.index()]));
        return {};
    case IdRole:
        return id.index();
    default:
        return {};
    }
}

QVariant VisitModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Number:
        return tr("Visit");
    case Column::Title:
        return tr("Page");
    case Column::Visitor:
        return tr("Visitor");
    case Column::Time:
        return tr("Began (UTC)");
    case Column::Exchanges:
        return tr("Exchanges");
    case Column::Count:
        break;
    }
    return {};
}

} // namespace etagere::ui
