// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include "core/session/workspace.h"
#include "ui/models/focus.h"

#include <vector>

class QLabel;
class QTableView;
class QToolButton;
class QVBoxLayout;

namespace etagere::ui {

class OriginModel;
class VisitModel;
class WhenShown;

/// The visits of the capture and its origins; choosing some filters the exchanges to them, and the
/// filter chooses here.
class VisitsPane final : public QWidget {
    Q_OBJECT
public:
    VisitsPane(session::Workspace &workspace, Focus &focus, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The filter is to have this term in place of all others of its key; without values, none.
    void termRequested(const QString &key, const QStringList &values);

private:
    /// A list with its heading and the way back to everything.
    struct Part {
        QTableView *table = nullptr;
        QLabel *heading = nullptr;
        QToolButton *all = nullptr;
    };
    QWidget *addPart(Part &part, const QString &key, const QString &allText);
    void setUpVisits();
    void setUpOrigins();
    void refill();
    void showOrigins();
    void showFilter();
    void choose(const Part &part, const QString &key);
    void mark(const Part &part, const QString &key);
    [[nodiscard]] QString valueAt(const QString &key, int row) const;
    [[nodiscard]] std::vector<int> rowsOf(const QString &key, const QStringList &values) const;
    session::Workspace &m_workspace;
    VisitModel *m_visitModel = nullptr;
    OriginModel *m_originModel = nullptr;
    WhenShown *m_refresh = nullptr;
    Part m_visits;
    Part m_origins;
    bool m_showing = false; ///< the selection follows the filter, not the user
};

} // namespace etagere::ui
