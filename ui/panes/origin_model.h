// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractTableModel>

#include "core/traffic/traffic.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace etagere::ui {

/// The origins of the capture that were asked for something: how often, and the worst grade there.
/// The worst come first, of equals the most often asked.
class OriginModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column : std::uint8_t { Grade, Origin, Exchanges, Count };
    explicit OriginModel(QObject *parent = nullptr);
    /// Counts them anew; linear in the exchanges. `grades` may be null.
    void setSource(std::shared_ptr<const traffic::Traffic> traffic,
                   std::shared_ptr<const std::vector<std::uint8_t>> grades);
    /// The host as the filter knows it; empty for what has none.
    [[nodiscard]] std::string_view hostAt(int row) const;

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
    [[nodiscard]] QString textOf(const Row &row, Column column) const;
    std::shared_ptr<const traffic::Traffic> m_traffic;
    std::vector<Row> m_rows;
};

} // namespace etagere::ui
