// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QDialog>

class QTreeWidget;

namespace etagere::ui {

class PageView;

/// The rules of the cache by the question they answer, each with its page. Stays open beside the
/// window.
class RulesWindow final : public QDialog {
    Q_OBJECT
public:
    explicit RulesWindow(QWidget *parent = nullptr);

private:
    void fill();
    void search(const QString &text);
    QTreeWidget *m_rules = nullptr;
    PageView *m_page = nullptr;
};

} // namespace etagere::ui
