// SPDX-License-Identifier: Apache-2.0
#include "ui/models/linkability_model.h"

#include "core/explain/analysis_words.h"
#include "ui/models/text.h"

#include <numeric>
#include <utility>

namespace etagere::ui {

using analysis::Defence;
using analysis::Linkability;
using analysis::LinkabilityCell;
using analysis::partitionings;

namespace {

constexpr int defences = static_cast<int>(Defence::Count);

/// What stands in a cell: a sign, told apart without colour, and words.
QString wordsOf(const LinkabilityCell &cell) {
    switch (reachOf(cell)) {
    case Reach::Sites:
        return QStringLiteral("\u25cf ") +
               LinkabilityModel::tr("%n site(s) linked", nullptr,
                                    static_cast<int>(linkedSites(cell)));
    case Reach::OneSite:
        return QStringLiteral("\u25d0 ") + LinkabilityModel::tr("each site alone");
    case Reach::Nobody:
        break;
    }
    return QStringLiteral("\u25cb ") + LinkabilityModel::tr("not known again");
}

QString sentencesOf(const LinkabilityCell &cell) {
    return fromUtf8(explain::sentenceOf(cell)) + u' ' + fromUtf8(explain::sentenceOf(cell.reason));
}

} // namespace

std::size_t linkedSites(const LinkabilityCell &cell) noexcept {
    return std::accumulate(cell.linked.begin(), cell.linked.end(), std::size_t{0},
                           [](std::size_t sum, const auto &group) { return sum + group.size(); });
}

Reach reachOf(const LinkabilityCell &cell) noexcept {
    if (!cell.linked.empty())
        return Reach::Sites;
    return cell.recognisedOnReturn ? Reach::OneSite : Reach::Nobody;
}

void LinkabilityModel::setLinkability(std::optional<Linkability> linkability) {
    beginResetModel();
    m_linkability = std::move(linkability);
    const bool filled = m_linkability &&
                        m_linkability->cells.size() == partitionings.size() * std::size_t{defences};
    if (!filled)
        m_linkability.reset();
    endResetModel();
}

const Linkability *LinkabilityModel::linkability() const noexcept {
    return m_linkability ? &*m_linkability : nullptr;
}

const LinkabilityCell *LinkabilityModel::cellAt(const QModelIndex &index) const {
    if (!m_linkability || !index.isValid())
        return nullptr;
    return &cellOf(*m_linkability, partitionings[static_cast<std::size_t>(index.column())],
                   static_cast<Defence>(index.row()));
}

int LinkabilityModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() || !m_linkability ? 0 : defences;
}

int LinkabilityModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() || !m_linkability ? 0 : static_cast<int>(partitionings.size());
}

QVariant LinkabilityModel::data(const QModelIndex &index, int role) const {
    const LinkabilityCell *const cell = cellAt(index);
    if (cell == nullptr)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return wordsOf(*cell);
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return sentencesOf(*cell);
    case ReachRole:
        return static_cast<int>(reachOf(*cell));
    default:
        return {};
    }
}

QVariant LinkabilityModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role != Qt::DisplayRole || !m_linkability)
        return {};
    if (orientation == Qt::Horizontal) // what is in brackets stands in a second line
        return fromUtf8(explain::titleOf(partitionings[static_cast<std::size_t>(section)]))
            .replace(QStringLiteral(" ("), QStringLiteral("\n("));
    return fromUtf8(explain::titleOf(static_cast<Defence>(section)));
}

} // namespace etagere::ui
