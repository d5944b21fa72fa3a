// SPDX-License-Identifier: Apache-2.0
#include "core/session/live_session.h"

#include <QtCore/QObject>

#include "core/body/digest.h"
#include "core/body/text_code.h"
#include "core/session/event_loop.h"
#include "core/session/live_finish.h"
#include "core/session/parallel.h"
#include "core/url/url.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>
#include <mutex>
#include <stop_token>
#include <system_error>
#include <thread>
#include <utility>

namespace etagere::session {

namespace {

using live::BrowserError;
namespace fs = std::filesystem;

constexpr unsigned mostStarts = 3; // of a browser that ends again and again, without a site between
constexpr Bytes perSite{std::uint64_t{400} << 20U};

/// What the system could give out; nothing when it does not say.
Bytes freeMemory() {
    std::ifstream file("/proc/meminfo");
    std::string name;
    std::uint64_t kilobytes = 0;
    std::string unit;
    while (file >> name >> kilobytes) {
        std::getline(file, unit);
        if (name == "MemAvailable:")
            return {kilobytes * 1024};
    }
    return {UINT64_MAX};
}

bool isWhole(const audit::LiveRun &run) {
    return !run.failure && !run.stopped && !run.visits.empty() &&
           run.visits.front().summary.end != live::VisitSummary::End::Failed;
}

/// The audits of one runLive(), on its thread; their ends on threads of their own.
class Driver {
public:
    Driver(const LiveRequest &request, const StopToken &stop, const LiveListener &listener)
        : m_request(request)
        , m_stop(stop)
        , m_listener(listener)
        , m_parallel(request.byHand ? 1 : affordable(request.parallel, freeMemory())) {
        for (const std::string &url : request.urls)
            m_outcome.sites.push_back({url, {}, false, {}, {}, {}});
    }

    LiveOutcome run() {
        if (!prepareFolder()) {
            m_outcome.noFolder = true;
            return std::move(m_outcome);
        }
        skipFinished();
        if (!isDone())
            auditAll();
        m_audits.clear();
        m_browser.reset();
        m_outcome.stopped = m_stop.stop_requested();
        return std::move(m_outcome);
    }

private:
    void auditAll() {
        const std::stop_callback onStop(m_stop, [this] { post([this] { stopAll(); }); });
        if (m_request.byHand)
            m_request.byHand->listen([this] { post([this] { takeBack(); }); });
        startBrowser();
        m_events.run({});
        if (m_request.byHand)
            m_request.byHand->listen({});
    }

    bool prepareFolder() {
        m_folder = m_request.folder;
        std::error_code error;
        if (!m_folder.empty()) {
            // The names in it are those of the sites that somebody looked at.
            if (fs::create_directories(m_folder, error))
                fs::permissions(m_folder, fs::perms::owner_all, error);
            return !error;
        }
        m_outcome.temporary = TemporaryFolder::make();
        if (m_outcome.temporary != nullptr)
            m_folder = m_outcome.temporary->path();
        return m_outcome.temporary != nullptr;
    }

    [[nodiscard]] fs::path fileOf(std::size_t site, bool whole) const {
        std::string name = captureName(site, m_request.urls[site]);
        if (!whole)
            name.insert(name.rfind('.'), ".unfinished");
        return m_folder / name;
    }

    void skipFinished() {
        for (std::size_t site = 0; site < m_outcome.sites.size(); ++site) {
            std::error_code error;
            if (!fs::exists(fileOf(site, true), error)) {
                m_waiting.push_back(site);
                continue;
            }
            m_outcome.sites[site].file = fileOf(site, true);
            m_outcome.sites[site].wasThere = true;
            tell({LiveEvent::Kind::Skipped, site, m_request.urls[site]});
        }
    }

    void startBrowser() {
        m_browserGone = false;
        m_isStarting = true;
        ++m_starts;
        live::launch(m_request.launch, [this](auto browser) {
            m_isStarting = false;
            if (!browser) {
                m_outcome.noBrowser = browser.error();
                m_waiting.clear();
                endIfDone();
                return;
            }
            m_browser = *std::move(browser);
            m_browser->onGone([this](const BrowserError &) { m_browserGone = true; });
            goOn();
        });
    }

    /// Begins what may begin; starts a browser again when the last one has ended.
    void goOn() {
        m_ended.clear();
        if (m_stop.stop_requested())
            m_waiting.clear();
        if (m_isStarting) // of several audits that the last browser left, only one starts another
            return;
        if (m_browserGone && m_audits.empty() && !m_waiting.empty()) {
            m_browser.reset();
            if (m_starts < mostStarts)
                startBrowser();
            else
                giveUp();
            return;
        }
        while (!m_browserGone && !m_waiting.empty() &&
               m_audits.size() + m_finishing.size() < m_parallel)
            begin();
        endIfDone();
    }

    void giveUp() {
        for (const std::size_t site : m_waiting)
            m_outcome.sites[site].failure = BrowserError{BrowserError::Kind::Gone, {}};
        m_waiting.clear();
        endIfDone();
    }

    void begin() {
        const std::size_t site = m_waiting.front();
        m_waiting.erase(m_waiting.begin());
        audit::LiveOptions options;
        options.url = m_request.urls[site];
        if (m_request.urls.size() > 1)
            options.suffix = " at " + std::string(url::parseUrl(options.url).host);
        options.people = m_request.people;
        options.pages = m_request.pages;
        options.script = m_request.script;
        options.screenshots = m_request.screenshots;
        options.flushes = m_request.flushes;
        options.forEach = onAllCores;
        options.timeout = m_request.timeout;
        options.byHand = m_request.byHand != nullptr;
        auto made = std::make_unique<audit::LiveAudit>(*m_browser, std::move(options));
        audit::LiveAudit &audit = *m_audits.emplace(site, std::move(made)).first->second;
        audit.start([this, site](const audit::LiveProgress &progress) { report(site, progress); },
                    [this, site](audit::LiveResult result) { visited(site, std::move(result)); });
    }

    void report(std::size_t site, const audit::LiveProgress &progress) {
        LiveEvent event{LiveEvent::Kind::Step, site, m_request.urls[site]};
        if (progress.ended != nullptr)
            event.kind = LiveEvent::Kind::Visited;
        else if (progress.isInHand)
            event.kind = LiveEvent::Kind::InHand;
        event.done = progress.done;
        event.total = progress.total;
        event.step = progress.step;
        event.visit = progress.ended;
        event.isStepOver = progress.isStepOver;
        tell(event);
    }

    /// It may have been another site's doing, or a machine that had too much to do; Firefox 153
    /// refused one of 200 audits before its first page (DiscardedBrowsingContextError). But
    /// somebody who closes the browser's window means it.
    [[nodiscard]] bool mayBeChance(BrowserError::Kind kind) const noexcept {
        return !m_request.byHand &&
               (kind == BrowserError::Kind::Gone || kind == BrowserError::Kind::TimedOut ||
                kind == BrowserError::Kind::Refused);
    }

    /// The audit that calls may not be destroyed yet.
    void visited(std::size_t site, audit::LiveResult result) {
        const auto audit = m_audits.find(site);
        m_ended.push_back(std::move(audit->second));
        m_audits.erase(audit);
        LiveSite &about = m_outcome.sites[site];
        const audit::LiveRun &run = result.run;
        if (run.failure && mayBeChance(run.failure->kind) && !m_retried[site]) {
            m_retried[site] = true;
            m_waiting.push_back(site);
            post([this] { goOn(); });
            return;
        }
        about.failure = run.failure;
        if (run.visits.size() == 1 &&
            run.visits.front().summary.end == live::VisitSummary::End::Failed)
            about.pageFailure = run.visits.front().summary.failure;
        m_starts = 0;
        if (result.traffic.exchangeCount() == 0) {
            tell({LiveEvent::Kind::Failed, site, about.url});
            post([this] { goOn(); });
            return;
        }
        about.file = fileOf(site, isWhole(run));
        m_finishing.emplace(site, std::jthread([this, site, made = std::move(result)]() mutable {
                                finish(site, std::move(made));
                            }));
        post([this] { goOn(); });
    }

    /// On a thread of its own.
    void finish(std::size_t site, audit::LiveResult result) {
        const Progress progress([this, site](std::uint64_t done, std::uint64_t total) {
            LiveEvent event{LiveEvent::Kind::Probing, site, m_request.urls[site]};
            event.done = done;
            event.total = total;
            tell(event);
        });
        settleTrials(result, m_stop);
        std::vector<audit::FlushTrial> trials = result.run.trials;
        for (audit::FlushTrial &trial : trials)
            trial.visits.clear();
        const fs::path file = m_outcome.sites[site].file;
        const auto failed = finishLive(m_request, std::move(result), file, m_stop, progress);
        post([this, site, failed, trials = std::move(trials)] {
            m_outcome.sites[site].trials = trials;
            finished(site, failed);
        });
    }

    void finished(std::size_t site, const std::optional<store::StoreError> &failed) {
        m_finishing.erase(site); // its thread has done its work
        LiveSite &about = m_outcome.sites[site];
        about.notSaved = failed;
        std::error_code ignored;
        if (failed)
            about.file.clear();
        else if (about.file == fileOf(site, true))
            fs::remove(fileOf(site, false), ignored);
        tell({failed ? LiveEvent::Kind::Failed : LiveEvent::Kind::Saved, site, about.url});
        goOn();
    }

    void takeBack() {
        for (const auto &[site, audit] : m_audits)
            audit->takeBack();
    }

    void stopAll() {
        m_waiting.clear();
        for (const auto &[site, audit] : m_audits)
            audit->stop();
        endIfDone();
    }

    [[nodiscard]] bool isDone() const {
        // A browser that is being started has nobody else to end it.
        return !m_isStarting && m_waiting.empty() && m_audits.empty() && m_finishing.empty();
    }
    void endIfDone() {
        if (isDone())
            m_events.end();
    }

    void tell(const LiveEvent &event) {
        const std::lock_guard lock(m_mutex);
        if (m_listener)
            m_listener(event);
    }

    /// Later, on the thread of runLive().
    template <class Call>
    void post(Call call) {
        QMetaObject::invokeMethod(&m_context, std::move(call), Qt::QueuedConnection);
    }

    const LiveRequest &m_request;
    const StopToken &m_stop;
    const LiveListener &m_listener;
    unsigned m_parallel;
    std::mutex m_mutex; ///< of the listener
    EventLoop m_events;
    QObject m_context;
    fs::path m_folder;
    LiveOutcome m_outcome;
    std::unique_ptr<live::Browser> m_browser;
    bool m_browserGone = false;
    bool m_isStarting = false;
    unsigned m_starts = 0; ///< since a site was done
    std::vector<std::size_t> m_waiting;
    std::map<std::size_t, std::unique_ptr<audit::LiveAudit>> m_audits;
    std::vector<std::unique_ptr<audit::LiveAudit>> m_ended;
    std::map<std::size_t, std::jthread> m_finishing;
    std::map<std::size_t, bool> m_retried;
};

} // namespace

unsigned affordable(unsigned wanted, Bytes freeMemory) noexcept {
    const std::uint64_t fits = std::max<std::uint64_t>(1, freeMemory.count / 2 / perSite.count);
    return static_cast<unsigned>(std::min<std::uint64_t>(std::max(wanted, 1U), fits));
}

std::string captureName(std::size_t place, std::string_view url) {
    constexpr std::size_t digits = 3;
    constexpr std::size_t mostHost = 80;
    std::string number = std::to_string(place + 1);
    number.insert(0, number.size() < digits ? digits - number.size() : 0, '0');
    std::string host(url::parseUrl(url).host.substr(0, mostHost));
    const auto isSafe = [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '.' || c == '-';
    };
    std::replace_if(
        host.begin(), host.end(), [&](char c) { return !isSafe(static_cast<unsigned char>(c)); },
        '_');
    const std::string digest = body::encodeHex(body::digestOf(body::Algorithm::Crc32, url).bytes());
    return number + "-" + host + "-" + digest + ".etagere";
}

LiveOutcome runLive(const LiveRequest &request, const StopToken &stop,
                    const LiveListener &listener) {
    return Driver(request, stop, listener).run();
}

} // namespace etagere::session
