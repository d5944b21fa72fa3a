// SPDX-License-Identifier: Apache-2.0
#include "core/live/devtools_page.h"

#include <QString>

#include <algorithm>
#include <array>
#include <utility>

namespace etagere::live {

namespace {

/// A page that begins workers without end must not take all memory; those beyond run unseen.
constexpr std::size_t mostSessions = 500;
constexpr std::size_t mostBypassed = 20'000;

bool isFrame(std::string_view type) noexcept { return type == "page" || type == "iframe"; }

bool isSafe(std::string_view method) noexcept { return method == "GET" || method == "HEAD"; }

bool isCacheControl(std::string_view name) {
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))
               .compare(QLatin1String("cache-control"), Qt::CaseInsensitive) == 0;
}

/// A request's fields as Fetch.continueRequest takes them, with our Cache-Control or without any.
std::string fieldList(simdjson::dom::element params, bool isPastCache) {
    std::string list = "[";
    simdjson::dom::object fields;
    if (params.at_pointer("/request/headers").get(fields) == simdjson::SUCCESS) {
        for (const auto &[name, value] : fields) {
            std::string_view text;
            if (value.get(text) != simdjson::SUCCESS || isCacheControl(name))
                continue;
            list += JsonParams().text("name", name).text("value", text).object() + ',';
        }
    }
    if (isPastCache)
        list += R"({"name":"Cache-Control","value":"no-cache"})";
    else if (list.back() == ',')
        list.pop_back();
    return list + ']';
}

/// Counts answers that are awaited together.
struct Countdown {
    std::size_t left = 0;
    DevtoolsPage::Opened done;
};

} // namespace

DevtoolsPage::DevtoolsPage(DevtoolsClient &client, PageSetup setup)
    : m_client(client)
    , m_setup(std::move(setup)) {}

DevtoolsPage::~DevtoolsPage() {
    leaveSessions();
    if (!m_target.empty())
        m_client.call({{}, "Target.closeTarget", JsonParams().text("targetId", m_target)});
}

void DevtoolsPage::leaveSessions() {
    for (const auto &[session, target] : std::exchange(m_sessions, {})) {
        m_client.listen(session, {});
        // Stopped and begun anew, it would wait for the session that it still had.
        if (target.type == "service_worker")
            m_client.call({{}, "Target.detachFromTarget", JsonParams().text("sessionId", session)});
    }
}

void DevtoolsPage::open(Opened opened) {
    const JsonParams where =
        JsonParams().text("url", "about:blank").text("browserContextId", m_setup.context);
    m_client.call({{}, "Target.createTarget", where},
                  m_alive.only([this, opened = std::move(opened)](const auto &answer) {
                      if (!answer) {
                          opened(Failure<BrowserError>(answer.error()));
                          return;
                      }
                      m_target = textOf(*answer, "targetId");
                      if (m_setup.cache != nullptr)
                          m_cache = std::make_unique<DevtoolsCache>(m_client, *m_setup.cache,
                                                                    m_target, m_setup.emptiesOther);
                      attach(opened);
                  }));
}

void DevtoolsPage::attach(const Opened &opened) {
    const JsonParams which = JsonParams().text("targetId", m_target).flag("flatten", true);
    m_client.call(
        {{}, "Target.attachToTarget", which}, m_alive.only([this, opened](const auto &answer) {
            if (!answer) {
                opened(Failure<BrowserError>(answer.error()));
                return;
            }
            m_session = textOf(*answer, "sessionId");
            stopServiceWorkers([this, opened] { setUp(m_session, {"page", m_target}, opened); });
        }));
}

/// Those that run since an earlier visit would answer before they are heard. All begin anew, and
/// wait for that, as for a visitor who comes on another day. A browser that cannot stop them
/// refuses, and what they ask is counted as unseen.
void DevtoolsPage::stopServiceWorkers(const std::function<void()> &next) {
    m_client.call({m_session, "ServiceWorker.enable", {}});
    m_client.call({m_session, "ServiceWorker.stopAllWorkers", {}},
                  m_alive.only([next](const auto &) { next(); }));
    m_client.call({m_session, "ServiceWorker.disable", {}});
}

void DevtoolsPage::close(std::function<void()> closed) {
    const std::string target = std::exchange(m_target, {});
    leaveSessions();
    m_client.call({{}, "Target.closeTarget", JsonParams().text("targetId", target)},
                  [closed = std::move(closed)](const auto &) { closed(); });
}

/// All in one go: some targets answer only once they run.
void DevtoolsPage::setUp(const std::string &session, const Target &target, const Opened &done) {
    m_sessions[session] = target;
    m_client.listen(session, m_alive.only([this, session](std::string_view method,
                                                          simdjson::dom::element params) {
        take(session, method, params);
    }));
    std::vector<std::pair<std::string_view, JsonParams>> calls;
    calls.emplace_back("Target.setAutoAttach", JsonParams()
                                                   .flag("autoAttach", true)
                                                   .flag("waitForDebuggerOnStart", true)
                                                   .flag("flatten", true));
    constexpr int allBodies = 100'000'000;
    constexpr int oneBody = 50'000'000;
    constexpr int postData = 65536;
    calls.emplace_back("Network.enable", JsonParams()
                                             .number("maxTotalBufferSize", allBodies)
                                             .number("maxResourceBufferSize", oneBody)
                                             .number("maxPostDataSize", postData));
    if (isFrame(target.type))
        calls.emplace_back("Page.enable", JsonParams());
    if (target.type == "page")
        calls.emplace_back("Inspector.enable", JsonParams());
    if (m_ignoresCache)
        calls.emplace_back("Network.setCacheDisabled", JsonParams().flag("cacheDisabled", true));
    if (!m_setup.userAgent.empty()) {
        const JsonParams agent = JsonParams().text("userAgent", m_setup.userAgent);
        calls.emplace_back("Network.setUserAgentOverride", agent);
        calls.emplace_back("Emulation.setUserAgentOverride", agent);
    }
    if (m_cache)
        m_cache->begin(session);
    else if (m_bypass)
        setIntercepting(session);
    calls.emplace_back("Runtime.runIfWaitingForDebugger", JsonParams());
    const auto countdown = std::make_shared<Countdown>(Countdown{calls.size(), done});
    for (auto &[method, params] : calls)
        m_client.call({session, method, std::move(params)},
                      m_alive.only([countdown, method = method](const auto &answer) {
                          // Only without this one there is nothing to see.
                          if (!answer && method == "Network.enable" && countdown->done)
                              std::exchange(countdown->done,
                                            {})(Failure<BrowserError>(answer.error()));
                          if (--countdown->left == 0 && countdown->done)
                              countdown->done({});
                      }));
}

void DevtoolsPage::take(const std::string &session, std::string_view method,
                        simdjson::dom::element params) {
    const auto watched = m_alive.watch();
    if (m_listener)
        m_listener(session, method, params);
    if (watched.expired())
        return;
    if (m_cache)
        m_cache->take(session, method, params);
    if (method == "Target.attachedToTarget") {
        takeAttached(params);
    } else if (method == "Target.detachedFromTarget") {
        drop(std::string(textOf(params, "sessionId")));
    } else if (method == "Fetch.requestPaused" && !m_cache) {
        takePaused(session, params);
    } else if (method == "Page.javascriptDialogOpening") {
        // "Leave this page?" is the one question to which yes lets the visit go on.
        m_client.call({session, "Page.handleJavaScriptDialog",
                       JsonParams().flag("accept", textOf(params, "type") == "beforeunload")});
    }
}

void DevtoolsPage::takeAttached(simdjson::dom::element params) {
    const std::string session(textOf(params, "sessionId"));
    adopt(session, textAt(params, "/targetInfo/type"),
          std::string(textAt(params, "/targetInfo/targetId")));
}

void DevtoolsPage::adopt(const std::string &session, std::string_view type,
                         const std::string &target) {
    if (session.empty() || m_sessions.contains(session))
        return;
    if (type == "page" && target != m_target) {
        // A window that the page opened: it never begins.
        m_client.call({{}, "Target.closeTarget", JsonParams().text("targetId", target)});
        return;
    }
    // The page and the browser both tell of a service worker, and one of them is to be heard: only
    // for the page's sake its script waits, only for the browser's one that starts before its page.
    const bool isHeard =
        std::any_of(m_sessions.begin(), m_sessions.end(),
                    [&target](const auto &entry) { return entry.second.id == target; });
    if (isHeard || m_sessions.size() >= mostSessions) {
        m_client.call({session, "Runtime.runIfWaitingForDebugger", {}});
        return;
    }
    setUp(session, {std::string(type), target}, {});
}

void DevtoolsPage::drop(const std::string &session) {
    if (session == m_session || !m_sessions.contains(session))
        return;
    m_sessions.erase(session);
    m_client.listen(session, {});
    if (m_cache)
        m_cache->drop(session);
}

void DevtoolsPage::takePaused(const std::string &session, simdjson::dom::element params) {
    const std::string request(textOf(params, "networkId"));
    const bool isPastCache = m_bypass && isSafe(textAt(params, "/request/method")) &&
                             m_bypass(textAt(params, "/request/url"));
    JsonParams answer;
    answer.text("requestId", textOf(params, "requestId"));
    // A redirect inherits the fields of the request before it.
    if (isPastCache || m_bypassed.contains(request))
        answer.json("headers", fieldList(params, isPastCache));
    if (isPastCache && !request.empty() && m_bypassed.size() < mostBypassed)
        m_bypassed.insert(request);
    m_client.call({session, "Fetch.continueRequest", std::move(answer)});
}

void DevtoolsPage::setIntercepting(const std::string &session) {
    static constexpr std::string_view everyRequest =
        R"([{"urlPattern":"*","requestStage":"Request"}])";
    if (m_bypass)
        m_client.call({session, "Fetch.enable", JsonParams().json("patterns", everyRequest)});
    else
        m_client.call({session, "Fetch.disable", {}});
}

void DevtoolsPage::intercept(Bypass bypass) {
    if (m_cache)
        return;
    m_bypass = std::move(bypass);
    m_bypassed.clear();
    for (const auto &[session, target] : m_sessions)
        setIntercepting(session);
}

void DevtoolsPage::ignoreCache(bool ignored) {
    expect(ignored ? Load::HardReload : Load::Visit);
    if (m_ignoresCache == ignored)
        return;
    m_ignoresCache = ignored;
    for (const auto &[session, target] : m_sessions)
        m_client.call(
            {session, "Network.setCacheDisabled", JsonParams().flag("cacheDisabled", ignored)});
}

void DevtoolsPage::expect(Load load) {
    if (m_cache)
        m_cache->expect(load);
}

std::vector<std::string> DevtoolsPage::frameSessions() const {
    std::vector<std::string> sessions;
    for (const auto &[session, target] : m_sessions) {
        if (isFrame(target.type))
            sessions.push_back(session);
    }
    return sessions;
}

} // namespace etagere::live
