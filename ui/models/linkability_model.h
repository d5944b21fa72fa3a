// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractTableModel>

#include "core/analysis/linkability.h"

#include <cstdint>
#include <optional>

namespace etagere::ui {

/// How much of a visitor's way a cell lets a tracker follow.
enum class Reach : std::uint8_t {
    Nobody,  ///< not known again
    OneSite, ///< known again on the same site
    Sites    ///< several sites are linked
};
[[nodiscard]] Reach reachOf(const analysis::LinkabilityCell &cell) noexcept;
/// Sites that are linked to others.
[[nodiscard]] std::size_t linkedSites(const analysis::LinkabilityCell &cell) noexcept;

/// The matrix of a tag's linkability: a row for each defence, a column for each browser's cache.
class LinkabilityModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { ReachRole = Qt::UserRole + 1 };
    using QAbstractTableModel::QAbstractTableModel;
    /// Without one, or without its cells, the table is empty.
    void setLinkability(std::optional<analysis::Linkability> linkability);
    [[nodiscard]] const analysis::Linkability *linkability() const noexcept;
    /// Null outside the table.
    [[nodiscard]] const analysis::LinkabilityCell *cellAt(const QModelIndex &index) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    std::optional<analysis::Linkability> m_linkability;
};

} // namespace etagere::ui
