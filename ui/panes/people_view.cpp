// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/people_view.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QVBoxLayout>

#include "ui/models/text.h"
#include "ui/panes/person_view.h"

#include <algorithm>

namespace etagere::ui {

namespace {

constexpr std::size_t titleLimit = 32; ///< of a page's title in a tab

QString tabTextOf(const session::BrowsingPerson &person) {
    const QString name = shown(person.name);
    const QString title = shown(person.title, titleLimit);
    QString text = name;
    if (person.isVisiting)
        text = PeopleView::tr("%1: loading…").arg(name);
    else if (!title.isEmpty())
        text = PeopleView::tr("%1: %2", "person, title").arg(name, title);
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace

PeopleView::PeopleView(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabBar(this))
    , m_pages(new QSplitter(Qt::Horizontal, this)) {
    m_tabs->setObjectName(QStringLiteral("people"));
    m_tabs->setAccessibleName(tr("People who browse"));
    m_tabs->setExpanding(false);
    m_tabs->setDocumentMode(true);
    m_tabs->setDrawBase(true);
    m_tabs->setElideMode(Qt::ElideRight);
    m_pages->setChildrenCollapsible(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tabs);
    column->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, [this] {
        arrange();
        Q_EMIT chosenChanged();
    });
    // Whoever is worked with is the one who is chosen.
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *, const QWidget *now) {
        for (PersonView *view : m_views) {
            if (m_isSideBySide && now != nullptr && view->isAncestorOf(now))
                choose(view->person());
        }
    });
}

void PeopleView::add(PersonView *view) {
    m_views.push_back(view);
    m_pages->addWidget(view);
    const int tab = m_tabs->addTab(QString());
    m_tabs->setCurrentIndex(tab);
    arrange();
    spread();
}

int PeopleView::placeOf(session::PersonId person) const {
    const auto found =
        std::find_if(m_views.begin(), m_views.end(),
                     [person](const PersonView *view) { return view->person() == person; });
    return found == m_views.end() ? -1 : static_cast<int>(found - m_views.begin());
}

PersonView *PeopleView::find(session::PersonId person) const {
    const int place = placeOf(person);
    return place < 0 ? nullptr : m_views[static_cast<std::size_t>(place)];
}

session::PersonId PeopleView::chosen() const {
    const int place = m_tabs->currentIndex();
    return place < 0 || place >= static_cast<int>(m_views.size())
               ? session::PersonId()
               : m_views[static_cast<std::size_t>(place)]->person();
}

void PeopleView::remove(session::PersonId person) {
    const int place = placeOf(person);
    if (place < 0)
        return;
    PersonView *view = m_views[static_cast<std::size_t>(place)];
    m_views.erase(m_views.begin() + place);
    view->hide();
    view->deleteLater(); // what asked for it may be a button in it
    m_tabs->removeTab(place);
    arrange();
    spread();
}

void PeopleView::setPerson(const session::BrowsingPerson &person) {
    const int place = placeOf(person.id);
    if (place < 0)
        return;
    m_tabs->setTabText(place, tabTextOf(person));
    m_tabs->setTabToolTip(place, toolTipOf(person.url));
    m_views[static_cast<std::size_t>(place)]->setPerson(person);
}

QWidgetList PeopleView::tabStops() const {
    QWidgetList stops{m_tabs};
    for (PersonView *view : m_views)
        stops += view->tabStops();
    return stops;
}

void PeopleView::choose(session::PersonId person) {
    const int place = placeOf(person);
    if (place >= 0)
        m_tabs->setCurrentIndex(place);
}

void PeopleView::setSideBySide(bool on) {
    m_isSideBySide = on;
    arrange();
    spread();
}

void PeopleView::arrange() {
    const session::PersonId now = chosen();
    for (PersonView *view : m_views) {
        view->setVisible(m_isSideBySide || view->person() == now);
        view->setFrameShape(m_isSideBySide && m_views.size() > 1 ? QFrame::StyledPanel
                                                                 : QFrame::NoFrame);
    }
}

/// Equal parts for everybody.
void PeopleView::spread() {
    m_pages->setSizes(QList<int>(static_cast<int>(m_views.size()), width()));
}

} // namespace etagere::ui
