// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/clock_bar.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QSlider>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include "core/explain/numbers.h"
#include "ui/models/text.h"
#include "ui/widgets/clock_scale.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/time_dialog.h"

#include <algorithm>
#include <utility>

namespace etagere::ui {

using namespace std::chrono_literals;

ClockBar::ClockBar(QWidget *parent)
    : QWidget(parent)
    , m_scale(new ClockScale(this))
    , m_place(new ElidedLabel(this))
    , m_absolute(new ElidedLabel(this)) {
    QFont strong = m_place->font();
    strong.setBold(true);
    m_place->setFont(strong);
    m_absolute->setForegroundRole(QPalette::WindowText);
    m_absolute->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *row = new QHBoxLayout;
    row->addWidget(m_place);
    row->addSpacing(fontMetrics().averageCharWidth());
    row->addWidget(m_absolute);
    row->addStretch(1);
    addSteps(row);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(fontMetrics().height() / 4);
    column->addLayout(row);
    column->addWidget(m_scale);
    connect(m_scale, &ClockScale::scrubbed, this, &ClockBar::go);
    setFocusProxy(m_scale);
    setLog(nullptr);
}

QToolButton *ClockBar::addButton(QHBoxLayout *row, const QString &text, const QString &name) {
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    row->addWidget(button);
    return button;
}

void ClockBar::addSteps(QHBoxLayout *row) {
    connect(addButton(row, tr("Beginning"), tr("Clock to the beginning of the capture")),
            &QToolButton::clicked, this, [this] { go(m_log ? m_log->begin : Instant{}); });
    connect(addButton(row, tr("End"), tr("Clock to the end of the capture")), &QToolButton::clicked,
            this, [this] { go(m_log ? m_log->end : Instant{}); });
    const auto forward = [&](const QString &text, const QString &name, Duration by) {
        connect(addButton(row, text, name), &QToolButton::clicked, this, [this, by] { step(by); });
    };
    forward(tr("+1 min"), tr("Clock forward by a minute"), 1min);
    forward(tr("+1 h"), tr("Clock forward by an hour"), 1h);
    forward(tr("+1 d"), tr("Clock forward by a day"), 24h);
    connect(addButton(row, tr("Set time…"), tr("Set the clock to a time")), &QToolButton::clicked,
            this, &ClockBar::askForTime);
}

void ClockBar::setLog(std::shared_ptr<const replay::Log> log) {
    m_log = std::move(log);
    m_scale->setLog(m_log);
    setEnabled(m_log != nullptr);
    setClock(m_clock);
}

Instant ClockBar::clock() const noexcept { return m_clock; }

Instant ClockBar::within(Instant at) const {
    if (!m_log)
        return at;
    return std::clamp(at, m_log->begin, std::max(m_log->begin, m_log->end) + clockReach);
}

void ClockBar::setClock(Instant at) {
    m_clock = within(at);
    m_scale->setTime(m_clock);
    showTime();
}

void ClockBar::step(Duration by) { go(m_clock + by); }

void ClockBar::go(Instant at) {
    const Instant before = m_clock;
    setClock(at);
    if (m_clock != before)
        Q_EMIT scrubbed(m_clock);
}

void ClockBar::askForTime() {
    if (!m_log)
        return;
    TimeDialog dialog(m_scale->axis(), m_clock, this);
    if (dialog.exec() == QDialog::Accepted && dialog.chosen())
        go(*dialog.chosen());
}

void ClockBar::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    // Where there is room for one of them, the place in the capture says more.
    m_absolute->setVisible(width() > fontMetrics().averageCharWidth() * 96);
}

void ClockBar::showTime() {
    if (!m_log) {
        m_place->setWholeText(tr("No capture"));
        m_absolute->setWholeText(QString());
        return;
    }
    const QString place = m_scale->axis().placeOf(m_clock);
    const QString absolute = fromUtf8(explain::rfc3339(m_clock));
    m_place->setWholeText(place);
    m_absolute->setWholeText(absolute);
    setToolTip(absolute);
    m_scale->slider()->setAccessibleDescription(tr("%1, %2").arg(place, absolute));
}

} // namespace etagere::ui
