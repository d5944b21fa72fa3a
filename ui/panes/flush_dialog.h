// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QDialog>

#include "core/flush/scope.h"
#include "core/session/workspace.h"
#include "ui/panes/entry_words.h"

#include <string>

class QCheckBox;
class QLabel;
class QPushButton;
class QTableView;

namespace etagere::ui {

class FlushModel;

/// Asks before a flush: shows what it would end at the clock, what the next request of each sends
/// as things stand, and that it will carry no validator then. Changes nothing itself; emits
/// accepted(). Closes when the replay it speaks of is replaced.
class FlushDialog final : public QDialog {
    Q_OBJECT
public:
    /// `visitor` is whose stored response was chosen; the flush can be kept to that cache. Empty
    /// when none was.
    FlushDialog(session::Workspace &workspace, flush::Scope scope, std::string visitor,
                QWidget *parent = nullptr);
    [[nodiscard]] const flush::Scope &scope() const noexcept { return m_scope; }

private:
    void offerVisitor();
    void addTable();
    void preview();
    [[nodiscard]] QString summary(const std::vector<replay::VersionId> &covered) const;
    Played m_played;
    Instant m_at;
    flush::Scope m_scope;
    std::string m_visitor;
    FlushModel *m_model = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_summary = nullptr;
    QCheckBox *m_onlyVisitor = nullptr;
    QTableView *m_table = nullptr;
    QPushButton *m_flush = nullptr;
};

} // namespace etagere::ui
