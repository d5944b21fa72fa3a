// SPDX-License-Identifier: Apache-2.0
#include "core/live/devtools_follow.h"

#include <algorithm>
#include <chrono>

namespace etagere::live {

namespace {

constexpr std::size_t mostSeen = 1000;
constexpr std::size_t mostLoaders = 1000;

Instant now() { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }

bool isWeb(std::string_view url) noexcept {
    return url.starts_with("http:") || url.starts_with("https:");
}

/// Somebody wants another page, whatever the one before was doing.
bool isByHand(std::string_view reason) noexcept {
    return reason == "anchorClick" || reason.starts_with("formSubmission");
}

bool hasMember(simdjson::dom::element object, std::string_view name) {
    return object[name].error() == simdjson::SUCCESS;
}

PageWatch::Options watchOptions(const DevtoolsPage &page) {
    PageWatch::Options options;
    options.limits.ownCache = page.hasCache();
    return options;
}

} // namespace

DevtoolsFollow::Part::Part(DevtoolsFollow &follow, PageFrames frames)
    : watch(
          follow.m_client, follow.m_session, watchOptions(follow.m_page),
          [this, &follow](LiveExchange exchange) {
              follow.m_listener.exchanged(std::move(exchange), whose);
          },
          [this, &follow] { follow.takeQuiet(*this); }) {
    watch.recorder().setFrames(std::move(frames));
    watch.recorder().setMainFrame(follow.m_mainFrame);
}

DevtoolsFollow::DevtoolsFollow(DevtoolsClient &client, DevtoolsPage &page, PageFrames frames,
                               Listener listener)
    : m_client(client)
    , m_page(page)
    , m_listener(std::move(listener))
    , m_session(page.session())
    , m_mainFrame(page.target()) // a page's main frame bears its name
    , m_limit(new QTimer) {
    const std::string topUrl = frames.topUrl();
    m_current = std::make_unique<Part>(*this, std::move(frames));
    m_current->watch.setTopUrl(topUrl);
    m_limit->setSingleShot(true);
    QObject::connect(m_limit.get(), &QTimer::timeout, m_limit.get(),
                     [this] { finish(VisitSummary::End::TimedOut); });
}

void DevtoolsFollow::start() {
    m_page.listen([this](std::string_view session, std::string_view method,
                         simdjson::dom::element params) { take(session, method, params); });
}

void DevtoolsFollow::end(VisitSummary::End how, std::string_view words) {
    if (m_hasEnded)
        return;
    m_hasEnded = true;
    m_page.listen({});
    m_reader.reset();
    m_limit->stop();
    if (!m_isVisiting) {
        giveSeen(*m_current);
        tellMissed(*m_current);
        return;
    }
    m_summary.end = how;
    m_summary.failure = words;
    m_summary.took = now() - m_summary.started;
    tellEnded();
}

void DevtoolsFollow::take(std::string_view session, std::string_view method,
                          simdjson::dom::element params) {
    const auto watched = m_alive.watch();
    const bool isMain = session == m_session;
    if (isMain)
        takeMain(method, params);
    if (watched.expired() || m_hasEnded)
        return;
    partOf(method, params).watch.take(session, method, params);
    if (!watched.expired() && !m_hasEnded && isMain)
        takeOutcome(method, params);
}

void DevtoolsFollow::takeOutcome(std::string_view method, simdjson::dom::element params) {
    if (method == "Page.frameNavigated" && textOf(params, "type") == "BackForwardCacheRestore") {
        m_current->watch.setLoaded(); // as it was when it was left
    } else if (method == "Network.loadingFailed" && m_isVisiting && !m_isCommitted &&
               m_loaders.contains(textOf(params, "requestId"))) {
        m_summary.failure = textOf(params, "errorText");
        finish(VisitSummary::End::Failed);
    }
}

void DevtoolsFollow::takeMain(std::string_view method, simdjson::dom::element params) {
    if (method == "Network.requestWillBeSent")
        takeRequest(params);
    else if (method == "Page.frameNavigated" && textAt(params, "/frame/parentId").empty())
        takeNavigated(params);
    else if (method == "Page.frameRequestedNavigation" && textOf(params, "frameId") == m_mainFrame)
        m_wasClicked = isByHand(textOf(params, "reason"));
}

void DevtoolsFollow::takeRequest(simdjson::dom::element params) {
    const std::string_view request = textOf(params, "requestId");
    const std::string_view url = textAt(params, "/request/url");
    const bool isNew = textOf(params, "type") == "Document" &&
                       textOf(params, "frameId") == m_mainFrame && isWeb(url) &&
                       !hasMember(params, "redirectResponse") && !m_loaders.contains(request);
    if (!isNew)
        return;
    const bool isClicked = std::exchange(m_wasClicked, false) || flagOf(params, "hasUserGesture");
    if (!m_isVisiting || isClicked || m_reader)
        begin(url, request);
    else if (m_loaders.size() < mostLoaders)
        m_loaders.emplace(request);
}

void DevtoolsFollow::takeNavigated(simdjson::dom::element params) {
    const std::string_view url = textAt(params, "/frame/url");
    const std::string_view loader = textAt(params, "/frame/loaderId");
    if (m_isVisiting && !m_isCommitted) {
        m_isCommitted = true;
    } else if (isWeb(url) && !m_loaders.contains(loader)) {
        begin(url, loader); // without a request, as from the history
        m_isCommitted = true;
    }
}

/// Between the request for a document and its coming, the page before is still there; what it asks
/// as it goes comes later still.
bool DevtoolsFollow::isOfCurrent(simdjson::dom::element request) const {
    const std::string_view loader = textOf(request, "loaderId");
    if (m_loaders.contains(loader))
        return true;
    const bool isOfMainFrame = textOf(request, "frameId") == m_mainFrame && !loader.empty();
    return m_isCommitted && !isOfMainFrame;
}

DevtoolsFollow::Part &DevtoolsFollow::partOf(std::string_view method,
                                             simdjson::dom::element params) {
    if (!m_previous)
        return *m_current;
    const std::string_view request = textOf(params, "requestId");
    if (m_previous->watch.recorder().knows(request))
        return *m_previous;
    if (m_current->watch.recorder().knows(request))
        return *m_current;
    if (method == "Network.requestWillBeSent") {
        Part &home = isOfCurrent(params) ? *m_current : *m_previous;
        Part &other = &home == m_current.get() ? *m_previous : *m_current;
        other.watch.recorder().giveEarly(request, home.watch.recorder());
        return home;
    }
    return m_isCommitted ? *m_current : *m_previous;
}

void DevtoolsFollow::begin(std::string_view url, std::string_view request) {
    const auto watched = m_alive.watch();
    const auto seen = std::find_if(m_seen.begin(), m_seen.end(),
                                   [url](const auto &entry) { return entry.first == url; });
    const std::string method = seen == m_seen.end() ? std::string() : seen->second;
    if (seen != m_seen.end())
        m_seen.erase(seen);
    if (m_isVisiting) {
        m_reader.reset();
        if (m_summary.took == Duration{}) {
            m_summary.end = VisitSummary::End::TimedOut;
            m_summary.took = now() - m_summary.started;
        }
        tellEnded();
        if (watched.expired() || m_hasEnded)
            return;
    }
    m_previous = std::move(m_current);
    m_previous->whose = Whose::Previous;
    m_previous->watch.stopWaiting();
    m_current = std::make_unique<Part>(*this, PageFrames());
    m_current->watch.setTopUrl(std::string(url));
    m_loaders = {std::string(request)};
    m_summary = {};
    m_summary.started = now();
    m_isVisiting = true;
    m_isCommitted = false;
    m_limit->start(std::chrono::ceil<std::chrono::milliseconds>(VisitOptions().timeout));
    if (!method.empty())
        m_current->watch.monitorSaw(url, method);
    m_listener.began(std::string(url), m_summary.started);
}

void DevtoolsFollow::monitorSaw(std::string_view url, std::string_view method, bool isDocument) {
    if (!isDocument)
        m_current->watch.monitorSaw(url, method);
    else if (m_seen.size() < mostSeen)
        m_seen.emplace_back(url, method);
}

void DevtoolsFollow::takeQuiet(const Part &part) {
    if (m_isVisiting && &part == m_current.get())
        finish(VisitSummary::End::Loaded);
}

void DevtoolsFollow::finish(VisitSummary::End how) {
    if (!m_isVisiting || m_reader)
        return;
    m_current->watch.stopWaiting();
    m_limit->stop();
    m_summary.end = how;
    m_summary.took = now() - m_summary.started;
    m_reader = std::make_unique<PageReader>(m_client, m_page);
    m_reader->read({how != VisitSummary::End::Failed, false},
                   [this](PageSight sight) { takeSight(std::move(sight)); });
}

void DevtoolsFollow::takeSight(PageSight sight) {
    m_summary.finalUrl = std::move(sight.page.url);
    m_summary.title = std::move(sight.page.title);
    m_summary.links = std::move(sight.page.links);
    m_summary.storage = std::move(sight.page.storage);
    m_summary.cookies = std::move(sight.cookies);
    tellEnded();
}

void DevtoolsFollow::tellEnded() {
    const auto watched = m_alive.watch();
    m_isVisiting = false;
    m_limit->stop();
    m_current->watch.stopWaiting();
    endPrevious();
    if (watched.expired())
        return;
    NetworkRecorder &recorder = m_current->watch.recorder();
    const std::string topUrl = m_current->watch.topUrl();
    auto next = std::make_unique<Part>(*this, PageFrames(recorder.frames()));
    next->watch.setTopUrl(topUrl);
    next->watch.stopWaiting();
    recorder.giveEarly(next->watch.recorder());
    giveSeen(*m_current);
    m_summary.blindness = recorder.finish();
    if (m_summary.finalUrl.empty())
        m_summary.finalUrl = topUrl;
    m_current = std::move(next);
    m_isCommitted = true;
    // The callback that this may be called by goes with the reader.
    const std::unique_ptr<PageReader> reader = std::move(m_reader);
    m_listener.ended(std::exchange(m_summary, {}));
}

void DevtoolsFollow::endPrevious() {
    if (const std::unique_ptr<Part> previous = std::move(m_previous))
        tellMissed(*previous);
}

void DevtoolsFollow::tellMissed(Part &part) {
    const Blindness missed = part.watch.recorder().finish();
    if (missed != Blindness())
        m_listener.missed(missed, part.whose);
}

void DevtoolsFollow::giveSeen(Part &part) {
    for (const auto &[url, method] : std::exchange(m_seen, {}))
        part.watch.monitorSaw(url, method);
    part.watch.stopWaiting();
}

} // namespace etagere::live
