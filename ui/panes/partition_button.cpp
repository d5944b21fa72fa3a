// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/partition_button.h"

#include <QtGui/QAction>
#include <QtGui/QActionGroup>
#include <QtWidgets/QMenu>

namespace etagere::ui {

PartitionButton::PartitionButton(QWidget *parent)
    : QToolButton(parent) {
    setObjectName(QStringLiteral("partition"));
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    setToolTip(tr("Whether what one site stored in the cache is used on another site"));
    auto *menu = new QMenu(this);
    menu->setAccessibleName(tr("How the cache is parted"));
    auto *group = new QActionGroup(this);
    m_parted = group->addAction(tr("A cache for &each site, as browsers have today"));
    m_whole = group->addAction(tr("&One cache for all sites, as browsers had until 2020"));
    for (QAction *action : {m_parted, m_whole}) {
        action->setCheckable(true);
        menu->addAction(action);
    }
    setMenu(menu);
    setPartition(true, true);
    connect(group, &QActionGroup::triggered, this,
            [this](const QAction *action) { Q_EMIT chosen(action == m_parted); });
}

void PartitionButton::setPartition(bool now, bool next) {
    (next ? m_parted : m_whole)->setChecked(true);
    QString words = now ? tr("A cache for each site") : tr("One cache for all sites");
    if (now != next)
        words = next ? tr("%1 (one for each from the next start)").arg(words)
                     : tr("%1 (one for all from the next start)").arg(words);
    setText(words + QStringLiteral("  ")); // the arrow of the menu stands there
    setAccessibleName(words);
}

} // namespace etagere::ui
