// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/alive.h"
#include "core/live/browser.h"
#include "core/live/cache_path.h"
#include "core/live/devtools_client.h"
#include "core/live/page_frames.h"
#include "core/live/paused_message.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::live {

/// Puts a simulated cache between one page and the network, by the Fetch domain of its sessions:
/// every request is held and every response to what was let go, and the browser does with them what
/// the cache orders. The browser's own cache is off, or is emptied whenever the page asks for a
/// document: no flag turns it off in Chromium, and what DevTools turns off shows on the wire as
/// Cache-Control: no-cache. Its renderer's memory cache stays.
///
/// A browser does not tell the cache mode of a script's fetch(), so that it is taken as Default.
/// Destroyed, it wants nothing any more of what is under way.
class DevtoolsCache {
public:
    /// Both outlive it. `mainFrame` is the page's.
    DevtoolsCache(DevtoolsClient &client, CachePath &path, std::string mainFrame,
                  bool emptiesOther);
    DevtoolsCache(const DevtoolsCache &) = delete;
    DevtoolsCache &operator=(const DevtoolsCache &) = delete;
    ~DevtoolsCache();

    /// Turns the domain on in a session.
    void begin(const std::string &session);
    /// Any event of a session.
    void take(const std::string &session, std::string_view method, simdjson::dom::element params);
    /// The session is gone.
    void drop(const std::string &session);
    /// How what follows is loaded.
    void expect(Load load) noexcept { m_load = load; }

private:
    struct Pause {
        std::string session;
        std::string network;
        CachePath::Ticket ticket = 0;
        std::vector<FieldLine> fields; ///< of the request
        std::string frame{};
        bool isDocument = false;
    };
    struct Renewal {
        CachePath::Ticket ticket = 0;
        std::string url;
        std::string frame;
    };
    /// By the request's id: sessions share none.
    using Pauses = std::map<std::string, Pause, std::less<>>;

    void takePaused(const std::string &session, PausedMessage message);
    void takeRequest(const std::string &session, PausedMessage message);
    void takeCancelled(std::string_view network);
    void follow(const std::string &id, const PathOrder &order);
    void send(const std::string &id, const Pause &pause, const PathOrder &order);
    void readBody(const std::string &id, const Pause &pause);
    void pass(const std::string &id, const Pause &pause, const PathOrder &order);
    void answer(const std::string &id, const Pause &pause, const PathOrder &order);
    void letGo(const std::string &session, const std::string &id);
    void renew(const Pause &pause, const Renewal &renewal);
    [[nodiscard]] CachePath::Orders ordersFor(const std::string &id);
    [[nodiscard]] HeldRequest heldOf(const PausedMessage &message);
    [[nodiscard]] std::string partitionOf(const PausedMessage &message) const;
    [[nodiscard]] std::string documentOf(const std::string &frame) const;

    DevtoolsClient &m_client;
    CachePath &m_path;
    std::string m_mainFrame;
    PageFrames m_frames;
    std::map<std::string, std::string, std::less<>> m_documents; ///< asked for last, by frame
    std::map<std::string, std::string, std::less<>> m_added; ///< our If-None-Match, by network id
    Pauses m_pauses;
    std::vector<Renewal> m_renewals; ///< that frames have been made to ask for
    bool m_emptiesOther;
    Load m_load = Load::Visit;
    Alive m_alive;
};

} // namespace etagere::live
