// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/lab_look.h"

#include <QtGui/QMouseEvent>
#include <QtWidgets/QAbstractButton>

#include "ui/models/text.h"

#include <algorithm>

namespace etagere::ui {

QLabel *plainLabel(const QString &text, QWidget *parent) {
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setFocusPolicy(Qt::NoFocus); // it is no control
    return label;
}

QLabel *headingLabel(const QString &text, QWidget *parent) {
    QLabel *label = plainLabel(text, parent);
    QFont strong = label->font();
    strong.setBold(true);
    label->setFont(strong);
    return label;
}

QString authorsText(std::string_view text, std::size_t limit) {
    QStringList lines;
    text = text.substr(0, limit);
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        lines.append(shown(text.substr(from, end - from), limit));
        from = end + 1;
    }
    return lines.join(u'\n');
}

WordsOf::WordsOf(QAbstractButton &button, const QString &text, QWidget *parent)
    : QLabel(text, parent)
    , m_button(button) {
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
}

void WordsOf::mouseReleaseEvent(QMouseEvent *event) {
    if (!rect().contains(event->pos()))
        return;
    m_button.setFocus(Qt::MouseFocusReason);
    m_button.click();
}

} // namespace etagere::ui
