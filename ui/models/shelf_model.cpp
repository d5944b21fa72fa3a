// SPDX-License-Identifier: Apache-2.0
#include "ui/models/shelf_model.h"

#include "core/explain/numbers.h"
#include "ui/models/roles.h"
#include "ui/models/sequence_model.h"
#include "ui/models/text.h"

#include <algorithm>
#include <utility>

namespace etagere::ui {

namespace {

/// no-cache: fresh or not, it answers nothing by itself (RFC 9111 §5.2.2.4).
bool asksAlways(const scenario::Shelf &shelf) {
    return shelf.facts.response.has(http::Directive::NoCache);
}

/// Two units at most; the whole is in the tool tip.
QString roughly(Duration length) {
    return length == Duration(0) ? labTime(length) : fromUtf8(explain::duration(length));
}

} // namespace

void ShelfModel::setCourse(std::shared_ptr<const session::LabCourse> course,
                           std::optional<std::size_t> step) {
    beginResetModel();
    m_course = std::move(course);
    m_step = step;
    endResetModel();
}

void ShelfModel::setClock(Duration clock) {
    m_clock = clock;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

const scenario::Outcome *ShelfModel::outcome() const {
    if (!m_course || !m_step || *m_step >= m_course->trace.outcomes.size())
        return nullptr;
    return &m_course->trace.outcomes[*m_step];
}

Duration ShelfModel::ageOf(const scenario::Shelf &shelf) const {
    const Duration then = outcome()->at - m_course->scenario.start;
    return shelf.ageThen + std::max(Duration(0), m_clock - then);
}

double ShelfModel::leftOf(const scenario::Shelf &shelf) const {
    const Duration left = shelf.lifetime - ageOf(shelf);
    if (left <= Duration(0))
        return -1;
    return static_cast<double>(left.count()) / static_cast<double>(shelf.lifetime.count());
}

int ShelfModel::rowCount(const QModelIndex &parent) const {
    const scenario::Outcome *const one = outcome();
    return parent.isValid() || one == nullptr ? 0 : static_cast<int>(one->shelves.size());
}

int ShelfModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QString ShelfModel::display(const scenario::Shelf &shelf, Column column) const {
    switch (column) {
    case Column::Cache: {
        const auto &actors = m_course->scenario.actors;
        if (shelf.actor >= actors.size())
            return {};
        const std::string_view name = actors[shelf.actor].name.in(m_language);
        return shown(name.empty() ? std::string_view(actors[shelf.actor].id) : name);
    }
    case Column::Url:
        return shown(shelf.url);
    case Column::Freshness: {
        if (asksAlways(shelf))
            return tr("asked about before each use");
        const Duration left = shelf.lifetime - ageOf(shelf);
        if (left > Duration(0))
            return tr("fresh for %1").arg(roughly(left));
        return left == Duration(0) ? tr("stale from now on")
                                   : tr("stale since %1").arg(roughly(-left));
    }
    case Column::Age:
        return tr("%1 of %2", "age, lifetime").arg(roughly(ageOf(shelf)), roughly(shelf.lifetime));
    case Column::Tag:
        return shown(shelf.tag);
    case Column::Partition:
        return shown(shelf.partition);
    case Column::Count:
        break;
    }
    return {};
}

QVariant ShelfModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const scenario::Shelf &shelf = outcome()->shelves[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole)
        return display(shelf, column);
    if (role == FractionRole && column == Column::Freshness && !asksAlways(shelf))
        return leftOf(shelf);
    if (role == Qt::ToolTipRole && column == Column::Age)
        return tr("%1 of %2", "age, lifetime").arg(labTime(ageOf(shelf)), labTime(shelf.lifetime));
    if (role == Qt::ToolTipRole && column == Column::Url)
        return toolTipOf(shelf.url);
    if (role == Qt::ToolTipRole && column == Column::Tag)
        return toolTipOf(shelf.tag);
    return {};
}

QVariant ShelfModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Cache:
        return tr("Cache of");
    case Column::Url:
        return tr("URL");
    case Column::Freshness:
        return tr("Freshness");
    case Column::Age:
        return tr("Age");
    case Column::Tag:
        return tr("Tag");
    case Column::Partition:
        return tr("Partition");
    case Column::Count:
        break;
    }
    return {};
}

} // namespace etagere::ui
