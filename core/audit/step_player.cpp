// SPDX-License-Identifier: Apache-2.0
#include "core/audit/step_player.h"

#include <chrono>
#include <type_traits>
#include <utility>

namespace etagere::audit {

namespace {

// Another browser on another system, for the visitor who must have nothing in common with others.
constexpr const char *unrelatedAgent =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/17.5 Mobile/15E148 Safari/604.1";

Instant now() { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }

} // namespace

StepPlayer::StepPlayer(const Stage &stage, Person &person, Step step)
    : m_stage(stage)
    , m_person(person)
    , m_step(step) {}

template <class T, class Then>
live::Done<T> StepPlayer::then(Then next) {
    return [weak = weak_from_this(), next = std::move(next)](Result<T, live::BrowserError> got) {
        const auto self = weak.lock();
        if (!self)
            return;
        if (!got)
            self->end(Fault{std::move(got.error()), false});
        else if constexpr (std::is_void_v<T>)
            next(*self);
        else
            next(*self, *std::move(got));
    };
}

void StepPlayer::start(Listener listener) {
    m_listener = std::move(listener);
    if (!m_person.profile)
        addProfile();
    else if (m_step.kind == StepKind::Flushed)
        flush();
    else if (m_step.kind == StepKind::CookiesCleared)
        forget();
    else if (m_step.kind == StepKind::TrialCheck)
        flushForTrial();
    else
        beginPage();
}

void StepPlayer::stop() {
    m_isStopped = true;
    if (m_isVisiting)
        m_stage.browser.endVisit(*m_person.profile);
}

void StepPlayer::takeBack() {
    if (m_isVisiting)
        m_stage.browser.takeBack(*m_person.profile);
}

void StepPlayer::addProfile() {
    live::ProfileOptions options;
    if (m_step.kind == StepKind::Unrelated)
        options.userAgent = unrelatedAgent;
    m_stage.browser.addProfile(options,
                               then<live::ProfileId>([](StepPlayer &self, live::ProfileId added) {
                                   self.m_person.profile = added;
                                   self.beginPage();
                               }));
}

void StepPlayer::flush() {
    m_stage.browser.flush(
        *m_person.profile, {},
        then<live::FlushResult>([](StepPlayer &self, const auto &) { self.forget(); }));
}

void StepPlayer::flushForTrial() {
    m_person.trial->flush(*m_person.profile, [weak = weak_from_this()](const auto &error) {
        const auto self = weak.lock();
        if (!self)
            return;
        if (error)
            self->end(Fault{*error, true});
        else
            self->beginPage();
    });
}

void StepPlayer::forget() {
    m_stage.browser.forget(*m_person.profile,
                           then<void>([](StepPlayer &self) { self.countLeft(); }));
}

void StepPlayer::countLeft() {
    m_stage.browser.readCookies(*m_person.profile, [weak = weak_from_this()](const auto &cookies) {
        const auto self = weak.lock();
        if (!self)
            return;
        if (cookies)
            self->m_cookiesLeft = static_cast<std::uint32_t>(cookies->size());
        self->beginPage();
    });
}

/// What was answered once is known to the pages that follow, and to the same visitor's next visit.
bool StepPlayer::isAskedForConsent() const {
    const bool isForgotten = m_person.trial && m_person.trial->order().cookiesToo;
    return m_page == 0 && (startsWithoutCookies(m_step.kind) ||
                           (m_step.kind == StepKind::TrialCheck && isForgotten));
}

live::VisitOptions StepPlayer::visitOptions() {
    live::VisitOptions options;
    options.url = m_stage.pages[m_page];
    options.timeout = m_stage.options.timeout;
    options.script = m_stage.options.script;
    options.screenshot = m_stage.options.screenshots;
    options.loaded = [weak = weak_from_this()] {
        if (const auto self = weak.lock())
            self->takeLoaded();
    };
    if (m_stage.options.byHand && m_listener.handedOver && isAskedForConsent())
        options.handOver = [weak = weak_from_this()] {
            const auto self = weak.lock();
            if (self && self->m_listener.handedOver)
                self->m_listener.handedOver();
        };
    return options;
}

void StepPlayer::beginPage() {
    if (m_isStopped) {
        end({});
        return;
    }
    const live::VisitOptions options = visitOptions();
    m_visit = {};
    m_visit.step = m_step;
    m_visit.visitor =
        (m_person.trial ? visitorName(m_step, m_person.trial->order()) : visitorName(m_step)) +
        m_stage.options.suffix;
    m_visit.url = options.url;
    m_visit.cookiesLeft = m_cookiesLeft;
    m_visit.visit =
        m_person.trial
            ? m_stage.capture.beginVisit(m_visit.visitor, options.url, now(), tags::madeUpVisit)
            : m_stage.capture.beginVisit(m_visit.visitor, options.url, now());
    m_isVisiting = true;
    m_stage.browser.visit(
        *m_person.profile, options,
        [weak = weak_from_this()](const live::LiveExchange &exchange) {
            if (const auto self = weak.lock())
                self->record(exchange);
        },
        then<live::VisitSummary>([](StepPlayer &self, live::VisitSummary summary) {
            self.endPage(std::move(summary));
        }));
}

void StepPlayer::takeLoaded() {
    // Which pages there are is known once the first one has been seen.
    const bool areKnown =
        m_stage.options.pages <= 1 || m_step.kind != StepKind::FirstVisit || m_page > 0;
    if (!areKnown || !isAtLastPage() || !m_listener.loaded)
        return;
    m_isLoaded = true;
    const auto loaded = m_listener.loaded; // it may be taken away meanwhile
    loaded();
}

void StepPlayer::record(const live::LiveExchange &exchange) {
    if (!m_stage.capture.record(m_visit.visit, exchange))
        ++m_dropped;
    ++m_visit.exchanges;
    if (m_person.trial)
        m_person.trial->record(m_step.kind, exchange);
}

void StepPlayer::endPage(live::VisitSummary summary) {
    m_isVisiting = false;
    m_visit.summary = std::move(summary);
    m_visit.summary.blindness.dropped += std::exchange(m_dropped, 0);
    const auto visited = m_listener.visited; // it may be taken away meanwhile
    if (visited)
        visited(std::move(m_visit));
    if (!m_listener.ended) // what it borrows may be gone
        return;
    if (isAtLastPage()) {
        end({});
        return;
    }
    ++m_page;
    beginPage();
}

void StepPlayer::end(std::optional<Fault> failure) {
    const Listener listener = std::exchange(m_listener, {});
    if (listener.ended)
        listener.ended(std::move(failure));
}

} // namespace etagere::audit
