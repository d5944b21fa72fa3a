// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractTableModel>

#include "core/scenario/playground.h"

#include <cstdint>
#include <memory>

namespace etagere::ui {

/// What browsers make of a response that somebody typed: a line for each model, with whether it is
/// stored, for how long it is fresh, what becomes of the second request, and what is sent.
class TrialModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column : std::uint8_t { Model, Stored, Lifetime, Second, Sent, Count };
    using QAbstractTableModel::QAbstractTableModel;
    void setTrial(std::shared_ptr<const scenario::Trial> trial);
    [[nodiscard]] const scenario::Tried *triedAt(int row) const; ///< null outside the rows

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] static QString display(const scenario::Tried &tried, Column column);
    std::shared_ptr<const scenario::Trial> m_trial;
};

/// "By RFC 9111", or the release that a model was measured against.
[[nodiscard]] QString labModelName(const cache::Model &model);

} // namespace etagere::ui
