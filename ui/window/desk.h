// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QObject>

#include "core/session/workspace.h"
#include "ui/models/focus.h"

#include <cstdint>
#include <vector>

class QAction;
class QDockWidget;
class QMainWindow;
class QTabWidget;

namespace etagere::ui {

class AuditPane;
class ExchangesPane;

/// The panes of a window and where they stand: the exchanges in the middle, the others in docks
/// around them, which the user may move, close and bring back. The layout is kept in the settings.
class Desk final : public QObject {
    Q_OBJECT
public:
    enum class Arrangement : std::uint8_t { Audit, Develop };
    /// The tabs of the inspector, in order.
    enum class Tab : std::uint8_t { Why, Headers, Entry, Tag, Raw, Count };

    Desk(QMainWindow &window, session::Workspace &workspace, Focus &focus);
    [[nodiscard]] ExchangesPane &exchanges() noexcept { return *m_exchanges; }

    /// The docks come as they were left; while they are away, their places are remembered.
    void show();
    void hide();
    void arrange(Arrangement arrangement);
    void restoreLayout();
    void saveLayout();

    void showTab(Tab tab);
    void showFindings();
    /// The tools, which need no capture.
    /// With a page to audit, unless that is empty or an audit is under way.
    void showAudit(const QString &url = {});
    void showProbe();
    void showWatch();
    /// Actions that show or hide a dock, and those that bring a tab of the inspector to the front.
    [[nodiscard]] const std::vector<QAction *> &dockActions() const noexcept { return m_docks; }
    [[nodiscard]] const std::vector<QAction *> &tabActions() const noexcept { return m_tabs; }

Q_SIGNALS:
    void flushRequested(const etagere::flush::Scope &scope);
    void undoRequested();
    void noteRequested(etagere::traffic::ExchangeId exchange);
    void curlRequested();
    void scenarioRequested(const std::vector<etagere::traffic::ExchangeId> &exchanges);
    /// An audit of a site is over: its capture is to be opened.
    void captureMade(const QString &file);
    void filterRequested(const QString &query);
    void termRequested(const QString &key, const QStringList &values);

private:
    struct Place {
        const char *name;
        QString title;
        QString keys;
    };
    QDockWidget *addDock(const Place &place, QWidget *pane);
    void addInspector();
    void addContents();
    void addFindings();
    void addTools();
    void addVisits();
    void toggle(QDockWidget *dock);
    void reveal(QDockWidget *dock);
    [[nodiscard]] std::vector<QDockWidget *> docks() const;
    QMainWindow &m_window;
    session::Workspace &m_workspace;
    Focus &m_focus;
    ExchangesPane *m_exchanges = nullptr;
    QTabWidget *m_inspector = nullptr;
    QDockWidget *m_visitsDock = nullptr;
    QDockWidget *m_inspectorDock = nullptr;
    QDockWidget *m_contentsDock = nullptr;
    QDockWidget *m_findingsDock = nullptr;
    AuditPane *m_audit = nullptr;
    QDockWidget *m_auditDock = nullptr;
    QDockWidget *m_probeDock = nullptr;
    QDockWidget *m_watchDock = nullptr;
    std::vector<QAction *> m_docks;
    std::vector<QAction *> m_tabs;
    QByteArray m_places; ///< of the docks while they are away
    bool m_shown = false;
};

} // namespace etagere::ui
