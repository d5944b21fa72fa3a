// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QStringList>

#include "core/scenario/lessons.h"
#include "core/scenario/scenario.h"

#include <cstdint>
#include <string>
#include <vector>

namespace etagere::ui {

/// The built-in lessons: number, title in the learner's language, and whether it was done.
class LessonModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column : std::uint8_t { Number, Title, Done, Count };
    /// Reads the lessons once; one that is no scenario is left out.
    explicit LessonModel(QObject *parent = nullptr);
    void setLanguage(const std::string &language);
    /// Ids of scenarios whose questions were all answered.
    void setDone(const QStringList &ids);
    [[nodiscard]] const scenario::Lesson *lessonAt(int row) const; ///< null outside the rows
    /// The first lesson that was not done; the first one when all were; -1 when there is none.
    [[nodiscard]] int firstUndone() const;
    [[nodiscard]] int rowOf(std::string_view id) const; ///< -1 when there is none

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    struct Row {
        const scenario::Lesson *lesson = nullptr;
        std::string id;
        std::string number;
        scenario::LocalText title;
        scenario::LocalText misconception;
    };
    [[nodiscard]] bool isDone(const Row &row) const;
    [[nodiscard]] QString display(const Row &row, Column column) const;
    std::vector<Row> m_rows;
    std::string m_language = "en";
    QStringList m_done;
};

} // namespace etagere::ui
