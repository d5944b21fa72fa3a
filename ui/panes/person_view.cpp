// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/person_view.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include "ui/models/text.h"
#include "ui/panes/flush_words.h"
#include "ui/widgets/message_bar.h"

#include <utility>

namespace etagere::ui {

namespace {

constexpr int leastColumns = 36; ///< of a page beside others
constexpr int leastLines = 8;

} // namespace

PersonView::PersonView(session::PersonId person, PersonStrip::Offers offers, QWidget *parent)
    : QFrame(parent)
    , m_person(person)
    , m_strip(new PersonStrip(std::move(offers), this))
    , m_flushed(new MessageBar(this))
    , m_stack(new QStackedWidget(this))
    , m_empty(new QLabel(this)) {
    m_flushed->setObjectName(QStringLiteral("flushResult"));
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_stack->addWidget(m_empty);
    m_stack->setMinimumSize(fontMetrics().averageCharWidth() * leastColumns,
                            fontMetrics().height() * leastLines);
    const int gap = fontMetrics().height() / 4;
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gap, gap, gap, 0);
    column->setSpacing(gap);
    column->addWidget(m_strip);
    column->addWidget(m_flushed);
    column->addWidget(m_stack, 1);
}

PersonView::~PersonView() { letGo(); }

/// The page outlives what shows it.
void PersonView::letGo() {
    if (m_page.isNull())
        return;
    m_stack->removeWidget(m_page);
    m_page->hide();
    m_page->setParent(nullptr);
    m_page.clear();
}

void PersonView::setPerson(const session::BrowsingPerson &person) {
    m_strip->setPerson(person);
    if (!person.failure.empty())
        m_empty->setText(tr("No page came: %1").arg(shown(person.failure)));
    else if (person.visits == 0 && !person.isVisiting)
        m_empty->setText(tr("%1 has been nowhere yet. Write an address above and press Enter.")
                             .arg(shown(person.name)));
    else
        m_empty->setText(person.isVisiting ? tr("Loading…") : QString());
    const bool isPage = !m_page.isNull() && person.failure.empty();
    m_stack->setCurrentWidget(isPage ? m_page.data() : m_empty);
    if (person.isVisiting)
        m_flushed->dismiss();
}

void PersonView::setPage(QWidget *page) {
    if (page == m_page)
        return;
    letGo();
    m_page = page;
    if (page == nullptr)
        return m_stack->setCurrentWidget(m_empty);
    // Files dropped are for the window, and pages get none.
    page->setAcceptDrops(false);
    page->setAccessibleName(tr("Page"));
    m_stack->addWidget(page);
    m_stack->setCurrentWidget(page);
}

void PersonView::showFlush(const session::FlushVerdict &verdict) {
    m_flushed->tell(messageOf(verdict));
}

QWidgetList PersonView::tabStops() const {
    QWidgetList stops = m_strip->tabStops();
    if (!m_page.isNull())
        stops.append(m_page);
    return stops;
}

void PersonView::end() {
    m_strip->end();
    setPage(nullptr);
}

} // namespace etagere::ui
