// SPDX-License-Identifier: Apache-2.0
#include "ui/window/lab_room.h"

#include <QtWidgets/QStackedWidget>

#include "ui/panes/lab_pane.h"

namespace etagere::ui {

LabRoom::LabRoom(QStackedWidget &center)
    : QObject(&center)
    , m_center(center) {}

void LabRoom::make() {
    m_pane = new LabPane(&m_center);
    m_center.addWidget(m_pane);
    // Files that are dropped are for the window, wherever in it they fall.
    for (QWidget *widget : m_pane->findChildren<QWidget *>())
        widget->setAcceptDrops(false);
    connect(m_pane, &LabPane::leaveRequested, this, &LabRoom::left);
    Q_EMIT made();
}

void LabRoom::enter() {
    if (m_pane.isNull())
        make();
    m_center.setCurrentWidget(m_pane);
    m_pane->setFocus(Qt::ShortcutFocusReason);
    m_pane->beginSomewhere();
}

void LabRoom::enterWith(const QString &lessonOrFile) {
    if (m_pane.isNull())
        make();
    if (!m_pane->openLesson(lessonOrFile))
        m_pane->openFile(lessonOrFile);
    enter();
}

void LabRoom::enterWithText(const std::string &json) {
    if (m_pane.isNull())
        make();
    m_pane->openText(json);
    enter();
}

bool LabRoom::isShown() const { return !m_pane.isNull() && m_center.currentWidget() == m_pane; }

QUndoStack *LabRoom::undo() const { return m_pane.isNull() ? nullptr : &m_pane->undo(); }

void LabRoom::setClock() {
    if (!m_pane.isNull())
        m_pane->setClock();
}

void LabRoom::escape() {
    if (!m_pane.isNull())
        m_pane->escape();
}

} // namespace etagere::ui
