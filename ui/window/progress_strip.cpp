// SPDX-License-Identifier: Apache-2.0
#include "ui/window/progress_strip.h"

#include <QtCore/QEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QToolButton>

#include "ui/delegates/icons.h"

#include <algorithm>
#include <chrono>

namespace etagere::ui {

namespace {

constexpr std::chrono::milliseconds patience{150};
constexpr int steps = 1000;
constexpr int barCharacters = 24;

} // namespace

ProgressStrip::ProgressStrip(QWidget *parent)
    : QWidget(parent)
    , m_words(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QToolButton(this)) {
    setObjectName(QStringLiteral("progressStrip"));
    m_words->setTextFormat(Qt::PlainText);
    m_bar->setFixedWidth(fontMetrics().averageCharWidth() * barCharacters);
    m_bar->setMaximumHeight(fontMetrics().height());
    m_bar->setAccessibleName(tr("Progress"));
    m_cancel->setObjectName(QStringLiteral("cancelWork"));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setToolTip(tr("Stop this (Esc)"));
    m_cancel->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_cancel->setAutoRaise(true);
    m_cancel->setIcon(icon(QStringLiteral("stop"), palette()));
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_words);
    line->addWidget(m_bar);
    line->addWidget(m_cancel);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &QWidget::show);
    connect(m_cancel, &QToolButton::clicked, this, &ProgressStrip::cancelled);
    hide();
}

void ProgressStrip::setBusy(bool busy) {
    if (!busy) {
        m_patience.stop();
        hide();
        return;
    }
    if (isVisible() || m_patience.isActive())
        return;
    m_words->setText(tr("Working…"));
    m_bar->setRange(0, 0);
    m_patience.start();
}

void ProgressStrip::setProgress(session::Stage stage, std::uint64_t done, std::uint64_t total) {
    m_words->setText(wordsOf(stage));
    m_bar->setAccessibleName(m_words->text());
    m_bar->setRange(0, total == 0 ? 0 : steps);
    if (total > 0) {
        const double part = static_cast<double>(done) / static_cast<double>(total);
        m_bar->setValue(static_cast<int>(std::clamp(part, 0.0, 1.0) * steps));
    }
}

void ProgressStrip::setWords(const QString &words) {
    m_words->setText(words);
    m_bar->setRange(0, 0);
}

QString ProgressStrip::wordsOf(session::Stage stage) {
    switch (stage) {
    case session::Stage::Reading:
        return tr("Reading exchanges…");
    case session::Stage::Replaying:
        return tr("Replaying the cache…");
    case session::Stage::Judging:
        return tr("Judging tags…");
    case session::Stage::Recording:
        return tr("Recording tags…");
    case session::Stage::Writing:
        return tr("Writing…");
    case session::Stage::Visiting:
        return tr("Visiting…");
    case session::Stage::Probing:
        return tr("Probing…");
    case session::Stage::Count:
        break;
    }
    return {};
}

void ProgressStrip::changeEvent(QEvent *event) {
    if (event->type() == QEvent::PaletteChange)
        m_cancel->setIcon(icon(QStringLiteral("stop"), palette()));
    QWidget::changeEvent(event);
}

} // namespace etagere::ui
