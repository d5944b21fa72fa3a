// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include "core/session/workspace.h"

class QToolButton;

namespace etagere::ui {

class ElidedLabel;

/// What the status bar always says of an open capture: how much it is, the worst that was found,
/// which model plays, and where the clock stands.
class StatusLine final : public QWidget {
    Q_OBJECT
public:
    explicit StatusLine(session::Workspace &workspace, QWidget *parent = nullptr);

Q_SIGNALS:
    void findingsRequested();
    void clockRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showCounts();
    void showVerdict();
    void showModel();
    void showClock();
    session::Workspace &m_workspace;
    ElidedLabel *m_counts = nullptr;
    QToolButton *m_verdict = nullptr;
    ElidedLabel *m_model = nullptr;
    QToolButton *m_clock = nullptr;
};

} // namespace etagere::ui
