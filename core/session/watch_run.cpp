// SPDX-License-Identifier: Apache-2.0
#include "core/session/watch_run.h"

#include "core/report/version.h"
#include "core/session/event_loop.h"
#include "core/watch/runner.h"
#include "core/watch/state_file.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <utility>

namespace etagere::session {

namespace {

using watch::PageState;
using watch::StateFile;
using watch::Visit;
using OnVisit = std::function<void(const Visit &, const PageState &)>;

/// The pages with what is known of them.
Result<std::vector<PageState>, store::StoreError> pagesFor(const WatchRequest &request,
                                                           const StateFile &file) {
    std::vector<PageState> pages;
    for (const std::string &url : request.urls) {
        const auto fresh = watch::newPage(url);
        const bool known =
            !fresh || std::any_of(pages.begin(), pages.end(), [&fresh](const PageState &page) {
                return page.url == fresh->url;
            });
        if (known)
            continue;
        auto found = file.find(fresh->url);
        if (!found)
            return Failure<store::StoreError>(found.error());
        pages.push_back(found->value_or(*fresh));
    }
    return pages;
}

Instant systemNow() {
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

/// A watch from its first visit to its last.
class WatchRun {
public:
    WatchRun(const WatchRequest &request, StateFile file, const OnVisit &onVisit)
        : m_request(request)
        , m_file(std::move(file))
        , m_onVisit(onVisit)
        , m_random(request.seed.value_or(std::random_device{}())) {}

    Result<WatchOutcome, store::StoreError> run(const StopToken &stop) {
        auto pages = pagesFor(m_request, m_file);
        if (!pages)
            return Failure<store::StoreError>(pages.error());
        auto distrusted = m_file.distrusted();
        if (!distrusted)
            return Failure<store::StoreError>(distrusted.error());
        m_monitor.emplace(m_request.monitor, std::move(*pages), std::move(*distrusted));
        const Instant begun = systemNow();
        m_monitor->begin(begun);
        noteHeldBack(begun);
        EventLoop events;
        wire::Loop loop;
        watch::Runner runner(loop, *m_monitor, optionsFor(events));
        m_runner = &runner;
        if (!isDone()) {
            runner.start();
            events.run(stop);
        }
        runner.stop();
        m_outcome.stopped = !isDone() && (m_request.monitor.once || m_request.mostVisits > 0);
        return std::move(m_outcome);
    }

private:
    [[nodiscard]] bool isDone() const {
        return m_monitor->isDone() || m_outcome.store ||
               (m_request.mostVisits > 0 && m_outcome.visits >= m_request.mostVisits);
    }

    void noteHeldBack(Instant now) {
        if (!m_request.monitor.once)
            return;
        for (const PageState &page : m_monitor->pages()) {
            if (page.blockedUntil && *page.blockedUntil > now)
                m_outcome.heldBack.push_back(page);
        }
    }

    watch::RunnerOptions optionsFor(EventLoop &events) {
        watch::RunnerOptions options;
        options.client = m_request.client;
        options.userAgent =
            "etagere/" + std::string(report::toolVersion()) + " (watch; conditional requests)";
        options.clock = systemNow;
        options.chance = [this] { return std::uniform_real_distribution<>(0, 1)(m_random); };
        options.onVisit = [this, &events](const Visit &visit) {
            if (m_over)
                return;
            hear(visit);
            m_over = isDone();
            if (!m_over)
                return;
            m_runner->stop();
            events.end();
        };
        return options;
    }

    void hear(const Visit &visit) {
        const PageState &page = m_monitor->pages()[visit.page];
        if (visit.newlyDistrusted)
            keep(m_file.save(m_monitor->distrusted().back()));
        keep(m_file.save(page));
        ++m_outcome.visits;
        m_outcome.savedBytes += visit.savedBytes;
        const bool stale = visit.outcome == watch::Outcome::TagStale;
        m_outcome.changes += stale || visit.outcome == watch::Outcome::Changed ? 1U : 0U;
        m_outcome.staleTags += stale ? 1U : 0U;
        m_outcome.failures += visit.outcome == watch::Outcome::Failed ? 1U : 0U;
        m_onVisit(visit, page);
    }

    void keep(const Result<void, store::StoreError> &saved) {
        if (!saved)
            m_outcome.store = saved.error();
    }

    const WatchRequest &m_request;
    StateFile m_file;
    const OnVisit &m_onVisit;
    std::mt19937_64 m_random;
    std::optional<watch::Monitor> m_monitor;
    watch::Runner *m_runner = nullptr;
    WatchOutcome m_outcome;
    bool m_over = false;
};

} // namespace

Result<WatchOutcome, store::StoreError> runWatch(const WatchRequest &request, const StopToken &stop,
                                                 const OnVisit &onVisit) {
    auto file = StateFile::open(request.state);
    if (!file)
        return Failure<store::StoreError>(file.error());
    return WatchRun(request, std::move(*file), onVisit).run(stop);
}

} // namespace etagere::session
