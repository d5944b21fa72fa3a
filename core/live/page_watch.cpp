// SPDX-License-Identifier: Apache-2.0
#include "core/live/page_watch.h"

#include <chrono>
#include <utility>

namespace etagere::live {

namespace {

/// After this long without a word, what may never be told to have ended has.
constexpr std::chrono::milliseconds stillness = std::chrono::seconds(5);

} // namespace

PageWatch::PageWatch(DevtoolsClient &client, std::string session, const Options &options,
                     ExchangeListener listener, std::function<void()> quiet)
    : m_client(client)
    , m_session(std::move(session))
    , m_options(options)
    , m_onQuiet(std::move(quiet))
    , m_recorder(options.limits, std::move(listener),
                 [this](std::uint64_t ticket, std::string_view asked, std::string_view request) {
                     askBody(ticket, asked, request);
                 })
    , m_quiet(new QTimer) {
    m_quiet->setSingleShot(true);
    QObject::connect(m_quiet.get(), &QTimer::timeout, m_quiet.get(), [this] { takeQuiet(); });
}

void PageWatch::take(std::string_view session, std::string_view method,
                     simdjson::dom::element params) {
    const auto watched = m_alive.watch();
    m_recorder.take(session, method, params);
    if (watched.expired())
        return;
    if (session == m_session)
        takePage(method, params);
    stir();
}

void PageWatch::takePage(std::string_view method, simdjson::dom::element params) {
    if (method == "Page.loadEventFired") {
        m_isLoaded = true;
    } else if (method == "Page.frameNavigated" && textAt(params, "/frame/parentId").empty()) {
        m_isLoaded = false;
        m_topUrl = textAt(params, "/frame/url");
    }
}

void PageWatch::askBody(std::uint64_t ticket, std::string_view session, std::string_view request) {
    m_client.call(
        {std::string(session), "Network.getResponseBody", JsonParams().text("requestId", request)},
        m_alive.only([this, ticket](const auto &answer) {
            if (answer)
                m_recorder.takeBody(ticket, textOf(*answer, "body"),
                                    flagOf(*answer, "base64Encoded"));
            else
                m_recorder.loseBody(ticket);
            stir();
        }));
}

void PageWatch::monitorSaw(std::string_view url, std::string_view method) {
    m_recorder.monitorSaw(url, method);
    stir();
}

void PageWatch::stir() {
    if (m_isWaiting)
        m_quiet->start(std::chrono::ceil<std::chrono::milliseconds>(m_options.quiet));
    m_isStill = false;
}

void PageWatch::stopWaiting() {
    m_isWaiting = false;
    m_quiet->stop();
}

void PageWatch::takeQuiet() {
    // Whatever changes any of these is an event, and begins the wait anew.
    if (!m_isLoaded)
        return;
    if (!m_recorder.isQuiet() && !m_isStill) {
        m_isStill = m_recorder.mayBeQuiet();
        if (m_isStill)
            m_quiet->start(stillness);
        return;
    }
    m_onQuiet();
}

} // namespace etagere::live
