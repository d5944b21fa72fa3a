// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include "core/session/browsing.h"

#include <vector>

class QSplitter;
class QTabBar;

namespace etagere::ui {

class PersonView;

/// The people who browse: one tab for each, and the page of the one whose tab is chosen; or, side
/// by side, everybody's.
class PeopleView final : public QWidget {
    Q_OBJECT
public:
    explicit PeopleView(QWidget *parent = nullptr);
    /// Takes it over, and chooses it.
    void add(PersonView *view);
    void remove(session::PersonId person);
    void setPerson(const session::BrowsingPerson &person);
    void choose(session::PersonId person);
    void setSideBySide(bool on);
    /// Of whom there is a tab.
    [[nodiscard]] PersonView *find(session::PersonId person) const;
    /// Names nobody when there is nobody.
    [[nodiscard]] session::PersonId chosen() const;
    [[nodiscard]] const std::vector<PersonView *> &views() const noexcept { return m_views; }
    /// What the keyboard reaches, in its order.
    [[nodiscard]] QWidgetList tabStops() const;

Q_SIGNALS:
    void chosenChanged();

private:
    void arrange();
    void spread();
    [[nodiscard]] int placeOf(session::PersonId person) const;
    QTabBar *m_tabs = nullptr;
    QSplitter *m_pages = nullptr;
    std::vector<PersonView *> m_views; ///< as the tabs stand
    bool m_isSideBySide = false;
};

} // namespace etagere::ui
