// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QByteArray>
#include <QtCore/QString>

#include "core/audit/live_run.h"

#include <cstdint>
#include <vector>

namespace etagere::ui {

/// The steps of a live audit as they are played: how far each is, who, what for, how many
/// exchanges, how long, and what there is to remark.
class AuditModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column : std::uint8_t { State, Visitor, Step, Exchanges, Took, Remarks, Count };
    enum class State : std::uint8_t { Waiting, UnderWay, Done, Failed };
    using QAbstractTableModel::QAbstractTableModel;

    /// The steps of an audit that begins, all of them waiting; so many flushes are tried out.
    void plan(unsigned people, std::size_t trials = 0);
    void clear();
    void begin(const audit::Step &step);
    /// A page load of that step has ended. `isStepOver`: it was the step's last. A step of which a
    /// page was lost stays Failed.
    void add(const audit::LiveVisit &visit, bool isStepOver);
    /// Nothing is under way any more: what was not done is not going to be.
    void finish();

    [[nodiscard]] State stateAt(int row) const;
    /// The last page's picture, PNG; empty when there is none.
    [[nodiscard]] QByteArray pictureAt(int row) const;
    /// The row that began or ended last; -1 for none.
    [[nodiscard]] int current() const noexcept { return m_current; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    struct Row {
        audit::Step step;
        State state = State::Waiting;
        std::uint64_t exchanges = 0;
        Duration took{};
        QString remarks;
        QByteArray picture;
    };
    [[nodiscard]] int rowOf(const audit::Step &step) const;
    void changed(int row);
    [[nodiscard]] static QString display(const Row &row, Column column);
    [[nodiscard]] static QString inWords(State state);
    std::vector<Row> m_rows;
    int m_current = -1;
};

} // namespace etagere::ui
