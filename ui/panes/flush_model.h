// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractTableModel>

#include "ui/panes/entry_words.h"

#include <cstdint>
#include <vector>

namespace etagere::ui {

/// The stored responses that a flush would end, with what their next request sends as things stand
/// and after it. Cells are made when they are asked for.
class FlushModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column : std::uint8_t { Url, Visitor, Now, Then, Count };
    FlushModel(Played played, Instant at, QObject *parent = nullptr);
    void setVersions(std::vector<replay::VersionId> versions);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    Played m_played;
    Instant m_at;
    std::vector<replay::VersionId> m_versions;
};

} // namespace etagere::ui
