// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QSortFilterProxyModel>

#include "core/session/browsing.h"
#include "ui/models/browsing_model.h"

namespace etagere::ui {

/// The exchanges of one person, or of all, in the order in which they came.
class BrowsingFilter final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit BrowsingFilter(BrowsingModel &model, QObject *parent = nullptr);
    /// An id that names nobody: all.
    void setPerson(session::PersonId person);
    /// Null outside the rows.
    [[nodiscard]] const session::BrowsingRow *rowAt(const QModelIndex &index) const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    BrowsingModel &m_model;
    session::PersonId m_person;
};

} // namespace etagere::ui
