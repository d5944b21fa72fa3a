// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractItemModel>
#include <QtCore/QStringList>
#include <QtGui/QAction>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QAbstractSpinBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTextEdit>

#include <algorithm>

namespace etagere::tests {

/// All that a window says to somebody who looks at it, points at it or has it read to them.
class ShownTexts {
public:
    [[nodiscard]] static QStringList of(QWidget &window) {
        ShownTexts texts;
        texts.take(window);
        for (QWidget *child : window.findChildren<QWidget *>())
            texts.take(*child);
        for (QAction *action : window.findChildren<QAction *>())
            texts.m_all << action->text() << action->toolTip() << action->statusTip();
        texts.m_all.removeAll(QString());
        texts.m_all.removeDuplicates();
        return texts.m_all;
    }

private:
    void take(QWidget &widget) {
        m_all << widget.windowTitle() << widget.toolTip() << widget.statusTip()
              << widget.whatsThis() << widget.accessibleName() << widget.accessibleDescription();
        if (const auto *label = qobject_cast<QLabel *>(&widget))
            m_all << label->text();
        if (const auto *button = qobject_cast<QAbstractButton *>(&widget))
            m_all << button->text();
        if (const auto *line = qobject_cast<QLineEdit *>(&widget))
            m_all << line->text() << line->placeholderText();
        if (const auto *spin = qobject_cast<QAbstractSpinBox *>(&widget))
            m_all << spin->text();
        if (const auto *edit = qobject_cast<QTextEdit *>(&widget))
            m_all << edit->toPlainText();
        if (const auto *edit = qobject_cast<QPlainTextEdit *>(&widget))
            m_all << edit->toPlainText() << edit->placeholderText();
        if (const auto *menu = qobject_cast<QMenu *>(&widget))
            m_all << menu->title();
        if (const auto *combo = qobject_cast<QComboBox *>(&widget)) {
            for (int i = 0; i < combo->count(); ++i)
                m_all << combo->itemText(i);
        }
        if (const auto *tabs = qobject_cast<QTabWidget *>(&widget)) {
            for (int i = 0; i < tabs->count(); ++i)
                m_all << tabs->tabText(i) << tabs->tabToolTip(i);
        }
        if (const auto *view = qobject_cast<QAbstractItemView *>(&widget); view && view->model())
            takeModel(*view->model());
    }
    void takeModel(const QAbstractItemModel &model) {
        constexpr int mostRows = 200;
        for (int column = 0; column < model.columnCount(); ++column) {
            for (const auto role : {Qt::DisplayRole, Qt::ToolTipRole})
                m_all << model.headerData(column, Qt::Horizontal, role).toString();
            for (int row = 0; row < std::min(model.rowCount(), mostRows); ++row) {
                for (const auto role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                    m_all << model.index(row, column).data(role).toString();
            }
        }
    }
    QStringList m_all;
};

} // namespace etagere::tests
