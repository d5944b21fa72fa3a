// SPDX-License-Identifier: Apache-2.0
#include "ui/window/edit_commands.h"

#include <utility>

namespace etagere::ui {

FlushCommand::FlushCommand(session::Workspace &workspace, replay::Flush flush, const QString &text)
    : QUndoCommand(text)
    , m_workspace(workspace)
    , m_before(workspace.flushes())
    , m_after(m_before) {
    m_after.push_back(std::move(flush));
}

void FlushCommand::undo() { m_workspace.setFlushes(m_before); }

void FlushCommand::redo() { m_workspace.setFlushes(m_after); }

NoteCommand::NoteCommand(session::Workspace &workspace, traffic::ExchangeId exchange,
                         std::string note, const QString &text)
    : QUndoCommand(text)
    , m_workspace(workspace)
    , m_exchange(exchange)
    , m_before(noteOf(workspace, exchange))
    , m_after(std::move(note)) {}

void NoteCommand::undo() { m_workspace.setNote(m_exchange, m_before); }

void NoteCommand::redo() { m_workspace.setNote(m_exchange, m_after); }

std::string noteOf(const session::Workspace &workspace, traffic::ExchangeId exchange) {
    const auto found = workspace.notes().find(exchange);
    return found == workspace.notes().end() ? std::string() : found->second;
}

} // namespace etagere::ui
