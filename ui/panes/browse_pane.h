// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>
#include <QtWidgets/QWidget>

#include "core/session/browsing.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>

class QAction;
class QPushButton;
class QSplitter;

namespace etagere::ui {

class BrowseBar;
class BrowseLight;
class BrowseTable;
class DevToolsHost;
class EmptyState;
class MessageBar;
class PartitionButton;
class PeopleView;
class PersonView;

/// Browses as several people, side by side, in the embedded engine: each with cookies, storage and
/// a cache of their own, with what can be done to each by one press, and everything that is asked
/// and answered in a table below.
///
/// The engine starts with the first person, not before. Where it cannot be started, the pane says
/// why and offers an audit instead. What was recorded is kept when the user says so.
class BrowsePane final : public QWidget {
    Q_OBJECT
public:
    explicit BrowsePane(QWidget *parent = nullptr);
    ~BrowsePane() override;
    /// Where recordings are kept; the user's data folder unless set.
    void setFolder(const std::filesystem::path &folder) { m_folder = folder; }
    /// Something was recorded that was not kept.
    [[nodiscard]] bool hasUnkept() const;
    /// Saves what was recorded; the file, or nothing, and the user is told why.
    [[nodiscard]] QString keep();
    /// Stops what the chosen person loads; else takes away what was told.
    void escape();

Q_SIGNALS:
    /// What was recorded is to be opened.
    void captureMade(const QString &file);
    void auditRequested(const QString &url);
    /// By the user, for the next start of the program as well.
    void partitionChosen(bool isPartitioned);
    void leaveRequested();

private:
    void layOut();
    [[nodiscard]] QWidget *makeState();
    void connectBar();
    void connectBrowsing();
    void connectPerson(PersonView &view);
    [[nodiscard]] bool canBrowse();
    void begin();
    void beginAnew();
    void end(const QString &sentence);
    void add(const live::ProfileOptions &options);
    void visit(const QString &address);
    void goOn(session::PersonId person);
    void addView(session::PersonId person);
    void removeView(session::PersonId person);
    void update(session::PersonId person);
    void showChosen();
    void showRecorded();
    void showEmpty();
    void choosePartition(bool isPartitioned);
    void tellPopup(session::PersonId person, const QString &url);
    void complain(const QString &sentence);
    void orderTabs();
    [[nodiscard]] const session::BrowsingPerson *chosen() const;

    std::filesystem::path m_folder;
    std::unique_ptr<session::Browsing> m_browsing; ///< null until there is somebody
    DevToolsHost *m_host = nullptr;                ///< belongs to it
    QString m_address;                             ///< to be visited by whoever is added
    std::map<session::PersonId, QString> m_next;   ///< once what loads has stopped
    std::size_t m_kept = 0;                        ///< rows that were saved
    bool m_hasEnded = false;
    BrowseBar *m_bar = nullptr;
    BrowseLight *m_light = nullptr;
    PartitionButton *m_partition = nullptr;
    MessageBar *m_notice = nullptr;
    QSplitter *m_parts = nullptr;
    PeopleView *m_people = nullptr;
    EmptyState *m_empty = nullptr;
    BrowseTable *m_table = nullptr;
    QPushButton *m_audit = nullptr;
    QAction *m_addAction = nullptr;
    QAction *m_auditAction = nullptr;
};

} // namespace etagere::ui
