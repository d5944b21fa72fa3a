// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include "core/session/browsing.h"
#include "ui/panes/browse_scopes.h"

#include <functional>
#include <vector>

class QAction;
class QLabel;
class QMenu;
class QToolButton;

namespace etagere::ui {

class ElidedLabel;

/// Who somebody who browses is, and what can be done to them by one press.
class PersonStrip final : public QWidget {
    Q_OBJECT
public:
    using Offers = std::function<std::vector<FlushOffer>()>;
    /// `offers` is asked for whenever the menu opens.
    PersonStrip(Offers offers, QWidget *parent = nullptr);
    void setPerson(const session::BrowsingPerson &person);
    /// What the keyboard reaches, in its order.
    [[nodiscard]] QWidgetList tabStops() const;
    /// Nothing can be done any more.
    void end();

Q_SIGNALS:
    void againRequested();
    void forgetRequested();
    void flushRequested(const etagere::flush::Scope &scope, bool cookiesToo);
    void laterRequested(etagere::Duration later);
    void removeRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QWidget *makeWho();
    [[nodiscard]] QWidget *makeDeeds();
    QToolButton *addDeed(QWidget &box, const QString &text, const QString &tip);
    void addLater(QWidget &box);
    void fillFlush();
    void nameFlush();
    void tint();
    Offers m_offers;
    QLabel *m_name = nullptr;
    ElidedLabel *m_what = nullptr;
    QToolButton *m_remove = nullptr;
    QToolButton *m_again = nullptr;
    QToolButton *m_forget = nullptr;
    QToolButton *m_flush = nullptr;
    QToolButton *m_later = nullptr;
    QMenu *m_flushMenu = nullptr;
    QAction *m_cookiesToo = nullptr;
};

} // namespace etagere::ui
