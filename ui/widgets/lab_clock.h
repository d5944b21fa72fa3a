// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include "core/base/units.h"
#include "ui/widgets/clock_axis.h"

#include <cstddef>
#include <vector>

class QAction;
class QHBoxLayout;
class QLabel;
class QSlider;
class QToolButton;

namespace etagere::ui {

class StepMarks;

/// The virtual clock of a scenario and the way through its steps: to the start, back, play,
/// forward, to the end; a scale that is scrubbed by mouse and keys, with a mark for each step; and
/// steps of the clock beyond it: +10 s, +1 h, to a time typed in. Times count from the scenario's
/// beginning.
class LabClock final : public QWidget {
    Q_OBJECT
public:
    explicit LabClock(QWidget *parent = nullptr);
    /// When each step is, and where the beginning lies; no times: the clock is disabled.
    void setSteps(std::vector<Duration> times, Instant start, Duration latest);
    void setPlace(std::size_t taken, Duration clock); ///< emits nothing
    /// Steps behind which playing stops, since something is asked there: by the number taken.
    void setPauses(std::vector<std::size_t> taken);
    void stop(); ///< playing
    [[nodiscard]] bool isPlaying() const { return m_timer.isActive(); }
    /// How long playing stays with a step.
    void setPace(std::chrono::milliseconds pace) { m_timer.setInterval(pace); }
    void askForTime();
    /// Start, back, play, forward and end, for menus and keys elsewhere.
    [[nodiscard]] std::vector<QAction *> ways() const;

Q_SIGNALS:
    void stepped(std::size_t taken);
    void scrubbed(etagere::Duration clock);

protected:
    void changeEvent(QEvent *event) override;

private:
    QAction *addWay(QHBoxLayout *row, const QString &text, const QString &keys);
    void addWays(QHBoxLayout *row);
    void addSteps(QHBoxLayout *row);
    void tint();
    void play();
    void playOn();
    void showPlace();
    void enable();
    std::vector<Duration> m_times;
    std::vector<std::size_t> m_pauses;
    Instant m_start{};
    Duration m_latest{0};
    ClockAxis m_axis;
    std::size_t m_taken = 0;
    Duration m_clock{0};
    QTimer m_timer;
    QAction *m_first = nullptr;
    QAction *m_back = nullptr;
    QAction *m_play = nullptr;
    QAction *m_forward = nullptr;
    QAction *m_last = nullptr;
    QLabel *m_place = nullptr;
    QLabel *m_time = nullptr;
    QSlider *m_slider = nullptr;
    StepMarks *m_marks = nullptr;
};

} // namespace etagere::ui
