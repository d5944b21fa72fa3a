// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractTableModel>

#include "core/session/lab_course.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace etagere::ui {

/// A sequence diagram as a table, a line for each of its rows: time, who, to whom, what, more, and
/// whether it differs from the plain course. The same rows as the diagram, so that their numbers
/// agree.
class SequenceModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column : std::uint8_t { Time, Who, ToWhom, What, More, Differs, Count };
    using QAbstractTableModel::QAbstractTableModel;
    /// The first `rows` are shown.
    void setCourse(std::shared_ptr<const session::LabCourse> course, std::vector<bool> differs,
                   std::size_t rows);
    void setRows(std::size_t rows);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QString display(std::size_t row, Column column) const;
    [[nodiscard]] QString nameOf(std::size_t lifeline) const;
    [[nodiscard]] bool differs(std::size_t row) const;
    std::shared_ptr<const session::LabCourse> m_course;
    std::vector<bool> m_differs;
    std::size_t m_rows = 0;
};

/// A virtual time for people: "90 s", "1 h 30 min".
[[nodiscard]] QString labTime(Duration at);

} // namespace etagere::ui
