// SPDX-License-Identifier: Apache-2.0
#include "ui/models/trial_model.h"

#include "core/explain/cache_rule_text.h"
#include "ui/models/roles.h"
#include "ui/models/sequence_model.h"
#include "ui/models/text.h"

#include <utility>

namespace etagere::ui {

QString labModelName(const cache::Model &model) {
    return model.browser.empty() ? TrialModel::tr("By RFC 9111") : fromUtf8(model.browser);
}

void TrialModel::setTrial(std::shared_ptr<const scenario::Trial> trial) {
    beginResetModel();
    m_trial = std::move(trial);
    endResetModel();
}

const scenario::Tried *TrialModel::triedAt(int row) const {
    const auto at = static_cast<std::size_t>(row);
    return !m_trial || row < 0 || at >= m_trial->tried.size() ? nullptr : &m_trial->tried[at];
}

int TrialModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() || !m_trial ? 0 : static_cast<int>(m_trial->tried.size());
}

int TrialModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

namespace {

/// The fields that tell a conditional request from a plain one.
QString sentText(const scenario::Tried &tried) {
    if (!tried.asked)
        return TrialModel::tr("nothing is sent");
    std::string conditions;
    for (const auto &[name, value] : tried.sent) {
        if (name == "If-None-Match" || name == "If-Modified-Since" || name == "Cache-Control")
            conditions += (conditions.empty() ? "" : "; ") + name + ": " + value;
    }
    QString sent = conditions.empty() ? TrialModel::tr("the plain request") : shown(conditions);
    if (!tried.waited)
        sent = TrialModel::tr("%1, in the background").arg(sent);
    return sent;
}

} // namespace

QString TrialModel::display(const scenario::Tried &tried, Column column) {
    switch (column) {
    case Column::Model:
        return tried.model == nullptr ? QString() : labModelName(*tried.model);
    case Column::Stored:
        return tried.isStored ? tr("stored") : tr("not stored");
    case Column::Lifetime:
        return tried.lifetime ? labTime(*tried.lifetime) : QString();
    case Column::Second:
        return tried.outcome == cache::Outcome::Count ? tr("nothing")
                                                      : fromUtf8(explain::wordOf(tried.outcome));
    case Column::Sent:
        return sentText(tried);
    case Column::Count:
        break;
    }
    return {};
}

QVariant TrialModel::data(const QModelIndex &index, int role) const {
    const scenario::Tried *const tried = triedAt(index.row());
    if (!index.isValid() || tried == nullptr)
        return {};
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole)
        return display(*tried, column);
    if (role == OutcomeRole && column == Column::Second && tried->outcome != cache::Outcome::Count)
        return static_cast<int>(tried->outcome);
    return {};
}

QVariant TrialModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Model:
        return tr("Browser");
    case Column::Stored:
        return tr("Is it stored?");
    case Column::Lifetime:
        return tr("Fresh for");
    case Column::Second:
        return tr("The second request");
    case Column::Sent:
        return tr("What is sent then");
    case Column::Count:
        break;
    }
    return {};
}

} // namespace etagere::ui
