// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

class QLabel;
class QTableView;

namespace etagere::ui {

class EmptyState;
class LabBench;
class ShelfModel;

/// What everybody holds at the clock: the stored responses of each cache with their freshness, the
/// cookies, and whom trackers believe to know.
class LabShelves final : public QWidget {
    Q_OBJECT
public:
    explicit LabShelves(LabBench &bench, QWidget *parent = nullptr);

private:
    void refresh();
    [[nodiscard]] QString cookies() const;
    [[nodiscard]] QString visitors() const;
    [[nodiscard]] QString nameOf(std::size_t actor) const;
    LabBench &m_bench;
    ShelfModel *m_model = nullptr;
    QTableView *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    QLabel *m_known = nullptr;
};

} // namespace etagere::ui
