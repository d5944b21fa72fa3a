// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QDialog>

#include <vector>

class QAction;
class QTableWidget;

namespace etagere::ui {

class Actions;

/// Every key of the window, by menu, to be searched. Stays open beside the window.
class ShortcutsDialog final : public QDialog {
    Q_OBJECT
public:
    /// `more` are actions that are not among `actions`: those of the panes.
    ShortcutsDialog(const Actions &actions, const std::vector<QAction *> &more,
                    QWidget *parent = nullptr);

private:
    void addRow(const QString &group, const QString &text, const QString &keys);
    void search(const QString &text);
    QTableWidget *m_table = nullptr;
};

} // namespace etagere::ui
