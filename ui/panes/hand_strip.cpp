// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/hand_strip.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace etagere::ui {

HandStrip::HandStrip(QWidget *parent)
    : QWidget(parent)
    , m_words(new QLabel(this))
    , m_give(new QPushButton(tr("&Go on"), this)) {
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_give->setToolTip(tr("The visit ends once the page is quiet, and the audit goes on"));
    auto *turn = new QLabel(tr("Your turn."), this);
    QFont bold = turn->font();
    bold.setBold(true);
    turn->setFont(bold);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(turn);
    line->addWidget(m_words, 1);
    line->addWidget(m_give);
    connect(m_give, &QPushButton::clicked, this, [this] {
        end();
        Q_EMIT given();
    });
    hide();
}

void HandStrip::handOver(const QString &visitor) {
    m_words->setText(
        tr("The page of visitor %1 is in the browser's window. Answer its banner there, "
           "the same way for every visitor, then go on here.")
            .arg(visitor));
    show();
    m_give->setFocus(Qt::OtherFocusReason);
    // The browser's window lies above this one by now, or will when it is answered.
    QApplication::alert(this);
}

void HandStrip::end() { hide(); }

} // namespace etagere::ui
