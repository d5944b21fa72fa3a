// SPDX-License-Identifier: Apache-2.0
#include "core/audit/live_audit.h"

#include "core/audit/flush_trial.h"
#include "core/audit/step_player.h"
#include "core/live/capture.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace etagere::audit {

namespace {

/// One visit that loads, and one that waits for quiet.
constexpr std::size_t mostAtOnce = 2;

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
        goOn();
    }
    void stop() {
        m_stopped = true;
        for (const auto &player : m_playing)
            player->stop();
    }
    void takeBack() {
        for (const auto &player : std::vector<Player>(m_playing)) // one may begin, or end, within
            player->takeBack();
    }
    void abandon() {
        m_listener = {};
        m_done = {};
        stop();
        leaveAll();
    }
    [[nodiscard]] const traffic::Traffic &traffic() const noexcept { return m_capture.traffic(); }

private:
    using Player = std::shared_ptr<StepPlayer>;

    /// Begins what may begin.
    void goOn() {
        if (m_stopped)
            m_next = m_steps.size();
        while (m_next < m_steps.size() && mayBegin(m_steps[m_next])) {
            const Step step = m_steps[m_next++];
            if (step.kind == StepKind::TrialVisit && !beginTrial(step.person))
                skip(step.person);
            else if (!m_skipped.contains(step.person))
                begin(step);
        }
        if (m_playing.empty() && m_next == m_steps.size())
            finish();
    }

    [[nodiscard]] bool mayBegin(const Step &step) const {
        return m_playing.size() < mostAtOnce &&
               std::all_of(m_playing.begin(), m_playing.end(), [&step](const Player &player) {
                   return mayBeginBeside(step, player->step()) && player->isLoaded();
               });
    }

    /// False when there is nothing to flush.
    bool beginTrial(unsigned person) {
        const FlushOrder &order = m_options.flushes[person - firstTried()];
        std::vector<std::string> urls;
        if (order.target == FlushTarget::Findings)
            urls = foundUrls();
        const bool isEmpty = order.target == FlushTarget::Findings && urls.empty();
        m_people[person].trial = std::make_shared<TrialPlayer>(
            m_browser, order, scopeOf(order, m_options.url, std::move(urls)));
        if (isEmpty)
            endTrial(person, FlushTrial::Gap::NoFindings);
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

    void endTrial(unsigned person, FlushTrial::Gap gap,
                  std::optional<live::BrowserError> failure = {}) {
        const auto trial = std::exchange(m_people[person].trial, {});
        if (trial)
            m_trials.emplace(person, trial->finish(gap, std::move(failure)));
    }

    /// The person's steps that are left are not played.
    void skip(unsigned person) {
        m_skipped.insert(person);
        leave(person);
    }

    void begin(const Step &step) {
        tell(step);
        const auto player = std::make_shared<StepPlayer>(
            Stage{m_browser, m_capture, m_options, m_pages}, m_people[step.person], step);
        m_playing.push_back(player);
        const auto tied = [weak = weak_from_this(), key = player.get()](auto act) {
            return [weak, key, act](auto &&...told) {
                if (const auto self = weak.lock())
                    act(*self, *key, std::forward<decltype(told)>(told)...);
            };
        };
        player->start({tied([](Inside &self, StepPlayer &playing) {
                           self.tell(playing.step(), [](auto &told) { told.isInHand = true; });
                       }),
                       tied([](Inside &self, StepPlayer &) { self.goOn(); }),
                       tied([](Inside &self, StepPlayer &playing, LiveVisit visit) {
                           self.visited(playing, std::move(visit));
                       }),
                       tied([](Inside &self, StepPlayer &playing, const auto &fault) {
                           self.ended(playing, fault);
                       })});
    }

    void visited(StepPlayer &player, LiveVisit visit) {
        const Step step = player.step();
        const bool isFirst = step.kind == StepKind::FirstVisit && !std::exchange(m_hasFirst, true);
        if (isFirst && m_options.pages > 1) {
            for (std::string &page :
                 innerPages(m_options.url, visit.summary.links, m_options.pages - 1))
                m_pages.push_back(std::move(page));
        }
        const bool isDead = isFirst && visit.summary.end == live::VisitSummary::End::Failed;
        ++m_visits;
        tell(step, [&](LiveProgress &progress) {
            progress.ended = &visit;
            progress.isStepOver = player.isAtLastPage();
        });
        if (const auto &trial = m_people[step.person].trial)
            trial->add(std::move(visit));
        else
            keep(std::move(visit));
        if (isDead) // nobody answers: asking six times more would teach nothing
            finish();
    }

    /// As they began: one may be over before the one that began before it.
    void keep(LiveVisit visit) {
        std::vector<LiveVisit> &visits = m_result.run.visits;
        const auto after =
            std::find_if(visits.begin(), visits.end(),
                         [&visit](const LiveVisit &other) { return visit.visit < other.visit; });
        visits.insert(after, std::move(visit));
    }

    void ended(StepPlayer &player, const std::optional<StepPlayer::Fault> &fault) {
        const Step step = player.step();
        const bool isStopped = player.isStopped();
        std::erase_if(m_playing, [&player](const Player &one) { return one.get() == &player; });
        const bool isGone = fault && fault->error.kind == live::BrowserError::Kind::Gone;
        if (fault && fault->isOfFlush) {
            endTrial(step.person, FlushTrial::Gap::Failed, fault->error);
            skip(step.person);
        }
        if (fault && (isGone || !fault->isOfFlush)) {
            m_result.run.failure = fault->error;
            finish();
            return;
        }
        if (step.kind == StepKind::TrialCheck && !isStopped)
            endTrial(step.person, FlushTrial::Gap::None);
        leaveIfDone(step.person);
        goOn();
    }

    /// Whoever does not come again takes up memory no longer.
    void leaveIfDone(unsigned person) {
        const auto comesAgain = [person](const Step &step) { return step.person == person; };
        if (std::none_of(m_steps.begin() + static_cast<std::ptrdiff_t>(m_next), m_steps.end(),
                         comesAgain))
            leave(person);
    }

    void leave(unsigned person) {
        auto &profile = m_people[person].profile;
        if (profile)
            m_browser.removeProfile(*std::exchange(profile, {}), [](const auto &) {});
    }

    void leaveAll() {
        for (const auto &player : std::exchange(m_playing, {}))
            player->abandon();
        for (const auto &[person, about] : m_people)
            leave(person);
    }

    void finish() {
        for (const auto &[person, about] : m_people)
            endTrial(person, FlushTrial::Gap::Stopped);
        leaveAll();
        LiveRun &run = m_result.run;
        for (auto &[person, trial] : m_trials)
            run.trials.push_back(std::move(trial));
        run.engine = m_browser.info();
        run.stopped = m_stopped;
        m_result.traffic = m_capture.take();
        const Done done = std::exchange(m_done, {});
        m_listener = {};
        if (done)
            done(std::move(m_result));
    }

    void tell(const Step &step) const {
        tell(step, [](const LiveProgress &) {});
    }
    template <class Complete>
    void tell(const Step &step, Complete complete) const {
        if (!m_listener)
            return;
        LiveProgress progress;
        progress.done = m_visits;
        progress.total = m_steps.size() * m_pages.size();
        progress.step = step;
        complete(progress);
        m_listener(progress);
    }

    /// The first of those for whom a flush is tried out.
    [[nodiscard]] unsigned firstTried() const {
        return std::clamp(m_options.people, leastPeople, mostPeople);
    }

    live::Browser &m_browser;
    LiveOptions m_options;
    live::Capture m_capture;
    std::vector<Step> m_steps;
    std::size_t m_next = 0; ///< the step that begins next
    std::vector<std::string> m_pages;
    std::map<unsigned, Person> m_people;
    std::vector<Player> m_playing;
    std::set<unsigned> m_skipped;
    bool m_hasFirst = false;
    std::size_t m_visits = 0;                        ///< that have ended
    std::map<unsigned, FlushTrial> m_trials;         ///< that have ended, by person
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
void LiveAudit::takeBack() { m_inside->takeBack(); }

const traffic::Traffic &LiveAudit::traffic() const noexcept { return m_inside->traffic(); }

} // namespace etagere::audit
