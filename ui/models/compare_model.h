// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractTableModel>

#include "core/session/lab_course.h"

#include <memory>
#include <string>

namespace etagere::ui {

/// A scenario under several browser models, side by side: a line for each step, a column for each
/// model. What differs from the first model is marked.
class CompareModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    void setComparison(std::shared_ptr<const session::LabComparison> comparison);
    /// How many steps differ under some model.
    [[nodiscard]] int differing() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    static constexpr int firstModel = 2; ///< behind time and step
    [[nodiscard]] const report::LabCell *cellAt(const QModelIndex &index) const;
    [[nodiscard]] QString wordsAt(const QModelIndex &index) const;
    [[nodiscard]] bool differsAt(const QModelIndex &index) const;
    std::shared_ptr<const session::LabComparison> m_comparison;
};

} // namespace etagere::ui
