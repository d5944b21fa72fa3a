// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/person_strip.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include "ui/delegates/icons.h"
#include "ui/models/text.h"
#include "ui/panes/flush_words.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/flow_layout.h"

#include <chrono>
#include <utility>

namespace etagere::ui {

PersonStrip::PersonStrip(Offers offers, QWidget *parent)
    : QWidget(parent)
    , m_offers(std::move(offers)) {
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(fontMetrics().height() / 4);
    column->addWidget(makeWho());
    column->addWidget(makeDeeds());
    tint();
}

QWidget *PersonStrip::makeWho() {
    auto *box = new QWidget(this);
    m_name = new QLabel(box);
    m_name->setTextFormat(Qt::PlainText);
    QFont bold = font();
    bold.setBold(true);
    m_name->setFont(bold);
    m_what = new ElidedLabel(box);
    m_what->setObjectName(QStringLiteral("personWhat"));
    m_remove = new QToolButton(box);
    m_remove->setObjectName(QStringLiteral("personRemove"));
    m_remove->setAutoRaise(true);
    m_remove->setFocusPolicy(Qt::StrongFocus);
    connect(m_remove, &QToolButton::clicked, this, &PersonStrip::removeRequested);
    auto *line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_name);
    line->addWidget(m_what, 1);
    line->addWidget(m_remove);
    return box;
}

QToolButton *PersonStrip::addDeed(QWidget &box, const QString &text, const QString &tip) {
    auto *button = new QToolButton(&box);
    button->setText(text);
    button->setToolTip(neverRich(tip));
    button->setAccessibleDescription(tip);
    button->setFocusPolicy(Qt::StrongFocus);
    box.layout()->addWidget(button);
    return button;
}

QWidget *PersonStrip::makeDeeds() {
    auto *box = new QWidget(this);
    (new FlowLayout(box))->setSpacing(fontMetrics().height() / 4);
    m_again = addDeed(*box, tr("Same person returns"),
                      tr("Visits the page again in a new window, with the cookies and the cache "
                         "of before: whatever the browser kept is sent."));
    m_again->setObjectName(QStringLiteral("personAgain"));
    m_forget = addDeed(*box, tr("Forget cookies, keep cache"),
                       tr("Deletes cookies and storage, keeps the cache, and visits the page "
                          "again: who is known now is known by the cache."));
    m_forget->setObjectName(QStringLiteral("personForget"));
    m_flush = addDeed(*box, {}, {});
    m_flush->setObjectName(QStringLiteral("personFlush"));
    m_flush->setPopupMode(QToolButton::MenuButtonPopup);
    m_flushMenu = new QMenu(m_flush);
    m_flushMenu->setAccessibleName(tr("What to flush"));
    m_flushMenu->setToolTipsVisible(true);
    m_flush->setMenu(m_flushMenu);
    m_cookiesToo = new QAction(tr("And &cookies and storage"), this);
    m_cookiesToo->setCheckable(true);
    m_cookiesToo->setObjectName(QStringLiteral("cookiesToo"));
    connect(m_cookiesToo, &QAction::toggled, this, &PersonStrip::nameFlush);
    connect(m_flushMenu, &QMenu::aboutToShow, this, &PersonStrip::fillFlush);
    connect(m_flush, &QToolButton::clicked, this,
            [this] { Q_EMIT flushRequested({}, m_cookiesToo->isChecked()); });
    nameFlush();
    addLater(*box);
    connect(m_again, &QToolButton::clicked, this, &PersonStrip::againRequested);
    connect(m_forget, &QToolButton::clicked, this, &PersonStrip::forgetRequested);
    return box;
}

void PersonStrip::addLater(QWidget &box) {
    m_later = addDeed(box, tr("Come back later"),
                      tr("Turns the clock of the simulated cache, and visits the page again."));
    m_later->setObjectName(QStringLiteral("personLater"));
    m_later->setPopupMode(QToolButton::InstantPopup);
    m_later->hide();
    auto *menu = new QMenu(m_later);
    menu->setAccessibleName(tr("How much later"));
    const auto after = [this, menu](const QString &text, Duration later) {
        menu->addAction(text, this, [this, later] { Q_EMIT laterRequested(later); });
    };
    constexpr std::chrono::hours day(24);
    after(tr("An &hour later"), std::chrono::hours(1));
    after(tr("A &day later"), day);
    after(tr("&30 days later"), 30 * day);
    m_later->setMenu(menu);
}

void PersonStrip::nameFlush() {
    const bool cookies = m_cookiesToo->isChecked();
    m_flush->setText(cookies ? tr("Flush cache and cookies") : tr("Flush cache, keep cookies"));
    const QString tip =
        cookies ? tr("Empties the cache, deletes cookies and storage, and visits the page again "
                     "to verify it.")
                : tr("Empties the cache, keeps cookies and storage, and visits the page again to "
                     "verify it.");
    m_flush->setToolTip(neverRich(tip));
    m_flush->setAccessibleDescription(tip);
}

void PersonStrip::fillFlush() {
    m_flushMenu->clear();
    m_flushMenu->addAction(m_cookiesToo);
    m_flushMenu->addSeparator();
    bool isAmongFindings = false;
    for (const FlushOffer &offer : m_offers()) {
        if (offer.isFinding && !isAmongFindings)
            m_flushMenu->addSection(tr("What a finding rests on"));
        isAmongFindings = offer.isFinding;
        m_flushMenu->addAction(offer.text, this, [this, scope = offer.scope] {
            Q_EMIT flushRequested(scope, m_cookiesToo->isChecked());
        });
    }
}

void PersonStrip::setPerson(const session::BrowsingPerson &person) {
    const QString name = shown(person.name);
    m_name->setText(name);
    m_what->setWholeText(person.isVisiting ? tr("%1; loading…").arg(descriptionOf(person))
                                           : descriptionOf(person));
    m_remove->setToolTip(person.isKept
                             ? tr("Person %1 leaves; the folder keeps what it has").arg(name)
                             : tr("Person %1 leaves, with cookies, storage and cache").arg(name));
    m_remove->setAccessibleName(tr("Remove person %1").arg(name));
    const bool canAct = !person.isVisiting && person.visits > 0;
    for (QToolButton *button : {m_again, m_forget, m_flush, m_later})
        button->setEnabled(canAct);
    m_remove->setEnabled(!person.isVisiting);
    m_later->setVisible(person.simulated != nullptr);
    m_again->setAccessibleName(tr("%1: %2", "person, deed").arg(name, m_again->text()));
    m_forget->setAccessibleName(tr("%1: %2", "person, deed").arg(name, m_forget->text()));
    m_flush->setAccessibleName(tr("%1: %2", "person, deed").arg(name, m_flush->text()));
    m_later->setAccessibleName(tr("%1: %2", "person, deed").arg(name, m_later->text()));
}

QWidgetList PersonStrip::tabStops() const {
    return {m_remove, m_again, m_forget, m_flush, m_later};
}

void PersonStrip::end() {
    for (QToolButton *button : {m_again, m_forget, m_flush, m_later, m_remove})
        button->setEnabled(false);
}

void PersonStrip::tint() { m_remove->setIcon(icon(QStringLiteral("close"), palette())); }

void PersonStrip::changeEvent(QEvent *event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tint();
}

} // namespace etagere::ui
