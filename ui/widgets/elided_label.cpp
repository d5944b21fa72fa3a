// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/elided_label.h"

#include <QtCore/QEvent>
#include <QtGui/QResizeEvent>

#include "ui/models/text.h"

namespace etagere::ui {

namespace {

constexpr int leastColumns = 12;

} // namespace

ElidedLabel::ElidedLabel(QWidget *parent)
    : QLabel(parent) {
    setTextFormat(Qt::PlainText);
}

void ElidedLabel::setWholeText(const QString &text) {
    if (text == m_whole)
        return;
    m_whole = text;
    setAccessibleName(text);
    updateGeometry();
    fit();
}

QSize ElidedLabel::sizeHint() const {
    const QSize least = minimumSizeHint();
    const QMargins margins = contentsMargins();
    // One more than the text: a label that is exactly as wide would elide at odd scales.
    const int wanted =
        fontMetrics().horizontalAdvance(m_whole) + margins.left() + margins.right() + 1;
    return {std::max(least.width(), wanted), least.height()};
}

QSize ElidedLabel::minimumSizeHint() const {
    const QMargins margins = contentsMargins();
    return {fontMetrics().averageCharWidth() * leastColumns + margins.left() + margins.right(),
            fontMetrics().height() + margins.top() + margins.bottom()};
}

void ElidedLabel::resizeEvent(QResizeEvent *event) {
    QLabel::resizeEvent(event);
    fit();
}

void ElidedLabel::changeEvent(QEvent *event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

void ElidedLabel::fit() {
    const QString fitted =
        fontMetrics().elidedText(m_whole, Qt::ElideRight, contentsRect().width());
    setText(fitted);
    setToolTip(fitted == m_whole ? QString() : neverRich(m_whole));
}

} // namespace etagere::ui
