// SPDX-License-Identifier: Apache-2.0
#include "ui/window/large_button.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QStyleOptionButton>
#include <QtWidgets/QStylePainter>

#include "ui/delegates/palette.h"

namespace etagere::ui {

LargeButton::LargeButton(const QString &text, const QString &description, QWidget *parent)
    : QAbstractButton(parent) {
    setText(text);
    setDescription(description);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    const int side = fontMetrics().height() * 2;
    setIconSize(QSize(side, side));
}

void LargeButton::setDescription(const QString &description) {
    m_description = description;
    setAccessibleDescription(description);
    updateGeometry();
    update();
}

QFont LargeButton::titleFont() const {
    constexpr double larger = 1.25;
    QFont made = font();
    made.setPointSizeF(made.pointSizeF() * larger);
    made.setWeight(QFont::DemiBold);
    return made;
}

int LargeButton::gap() const { return fontMetrics().height() * 3 / 4; }

QSize LargeButton::sizeHint() const {
    const QFontMetrics title(titleFont());
    const int text =
        qMax(title.horizontalAdvance(this->text()), fontMetrics().horizontalAdvance(m_description));
    const int height = qMax(title.height() + fontMetrics().lineSpacing(), iconSize().height());
    return {text + iconSize().width() + gap() * 4, height + gap() * 2};
}

QSize LargeButton::minimumSizeHint() const {
    constexpr int characters = 24;
    return {iconSize().width() + fontMetrics().averageCharWidth() * characters,
            sizeHint().height()};
}

void LargeButton::paintEvent(QPaintEvent * /*event*/) {
    QStylePainter painter(this);
    QStyleOptionButton option;
    option.initFrom(this);
    option.state |= isDown() ? QStyle::State_Sunken : QStyle::State_Raised;
    painter.drawControl(QStyle::CE_PushButtonBevel, option);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(palette().color(QPalette::Highlight), gap() / 5.0));
        constexpr double corner = 3;
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), corner, corner);
    }

    const QRect inner = rect().adjusted(gap(), gap(), -gap(), -gap());
    const QRect place(inner.left(), inner.center().y() - iconSize().height() / 2,
                      iconSize().width(), iconSize().height());
    icon().paint(&painter, QStyle::visualRect(layoutDirection(), rect(), place));
    QRect words = inner.adjusted(iconSize().width() + gap(), 0, 0, 0);
    words = QStyle::visualRect(layoutDirection(), rect(), words);
    const QFontMetrics title(titleFont());
    const int height = title.height() + fontMetrics().lineSpacing();
    words.setTop(words.top() + (words.height() - height) / 2);
    const Qt::Alignment start = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading);

    painter.setFont(titleFont());
    painter.setPen(palette().color(QPalette::ButtonText));
    painter.drawText(words, static_cast<int>(start) | Qt::AlignTop | Qt::TextShowMnemonic, text());
    painter.setFont(font());
    painter.setPen(mutedText(palette()));
    words.setTop(words.top() + title.height());
    painter.drawText(words, static_cast<int>(start) | Qt::AlignTop,
                     fontMetrics().elidedText(m_description, Qt::ElideMiddle, words.width()));
}

void LargeButton::keyPressEvent(QKeyEvent *event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace etagere::ui
