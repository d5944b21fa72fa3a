// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include "core/session/workspace.h"
#include "ui/models/focus.h"
#include "ui/panes/tag_study.h"

#include <vector>

class QUrl;

namespace etagere::ui {

class Article;
class EmptyState;
class WhenShown;

/// The tags of the exchange in focus: how each derives from its response or that nothing does,
/// where else it was seen, and the findings it belongs to.
class TagPane final : public QWidget {
    Q_OBJECT
public:
    TagPane(session::Workspace &workspace, Focus &focus, QWidget *parent = nullptr);

Q_SIGNALS:
    void filterRequested(const QString &query);

private:
    [[nodiscard]] bool hasExchange() const;
    void refresh();
    void study();
    void takeStudies(traffic::ExchangeId exchange, std::vector<TagStudy> studies);
    void forget();
    void follow(const QUrl &link);
    session::Workspace &m_workspace;
    Focus &m_focus;
    Article *m_text = nullptr;
    EmptyState *m_empty = nullptr;
    WhenShown *m_shown = nullptr;
    WhenShown *m_studied = nullptr;
    session::Job *m_job = nullptr;
    traffic::ExchangeId m_told;       ///< what the text is about
    traffic::ExchangeId m_studiedFor; ///< what the studies are of, made or being made
    std::vector<TagStudy> m_studies;
};

} // namespace etagere::ui
