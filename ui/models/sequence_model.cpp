// SPDX-License-Identifier: Apache-2.0
#include "ui/models/sequence_model.h"

#include "core/explain/cache_rule_text.h"
#include "ui/models/roles.h"
#include "ui/models/text.h"

#include <algorithm>
#include <utility>

namespace etagere::ui {

using report::SequenceRow;

QString labTime(Duration at) {
    if (at < Duration(0))
        return QStringLiteral("\u2212") + labTime(-at);
    return fromUtf8(explain::exactDuration(at));
}

void SequenceModel::setCourse(std::shared_ptr<const session::LabCourse> course,
                              std::vector<bool> differs, std::size_t rows) {
    beginResetModel();
    m_course = std::move(course);
    m_differs = std::move(differs);
    m_rows = m_course ? std::min(rows, m_course->sequence.rows.size()) : 0;
    endResetModel();
}

void SequenceModel::setRows(std::size_t rows) {
    rows = m_course ? std::min(rows, m_course->sequence.rows.size()) : 0;
    if (rows > m_rows) {
        beginInsertRows({}, static_cast<int>(m_rows), static_cast<int>(rows) - 1);
        m_rows = rows;
        endInsertRows();
    } else if (rows < m_rows) {
        beginRemoveRows({}, static_cast<int>(rows), static_cast<int>(m_rows) - 1);
        m_rows = rows;
        endRemoveRows();
    }
}

int SequenceModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows);
}

int SequenceModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QString SequenceModel::nameOf(std::size_t lifeline) const {
    const auto &lines = m_course->sequence.lifelines;
    return lifeline < lines.size() ? shown(lines[lifeline].name) : QString();
}

bool SequenceModel::differs(std::size_t row) const {
    return row < m_differs.size() && m_differs[row];
}

QString SequenceModel::display(std::size_t at, Column column) const {
    const SequenceRow &row = m_course->sequence.rows[at];
    const bool isMessage = row.kind == SequenceRow::Kind::Message;
    switch (column) {
    case Column::Time:
        return row.step < m_course->scenario.steps.size()
                   ? labTime(m_course->scenario.steps[row.step].at)
                   : QString();
    case Column::Who:
        return isMessage || row.kind == SequenceRow::Kind::Decision ? nameOf(row.from) : QString();
    case Column::ToWhom:
        return isMessage ? nameOf(row.to) : QString();
    case Column::What:
        return shown(row.label);
    case Column::More: {
        std::string text = row.detail;
        std::replace(text.begin(), text.end(), '\n', ';');
        QString more = shown(text).replace(u';', QStringLiteral("; "));
        if (row.isBackground)
            more = more.isEmpty() ? tr("nobody waits") : tr("%1; nobody waits").arg(more);
        return more;
    }
    case Column::Differs:
        return differs(at) ? QStringLiteral("\u2260") : QString();
    case Column::Count:
        break;
    }
    return {};
}

QVariant SequenceModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto at = static_cast<std::size_t>(index.row());
    const SequenceRow &row = m_course->sequence.rows[at];
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole)
        return display(at, column);
    if (role == Qt::ToolTipRole && (column == Column::What || column == Column::More))
        return toolTipOf(column == Column::What ? row.label : row.detail);
    if (role == OutcomeRole && column == Column::What && row.kind == SequenceRow::Kind::Decision &&
        row.outcome != cache::Outcome::Count)
        return static_cast<int>(row.outcome);
    if (role == Qt::AccessibleTextRole && column == Column::Differs)
        return differs(at) ? tr("differs from the plain course") : tr("as in the plain course");
    return {};
}

QVariant SequenceModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Time:
        return tr("Clock");
    case Column::Who:
        return tr("Who");
    case Column::ToWhom:
        return tr("To whom");
    case Column::What:
        return tr("What");
    case Column::More:
        return tr("Details");
    case Column::Differs:
        return tr("Differs");
    case Column::Count:
        break;
    }
    return {};
}

} // namespace etagere::ui
