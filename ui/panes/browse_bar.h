// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include "core/live/browser.h"
#include "core/session/browsing.h"

class QLineEdit;
class QPushButton;
class QToolButton;

namespace etagere::ui {

/// The line above the pages: where to go, again or not, who else, and what becomes of the
/// recording. It speaks of the person who is chosen.
class BrowseBar final : public QWidget {
    Q_OBJECT
public:
    explicit BrowseBar(QWidget *parent = nullptr);
    /// Null: nobody is chosen. What the user is writing is left alone.
    void setPerson(const session::BrowsingPerson *person);
    void setUrl(const QString &url);
    void setCanKeep(bool can);
    void setCanAdd(bool can);
    [[nodiscard]] bool isSideBySide() const;
    void focusAddress();

Q_SIGNALS:
    void visitRequested(const QString &address);
    void reloadRequested(etagere::live::Load load);
    void stopRequested();
    void addRequested(const etagere::live::ProfileOptions &options);
    void sideBySideChanged(bool on);
    void keepRequested();
    void leaveRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeAddress();
    void makeReload();
    void makeAdd();
    void makeRest();
    void addKeys();
    void askUserAgent();
    void askFolder();
    QToolButton *addButton(const char *name, const QString &text, const QString &tip);
    void tint();
    QToolButton *m_back = nullptr;
    QLineEdit *m_address = nullptr;
    QToolButton *m_reload = nullptr;
    QToolButton *m_stop = nullptr;
    QToolButton *m_add = nullptr;
    QToolButton *m_sideBySide = nullptr;
    QPushButton *m_keep = nullptr;
    session::PersonId m_person;
    QString m_shown; ///< the address that stands there unless the user writes another one
};

} // namespace etagere::ui
