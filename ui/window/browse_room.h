// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>

#include <functional>

class QStackedWidget;

namespace etagere::ui {

class BrowsePane;

/// Where the window's user browses: a page of its middle, made when it is first gone to, and what
/// is asked before a recording is lost.
class BrowseRoom final : public QObject {
    Q_OBJECT
public:
    explicit BrowseRoom(QStackedWidget &center);
    void enter();
    [[nodiscard]] bool isShown() const;
    /// Does it once nothing would be lost: at once, or after the user has kept the recording or
    /// said that they do not care. Not at all when they cancel or it cannot be kept.
    void whenSafe(std::function<void()> then);
    [[nodiscard]] bool hasUnkept() const;
    void escape();

Q_SIGNALS:
    void captureMade(const QString &file);
    void auditRequested(const QString &url);
    /// The user wants to see what the window shows otherwise.
    void left();

private:
    void make();
    QStackedWidget &m_center;
    QPointer<BrowsePane> m_pane;
    bool m_isAsking = false;
};

} // namespace etagere::ui
