// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include "core/session/workspace.h"
#include "ui/models/focus.h"

class QAction;
class QUrl;

namespace etagere::ui {

class Article;
class EmptyState;
class PageView;
class WhenShown;

/// Why the model did what it did with the exchange in focus: the outcome and how it stands to the
/// record, then the rules by question in the order weighed, each with its numbers, its section as a
/// link, and its page on demand.
class WhyPane final : public QWidget {
    Q_OBJECT
public:
    WhyPane(session::Workspace &workspace, Focus &focus, QWidget *parent = nullptr);

private:
    void refresh();
    void follow(const QUrl &link);
    void copyExplanation() const;
    session::Workspace &m_workspace;
    Focus &m_focus;
    Article *m_text = nullptr;
    PageView *m_page = nullptr;
    EmptyState *m_empty = nullptr;
    QAction *m_copy = nullptr;
    WhenShown *m_shown = nullptr;
    traffic::ExchangeId m_told; ///< what the text is about
};

} // namespace etagere::ui
