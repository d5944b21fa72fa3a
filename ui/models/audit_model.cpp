// SPDX-License-Identifier: Apache-2.0
#include "ui/models/audit_model.h"

#include "core/explain/live_text.h"
#include "core/explain/numbers.h"
#include "ui/models/text.h"

#include <algorithm>

namespace etagere::ui {

namespace {

/// Told apart without colour.
QChar signOf(AuditModel::State state) {
    switch (state) {
    case AuditModel::State::UnderWay:
        return u'\u25b8';
    case AuditModel::State::Done:
        return u'\u2713';
    case AuditModel::State::Failed:
        return u'\u00d7';
    case AuditModel::State::Waiting:
        break;
    }
    return u'\u00b7';
}

QString remarksOn(const audit::LiveVisit &visit) {
    QString all = fromUtf8(explain::remarkOn(visit.summary));
    const QString blind = fromUtf8(explain::remarkOn(visit.summary.blindness));
    if (!blind.isEmpty())
        all += (all.isEmpty() ? QString() : QStringLiteral("; ")) + blind;
    return all;
}

} // namespace

void AuditModel::plan(unsigned people, std::size_t trials) {
    beginResetModel();
    m_rows.clear();
    for (const audit::Step &step : audit::stepsFor(people, trials))
        m_rows.push_back({step, State::Waiting, 0, {}, {}, {}});
    m_current = -1;
    endResetModel();
}

void AuditModel::clear() {
    beginResetModel();
    m_rows.clear();
    m_current = -1;
    endResetModel();
}

int AuditModel::rowOf(const audit::Step &step) const {
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&step](const Row &row) { return row.step == step; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

void AuditModel::changed(int row) {
    Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
}

void AuditModel::begin(const audit::Step &step) {
    const int row = rowOf(step);
    if (row < 0)
        return;
    m_current = row;
    m_rows[static_cast<std::size_t>(row)].state = State::UnderWay;
    changed(row);
}

void AuditModel::add(const audit::LiveVisit &visit, bool isStepOver) {
    const int at = rowOf(visit.step);
    if (at < 0)
        return;
    Row &row = m_rows[static_cast<std::size_t>(at)];
    row.exchanges += visit.exchanges;
    row.took += visit.summary.took;
    const QString remarks = remarksOn(visit);
    if (!remarks.isEmpty())
        row.remarks += (row.remarks.isEmpty() ? QString() : QStringLiteral("; ")) + remarks;
    const std::string &picture = visit.summary.screenshot;
    row.picture = QByteArray(picture.data(), static_cast<qsizetype>(picture.size()));
    const bool isLost = visit.summary.end == live::VisitSummary::End::Failed ||
                        visit.summary.end == live::VisitSummary::End::Crashed;
    if (isLost)
        row.state = State::Failed;
    else if (row.state != State::Failed)
        row.state = isStepOver ? State::Done : State::UnderWay;
    m_current = at;
    changed(at);
}

void AuditModel::finish() {
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].state != State::UnderWay)
            continue;
        m_rows[i].state = State::Failed;
        changed(static_cast<int>(i));
    }
}

AuditModel::State AuditModel::stateAt(int row) const {
    const auto at = static_cast<std::size_t>(row);
    return row < 0 || at >= m_rows.size() ? State::Waiting : m_rows[at].state;
}

QByteArray AuditModel::pictureAt(int row) const {
    const auto at = static_cast<std::size_t>(row);
    return row < 0 || at >= m_rows.size() ? QByteArray() : m_rows[at].picture;
}

int AuditModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AuditModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QString AuditModel::inWords(State state) {
    switch (state) {
    case State::UnderWay:
        return tr("Under way");
    case State::Done:
        return tr("Done");
    case State::Failed:
        return tr("Not done, or not whole");
    case State::Waiting:
        break;
    }
    return tr("Still to come");
}

QString AuditModel::display(const Row &row, Column column) {
    const bool isOver = row.state == State::Done || row.state == State::Failed;
    switch (column) {
    case Column::State:
        return signOf(row.state);
    case Column::Visitor:
        return fromUtf8(audit::personName(row.step.person));
    case Column::Step:
        return fromUtf8(explain::titleOf(row.step.kind));
    case Column::Exchanges:
        return isOver ? fromUtf8(explain::count(row.exchanges)) : QString();
    case Column::Took:
        return isOver ? fromUtf8(explain::duration(row.took)) : QString();
    case Column::Remarks:
        return shown(toUtf8(row.remarks));
    case Column::Count:
        break;
    }
    return {};
}

QVariant AuditModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole)
        return display(row, column);
    if (role == Qt::ToolTipRole && column == Column::Remarks && !row.remarks.isEmpty())
        return toolTipOf(toUtf8(row.remarks));
    const bool isSpoken = role == Qt::ToolTipRole || role == Qt::AccessibleTextRole;
    if (isSpoken && column == Column::State)
        return inWords(row.state);
    const bool isSign = column == Column::State || column == Column::Visitor;
    if (role == Qt::TextAlignmentRole && isSign)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignCenter));
    const bool isNumber = column == Column::Exchanges || column == Column::Took;
    if (role == Qt::TextAlignmentRole && isNumber)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    return {};
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::TextAlignmentRole && (column == Column::State || column == Column::Visitor))
        return QVariant::fromValue(Qt::Alignment(Qt::AlignCenter));
    if (role == Qt::AccessibleTextRole && column == Column::State)
        return tr("How far it is");
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Column::State:
        return QString();
    case Column::Visitor:
        return tr("Visitor");
    case Column::Step:
        return tr("Visit");
    case Column::Exchanges:
        return tr("Exchanges");
    case Column::Took:
        return tr("Took");
    case Column::Remarks:
        return tr("Remarks");
    case Column::Count:
        break;
    }
    return {};
}

} // namespace etagere::ui
