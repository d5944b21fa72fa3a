// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>

#include <string>

class QStackedWidget;
class QUndoStack;

namespace etagere::ui {

class LabPane;

/// Where the window's user learns: a page of its middle, made when it is first gone to.
class LabRoom final : public QObject {
    Q_OBJECT
public:
    explicit LabRoom(QStackedWidget &center);
    void enter();
    /// By id or number, or the way to a scenario file.
    void enterWith(const QString &lessonOrFile);
    /// A scenario that was made of exchanges.
    void enterWithText(const std::string &json);
    [[nodiscard]] bool isShown() const;
    /// Null until it was entered.
    [[nodiscard]] QUndoStack *undo() const;
    void setClock();
    void escape();

Q_SIGNALS:
    void made(); ///< there is an undo stack now
    /// The user wants to see what the window shows otherwise.
    void left();

private:
    void make();
    QStackedWidget &m_center;
    QPointer<LabPane> m_pane;
};

} // namespace etagere::ui
