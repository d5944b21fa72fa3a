// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/when_shown.h"

#include <QtCore/QEvent>

#include <utility>

namespace etagere::ui {

WhenShown::WhenShown(QWidget &pane, std::function<void()> refresh, std::chrono::milliseconds delay)
    : QObject(&pane)
    , m_pane(pane)
    , m_refresh(std::move(refresh)) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(delay);
    connect(&m_timer, &QTimer::timeout, this, &WhenShown::refreshIfShown);
    pane.installEventFilter(this);
}

void WhenShown::ask() {
    m_wanted = true;
    if (m_pane.isVisible() && !m_timer.isActive())
        m_timer.start();
}

bool WhenShown::eventFilter(QObject *watched, QEvent *event) {
    switch (event->type()) {
    case QEvent::Show:
        if (m_wanted)
            ask();
        break;
    case QEvent::PaletteChange:
    case QEvent::FontChange:
    case QEvent::StyleChange:
        ask();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void WhenShown::refreshIfShown() {
    if (!m_wanted || !m_pane.isVisible())
        return;
    m_wanted = false;
    m_refresh();
}

} // namespace etagere::ui
