// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/empty_state.h"

#include <QtCore/QEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyle>
#include <QtWidgets/QVBoxLayout>

#include "ui/delegates/palette.h"

namespace etagere::ui {

namespace {

constexpr int sentenceColumns = 56; ///< about as wide as a line is read with ease

} // namespace

EmptyState::EmptyState(QWidget *content, QWidget *parent)
    : QStackedWidget(parent)
    , m_content(content) {
    m_page = makePage();
    addWidget(m_content);
    addWidget(m_page);
    mute();
}

QWidget *EmptyState::makePage() {
    auto *page = new QWidget;
    m_column = new QWidget(page);
    m_sentence = new QLabel(m_column);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_button = new QPushButton(m_column);
    m_button->setAutoDefault(false);
    m_button->hide();
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_action != nullptr)
            m_action->trigger();
    });

    // The column keeps its own width in the middle: an aligned label would be laid out by a width
    // it does not get, and lose lines.
    m_column->setMaximumWidth(fontMetrics().averageCharWidth() * sentenceColumns);
    auto *column = new QVBoxLayout(m_column);
    column->setContentsMargins(0, 0, 0, 0);
    column->addStretch(2);
    column->addWidget(m_sentence);
    column->addSpacing(fontMetrics().height() / 2);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(3);
    auto *row = new QHBoxLayout(page);
    row->addStretch(1);
    row->addWidget(m_column, 100);
    row->addStretch(1);
    return page;
}

void EmptyState::say(const QString &sentence, QAction *action) {
    m_sentence->setText(sentence);
    if (m_action == action) {
        followAction();
        return;
    }
    if (m_action != nullptr)
        m_action->disconnect(this);
    m_action = action;
    if (action != nullptr) {
        connect(action, &QAction::changed, this, &EmptyState::followAction);
        connect(action, &QObject::destroyed, m_button, &QWidget::hide);
    }
    followAction();
}

void EmptyState::followAction() {
    m_button->setVisible(m_action != nullptr && m_action->isVisible());
    if (m_action == nullptr)
        return;
    m_button->setText(m_action->text());
    m_button->setIcon(m_action->icon());
    m_button->setToolTip(m_action->toolTip());
    m_button->setEnabled(m_action->isEnabled());
}

void EmptyState::setEmpty(bool empty) { setCurrentWidget(empty ? m_page : m_content); }

bool EmptyState::isEmpty() const { return currentWidget() == m_page; }

void EmptyState::changeEvent(QEvent *event) {
    QStackedWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        mute();
    if (event->type() == QEvent::FontChange)
        m_column->setMaximumWidth(fontMetrics().averageCharWidth() * sentenceColumns);
}

void EmptyState::mute() {
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, mutedText(palette()));
    m_sentence->setPalette(muted);
}

} // namespace etagere::ui
