// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/tag_pane.h"

#include <QtCore/QUrl>
#include <QtWidgets/QVBoxLayout>

#include "ui/models/text.h"
#include "ui/panes/article.h"
#include "ui/panes/tag_text.h"
#include "ui/panes/when_shown.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_terms.h"

#include <chrono>
#include <utility>

namespace etagere::ui {

namespace {

// Whoever runs through exchanges starts nothing.
constexpr std::chrono::milliseconds restBeforeStudy{120};

} // namespace

TagPane::TagPane(session::Workspace &workspace, Focus &focus, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_focus(focus)
    , m_text(new Article)
    , m_empty(new EmptyState(m_text, this))
    , m_job(new session::Job(this)) {
    m_text->setAccessibleName(tr("Tags of the exchange"));
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_empty);

    connect(m_text, &QTextBrowser::anchorClicked, this, &TagPane::follow);
    m_shown = new WhenShown(*this, [this] { refresh(); });
    m_studied = new WhenShown(
        *this, [this] { study(); }, restBeforeStudy);
    connect(&focus, &Focus::exchangeChanged, this, [this] {
        m_shown->ask();
        m_studied->ask();
    });
    connect(&workspace, &session::Workspace::captureChanged, this, &TagPane::forget);
    connect(&workspace, &session::Workspace::reportChanged, m_shown, &WhenShown::ask);
}

bool TagPane::hasExchange() const {
    const auto traffic = m_workspace.traffic();
    const traffic::ExchangeId exchange = m_focus.exchange();
    return traffic && exchange.isValid() && exchange.index() < traffic->exchangeCount();
}

void TagPane::forget() {
    m_job->cancel();
    m_told = {};
    m_studiedFor = {};
    m_studies.clear();
    m_shown->ask();
    m_studied->ask();
}

void TagPane::refresh() {
    const auto traffic = m_workspace.traffic();
    const traffic::ExchangeId exchange = m_focus.exchange();
    const bool chosen = hasExchange();
    const auto tags = chosen ? tagsOf(traffic->exchange(exchange)) : std::vector<CarriedTag>();
    m_empty->say(chosen ? tr("This exchange carries no tag: no ETag or Last-Modified came, and "
                             "none was sent back.")
                        : tr("Choose an exchange to see its tags and where they come from."));
    m_empty->setEmpty(tags.empty());
    m_text->start();
    if (!tags.empty()) {
        static const std::vector<TagStudy> none;
        const auto report = m_workspace.report();
        writeTags(*m_text, {*traffic, traffic->exchange(exchange), tags,
                            m_studiedFor == exchange ? m_studies : none, report.get()});
    }
    m_text->finish(m_told == exchange);
    m_told = exchange;
}

void TagPane::study() {
    const traffic::ExchangeId exchange = m_focus.exchange();
    if (!hasExchange() || m_studiedFor == exchange)
        return;
    m_studiedFor = exchange;
    m_studies.clear();
    m_job->start(
        [this, traffic = m_workspace.traffic(), exchange](const StopToken &stop, const Progress &) {
            std::vector<TagStudy> studies;
            for (const CarriedTag &tag : tagsOf(traffic->exchange(exchange)))
                studies.push_back(studyTag(*traffic, exchange, tag, stop));
            const bool whole = !stop.stop_requested();
            return [this, exchange, whole, studies = std::move(studies)]() mutable {
                if (whole)
                    takeStudies(exchange, std::move(studies));
            };
        });
}

void TagPane::takeStudies(traffic::ExchangeId exchange, std::vector<TagStudy> studies) {
    if (exchange != m_studiedFor)
        return;
    m_studies = std::move(studies);
    m_shown->ask();
}

void TagPane::follow(const QUrl &link) {
    if (link.scheme() != QStringLiteral("seen") || !hasExchange())
        return;
    const auto tags = tagsOf(m_workspace.traffic()->exchange(m_focus.exchange()));
    const auto position = static_cast<std::size_t>(link.path().toUInt());
    if (position < tags.size())
        Q_EMIT filterRequested(
            written({QStringLiteral("tag"), {fromUtf8(tags[position].value)}, false}));
}

} // namespace etagere::ui
