// SPDX-License-Identifier: Apache-2.0
#include "ui/window/browse_room.h"

#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>

#include "ui/delegates/icons.h"
#include "ui/panes/browse_pane.h"
#include "ui/window/preferences.h"

#include <utility>

namespace etagere::ui {

BrowseRoom::BrowseRoom(QStackedWidget &center)
    : QObject(&center)
    , m_center(center) {}

void BrowseRoom::make() {
    m_pane = new BrowsePane(&m_center);
    m_center.addWidget(m_pane);
    // Files that are dropped are for the window, wherever in it they fall.
    for (QWidget *widget : m_pane->findChildren<QWidget *>())
        widget->setAcceptDrops(false);
    connect(m_pane, &BrowsePane::captureMade, this, &BrowseRoom::captureMade);
    connect(m_pane, &BrowsePane::auditRequested, this, &BrowseRoom::auditRequested);
    connect(m_pane, &BrowsePane::leaveRequested, this, &BrowseRoom::left);
    connect(m_pane, &BrowsePane::partitionChosen, this, [](bool isPartitioned) {
        Preferences preferences = loadPreferences();
        preferences.partitionedCache = isPartitioned;
        savePreferences(preferences);
    });
}

void BrowseRoom::enter() {
    if (m_pane.isNull())
        make();
    m_center.setCurrentWidget(m_pane);
    m_pane->setFocus(Qt::ShortcutFocusReason);
}

bool BrowseRoom::isShown() const { return !m_pane.isNull() && m_center.currentWidget() == m_pane; }

bool BrowseRoom::hasUnkept() const { return !m_pane.isNull() && m_pane->hasUnkept(); }

void BrowseRoom::escape() {
    if (!m_pane.isNull())
        m_pane->escape();
}

void BrowseRoom::whenSafe(std::function<void()> then) {
    if (!hasUnkept())
        return then();
    if (m_isAsking)
        return;
    m_isAsking = true;
    auto *box = new QMessageBox(m_center.window());
    box->setObjectName(QStringLiteral("unkept"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    const int side = box->fontMetrics().height() * 2;
    box->setIconPixmap(icon(QStringLiteral("save"), box->palette())
                           .pixmap(QSize(side, side), box->devicePixelRatioF()));
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(tr("Recording"));
    box->setText(tr("What was recorded while you browsed is not kept."));
    box->setInformativeText(tr("It holds what pages sent and were sent, cookies as well. Kept, it "
                               "is a capture that can be opened again."));
    box->setStandardButtons(QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
    box->button(QMessageBox::Save)->setText(tr("&Keep"));
    box->setDefaultButton(QMessageBox::Save);
    connect(box, &QMessageBox::finished, this, [this, then = std::move(then)](int answer) {
        m_isAsking = false;
        if (answer == QMessageBox::Discard ||
            (answer == QMessageBox::Save && !m_pane.isNull() && !m_pane->keep().isEmpty()))
            then();
    });
    box->open();
}

} // namespace etagere::ui
