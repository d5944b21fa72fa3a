// SPDX-License-Identifier: Apache-2.0
#include "ui/models/lesson_model.h"

#include "core/scenario/document.h"
#include "ui/models/text.h"

#include <algorithm>
#include <utility>

namespace etagere::ui {

LessonModel::LessonModel(QObject *parent)
    : QAbstractTableModel(parent) {
    for (const scenario::Lesson &lesson : scenario::allLessons()) {
        auto read = scenario::readScenario(lesson.json);
        if (read)
            m_rows.push_back({&lesson, std::move(read->id), std::move(read->number),
                              std::move(read->title), std::move(read->misconception)});
    }
}

void LessonModel::setLanguage(const std::string &language) {
    m_language = language;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void LessonModel::setDone(const QStringList &ids) {
    m_done = ids;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

const scenario::Lesson *LessonModel::lessonAt(int row) const {
    const auto at = static_cast<std::size_t>(row);
    return row < 0 || at >= m_rows.size() ? nullptr : m_rows[at].lesson;
}

int LessonModel::rowOf(std::string_view id) const {
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].id == id || (!id.empty() && m_rows[i].number == id))
            return static_cast<int>(i);
    }
    return -1;
}

int LessonModel::firstUndone() const {
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [this](const Row &row) { return !isDone(row); });
    if (found == m_rows.end())
        return m_rows.empty() ? -1 : 0;
    return static_cast<int>(found - m_rows.begin());
}

int LessonModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LessonModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

bool LessonModel::isDone(const Row &row) const { return m_done.contains(fromUtf8(row.id)); }

QString LessonModel::display(const Row &row, Column column) const {
    switch (column) {
    case Column::Number:
        return shown(row.number);
    case Column::Title:
        return shown(row.title.in(m_language));
    case Column::Done:
        return isDone(row) ? QStringLiteral("\u2713") : QString();
    case Column::Count:
        break;
    }
    return {};
}

QVariant LessonModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole)
        return display(row, column);
    if (role == Qt::ToolTipRole)
        return toolTipOf(row.misconception.in(m_language));
    if (role == Qt::AccessibleTextRole && column == Column::Done)
        return isDone(row) ? tr("done") : tr("not done yet");
    return {};
}

QVariant LessonModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Number:
        return tr("No.");
    case Column::Title:
        return tr("Lesson");
    case Column::Done:
        return tr("Done");
    case Column::Count:
        break;
    }
    return {};
}

} // namespace etagere::ui
