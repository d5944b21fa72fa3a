// SPDX-License-Identifier: Apache-2.0
#include "core/live/devtools_visit.h"

#include <chrono>
#include <utility>

namespace etagere::live {

namespace {

/// For the promise of the caller's script.
constexpr std::chrono::milliseconds scriptPatience = std::chrono::seconds(10);

/// After this long without a word, what may never be told to have ended has.
constexpr std::chrono::milliseconds stillness = std::chrono::seconds(5);

std::chrono::milliseconds milliseconds(Duration duration) {
    return std::chrono::ceil<std::chrono::milliseconds>(duration);
}

Instant now() { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }

} // namespace

DevtoolsVisit::DevtoolsVisit(DevtoolsClient &client, DevtoolsPage &page, VisitOptions options,
                             ExchangeListener listener)
    : m_client(client)
    , m_page(page)
    , m_options(std::move(options))
    , m_recorder({m_options.bodyLimit, m_options.visitBodyLimit}, std::move(listener),
                 [this](std::uint64_t ticket, std::string_view session, std::string_view request) {
                     askBody(ticket, session, request);
                 })
    , m_topUrl(m_options.url)
    , m_isScriptDone(m_options.script.empty())
    , m_quiet(new QTimer)
    , m_limit(new QTimer) {
    m_quiet->setSingleShot(true);
    m_limit->setSingleShot(true);
    QObject::connect(m_quiet.get(), &QTimer::timeout, m_quiet.get(), [this] { takeQuiet(); });
    QObject::connect(m_limit.get(), &QTimer::timeout, m_limit.get(), [this] { stop(); });
}

DevtoolsVisit::~DevtoolsVisit() { m_page.listen({}); }

void DevtoolsVisit::start(Answered answered) {
    m_answered = std::move(answered);
    m_summary.started = now();
    m_summary.finalUrl = m_options.url;
    m_page.listen([this](std::string_view session, std::string_view method,
                         simdjson::dom::element params) { take(session, method, params); });
    m_page.ignoreCache(m_options.load == Load::HardReload);
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
            waitForQuiet();
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
    m_recorder.take(session, method, params);
    if (watched.expired())
        return;
    if (session == m_page.session())
        takePage(method, params);
    if (!watched.expired())
        waitForQuiet();
}

void DevtoolsVisit::takePage(std::string_view method, simdjson::dom::element params) {
    if (method == "Page.loadEventFired") {
        m_isLoaded = true;
    } else if (method == "Page.frameNavigated" && textAt(params, "/frame/parentId").empty()) {
        m_isLoaded = false;
        m_topUrl = m_summary.finalUrl = textAt(params, "/frame/url");
    } else if (method == "Inspector.targetCrashed") {
        crash("crashed");
    }
}

void DevtoolsVisit::askBody(std::uint64_t ticket, std::string_view session,
                            std::string_view request) {
    m_client.call(
        {std::string(session), "Network.getResponseBody", JsonParams().text("requestId", request)},
        m_alive.only([this, ticket](const auto &answer) {
            if (answer)
                m_recorder.takeBody(ticket, textOf(*answer, "body"),
                                    flagOf(*answer, "base64Encoded"));
            else
                m_recorder.loseBody(ticket);
            waitForQuiet();
        }));
}

void DevtoolsVisit::monitorSaw(std::string_view url, std::string_view method) {
    m_recorder.monitorSaw(url, method);
    waitForQuiet();
}

void DevtoolsVisit::fail(std::string_view words) {
    m_summary.failure = words;
    finish(VisitSummary::End::Failed);
}

void DevtoolsVisit::crash(std::string_view words) {
    m_summary.failure = words;
    finish(VisitSummary::End::Crashed);
}

void DevtoolsVisit::waitForQuiet() {
    if (!m_isEnding)
        m_quiet->start(milliseconds(m_options.quiet));
    m_isStill = false;
}

void DevtoolsVisit::takeQuiet() {
    // Whatever changes any of these is an event, and begins the wait anew.
    if (!m_hasNavigated || !m_isLoaded || m_isScriptRunning)
        return;
    if (!m_recorder.isQuiet() && !m_isStill) {
        m_isStill = m_recorder.mayBeQuiet();
        if (m_isStill)
            m_quiet->start(stillness);
        return;
    }
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
                      waitForQuiet();
                  }));
}

void DevtoolsVisit::finish(VisitSummary::End end) {
    if (m_isEnding)
        return;
    m_isEnding = true;
    m_quiet->stop();
    m_limit->stop();
    m_summary.end = end;
    m_summary.took = now() - m_summary.started;
    m_reader = std::make_unique<PageReader>(m_client, m_page);
    const bool isReadable = end == VisitSummary::End::Loaded || end == VisitSummary::End::TimedOut;
    m_reader->read({isReadable, isReadable && m_options.screenshot},
                   [this](PageSight sight) { answer(std::move(sight)); });
}

void DevtoolsVisit::answer(PageSight sight) {
    m_summary.blindness = m_recorder.finish();
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
