// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QString>

#include "core/replay/recorded.h"
#include "core/session/browsing.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace etagere::ui {

/// What the browser did for that row, as the exchanges of an opened capture tell it.
[[nodiscard]] replay::Recorded recordedOf(const session::BrowsingRow &row);

/// The exchanges of a browsing as they come: who asked, when, what the browser did, what was asked
/// for, which tag was sent and which was given.
class BrowsingModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column : std::uint8_t {
        Person,
        Number,
        Time,
        Outcome,
        Method,
        Url,
        Status,
        Sent,
        Given,
        Type,
        Size,
        Count
    };
    using QAbstractTableModel::QAbstractTableModel;

    /// Borrowed: valid until another one is set. Null: none. Names are forgotten.
    void setRows(const std::vector<session::BrowsingRow> *rows);
    /// Rows were added at the end of what was set.
    void grow();
    /// What the person is called, also when they are gone.
    void setName(session::PersonId person, const std::string &name);
    [[nodiscard]] const session::BrowsingRow *rowAt(int row) const; ///< null outside the rows

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QString display(int row, Column column) const;
    [[nodiscard]] static QString toolTip(const session::BrowsingRow &row, Column column);
    [[nodiscard]] QString nameOf(session::PersonId person) const;
    const std::vector<session::BrowsingRow> *m_rows = nullptr;
    std::size_t m_count = 0; ///< of the rows that views know of
    std::map<session::PersonId, std::string> m_names;
};

} // namespace etagere::ui
