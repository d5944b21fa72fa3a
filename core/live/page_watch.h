// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTimer>

#include "core/live/alive.h"
#include "core/live/devtools_client.h"
#include "core/live/network_recorder.h"

#include <functional>
#include <string>
#include <string_view>

namespace etagere::live {

/// Records what one visit's page asks for, fetches the bodies, and tells when the page is loaded
/// and quiet. Whoever listens to the page hands the events in.
class PageWatch {
public:
    struct Options {
        RecorderLimits limits{};
        Duration quiet = std::chrono::milliseconds(400); ///< how long nothing must be under way
    };

    /// `session` is the page's own. `quiet` is called from the event loop, again and again as long
    /// as it stays quiet and something stirs; it may destroy this.
    PageWatch(DevtoolsClient &client, std::string session, const Options &options,
              ExchangeListener listener, std::function<void()> quiet);
    PageWatch(const PageWatch &) = delete;
    PageWatch &operator=(const PageWatch &) = delete;

    /// An event of the page's session or of one below.
    void take(std::string_view session, std::string_view method, simdjson::dom::element params);
    /// The completeness monitor saw a request.
    void monitorSaw(std::string_view url, std::string_view method);
    /// Something happened: the wait for quiet begins anew.
    void stir();
    /// `quiet` is not called any more; recording goes on.
    void stopWaiting();
    /// A page that is there whole already: its load event does not come.
    void setLoaded() { m_isLoaded = true; }
    [[nodiscard]] bool isLoaded() const noexcept { return m_isLoaded; }
    void setTopUrl(std::string url) { m_topUrl = std::move(url); }
    [[nodiscard]] const std::string &topUrl() const noexcept { return m_topUrl; }
    [[nodiscard]] NetworkRecorder &recorder() noexcept { return m_recorder; }

private:
    void takePage(std::string_view method, simdjson::dom::element params);
    void takeQuiet();
    void askBody(std::uint64_t ticket, std::string_view session, std::string_view request);

    DevtoolsClient &m_client;
    std::string m_session;
    Options m_options;
    std::function<void()> m_onQuiet;
    NetworkRecorder m_recorder;
    std::string m_topUrl;
    bool m_isLoaded = false;
    bool m_isStill = false; ///< nothing came since it was quiet but for what may never end
    bool m_isWaiting = true;
    LaterPtr<QTimer> m_quiet;
    Alive m_alive;
};

} // namespace etagere::live
