// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include "core/session/workspace.h"
#include "ui/models/focus.h"

#include <vector>

class QAction;
class QMenu;
class QTableView;

namespace etagere::ui {

class EmptyState;
class ExchangeModel;
class FilterBar;

/// The exchanges: filter bar and table, with its context menu. Typing in the table goes on in the
/// filter. Columns, their order and their widths are kept in the settings.
class ExchangesPane final : public QWidget {
    Q_OBJECT
public:
    ExchangesPane(session::Workspace &workspace, Focus &focus, QWidget *parent = nullptr);
    ~ExchangesPane() override;
    [[nodiscard]] FilterBar &filterBar() noexcept { return *m_filter; }
    void focusRows();
    void selectNext();
    void selectPrevious();
    void selectSameUrl(int direction); ///< the next (1) or previous (-1) exchange of the same URL
    /// What can be flushed, seen from the exchange in focus.
    void fillFlushMenu(QMenu &menu);
    /// The columns as they were when nobody had moved them.
    void restoreColumns();

Q_SIGNALS:
    void flushRequested(const etagere::flush::Scope &scope);
    void noteRequested(etagere::traffic::ExchangeId exchange);
    void explainRequested(); ///< of the exchange in focus
    void curlRequested();    ///< the same: to the clipboard
    /// What is to become a scenario of the lab, in the capture's order.
    void scenarioRequested(const std::vector<etagere::traffic::ExchangeId> &exchanges);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setUpTable();
    void setUpColumns();
    void connectAll();
    void refill();
    void begin();
    void applyFilter();
    void showFocus();
    void showCounts();
    void fitUrl();
    void moveBy(int rows);
    void select(int row);
    void openMenu(const QPoint &at);
    void openColumnMenu(const QPoint &at);
    void addFilterActions(QMenu &menu);
    void addCopyActions(QMenu &menu);
    [[nodiscard]] int selectedCount() const;
    void askForScenario();
    void askToFlush(flush::By by, std::string_view name);
    session::Workspace &m_workspace;
    Focus &m_focus;
    ExchangeModel *m_model = nullptr;
    FilterBar *m_filter = nullptr;
    QTableView *m_table = nullptr;
    EmptyState *m_space = nullptr;
    QAction *m_clearFilter = nullptr;
    bool m_isChoosing = false; ///< the user chooses a row in the table
};

} // namespace etagere::ui
