// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/picture_view.h"

#include <QtGui/QPainter>

namespace etagere::ui {

PictureView::PictureView(QWidget *parent)
    : QFrame(parent) {
    setFrameShape(QFrame::NoFrame);
    setMinimumSize(fontMetrics().averageCharWidth() * 16, fontMetrics().height() * 4);
}

void PictureView::setPicture(const QPixmap &picture) {
    m_picture = picture;
    update();
}

QSize PictureView::sizeHint() const {
    return {fontMetrics().averageCharWidth() * 44, fontMetrics().height() * 12};
}

void PictureView::paintEvent(QPaintEvent *event) {
    QFrame::paintEvent(event);
    if (m_picture.isNull())
        return;
    // Pictures are smooth at the resolution of the screen, not of the layout.
    const qreal ratio = devicePixelRatioF();
    const QSize room = contentsRect().size() * ratio;
    const QSize size =
        m_picture.size().scaled(room, Qt::KeepAspectRatio).boundedTo(m_picture.size());
    QPixmap scaled = m_picture.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    scaled.setDevicePixelRatio(ratio);
    QRectF place(QPointF(), QSizeF(size) / ratio);
    place.moveCenter(QRectF(contentsRect()).center());
    place.moveTop(contentsRect().top());
    QPainter painter(this);
    painter.drawPixmap(place.topLeft(), scaled);
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawRect(place.adjusted(0, 0, -1, -1));
}

} // namespace etagere::ui
