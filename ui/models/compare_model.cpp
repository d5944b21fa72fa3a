// SPDX-License-Identifier: Apache-2.0
#include "ui/models/compare_model.h"

#include "ui/models/roles.h"
#include "ui/models/sequence_model.h"
#include "ui/models/text.h"
#include "ui/models/trial_model.h"

#include <algorithm>
#include <utility>

namespace etagere::ui {

void CompareModel::setComparison(std::shared_ptr<const session::LabComparison> comparison) {
    beginResetModel();
    m_comparison = std::move(comparison);
    endResetModel();
}

int CompareModel::differing() const {
    if (!m_comparison)
        return 0;
    const auto &steps = m_comparison->steps;
    return static_cast<int>(std::count_if(steps.begin(), steps.end(), [](const auto &cells) {
        return std::any_of(cells.begin(), cells.end(),
                           [&cells](const auto &cell) { return cell != cells.front(); });
    }));
}

int CompareModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() || !m_comparison ? 0 : static_cast<int>(m_comparison->steps.size());
}

int CompareModel::columnCount(const QModelIndex &parent) const {
    if (parent.isValid() || !m_comparison)
        return 0;
    return firstModel + static_cast<int>(m_comparison->models.size());
}

const report::LabCell *CompareModel::cellAt(const QModelIndex &index) const {
    const auto &cells = m_comparison->steps[static_cast<std::size_t>(index.row())];
    const auto model = static_cast<std::size_t>(index.column() - firstModel);
    return index.column() < firstModel || model >= cells.size() ? nullptr : &cells[model];
}

bool CompareModel::differsAt(const QModelIndex &index) const {
    return m_comparison->differs(static_cast<std::size_t>(index.row()),
                                 static_cast<std::size_t>(index.column() - firstModel));
}

QString CompareModel::wordsAt(const QModelIndex &index) const {
    const QString words = fromUtf8(report::labCellText(*cellAt(index), {}));
    return differsAt(index) ? QStringLiteral("\u2260 ") + words : words;
}

namespace {

QString stepText(const scenario::Step &step) {
    if (step.action == scenario::Action::Request)
        return shown(step.method + ' ' + step.url);
    return shown(std::string(scenario::nameOf(step.action)) + ' ' + step.url);
}

} // namespace

QVariant CompareModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const scenario::Step &step =
        m_comparison->course->scenario.steps[static_cast<std::size_t>(index.row())];
    const report::LabCell *const cell = cellAt(index);
    if (cell == nullptr) {
        if (role == Qt::DisplayRole)
            return index.column() == 0 ? labTime(step.at) : stepText(step);
        return role == Qt::ToolTipRole && index.column() == 1 ? QVariant(toolTipOf(step.url))
                                                              : QVariant();
    }
    const bool isRequest = step.action == scenario::Action::Request;
    if (role == Qt::DisplayRole)
        return isRequest ? wordsAt(index) : QString();
    if (role == OutcomeRole && isRequest && cell->outcome != cache::Outcome::Count)
        return static_cast<int>(cell->outcome);
    if (role == Qt::AccessibleTextRole && isRequest)
        return differsAt(index) ? tr("%1, differs from the first model").arg(wordsAt(index))
                                : wordsAt(index);
    return {};
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || !m_comparison)
        return {};
    if (section == 0)
        return tr("Clock");
    if (section == 1)
        return tr("Step");
    const auto model = static_cast<std::size_t>(section - firstModel);
    if (model >= m_comparison->models.size())
        return {};
    const cache::Model &one = *m_comparison->models[model];
    return labModelName(one);
}

} // namespace etagere::ui
