// SPDX-License-Identifier: Apache-2.0
#include "ui/models/browsing_filter.h"

namespace etagere::ui {

BrowsingFilter::BrowsingFilter(BrowsingModel &model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model) {
    setSourceModel(&model);
}

void BrowsingFilter::setPerson(session::PersonId person) {
    if (person == m_person)
        return;
    m_person = person;
    invalidateFilter();
}

const session::BrowsingRow *BrowsingFilter::rowAt(const QModelIndex &index) const {
    return index.isValid() ? m_model.rowAt(mapToSource(index).row()) : nullptr;
}

bool BrowsingFilter::filterAcceptsRow(int row, const QModelIndex & /*parent*/) const {
    const session::BrowsingRow *const exchange = m_model.rowAt(row);
    return exchange != nullptr && (!m_person.isValid() || exchange->person == m_person);
}

} // namespace etagere::ui
