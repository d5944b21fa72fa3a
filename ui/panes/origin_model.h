// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QTimer>

#include "core/traffic/traffic.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace etagere::ui {

/// The origins of the capture that were asked for something: how often, and the worst grade there.
/// The worst come first, of equals the most often asked. Counted beside everything else, a slice
/// per turn of the event loop; until then the rows are those of before.
class OriginModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column : std::uint8_t { Grade, Origin, Exchanges, Count };
    explicit OriginModel(QObject *parent = nullptr);
    /// Counts them anew. `grades` may be null. Another traffic empties the rows at once.
    void setSource(std::shared_ptr<const traffic::Traffic> traffic,
                   std::shared_ptr<const std::vector<std::uint8_t>> grades);
    /// The host as the filter knows it; empty for what has none.
    [[nodiscard]] std::string_view hostAt(int row) const;
    [[nodiscard]] bool isCounting() const { return m_slices.isActive(); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    struct Row {
        traffic::OriginId origin;
        std::uint32_t exchanges = 0;
        std::uint8_t grade = 0;
    };
    void countOn();
    void finish();
    [[nodiscard]] QString textOf(const Row &row, Column column) const;
    std::shared_ptr<const traffic::Traffic> m_traffic;
    std::shared_ptr<const std::vector<std::uint8_t>> m_grades;
    std::vector<Row> m_rows;
    std::vector<Row> m_counting; ///< by origin, of the exchanges before m_next
    std::size_t m_next = 0;
    QTimer m_slices;
};

} // namespace etagere::ui
