// SPDX-License-Identifier: Apache-2.0
#include "ui/window/drop_hint.h"

#include <QtGui/QPainter>

namespace etagere::ui {

DropHint::DropHint(QWidget &window)
    : QWidget(&window) {
    setObjectName(QStringLiteral("dropHint"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropHint::showFor(const QString &sentence) {
    m_sentence = sentence;
    setAccessibleName(sentence);
    setGeometry(parentWidget()->rect());
    raise();
    show();
    update();
}

void DropHint::paintEvent(QPaintEvent * /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    constexpr int veil = 225; // of 255: what lies beneath is still felt
    QColor ground = palette().color(QPalette::Base);
    ground.setAlpha(veil);
    painter.fillRect(rect(), ground);

    const int em = fontMetrics().height();
    const QRect frame = rect().adjusted(em * 2, em * 2, -em * 2, -em * 2);
    QPen dashes(palette().color(QPalette::Highlight), em / 6.0, Qt::DashLine);
    painter.setPen(dashes);
    painter.drawRoundedRect(frame, em, em);
    QFont large = font();
    constexpr double larger = 1.7;
    large.setPointSizeF(large.pointSizeF() * larger);
    painter.setFont(large);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(frame.adjusted(em, em, -em, -em), Qt::AlignCenter | Qt::TextWordWrap,
                     m_sentence);
}

} // namespace etagere::ui
