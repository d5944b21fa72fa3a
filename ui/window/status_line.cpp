// SPDX-License-Identifier: Apache-2.0
#include "ui/window/status_line.h"

#include <QtCore/QEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QToolButton>

#include "core/explain/grades.h"
#include "core/explain/numbers.h"
#include "ui/delegates/icons.h"
#include "ui/delegates/palette.h"
#include "ui/models/text.h"
#include "ui/widgets/clock_axis.h"
#include "ui/widgets/elided_label.h"

#include <algorithm>

namespace etagere::ui {

namespace {

QToolButton *makeButton(QWidget *parent, const QString &name) {
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    return button;
}

int asCount(std::size_t number) {
    constexpr std::size_t most = 2'000'000'000;
    return static_cast<int>(std::min(number, most));
}

/// Names of models are stable words; this one has a better-known spelling.
QString spelled(std::string_view model) {
    return model == "rfc9111" ? QStringLiteral("RFC 9111") : fromUtf8(model);
}

} // namespace

StatusLine::StatusLine(session::Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_counts(new ElidedLabel(this))
    , m_verdict(makeButton(this, QStringLiteral("verdict")))
    , m_model(new ElidedLabel(this))
    , m_clock(makeButton(this, QStringLiteral("statusClock"))) {
    m_counts->setObjectName(QStringLiteral("statusCounts"));
    m_verdict->setToolTip(tr("Show the findings"));
    m_clock->setToolTip(tr("Set the clock"));
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(fontMetrics().height());
    line->addWidget(m_counts);
    line->addWidget(m_verdict);
    line->addWidget(m_model);
    line->addWidget(m_clock);

    using session::Workspace;
    connect(&m_workspace, &Workspace::captureChanged, this, &StatusLine::showCounts);
    connect(&m_workspace, &Workspace::captureChanged, this, &StatusLine::showVerdict);
    connect(&m_workspace, &Workspace::reportChanged, this, &StatusLine::showVerdict);
    connect(&m_workspace, &Workspace::logChanged, this, &StatusLine::showModel);
    connect(&m_workspace, &Workspace::logChanged, this, &StatusLine::showClock);
    connect(&m_workspace, &Workspace::clockChanged, this, &StatusLine::showClock);
    connect(m_verdict, &QToolButton::clicked, this, &StatusLine::findingsRequested);
    connect(m_clock, &QToolButton::clicked, this, &StatusLine::clockRequested);
    showCounts();
    showVerdict();
    showModel();
    showClock();
}

void StatusLine::showCounts() {
    const auto traffic = m_workspace.traffic();
    setVisible(traffic != nullptr);
    if (!traffic)
        return;
    const QString exchanges = tr("%Ln exchange(s)", nullptr, asCount(traffic->exchangeCount()));
    const QString visits = tr("%Ln visit(s)", nullptr, asCount(traffic->visitCount()));
    const QString visitors = tr("%Ln visitor(s)", nullptr, asCount(traffic->visitorCount()));
    m_counts->setWholeText(
        tr("%1, %2, %3", "exchanges, visits, visitors").arg(exchanges, visits, visitors));
}

void StatusLine::showVerdict() {
    const auto report = m_workspace.report();
    m_verdict->setEnabled(report != nullptr);
    if (!report) {
        m_verdict->setText(tr("Tags: not judged yet"));
        m_verdict->setIcon({});
        return;
    }
    analysis::Grade worst = analysis::Grade::Explained;
    for (const analysis::Finding &finding : report->findings)
        worst = std::max(worst, finding.grade);
    m_verdict->setIcon(icon(QStringLiteral("finding"), palette()));
    if (report->findings.empty()) {
        m_verdict->setText(tr("No findings"));
        return;
    }
    m_verdict->setText(
        tr("%Ln finding(s), worst: %1 %2", "grade and its name", asCount(report->findings.size()))
            .arg(QString::number(static_cast<int>(worst)), fromUtf8(explain::nameOf(worst))));
}

void StatusLine::showModel() {
    const auto log = m_workspace.log();
    m_model->setWholeText(log ? tr("Model: %1").arg(spelled(log->model.name)) : QString());
}

void StatusLine::showClock() {
    const auto log = m_workspace.log();
    m_clock->setVisible(log != nullptr);
    if (!log)
        return;
    m_clock->setIcon(icon(QStringLiteral("clock"), palette()));
    const ClockAxis axis(log->begin, log->end);
    m_clock->setText(axis.placeOf(m_workspace.clock()));
    m_clock->setAccessibleName(tr("Clock: %1").arg(m_clock->text()));
    m_clock->setAccessibleDescription(fromUtf8(explain::rfc3339(m_workspace.clock())));
}

void StatusLine::changeEvent(QEvent *event) {
    if (event->type() == QEvent::PaletteChange) {
        showVerdict();
        showClock();
    }
    QWidget::changeEvent(event);
}

} // namespace etagere::ui
