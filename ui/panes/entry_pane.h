// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include "core/session/workspace.h"
#include "ui/models/focus.h"
#include "ui/panes/entry_words.h"

class QProgressBar;
class QPushButton;
class QTableView;

namespace etagere::ui {

class Article;
class EmptyState;
class FieldModel;
class LifeModel;
class WhenShown;

/// The stored response behind the exchange in focus, at the clock: its fields, ages, life from
/// version to version, and what would be sent next.
///
/// The user sees whether it is fresh now, how much of that is left and by which rules; what the
/// next request tells the server; what selects it; when it was stored, renewed and ended; and its
/// fields as every 304 has updated them. A life is chosen in the table; Enter goes to the exchange
/// that made it. If nothing was stored, one sentence says why.
class EntryPane final : public QWidget {
    Q_OBJECT
public:
    EntryPane(session::Workspace &workspace, Focus &focus, QWidget *parent = nullptr);

Q_SIGNALS:
    void flushRequested(const etagere::flush::Scope &scope);

private:
    QWidget *makeContent();
    QWidget *makeTables();
    void refresh();
    void describe(replay::VersionId base);
    void sayWhyEmpty();
    void fitLives();
    void showBar(replay::VersionId version);
    void askToFlush();
    void goToExchange(replay::VersionId version);
    /// What the focus is on: the version chosen last, or what the exchange found or made.
    [[nodiscard]] replay::VersionId subject() const;
    /// Of the same stored response, the version at the clock, or the one nearest to it.
    [[nodiscard]] replay::VersionId atClock(const std::vector<replay::VersionId> &lives,
                                            replay::VersionId base) const;
    session::Workspace &m_workspace;
    Focus &m_focus;
    Played m_played;
    replay::VersionId m_subject; ///< chosen by version; none: by exchange
    replay::VersionId m_shown;
    bool m_quiet = false; ///< choosing a life means nothing now
    EmptyState *m_empty = nullptr;
    QProgressBar *m_bar = nullptr;
    Article *m_article = nullptr;
    LifeModel *m_lives = nullptr;
    FieldModel *m_fields = nullptr;
    QTableView *m_lifeTable = nullptr;
    QTableView *m_fieldTable = nullptr;
    QPushButton *m_flush = nullptr;
    QPushButton *m_goTo = nullptr;
    WhenShown *m_whenShown = nullptr;
};

} // namespace etagere::ui
