// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/message_bar.h"

#include <QtGui/QAccessible>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include "ui/delegates/icons.h"
#include "ui/delegates/palette.h"

namespace etagere::ui {

namespace {

constexpr qsizetype mostDetails = 500; ///< lines; nobody reads more, and they cost layout
constexpr int detailLines = 8;

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_glyph(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_action(new QToolButton(this))
    , m_more(new QToolButton(this))
    , m_close(new QToolButton(this))
    , m_details(new QPlainTextEdit(this)) {
    setObjectName(QStringLiteral("messageBar"));
    m_sentence->setObjectName(QStringLiteral("messageSentence"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_action->setObjectName(QStringLiteral("messageAction"));
    m_more->setObjectName(QStringLiteral("messageMore"));
    m_more->setText(tr("&Details"));
    m_more->setCheckable(true);
    m_close->setObjectName(QStringLiteral("messageClose"));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Dismiss (Esc)"));
    m_close->setAccessibleName(tr("Dismiss"));
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setAccessibleName(tr("Details"));
    m_details->setFixedHeight(m_details->fontMetrics().lineSpacing() * detailLines);
    layOut();
    connect(m_more, &QToolButton::toggled, this, &MessageBar::showDetails);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);
    connect(m_action, &QToolButton::clicked, this, [this] {
        if (const auto perform = m_perform)
            perform();
    });
    tint();
    hide();
}

void MessageBar::layOut() {
    const int gap = fontMetrics().height() / 2;
    auto *line = new QHBoxLayout;
    line->setSpacing(gap);
    line->addWidget(m_glyph);
    line->addWidget(m_sentence, 1);
    line->addWidget(m_action);
    line->addWidget(m_more);
    line->addWidget(m_close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(gap * 2, gap, gap, gap);
    column->addLayout(line);
    column->addWidget(m_details);
}

void MessageBar::tell(const Message &message) {
    m_tone = message.tone;
    m_perform = message.perform;
    m_sentence->setText(message.sentence);
    m_action->setText(message.action);
    m_action->setVisible(!message.action.isEmpty());
    m_more->setVisible(!message.details.isEmpty());
    m_more->setChecked(false);
    showDetails(false);
    QStringList lines = message.details.mid(0, mostDetails);
    if (lines.size() < message.details.size())
        lines.append(
            tr("…and %n more", nullptr, static_cast<int>(message.details.size() - lines.size())));
    m_details->setPlainText(lines.join(u'\n'));
    tint();
    setAccessibleName(message.sentence);
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageBar::dismiss() {
    m_perform = nullptr;
    hide();
}

QString MessageBar::sentence() const { return isHidden() ? QString() : m_sentence->text(); }

void MessageBar::showDetails(bool on) { m_details->setVisible(on); }

QColor MessageBar::colour() const {
    switch (m_tone) {
    case Tone::Error:
        return colourOf(analysis::Grade::Respawn, palette());
    case Tone::Warning:
        return colourOf(analysis::Grade::IdentifierCapable, palette());
    case Tone::Done:
        break;
    }
    return colourOf(cache::Outcome::FreshHit, palette());
}

void MessageBar::tint() {
    const QString name = m_tone == Tone::Done ? QStringLiteral("info") : QStringLiteral("warning");
    QPalette tinted = palette();
    tinted.setColor(QPalette::WindowText, colour());
    tinted.setColor(QPalette::ButtonText, colour());
    tinted.setColor(QPalette::Text, colour());
    const int side = fontMetrics().height() * 5 / 4;
    m_glyph->setPixmap(icon(name, tinted).pixmap(QSize(side, side), devicePixelRatioF()));
    m_close->setIcon(icon(QStringLiteral("close"), palette()));
}

void MessageBar::changeEvent(QEvent *event) {
    if (event->type() == QEvent::PaletteChange)
        tint();
    QFrame::changeEvent(event);
}

void MessageBar::paintEvent(QPaintEvent *event) {
    QFrame::paintEvent(event);
    constexpr int faint = 26; // of 255
    QColor ground = colour();
    ground.setAlpha(faint);
    QPainter painter(this);
    painter.fillRect(rect(), palette().base());
    painter.fillRect(rect(), ground);
    painter.fillRect(QRect(0, 0, fontMetrics().height() / 4, height()), colour());
}

} // namespace etagere::ui
