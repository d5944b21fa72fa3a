// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QPointer>
#include <QtGui/QAction>
#include <QtWidgets/QStackedWidget>

class QLabel;
class QPushButton;

namespace etagere::ui {

/// A pane's content, or, while there is none, a sentence that says what fills it and the button
/// that does.
class EmptyState final : public QStackedWidget {
    Q_OBJECT
public:
    /// Takes the content over; shows it until told that there is none.
    EmptyState(QWidget *content, QWidget *parent = nullptr);
    /// What to say while there is nothing, as plain text; `action` may be null. The button follows
    /// the action's text, icon, tool tip and whether it is enabled, and goes when the action does.
    void say(const QString &sentence, QAction *action = nullptr);
    void setEmpty(bool empty);
    [[nodiscard]] bool isEmpty() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QWidget *makePage();
    void followAction();
    void mute();
    QWidget *m_content = nullptr;
    QWidget *m_page = nullptr;
    QWidget *m_column = nullptr;
    QLabel *m_sentence = nullptr;
    QPushButton *m_button = nullptr;
    QPointer<QAction> m_action;
};

} // namespace etagere::ui
