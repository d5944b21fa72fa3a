// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGui/QAccessible>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QWidget>

namespace etagere::tests {

/// Which visible controls that the keyboard reaches have no name for a screen reader.
inline QStringList namelessControls(const QWidget &root) {
    QStringList nameless;
    for (QWidget *child : root.findChildren<QWidget *>()) {
        const bool reached = child->focusPolicy() != Qt::NoFocus && child->focusProxy() == nullptr;
        const bool inner = qobject_cast<QAbstractItemView *>(child->parentWidget()) != nullptr ||
                           qobject_cast<QScrollBar *>(child) != nullptr;
        if (!reached || inner || !child->isVisibleTo(&root))
            continue;
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(child);
        if (interface == nullptr || interface->text(QAccessible::Name).isEmpty())
            nameless.append(QString::fromLatin1(child->metaObject()->className()));
    }
    return nameless;
}

} // namespace etagere::tests
