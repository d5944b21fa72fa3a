// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractTableModel>

#include "core/watch/page.h"
#include "core/watch/visit.h"

#include <cstdint>
#include <deque>
#include <string>

namespace etagere::ui {

/// A log of visits to pages that are watched, the newest on top: time, page, what came of it, bytes
/// saved. The last 10,000 are kept.
class WatchModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column : std::uint8_t { Time, Page, Outcome, Saved, Count };
    using QAbstractTableModel::QAbstractTableModel;
    /// Puts a visit on top.
    void add(watch::Visit visit, const watch::PageState &page);
    void clear();
    [[nodiscard]] const watch::Visit *visitAt(int row) const; ///< null outside the rows

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    static constexpr std::size_t most = 10'000;
    struct Row {
        watch::Visit visit;
        std::string page;
    };
    [[nodiscard]] static QString display(const Row &row, Column column);
    std::deque<Row> m_rows;
};

} // namespace etagere::ui
