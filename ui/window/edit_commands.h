// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGui/QUndoCommand>

#include "core/session/workspace.h"

#include <string>
#include <vector>

namespace etagere::ui {

/// A flush of the simulated caches at the clock; undone, they hold again what it ended.
class FlushCommand final : public QUndoCommand {
public:
    FlushCommand(session::Workspace &workspace, replay::Flush flush, const QString &text);
    void undo() override;
    void redo() override;

private:
    session::Workspace &m_workspace;
    std::vector<replay::Flush> m_before;
    std::vector<replay::Flush> m_after;
};

/// What the user wrote about an exchange.
class NoteCommand final : public QUndoCommand {
public:
    NoteCommand(session::Workspace &workspace, traffic::ExchangeId exchange, std::string note,
                const QString &text);
    void undo() override;
    void redo() override;

private:
    session::Workspace &m_workspace;
    traffic::ExchangeId m_exchange;
    std::string m_before;
    std::string m_after;
};

/// The note about an exchange; empty when there is none.
[[nodiscard]] std::string noteOf(const session::Workspace &workspace, traffic::ExchangeId exchange);

} // namespace etagere::ui
