// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include <cstddef>
#include <vector>

class QLabel;
class QTableView;
class QTabWidget;

namespace etagere::ui {

class CompareModel;
class LabBench;
class LabClock;
class LabShelves;
class SequenceModel;
class SequenceView;

/// The stage of a scenario: its diagram, the same as a table, and its steps under several browser
/// models side by side; below, the clock and what the caches hold.
class LabStage final : public QWidget {
    Q_OBJECT
public:
    explicit LabStage(LabBench &bench, QWidget *parent = nullptr);
    [[nodiscard]] LabClock &clock() noexcept { return *m_clock; }
    void focusDiagram();

Q_SIGNALS:
    void rowChosen(int row); ///< of the course's diagram, by the user

private:
    [[nodiscard]] QWidget *makeTable();
    [[nodiscard]] QWidget *makeComparison();
    void showCourse();
    void showPlace();
    void choose(int row);
    void compareIfSeen();
    LabBench &m_bench;
    QTabWidget *m_views = nullptr;
    SequenceView *m_diagram = nullptr;
    QTableView *m_table = nullptr;
    SequenceModel *m_model = nullptr;
    QWidget *m_comparison = nullptr;
    CompareModel *m_compared = nullptr;
    QLabel *m_differing = nullptr;
    LabClock *m_clock = nullptr;
    LabShelves *m_shelves = nullptr;
};

} // namespace etagere::ui
