// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractTableModel>

#include "core/session/lab_course.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace etagere::ui {

/// What the caches of a scenario hold after a step, seen at a virtual time: whose cache, which URL,
/// its tag, and how much of its freshness is left.
class ShelfModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column : std::uint8_t { Cache, Url, Freshness, Age, Tag, Partition, Count };
    using QAbstractTableModel::QAbstractTableModel;
    void setLanguage(const std::string &language) { m_language = language; }
    /// After that step, none: before the first.
    void setCourse(std::shared_ptr<const session::LabCourse> course,
                   std::optional<std::size_t> step);
    /// From the scenario's beginning.
    void setClock(Duration clock);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] const scenario::Outcome *outcome() const;
    [[nodiscard]] Duration ageOf(const scenario::Shelf &shelf) const;
    [[nodiscard]] QString display(const scenario::Shelf &shelf, Column column) const;
    [[nodiscard]] double leftOf(const scenario::Shelf &shelf) const;
    std::shared_ptr<const session::LabCourse> m_course;
    std::optional<std::size_t> m_step;
    Duration m_clock{0};
    std::string m_language = "en";
};

} // namespace etagere::ui
