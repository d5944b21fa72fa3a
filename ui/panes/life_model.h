// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractTableModel>

#include "ui/panes/entry_words.h"
#include "ui/widgets/clock_axis.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace etagere::ui {

/// The lives under one URL in one cache, from version to version: when each was stored or renewed,
/// until when, and what ended it. The one at the clock is marked.
class LifeModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column : std::uint8_t { What, From, Until, Ending, Count };
    explicit LifeModel(QObject *parent = nullptr);
    void setLives(Played played, std::vector<replay::VersionId> lives);
    void setClock(Instant at);
    [[nodiscard]] replay::VersionId versionAt(int row) const;
    [[nodiscard]] std::optional<int> rowOf(replay::VersionId version) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QString display(const replay::Version &version, Column column) const;
    Played m_played;
    ClockAxis m_axis;
    Instant m_clock{};
    std::vector<replay::VersionId> m_lives;
};

} // namespace etagere::ui
