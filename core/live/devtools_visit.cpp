// SPDX-License-Identifier: Apache-2.0
#include "core/live/devtools_visit.h"

#include <chrono>
#include <utility>

namespace etagere::live {

namespace {

/// For the promise of the caller's script.
constexpr std::chrono::milliseconds scriptPatience = std::chrono::seconds(10);

std::chrono::milliseconds milliseconds(Duration duration) {
    return std::chrono::ceil<std::chrono::milliseconds>(duration);
}

PageWatch::Options watchOptions(const VisitOptions &visit, const DevtoolsPage &page) {
    PageWatch::Options options;
    options.limits.body = visit.bodyLimit;
    options.limits.visitBodies = visit.visitBodyLimit;
    options.limits.ownCache = page.hasCache();
    options.quiet = visit.quiet;
    return options;
}

Instant now() { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }

} // namespace

DevtoolsVisit::DevtoolsVisit(DevtoolsClient &client, DevtoolsPage &page, VisitOptions options,
                             ExchangeListener listener)
    : m_client(client)
    , m_page(page)
    , m_options(std::move(options))
    , m_watch(client, page.session(), watchOptions(m_options, page), std::move(listener),
              [this] { takeQuiet(); })
    , m_isScriptDone(m_options.script.empty())
    , m_limit(new QTimer) {
    m_watch.setTopUrl(m_options.url);
    m_limit->setSingleShot(true);
    QObject::connect(m_limit.get(), &QTimer::timeout, m_limit.get(), [this] { stop(); });
}

DevtoolsVisit::~DevtoolsVisit() { m_page.listen({}); }

void DevtoolsVisit::start(Answered answered) {
    m_answered = std::move(answered);
    m_summary.started = now();
    m_page.listen([this](std::string_view session, std::string_view method,
                         simdjson::dom::element params) { take(session, method, params); });
    m_page.ignoreCache(m_options.load == Load::HardReload);
    m_page.expect(m_options.load);
    m_limit->start(milliseconds(m_options.timeout));
    load();
}

void DevtoolsVisit::load() {
    const auto taken = m_alive.only([this](const auto &answer) {
        m_hasNavigated = true;
        if (!answer)
            fail(answer.error().detail);
        else if (const std::string_view words = textOf(*answer, "errorText"); !words.empty())
            fail(words);
        else
            m_watch.stir();
        tellLoaded();
    });
    const std::chrono::milliseconds limit =
        milliseconds(m_options.timeout) + std::chrono::seconds(1);
    if (m_options.load == Load::Visit)
        m_client.call(
            {m_page.session(), "Page.navigate", JsonParams().text("url", m_options.url), limit},
            taken);
    else
        m_client.call({m_page.session(), "Page.reload",
                       JsonParams().flag("ignoreCache", m_options.load == Load::HardReload), limit},
                      taken);
}

void DevtoolsVisit::take(std::string_view session, std::string_view method,
                         simdjson::dom::element params) {
    const auto watched = m_alive.watch();
    m_watch.take(session, method, params);
    if (watched.expired())
        return;
    if (session == m_page.session() && method == "Inspector.targetCrashed")
        crash("crashed");
    tellLoaded();
}

void DevtoolsVisit::tellLoaded() {
    if (!m_hasNavigated || !m_watch.isLoaded() || m_isEnding || m_isInHand)
        return;
    if (m_options.handOver) {
        m_isInHand = true;
        m_limit->stop(); // people take the time they need
        m_client.call(
            {{}, "Target.activateTarget", JsonParams().text("targetId", m_page.target())});
        std::exchange(m_options.handOver, {})();
    } else if (m_options.loaded) {
        std::exchange(m_options.loaded, {})();
    }
}

void DevtoolsVisit::takeBack() {
    if (!std::exchange(m_isInHand, false) || m_isEnding)
        return;
    m_limit->start(milliseconds(m_options.timeout));
    m_watch.stir();
    tellLoaded();
}

void DevtoolsVisit::fail(std::string_view words) {
    m_summary.failure = words;
    finish(VisitSummary::End::Failed);
}

void DevtoolsVisit::crash(std::string_view words) {
    m_summary.failure = words;
    finish(VisitSummary::End::Crashed);
}

void DevtoolsVisit::takeQuiet() {
    // Whatever changes either of these stirs, and begins the wait anew.
    if (!m_hasNavigated || m_isScriptRunning || m_isInHand)
        return;
    if (m_isScriptDone)
        finish(VisitSummary::End::Loaded);
    else
        runScript();
}

void DevtoolsVisit::runScript() {
    m_isScriptRunning = true;
    const JsonParams script = JsonParams()
                                  .text("expression", m_options.script)
                                  .flag("awaitPromise", true)
                                  .flag("returnByValue", true);
    m_client.call({m_page.session(), "Runtime.evaluate", script, scriptPatience},
                  m_alive.only([this](const auto &) {
                      m_isScriptRunning = false;
                      m_isScriptDone = true;
                      m_watch.stir();
                  }));
}

void DevtoolsVisit::finish(VisitSummary::End end) {
    if (m_isEnding)
        return;
    m_isEnding = true;
    m_watch.stopWaiting();
    m_limit->stop();
    m_summary.end = end;
    m_summary.took = now() - m_summary.started;
    m_reader = std::make_unique<PageReader>(m_client, m_page);
    const bool isReadable = end == VisitSummary::End::Loaded || end == VisitSummary::End::TimedOut;
    m_reader->read({isReadable, isReadable && m_options.screenshot},
                   [this](PageSight sight) { answer(std::move(sight)); });
}

void DevtoolsVisit::answer(PageSight sight) {
    m_summary.blindness = m_watch.recorder().finish();
    m_summary.finalUrl = m_watch.topUrl();
    if (!sight.page.url.empty())
        m_summary.finalUrl = std::move(sight.page.url);
    m_summary.title = std::move(sight.page.title);
    m_summary.links = std::move(sight.page.links);
    m_summary.storage = std::move(sight.page.storage);
    m_summary.cookies = std::move(sight.cookies);
    m_summary.screenshot = std::move(sight.screenshot);
    m_page.listen({});
    m_page.ignoreCache(false);
    const Answered answered = std::move(m_answered);
    answered(std::move(m_summary));
}

} // namespace etagere::live
