// SPDX-License-Identifier: Apache-2.0
#include "core/audit/live_audit.h"

#include "core/audit/flush_trial.h"
#include "core/live/capture.h"

#include <map>
#include <utility>

namespace etagere::audit {

namespace {

// Another browser on another system, for the visitor who must have nothing in common with others.
constexpr const char *unrelatedAgent =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/17.5 Mobile/15E148 Safari/604.1";

} // namespace

std::vector<analysis::VisitState> statesOf(const LiveRun &run) {
    std::vector<analysis::VisitState> states;
    for (const LiveVisit &visit : run.visits) {
        analysis::VisitState state{visit.visit, stateOf(visit.step.kind), {}};
        for (const live::Cookie &cookie : visit.summary.cookies)
            state.held.push_back({cookie.domain, cookie.name, cookie.value});
        states.push_back(std::move(state));
    }
    return states;
}

std::vector<analysis::StoredSeen> storageOf(const LiveRun &run, const traffic::Traffic &traffic) {
    std::vector<analysis::StoredSeen> storage;
    for (const LiveVisit &visit : run.visits) {
        const traffic::VisitorId visitor = traffic.visit(visit.visit).visitor;
        for (const live::StoredItem &item : visit.summary.storage)
            storage.push_back({visitor, item.origin, item.key, item.value});
    }
    return storage;
}

class LiveAudit::Inside : public std::enable_shared_from_this<LiveAudit::Inside> {
public:
    Inside(live::Browser &browser, LiveOptions options)
        : m_browser(browser)
        , m_options(std::move(options))
        , m_capture(browser.info(), m_options.url)
        , m_steps(stepsFor(m_options.people, m_options.flushes.size()))
        , m_pages{m_options.url} {
        m_result.run.url = m_options.url;
    }

    void start(Listener listener, Done done) {
        m_listener = std::move(listener);
        m_done = std::move(done);
        beginStep();
    }
    void stop() {
        m_stopped = true;
        if (m_visiting)
            m_browser.endVisit(*m_visiting);
    }
    void abandon() {
        m_listener = {};
        m_done = {};
        stop();
        removeProfiles();
    }
    [[nodiscard]] const traffic::Traffic &traffic() const noexcept { return m_capture.traffic(); }

private:
    /// A callback of the browser's that does nothing once the audit is gone.
    template <class T, class Then>
    live::Done<T> then(Then step) {
        return
            [weak = weak_from_this(), step = std::move(step)](Result<T, live::BrowserError> got) {
                const auto self = weak.lock();
                if (self && self->m_done)
                    step(*self, std::move(got));
            };
    }
    /// Goes on with `next`, or ends with the error.
    live::Done<void> thenGoOn(void (Inside::*next)()) {
        return then<void>([next](Inside &self, Result<void, live::BrowserError> got) {
            if (got)
                (self.*next)();
            else
                self.fail(got.error());
        });
    }

    void beginStep() {
        if (m_stopped || m_at == m_steps.size()) {
            finish();
            return;
        }
        m_page = 0;
        m_cookiesLeft = 0;
        if (step().kind == StepKind::TrialVisit && !beginTrial()) {
            skipTrial();
            return;
        }
        tell(nullptr);
        if (!m_profiles.contains(step().person))
            addProfile();
        else if (step().kind == StepKind::Flushed)
            m_browser.flush(profile(), {}, then<live::FlushResult>([](Inside &self, auto got) {
                                if (got)
                                    self.forget();
                                else
                                    self.fail(got.error());
                            }));
        else if (step().kind == StepKind::CookiesCleared)
            forget();
        else if (step().kind == StepKind::TrialCheck)
            flushForTrial();
        else
            beginPage();
    }

    /// False when there is nothing to flush.
    bool beginTrial() {
        const FlushOrder &order = m_options.flushes[m_result.run.trials.size()];
        std::vector<std::string> urls;
        if (order.target == FlushTarget::Findings)
            urls = foundUrls();
        const bool isEmpty = order.target == FlushTarget::Findings && urls.empty();
        m_trial = std::make_shared<TrialPlayer>(m_browser, order,
                                                scopeOf(order, m_options.url, std::move(urls)));
        if (isEmpty)
            endTrial(FlushTrial::Gap::NoFindings);
        return !isEmpty;
    }

    /// Judged once: trials take no part in it.
    const std::vector<std::string> &foundUrls() {
        if (!m_found)
            m_found =
                urlsToFlush(findingsSoFar(m_result.run, m_capture.traffic(), m_options.forEach),
                            m_capture.traffic());
        return *m_found;
    }

    void flushForTrial() {
        m_trial->flush(profile(), [weak = weak_from_this()](const auto &error) {
            const auto self = weak.lock();
            if (!self || !self->m_done)
                return;
            if (!error) {
                self->beginPage();
                return;
            }
            self->endTrial(FlushTrial::Gap::Failed, error);
            if (error->kind == live::BrowserError::Kind::Gone)
                self->fail(*error);
            else
                self->skipTrial();
        });
    }

    void endTrial(FlushTrial::Gap gap, std::optional<live::BrowserError> failure = {}) {
        m_result.run.trials.push_back(m_trial->finish(gap, std::move(failure)));
        m_trial.reset();
    }

    /// On with the next one.
    void skipTrial() {
        const unsigned person = step().person;
        while (m_at < m_steps.size() && m_steps[m_at].person == person)
            ++m_at;
        beginStep();
    }

    void addProfile() {
        live::ProfileOptions options;
        if (step().kind == StepKind::Unrelated)
            options.userAgent = unrelatedAgent;
        m_browser.addProfile(options, then<live::ProfileId>([](Inside &self, auto got) {
                                 if (!got) {
                                     self.fail(got.error());
                                     return;
                                 }
                                 self.m_profiles.emplace(self.step().person, *got);
                                 self.beginPage();
                             }));
    }

    void forget() { m_browser.forget(profile(), thenGoOn(&Inside::countLeft)); }

    void countLeft() {
        m_browser.readCookies(profile(),
                              then<std::vector<live::Cookie>>([](Inside &self, auto got) {
                                  if (got)
                                      self.m_cookiesLeft = static_cast<std::uint32_t>(got->size());
                                  self.beginPage();
                              }));
    }

    void beginPage() {
        if (m_stopped) {
            finish();
            return;
        }
        live::VisitOptions options;
        options.url = m_pages[m_page];
        options.timeout = m_options.timeout;
        options.script = m_options.script;
        options.screenshot = m_options.screenshots;
        m_visit = {};
        m_visit.step = step();
        const bool isTried = isTrial(step().kind);
        m_visit.visitor = (isTried ? visitorName(step(), m_trial->order()) : visitorName(step())) +
                          m_options.suffix;
        m_visit.url = options.url;
        m_visit.cookiesLeft = m_cookiesLeft;
        const Instant now =
            std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
        m_visit.visit =
            isTried ? m_capture.beginVisit(m_visit.visitor, options.url, now, tags::madeUpVisit)
                    : m_capture.beginVisit(m_visit.visitor, options.url, now);
        m_visiting = profile();
        m_browser.visit(
            profile(), options,
            [weak = weak_from_this()](const live::LiveExchange &exchange) {
                if (const auto self = weak.lock())
                    self->record(exchange);
            },
            then<live::VisitSummary>([](Inside &self, auto got) { self.endPage(std::move(got)); }));
    }

    void record(const live::LiveExchange &exchange) {
        if (!m_capture.record(m_visit.visit, exchange))
            ++m_dropped;
        ++m_visit.exchanges;
        if (m_trial)
            m_trial->record(step().kind, exchange);
    }

    void endPage(Result<live::VisitSummary, live::BrowserError> got) {
        m_visiting.reset();
        if (!got) {
            fail(got.error());
            return;
        }
        m_visit.summary = *std::move(got);
        m_visit.summary.blindness.dropped += std::exchange(m_dropped, 0);
        const bool isFirst = m_result.run.visits.empty();
        if (isFirst && m_options.pages > 1) {
            for (std::string &page :
                 innerPages(m_options.url, m_visit.summary.links, m_options.pages - 1))
                m_pages.push_back(std::move(page));
        }
        const bool isDead = isFirst && m_visit.summary.end == live::VisitSummary::End::Failed;
        ++m_page;
        ++m_visits;
        tell(&m_visit);
        if (m_trial)
            m_trial->add(std::move(m_visit));
        else
            m_result.run.visits.push_back(std::move(m_visit));
        if (isDead) // nobody answers: asking six times more would teach nothing
            finish();
        else if (m_page < m_pages.size())
            beginPage();
        else
            endStep();
    }

    void endStep() {
        if (step().kind == StepKind::TrialCheck)
            endTrial(FlushTrial::Gap::None);
        ++m_at;
        beginStep();
    }

    void fail(live::BrowserError error) {
        m_result.run.failure = std::move(error);
        finish();
    }

    void finish() {
        if (m_trial)
            endTrial(FlushTrial::Gap::Stopped);
        removeProfiles();
        m_result.run.engine = m_browser.info();
        m_result.run.stopped = m_stopped;
        m_result.traffic = m_capture.take();
        const Done done = std::exchange(m_done, {});
        m_listener = {};
        done(std::move(m_result));
    }

    void removeProfiles() {
        for (const auto &[person, profile] : m_profiles)
            m_browser.removeProfile(profile, [](const auto &) {});
        m_profiles.clear();
    }

    void tell(const LiveVisit *ended) const {
        if (!m_listener)
            return;
        LiveProgress progress;
        progress.done = m_visits;
        progress.total = m_steps.size() * m_pages.size();
        progress.step = step();
        progress.ended = ended;
        m_listener(progress);
    }

    [[nodiscard]] const Step &step() const { return m_steps[m_at]; }
    [[nodiscard]] live::ProfileId profile() const { return m_profiles.at(step().person); }

    live::Browser &m_browser;
    LiveOptions m_options;
    live::Capture m_capture;
    std::vector<Step> m_steps;
    std::vector<std::string> m_pages;
    std::size_t m_at = 0;
    std::size_t m_page = 0;
    std::map<unsigned, live::ProfileId> m_profiles; ///< by person
    std::optional<live::ProfileId> m_visiting;
    LiveVisit m_visit;        ///< the one under way
    std::size_t m_visits = 0; ///< that have ended
    std::uint32_t m_cookiesLeft = 0;
    std::uint32_t m_dropped = 0; ///< exchanges of the visit under way that the capture did not take
    std::shared_ptr<TrialPlayer> m_trial;            ///< while one is played
    std::optional<std::vector<std::string>> m_found; ///< what findings' trials flush
    bool m_stopped = false;
    LiveResult m_result;
    Listener m_listener;
    Done m_done;
};

LiveAudit::LiveAudit(live::Browser &browser, LiveOptions options)
    : m_inside(std::make_shared<Inside>(browser, std::move(options))) {}

LiveAudit::~LiveAudit() { m_inside->abandon(); }

void LiveAudit::start(Listener listener, Done done) {
    m_inside->start(std::move(listener), std::move(done));
}

void LiveAudit::stop() { m_inside->stop(); }

const traffic::Traffic &LiveAudit::traffic() const noexcept { return m_inside->traffic(); }

} // namespace etagere::audit
