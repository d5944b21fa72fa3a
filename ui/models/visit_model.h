// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractTableModel>

#include "core/replay/log.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace etagere::ui {

/// The visits, in the order of the capture: when, whose, what page, how many exchanges. Choosing
/// one filters the exchanges to it. A hundred thousand are as good as three.
class VisitModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column : std::uint8_t { Number, Title, Visitor, Time, Exchanges, Count };
    explicit VisitModel(QObject *parent = nullptr);
    void setTraffic(std::shared_ptr<const traffic::Traffic> traffic);
    [[nodiscard]] traffic::VisitId visitAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] std::string_view titleOf(traffic::VisitId id) const;
    [[nodiscard]] std::optional<Instant> startOf(traffic::VisitId id) const;
    [[nodiscard]] QString display(traffic::VisitId id, Column column) const;
    [[nodiscard]] QString toolTip(traffic::VisitId id, Column column) const;
    std::shared_ptr<const traffic::Traffic> m_traffic;
    std::vector<std::uint32_t> m_exchanges;   ///< how many, by visit
    std::vector<traffic::ExchangeId> m_first; ///< by visit; invalid for one without exchanges
};

} // namespace etagere::ui
