// SPDX-License-Identifier: Apache-2.0
#include "core/live/firefox_visit.h"

#include <QByteArray>

#include <chrono>
#include <utility>

namespace etagere::live {

namespace {

/// For the promise of the caller's script.
constexpr std::chrono::milliseconds scriptPatience = std::chrono::seconds(10);
/// How often in turn it must have been quiet before a stream is left to itself.
constexpr int quietTimesWithStreams = 5;

std::chrono::milliseconds milliseconds(Duration duration) {
    return std::chrono::ceil<std::chrono::milliseconds>(duration);
}

Instant now() { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }

std::string bytesOf(simdjson::dom::element answer) {
    const std::string_view text = textAt(answer, "/bytes/value");
    if (textAt(answer, "/bytes/type") != "base64")
        return std::string(text);
    return QByteArray::fromBase64(QByteArray(text.data(), static_cast<qsizetype>(text.size())))
        .toStdString();
}

} // namespace

FirefoxVisit::FirefoxVisit(FirefoxTab tab, VisitOptions options, ExchangeListener listener)
    : m_tab(std::move(tab))
    , m_options(std::move(options))
    , m_recorder(
          {m_options.bodyLimit, m_options.visitBodyLimit, true}, std::move(listener),
          [this](const std::string &request, BidiRecorder::Part part) { askBody(request, part); })
    , m_isScriptDone(m_options.script.empty())
    , m_quiet(new QTimer)
    , m_limit(new QTimer) {
    m_quiet->setSingleShot(true);
    m_limit->setSingleShot(true);
    QObject::connect(m_quiet.get(), &QTimer::timeout, m_quiet.get(), [this] { takeQuiet(); });
    QObject::connect(m_limit.get(), &QTimer::timeout, m_limit.get(), [this] { stop(); });
}

void FirefoxVisit::start(Answered answered) {
    m_answered = std::move(answered);
    m_summary.started = now();
    m_summary.finalUrl = m_options.url;
    m_recorder.knowContext(m_tab.context, {}, m_options.url);
    m_limit->start(milliseconds(m_options.timeout));
    if (m_options.load == Load::HardReload)
        setCacheBehavior("bypass");
    load();
}

void FirefoxVisit::setCacheBehavior(std::string_view behavior) {
    m_tab.client->call(
        "network.setCacheBehavior",
        JsonParams().text("cacheBehavior", behavior).json("contexts", jsonList(m_tab.context)));
}

void FirefoxVisit::load() {
    const auto taken = m_alive.only([this](const auto &answer) {
        m_hasNavigated = true;
        if (!answer)
            fail(answer.error().detail);
        else
            waitForQuiet();
        tellLoaded();
    });
    JsonParams params;
    params.text("context", m_tab.context).text("wait", "none");
    const BidiClient::Limit limit = milliseconds(m_options.timeout) + std::chrono::seconds(1);
    if (m_options.load == Load::Visit)
        m_tab.client->call("browsingContext.navigate", params.text("url", m_options.url), taken,
                           limit);
    else
        m_tab.client->call("browsingContext.reload", params, taken, limit);
}

void FirefoxVisit::take(std::string_view method, simdjson::dom::element params) {
    const auto watched = m_alive.watch();
    m_recorder.take(method, params);
    if (watched.expired())
        return;
    if (textOf(params, "context") == m_tab.context)
        takePage(method, params);
    if (watched.expired())
        return;
    waitForQuiet();
    tellLoaded();
}

void FirefoxVisit::tellLoaded() {
    if (!m_hasNavigated || !m_isLoaded || m_isEnding || m_isInHand)
        return;
    if (m_options.handOver) {
        m_isInHand = true;
        m_limit->stop(); // people take the time they need
        m_tab.client->call("browsingContext.activate", JsonParams().text("context", m_tab.context));
        std::exchange(m_options.handOver, {})();
    } else if (m_options.loaded) {
        std::exchange(m_options.loaded, {})();
    }
}

void FirefoxVisit::takeBack() {
    if (!std::exchange(m_isInHand, false) || m_isEnding)
        return;
    m_limit->start(milliseconds(m_options.timeout));
    waitForQuiet();
    tellLoaded();
}

void FirefoxVisit::takePage(std::string_view method, simdjson::dom::element params) {
    if (method == "browsingContext.load") {
        m_isLoaded = true;
    } else if (method == "browsingContext.navigationStarted") {
        m_navigation = textOf(params, "navigation");
        m_isLoaded = false;
        m_summary.failure.clear();
    } else if (method == "browsingContext.navigationCommitted") {
        m_summary.finalUrl = textOf(params, "url");
    } else if (method == "network.fetchError" && !m_navigation.empty() &&
               textOf(params, "navigation") == m_navigation) {
        m_summary.failure = textOf(params, "errorText");
    } else if (method == "browsingContext.navigationFailed" ||
               method == "browsingContext.downloadWillBegin") {
        if (textOf(params, "navigation") != m_navigation)
            return;
        const std::string words =
            m_summary.failure.empty() ? std::string(textOf(params, "message")) : m_summary.failure;
        fail(words.empty() ? method : std::string_view(words));
    } else if (method == "browsingContext.contextDestroyed") {
        m_summary.failure = "the page went away";
        finish(VisitSummary::End::Crashed);
    }
}

void FirefoxVisit::askBody(const std::string &request, BidiRecorder::Part part) {
    const bool isResponse = part == BidiRecorder::Part::Response;
    m_tab.client->call("network.getData",
                       JsonParams()
                           .text("dataType", isResponse ? "response" : "request")
                           .text("collector", m_tab.collector)
                           .flag("disown", true)
                           .text("request", request),
                       m_alive.only([this, request, part](const auto &answer) {
                           std::optional<std::string> body;
                           if (answer)
                               body = bytesOf(*answer);
                           m_recorder.takeBody(request, part, std::move(body));
                           waitForQuiet();
                       }));
}

void FirefoxVisit::fail(std::string_view words) {
    m_summary.failure = words;
    finish(VisitSummary::End::Failed);
}

void FirefoxVisit::waitForQuiet() {
    m_quietTimes = 0;
    if (!m_isEnding)
        m_quiet->start(milliseconds(m_options.quiet));
}

void FirefoxVisit::takeQuiet() {
    // Whatever changes any of these is an event, and begins the wait anew.
    if (!m_hasNavigated || !m_isLoaded || m_isScriptRunning || m_isInHand)
        return;
    if (!m_recorder.isQuiet()) {
        if (!m_recorder.isQuiet(BidiRecorder::Streams::Ignored))
            return;
        if (++m_quietTimes < quietTimesWithStreams) {
            m_quiet->start(milliseconds(m_options.quiet));
            return;
        }
    }
    if (m_isScriptDone)
        finish(VisitSummary::End::Loaded);
    else
        runScript();
}

void FirefoxVisit::runScript() {
    m_isScriptRunning = true;
    m_tab.client->evaluate({m_tab.context, false, scriptPatience}, m_options.script,
                           m_alive.only([this](const auto &) {
                               m_isScriptRunning = false;
                               m_isScriptDone = true;
                               waitForQuiet();
                           }));
}

void FirefoxVisit::finish(VisitSummary::End end) {
    if (m_isEnding)
        return;
    m_isEnding = true;
    m_quiet->stop();
    m_limit->stop();
    m_summary.end = end;
    m_summary.took = now() - m_summary.started;
    if (m_options.load == Load::HardReload)
        setCacheBehavior("default");
    m_reader = std::make_unique<FirefoxReader>(m_tab);
    const bool isReadable = end == VisitSummary::End::Loaded || end == VisitSummary::End::TimedOut;
    m_reader->read({isReadable, isReadable && m_options.screenshot},
                   [this](FirefoxSight sight) { answer(std::move(sight)); });
}

void FirefoxVisit::answer(FirefoxSight sight) {
    m_summary.blindness = m_recorder.finish();
    if (m_summary.end != VisitSummary::End::Failed)
        m_summary.failure = m_summary.end == VisitSummary::End::Crashed ? m_summary.failure : "";
    if (!sight.page.url.empty())
        m_summary.finalUrl = std::move(sight.page.url);
    m_summary.title = std::move(sight.page.title);
    m_summary.links = std::move(sight.page.links);
    m_summary.storage = std::move(sight.page.storage);
    m_summary.cookies = std::move(sight.cookies);
    m_summary.screenshot = std::move(sight.screenshot);
    const Answered answered = std::move(m_answered);
    answered(std::move(m_summary));
}

} // namespace etagere::live
