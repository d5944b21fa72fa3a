// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QPointer>
#include <QtWidgets/QFrame>

#include "core/session/browsing.h"
#include "ui/panes/person_strip.h"

#include <optional>

class QLabel;
class QStackedWidget;

namespace etagere::ui {

class MessageBar;

/// One person who browses: the strip with what can be done to them, what their last flush showed,
/// and their page.
class PersonView final : public QFrame {
    Q_OBJECT
public:
    PersonView(session::PersonId person, PersonStrip::Offers offers, QWidget *parent = nullptr);
    ~PersonView() override;
    [[nodiscard]] session::PersonId person() const noexcept { return m_person; }
    [[nodiscard]] PersonStrip &strip() noexcept { return *m_strip; }
    void setPerson(const session::BrowsingPerson &person);
    /// Shows this page, which belongs to somebody else; null: none.
    void setPage(QWidget *page);
    /// The last flush was verified.
    void showFlush(const session::FlushVerdict &verdict);
    void end();
    /// What the keyboard reaches, in its order.
    [[nodiscard]] QWidgetList tabStops() const;

private:
    void letGo();
    session::PersonId m_person;
    PersonStrip *m_strip = nullptr;
    MessageBar *m_flushed = nullptr;
    QStackedWidget *m_stack = nullptr;
    QLabel *m_empty = nullptr;
    QPointer<QWidget> m_page;
};

} // namespace etagere::ui
