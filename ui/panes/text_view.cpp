// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/text_view.h"

#include <QtGui/QContextMenuEvent>
#include <QtGui/QFontDatabase>
#include <QtWidgets/QMenu>

namespace etagere::ui {

QFont fixedFontBeside(const QFont &font) {
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (font.pointSizeF() > 0)
        fixed.setPointSizeF(font.pointSizeF());
    else
        fixed.setPixelSize(font.pixelSize());
    return fixed;
}

TextView::TextView(QWidget *parent)
    : QPlainTextEdit(parent) {
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    matchFont();
}

void TextView::setAligned(bool aligned) {
    setLineWrapMode(aligned ? QPlainTextEdit::NoWrap : QPlainTextEdit::WidgetWidth);
}

QSize TextView::sizeHint() const {
    return {QPlainTextEdit::sizeHint().width(), minimumSizeHint().height()};
}

QSize TextView::minimumSizeHint() const {
    const double margins = 2 * (frameWidth() + document()->documentMargin());
    return {QPlainTextEdit::minimumSizeHint().width(),
            fontMetrics().lineSpacing() * 4 + static_cast<int>(margins)};
}

bool TextView::event(QEvent *event) {
    const bool handled = QPlainTextEdit::event(event);
    if (event->type() == QEvent::Polish || event->type() == QEvent::ParentChange ||
        event->type() == QEvent::ApplicationFontChange)
        matchFont();
    return handled;
}

void TextView::matchFont() {
    setFont(fixedFontBeside(parentWidget() != nullptr ? parentWidget()->font() : font()));
    constexpr int tabCharacters = 4;
    setTabStopDistance(fontMetrics().horizontalAdvance(u' ') * tabCharacters);
}

void TextView::contextMenuEvent(QContextMenuEvent *event) {
    QMenu *menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(event->globalPos());
}

} // namespace etagere::ui
