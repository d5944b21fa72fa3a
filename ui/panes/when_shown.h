// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <chrono>
#include <functional>

namespace etagere::ui {

/// Brings a pane up to date, but only while it can be seen, and once however often it was asked in
/// the meantime: whoever runs through a million exchanges waits for none of them. Asks itself when
/// the pane's palette or font changes. Lives as the pane's child.
class WhenShown final : public QObject {
    Q_OBJECT
public:
    /// `refresh` is called `delay` after the first question.
    WhenShown(QWidget &pane, std::function<void()> refresh, std::chrono::milliseconds delay = {});
    void ask();
    [[nodiscard]] bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refreshIfShown();
    QWidget &m_pane;
    std::function<void()> m_refresh;
    QTimer m_timer;
    bool m_wanted = true; ///< something changed since the last refresh
};

} // namespace etagere::ui
