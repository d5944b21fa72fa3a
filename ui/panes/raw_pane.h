// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include "core/session/workspace.h"
#include "ui/models/focus.h"
#include "ui/panes/raw_content.h"

#include <memory>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace etagere::ui {

class EmptyState;
class TextView;
class WhenShown;

/// The record of the exchange in focus as its exporter wrote it, and the bodies of its messages, as
/// text or bytes; loaded beside the event loop when shown, a part at a time. Nothing is ever
/// rendered.
class RawPane final : public QWidget {
    Q_OBJECT
public:
    RawPane(session::Workspace &workspace, Focus &focus, QWidget *parent = nullptr);

private:
    /// What a question was about, however long its answer takes.
    struct Asked {
        std::shared_ptr<const traffic::Traffic> traffic;
        traffic::ExchangeId exchange;
        RawKind kind{};
    };
    [[nodiscard]] QWidget *makeContent();
    [[nodiscard]] RawKind kind() const;
    [[nodiscard]] bool hasExchange() const;
    void refresh();
    void take(Result<RawContent, traffic::LoadError> loaded, RawKind what);
    void showPart(std::size_t part);
    void describe();
    /// The media type of a body, the file of a record; empty when not known.
    [[nodiscard]] QString origin() const;
    void clearContent();
    void askWhereToSave();
    void save(const Asked &asked, const QString &path);
    session::Workspace &m_workspace;
    Focus &m_focus;
    EmptyState *m_empty = nullptr;
    QComboBox *m_kind = nullptr;
    QCheckBox *m_asBytes = nullptr;
    QPushButton *m_save = nullptr;
    QLabel *m_says = nullptr;
    TextView *m_view = nullptr;
    QWidget *m_paging = nullptr;
    QLabel *m_partSays = nullptr;
    QPushButton *m_previous = nullptr;
    QPushButton *m_next = nullptr;
    WhenShown *m_shown = nullptr;
    session::Job *m_load = nullptr;
    session::Job *m_saving = nullptr;
    std::shared_ptr<const RawContent> m_content; ///< null while there is none
    std::size_t m_part = 0;
};

} // namespace etagere::ui
