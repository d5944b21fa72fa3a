// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/why_pane.h"

#include <QtCore/QUrl>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStyle>
#include <QtWidgets/QVBoxLayout>

#include "ui/panes/article.h"
#include "ui/panes/page_view.h"
#include "ui/panes/when_shown.h"
#include "ui/panes/why_text.h"
#include "ui/widgets/empty_state.h"

namespace etagere::ui {

WhyPane::WhyPane(session::Workspace &workspace, Focus &focus, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_focus(focus) {
    auto *content = new QWidget(this);
    auto *parts = new QSplitter(Qt::Vertical, content);
    m_text = new Article(parts);
    m_text->setAccessibleName(tr("Why the model decided so"));
    m_page = new PageView(parts);
    parts->setChildrenCollapsible(false);
    m_copy = new QAction(tr("&Copy explanation"), this);
    m_text->addAction(m_copy);
    auto *button = new QPushButton(m_copy->text(), content);
    button->setObjectName(QStringLiteral("copyExplanation"));
    button->setAutoDefault(false);

    auto *bar = new QHBoxLayout;
    const int margin = style()->pixelMetric(QStyle::PM_LayoutLeftMargin) / 2;
    bar->setContentsMargins(margin, 0, margin, margin);
    bar->addStretch();
    bar->addWidget(button);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(parts);
    column->addLayout(bar);
    m_empty = new EmptyState(content, this);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_empty);

    connect(button, &QPushButton::clicked, m_copy, &QAction::trigger);
    connect(m_copy, &QAction::triggered, this, &WhyPane::copyExplanation);
    connect(m_text, &QTextBrowser::anchorClicked, this, &WhyPane::follow);
    connect(m_page, &PageView::closed, m_text, qOverload<>(&QWidget::setFocus));
    m_shown = new WhenShown(*this, [this] { refresh(); });
    connect(&focus, &Focus::exchangeChanged, m_shown, &WhenShown::ask);
    connect(&workspace, &session::Workspace::captureChanged, this, [this] {
        m_told = {};
        m_shown->ask();
    });
    connect(&workspace, &session::Workspace::logChanged, m_shown, &WhenShown::ask);
}

void WhyPane::refresh() {
    const auto traffic = m_workspace.traffic();
    const auto log = m_workspace.log();
    const traffic::ExchangeId exchange = m_focus.exchange();
    const bool chosen =
        traffic && exchange.isValid() && exchange.index() < traffic->exchangeCount();
    const bool played = chosen && log && exchange.index() < log->rows.size();
    m_empty->say(chosen ? tr("The model is still playing the capture \u2026")
                        : tr("Choose an exchange to see why the cache did what it did."));
    m_empty->setEmpty(!played);
    const bool same = m_told == exchange;
    if (!same)
        m_page->closePages();
    m_text->start();
    if (played)
        writeWhy(*m_text, *traffic, *log, exchange);
    m_text->finish(same);
    m_told = exchange;
}

void WhyPane::follow(const QUrl &link) {
    if (link.scheme() == QStringLiteral("page"))
        m_page->showPage(link.path());
    else
        openOutside(link);
}

void WhyPane::copyExplanation() const {
    QGuiApplication::clipboard()->setText(m_text->toPlainText().replace(QChar::Nbsp, u' '));
}

} // namespace etagere::ui
