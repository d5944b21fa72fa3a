// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/step_marks.h"

#include <QtGui/QPainter>
#include <QtWidgets/QSlider>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleOptionSlider>

#include <utility>

namespace etagere::ui {

StepMarks::StepMarks(QSlider &slider, QWidget *parent)
    : QWidget(parent)
    , m_slider(slider) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StepMarks::setMarks(std::vector<int> positions) {
    m_positions = std::move(positions);
    update();
}

void StepMarks::setTaken(std::size_t taken) {
    m_taken = taken;
    update();
}

QSize StepMarks::sizeHint() const { return {0, fontMetrics().height() * 2 / 3}; }

void StepMarks::paintEvent(QPaintEvent *event) {
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int handle = style()->pixelMetric(QStyle::PM_SliderLength, nullptr, &m_slider);
    const QColor ink = palette().color(QPalette::Link);
    painter.setPen(QPen(ink, 1.5));
    const double radius = height() * 0.28;
    for (std::size_t i = 0; i < m_positions.size(); ++i) {
        const int x = QStyle::sliderPositionFromValue(m_slider.minimum(), m_slider.maximum(),
                                                      m_positions[i], width() - handle) +
                      handle / 2;
        painter.setBrush(i < m_taken ? QBrush(ink) : QBrush(Qt::NoBrush));
        painter.drawEllipse(QPointF(x, height() / 2.0), radius, radius);
    }
}

} // namespace etagere::ui
