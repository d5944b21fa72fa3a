// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractTableModel>

#include "core/session/workspace.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace etagere::ui {

class ExchangeOrder;

/// The exchanges as a table: filtered and sorted by permutation, every cell read off core values
/// when it is asked for. A million rows take 4 MB here.
class ExchangeModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column : std::uint8_t {
        Grade,
        Number,
        Time,
        Outcome,
        Recorded,
        Method,
        Url,
        Status,
        Size,
        Type,
        Tag,
        Visitor,
        Count
    };
    explicit ExchangeModel(QObject *parent = nullptr);
    ~ExchangeModel() override;

    /// What the table shows. Shares them; rows become all exchanges that the query lets through.
    void setSource(std::shared_ptr<const traffic::Traffic> traffic,
                   std::shared_ptr<const replay::Log> log,
                   std::shared_ptr<const std::vector<std::uint8_t>> grades);
    /// Sorted; for has:note, is:noted and the mark in the first column.
    void setNoted(std::vector<traffic::ExchangeId> noted);
    /// Resets the rows, unless the same ones stay.
    void setQuery(session::Query query);

    [[nodiscard]] traffic::ExchangeId exchangeAt(int row) const;
    /// The row it is shown in, if it is.
    [[nodiscard]] std::optional<int> rowOf(traffic::ExchangeId exchange) const;
    [[nodiscard]] std::size_t totalCount() const noexcept; ///< without the filter

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    /// Equal cells stand in the capture's order, either way; keeps the persistent indexes. Column
    /// Number ascending is the capture's order, and so is any number that is no column.
    void sort(int column, Qt::SortOrder order) override;

private:
    [[nodiscard]] std::vector<traffic::ExchangeId> wantedRows();
    void refill();
    void announceCells();
    [[nodiscard]] std::vector<traffic::ExchangeId>
    ascending(const std::vector<traffic::ExchangeId> &rows) const;
    /// The rows stood as `before`: persistent indexes follow their exchanges.
    void movePersistent(const std::vector<traffic::ExchangeId> &before);
    [[nodiscard]] const replay::Row *decidedOn(traffic::ExchangeId id) const; ///< or null
    [[nodiscard]] int gradeOf(traffic::ExchangeId id) const;
    [[nodiscard]] bool isNoted(traffic::ExchangeId id) const;
    [[nodiscard]] QString display(traffic::ExchangeId id, Column column) const;
    [[nodiscard]] QString decidedText(traffic::ExchangeId id, Column column) const;
    [[nodiscard]] QString timeText(traffic::ExchangeId id) const;
    [[nodiscard]] QString toolTip(traffic::ExchangeId id, Column column) const;
    [[nodiscard]] static QString sizeToolTip(const traffic::Exchange &exchange);
    [[nodiscard]] QString decidedToolTip(traffic::ExchangeId id, Column column) const;
    [[nodiscard]] QVariant accessibleText(traffic::ExchangeId id, Column column) const;
    [[nodiscard]] static QVariant alignmentOf(Column column);
    [[nodiscard]] QVariant ownRole(traffic::ExchangeId id, int role) const;

    std::shared_ptr<const traffic::Traffic> m_traffic;
    std::shared_ptr<const replay::Log> m_log;
    std::shared_ptr<const std::vector<std::uint8_t>> m_grades;
    std::vector<traffic::ExchangeId> m_noted;
    session::Query m_query;
    std::unique_ptr<ExchangeOrder> m_order;
    std::optional<Instant> m_begin; ///< of the first exchange
    std::vector<traffic::ExchangeId> m_rows;
    int m_sortColumn = static_cast<int>(Column::Number);
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace etagere::ui
