// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractTableModel>

#include "core/http/field.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace etagere::ui {

/// The field lines of one message; values cut for the cell, whole in `wholeValue`.
class FieldModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column : std::uint8_t { Name, Value, Count };
    explicit FieldModel(QObject *parent = nullptr);
    /// `owner` keeps alive what the fields borrow from.
    void setFields(std::vector<http::Field> fields, std::shared_ptr<const void> owner);
    [[nodiscard]] std::string_view wholeValue(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    std::vector<http::Field> m_fields;
    std::shared_ptr<const void> m_owner;
};

} // namespace etagere::ui
