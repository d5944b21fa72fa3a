// SPDX-License-Identifier: Apache-2.0
#include "ui/models/field_model.h"

#include "ui/models/text.h"

namespace etagere::ui {

namespace {

constexpr std::size_t nameLimit = 128;

} // namespace

FieldModel::FieldModel(QObject *parent)
    : QAbstractTableModel(parent) {}

void FieldModel::setFields(std::vector<http::Field> fields, std::shared_ptr<const void> owner) {
    beginResetModel();
    m_fields = std::move(fields);
    m_owner = std::move(owner);
    endResetModel();
}

std::string_view FieldModel::wholeValue(int row) const {
    if (row < 0 || row >= rowCount())
        return {};
    return m_fields[static_cast<std::size_t>(row)].value;
}

int FieldModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_fields.size());
}

int FieldModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QVariant FieldModel::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const http::Field &field = m_fields[static_cast<std::size_t>(index.row())];
    const bool isName = index.column() == static_cast<int>(Column::Name);
    if (role == Qt::DisplayRole)
        return isName ? shown(field.name, nameLimit) : shown(field.value);
    if (role == Qt::ToolTipRole)
        return toolTipOf(isName ? field.name : field.value);
    return {};
}

QVariant FieldModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    if (section == static_cast<int>(Column::Name))
        return tr("Field");
    if (section == static_cast<int>(Column::Value))
        return tr("Value");
    return {};
}

} // namespace etagere::ui
