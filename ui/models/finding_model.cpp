// SPDX-License-Identifier: Apache-2.0
#include "ui/models/finding_model.h"

#include "core/explain/grades.h"
#include "core/explain/numbers.h"
#include "ui/models/roles.h"
#include "ui/models/text.h"

namespace etagere::ui {

namespace {

constexpr std::size_t originLimit = 128;
constexpr std::size_t valueLimit = 64;

} // namespace

FindingModel::FindingModel(QObject *parent)
    : QAbstractTableModel(parent) {}

void FindingModel::setReport(std::shared_ptr<const audit::Report> report) {
    beginResetModel();
    m_report = std::move(report);
    endResetModel();
}

const analysis::Finding *FindingModel::findingAt(int row) const {
    if (row < 0 || row >= rowCount())
        return nullptr;
    return &m_report->findings[static_cast<std::size_t>(row)];
}

int FindingModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() || !m_report ? 0 : static_cast<int>(m_report->findings.size());
}

int FindingModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QString FindingModel::display(const analysis::Finding &finding, Column column) {
    switch (column) {
    case Column::Grade:
        return QString::number(static_cast<int>(finding.grade));
    case Column::Title:
        return fromUtf8(explain::titleOf(finding.kind, finding.validator));
    case Column::Origin:
        return shown(finding.origin, originLimit);
    case Column::Values: {
        if (finding.values.empty())
            return {};
        const QString first = shown(finding.values.front(), valueLimit);
        const auto more = static_cast<int>(finding.valueCount > 0 ? finding.valueCount - 1 : 0);
        return more == 0 ? first : tr("%1 and %n more", nullptr, more).arg(first);
    }
    case Column::Bits:
        return fromUtf8(explain::bits(finding.bits));
    case Column::Confidence:
        return fromUtf8(explain::percent(finding.confidence * 100));
    case Column::Count:
        break;
    }
    return {};
}

QString FindingModel::toolTip(const analysis::Finding &finding, Column column) {
    switch (column) {
    case Column::Grade:
    case Column::Title:
        return neverRich(fromUtf8(explain::nameOf(finding.grade)) + u'\n' +
                         fromUtf8(explain::meaningOf(finding.grade)));
    case Column::Origin:
        return toolTipOf(finding.origin);
    case Column::Values:
        return finding.values.empty() ? QString() : toolTipOf(finding.values.front());
    case Column::Bits:
        return tr("How much of the tag nothing explains: room for an identifier");
    case Column::Confidence:
        return tr("That the grade is not too high");
    case Column::Count:
        break;
    }
    return {};
}

QVariant FindingModel::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &finding = m_report->findings[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return display(finding, column);
    case Qt::ToolTipRole:
        return toolTip(finding, column);
    case Qt::TextAlignmentRole:
        if (column == Column::Bits || column == Column::Confidence)
            return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
        return {};
    case Qt::AccessibleTextRole:
        return column == Column::Grade ? QVariant(fromUtf8(explain::nameOf(finding.grade)))
                                       : QVariant();
    case GradeRole:
        return static_cast<int>(finding.grade);
    case IdRole:
        return static_cast<uint>(index.row());
    default:
        return {};
    }
}

QVariant FindingModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Grade:
        return tr("Grade");
    case Column::Title:
        return tr("Finding");
    case Column::Origin:
        return tr("Origin");
    case Column::Values:
        return tr("Tags");
    case Column::Bits:
        return tr("Unexplained");
    case Column::Confidence:
        return tr("Confidence");
    case Column::Count:
        break;
    }
    return {};
}

} // namespace etagere::ui
