// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/alive.h"
#include "core/live/devtools_cache.h"
#include "core/live/devtools_client.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::live {

/// How every page of a profile is set up.
struct PageSetup {
    std::string context;   ///< the profile's browser context
    std::string userAgent; ///< empty: the browser's own
    /// In the place of the browser's cache; outlives the page. Null: the browser's own.
    CachePath *cache = nullptr;
    /// The browser cannot be without a cache of its own, which is emptied then for each document.
    bool emptiesOther = false;
};

/// One page in a renderer of its own, with the workers and the frames of other processes that hang
/// on it: each is stopped when it begins, set up in the same way, and let run. Dialogs are
/// dismissed. Destroyed, it closes the page.
class DevtoolsPage {
public:
    using Opened = std::function<void(Result<void, BrowserError>)>;
    /// Of any of its sessions.
    using Listener = std::function<void(std::string_view session, std::string_view method,
                                        simdjson::dom::element params)>;
    /// Whether a request is to go past the cache.
    using Bypass = std::function<bool(std::string_view url)>;

    DevtoolsPage(DevtoolsClient &client, PageSetup setup);
    DevtoolsPage(const DevtoolsPage &) = delete;
    DevtoolsPage &operator=(const DevtoolsPage &) = delete;
    ~DevtoolsPage();

    /// Once. `opened` is called from the event loop.
    void open(Opened opened);
    /// Answered when the page is gone; this may be destroyed then, or before.
    void close(std::function<void()> closed);

    void listen(Listener listener) { m_listener = std::move(listener); }
    /// Stops every request and lets it go on, past the cache if `bypass` says so, which overwrites
    /// what is stored. An empty one ends that. Nothing where a simulated cache is in the path.
    void intercept(Bypass bypass);
    /// All requests past the cache, or none.
    void ignoreCache(bool ignored);
    /// How what follows is loaded, for a simulated cache.
    void expect(Load load);
    /// A simulated cache is in the path.
    [[nodiscard]] bool hasCache() const noexcept { return m_setup.cache != nullptr; }
    /// A session that the browser opened by itself and that is this page's: a worker's that may
    /// serve several pages.
    void adopt(const std::string &session, std::string_view type, const std::string &target);
    /// A session has ended; nothing if it is none of this page's, or the page's own.
    void drop(const std::string &session);

    [[nodiscard]] const std::string &context() const noexcept { return m_setup.context; }
    [[nodiscard]] const std::string &target() const noexcept { return m_target; }
    [[nodiscard]] const std::string &session() const noexcept { return m_session; }
    /// The page's and those of its frames in other processes.
    [[nodiscard]] std::vector<std::string> frameSessions() const;

private:
    struct Target {
        std::string type; ///< "page", "worker", …
        std::string id;
    };
    void attach(const Opened &opened);
    void leaveSessions();
    void stopServiceWorkers(const std::function<void()> &next);
    void setUp(const std::string &session, const Target &target, const Opened &done);
    void take(const std::string &session, std::string_view method, simdjson::dom::element params);
    void takeAttached(simdjson::dom::element params);
    void takePaused(const std::string &session, simdjson::dom::element params);
    void setIntercepting(const std::string &session);

    DevtoolsClient &m_client;
    PageSetup m_setup;
    std::string m_target;
    std::string m_session;
    std::map<std::string, Target, std::less<>> m_sessions;
    Listener m_listener;
    Bypass m_bypass;
    std::set<std::string, std::less<>> m_bypassed; ///< requests whose redirects carry our field
    bool m_ignoresCache = false;
    std::unique_ptr<DevtoolsCache> m_cache;
    Alive m_alive;
};

} // namespace etagere::live
