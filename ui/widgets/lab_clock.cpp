// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/lab_clock.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QSlider>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include "core/explain/numbers.h"
#include "ui/delegates/icons.h"
#include "ui/models/sequence_model.h"
#include "ui/models/text.h"
#include "ui/widgets/step_marks.h"
#include "ui/widgets/time_dialog.h"

#include <algorithm>
#include <utility>

namespace etagere::ui {

using namespace std::chrono_literals;

namespace {

constexpr auto usualPace = 1500ms;
constexpr int keyPositions = ClockAxis::positions / 200; ///< of the scale, by an arrow key
constexpr int pagePositions = ClockAxis::positions / 20;

} // namespace

LabClock::LabClock(QWidget *parent)
    : QWidget(parent)
    , m_place(new QLabel(this))
    , m_time(new QLabel(this)) {
    setObjectName(QStringLiteral("labClock"));
    m_time->setObjectName(QStringLiteral("labTime"));
    m_place->setObjectName(QStringLiteral("labPlace"));
    QFont large = font();
    constexpr double larger = 1.4;
    large.setPointSizeF(large.pointSizeF() * larger);
    large.setBold(true);
    m_time->setFont(large);
    for (QLabel *label : {m_time, m_place})
        label->setTextFormat(Qt::PlainText);
    auto *row = new QHBoxLayout;
    row->setSpacing(fontMetrics().averageCharWidth() / 2);
    addWays(row);
    row->addSpacing(fontMetrics().averageCharWidth() * 2);
    row->addWidget(m_time);
    row->addSpacing(fontMetrics().averageCharWidth() * 2);
    row->addWidget(m_place);
    row->addStretch(1);
    addSteps(row);
    m_slider = new QSlider(Qt::Horizontal, this);
    m_slider->setRange(0, ClockAxis::positions);
    m_slider->setSingleStep(keyPositions);
    m_slider->setPageStep(pagePositions);
    m_slider->setAccessibleName(tr("Virtual clock"));
    m_slider->setObjectName(QStringLiteral("labScrub"));
    m_marks = new StepMarks(*m_slider, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(fontMetrics().height() / 4);
    column->addLayout(row);
    column->addWidget(m_slider);
    column->addWidget(m_marks);
    m_timer.setInterval(usualPace);
    connect(&m_timer, &QTimer::timeout, this, &LabClock::playOn);
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
        stop();
        Q_EMIT scrubbed(m_axis.instantAt(position) - m_start);
    });
    tint();
    setSteps({}, {}, Duration(0));
}

QAction *LabClock::addWay(QHBoxLayout *row, const QString &text, const QString &keys) {
    auto *action = new QAction(text, this);
    action->setShortcut(QKeySequence(keys));
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(text);
    button->setToolTip(tr("%1 (%2)", "what a button does, its key")
                           .arg(text, action->shortcut().toString(QKeySequence::NativeText)));
    const int side = fontMetrics().height() * 5 / 4;
    button->setIconSize(QSize(side, side));
    row->addWidget(button);
    return action;
}

void LabClock::addWays(QHBoxLayout *row) {
    m_first = addWay(row, tr("To the start"), QStringLiteral("Alt+Home"));
    m_back = addWay(row, tr("Step back"), QStringLiteral("Ctrl+F10"));
    m_play = addWay(row, tr("Play"), QStringLiteral("F5"));
    m_play->setCheckable(true);
    m_forward = addWay(row, tr("Step forward"), QStringLiteral("F10"));
    m_last = addWay(row, tr("To the end"), QStringLiteral("Alt+End"));
    const auto go = [this](std::size_t taken) {
        stop();
        Q_EMIT stepped(taken);
    };
    connect(m_first, &QAction::triggered, this, [go] { go(0); });
    connect(m_back, &QAction::triggered, this, [this, go] { go(m_taken - 1); });
    connect(m_forward, &QAction::triggered, this, [this, go] { go(m_taken + 1); });
    connect(m_last, &QAction::triggered, this, [this, go] { go(m_times.size()); });
    connect(m_play, &QAction::triggered, this, &LabClock::play);
}

std::vector<QAction *> LabClock::ways() const {
    return {m_first, m_back, m_play, m_forward, m_last};
}

void LabClock::addSteps(QHBoxLayout *row) {
    const auto add = [&](const QString &text, const QString &name) {
        auto *button = new QToolButton(this);
        button->setText(text);
        button->setAccessibleName(name);
        button->setToolTip(name);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        row->addWidget(button);
        return button;
    };
    const auto forward = [&](const QString &text, const QString &name, Duration by) {
        connect(add(text, name), &QToolButton::clicked, this, [this, by] {
            stop();
            Q_EMIT scrubbed(m_clock + by);
        });
    };
    forward(tr("+10 s"), tr("Clock forward by ten seconds"), 10s);
    forward(tr("+1 h"), tr("Clock forward by an hour"), 1h);
    connect(add(tr("Set…"), tr("Set the clock to a time")), &QToolButton::clicked, this,
            &LabClock::askForTime);
}

void LabClock::askForTime() {
    if (m_times.empty())
        return;
    stop();
    auto *dialog = new TimeDialog(m_axis, m_start + m_clock, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (const auto at = dialog->chosen())
            Q_EMIT scrubbed(*at - m_start);
    });
    dialog->open();
}

void LabClock::setSteps(std::vector<Duration> times, Instant start, Duration latest) {
    m_times = std::move(times);
    m_start = start;
    m_latest = latest;
    const Duration first = m_times.empty() ? Duration(0) : std::min(Duration(0), m_times.front());
    const Duration last = m_times.empty() ? Duration(0) : std::max(first, m_times.back());
    m_axis = ClockAxis(start + first, start + last);
    std::vector<int> marks;
    for (const Duration time : m_times)
        marks.push_back(m_axis.positionOf(start + time));
    m_marks->setMarks(std::move(marks));
    setEnabled(!m_times.empty());
    setPlace(m_taken, m_clock);
}

void LabClock::setPlace(std::size_t taken, Duration clock) {
    m_taken = std::min(taken, m_times.size());
    m_clock = clock;
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(m_axis.positionOf(m_start + clock));
    m_marks->setTaken(m_taken);
    showPlace();
    enable();
}

void LabClock::setPauses(std::vector<std::size_t> taken) { m_pauses = std::move(taken); }

void LabClock::enable() {
    m_first->setEnabled(m_taken > 0);
    m_back->setEnabled(m_taken > 0);
    m_forward->setEnabled(m_taken < m_times.size());
    m_last->setEnabled(m_taken < m_times.size());
    m_play->setEnabled(m_taken < m_times.size() || isPlaying());
}

void LabClock::showPlace() {
    const QString time = labTime(m_clock);
    const QString place = tr("Step %1 of %2").arg(m_taken).arg(m_times.size());
    m_time->setText(tr("t = %1", "virtual time").arg(time));
    m_time->setToolTip(fromUtf8(explain::rfc3339(m_start + m_clock)));
    m_place->setText(place);
    m_slider->setAccessibleDescription(tr("%1, %2").arg(time, place));
}

void LabClock::play() {
    if (isPlaying()) {
        stop();
        return;
    }
    m_timer.start();
    m_play->setChecked(true);
    tint();
    playOn();
}

void LabClock::playOn() {
    if (m_taken >= m_times.size()) {
        stop();
        return;
    }
    const std::size_t next = m_taken + 1;
    Q_EMIT stepped(next);
    const bool asks = std::find(m_pauses.begin(), m_pauses.end(), next) != m_pauses.end();
    if (asks || next >= m_times.size())
        stop();
}

void LabClock::stop() {
    m_timer.stop();
    m_play->setChecked(false);
    tint();
    enable();
}

void LabClock::tint() {
    const auto set = [this](QAction *action, const char *name) {
        action->setIcon(icon(QString::fromLatin1(name), palette()));
    };
    set(m_first, "first");
    set(m_back, "previous");
    set(m_play, isPlaying() ? "stop" : "play");
    set(m_forward, "next");
    set(m_last, "last");
    m_play->setText(isPlaying() ? tr("Stop") : tr("Play"));
}

void LabClock::changeEvent(QEvent *event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tint();
}

} // namespace etagere::ui
