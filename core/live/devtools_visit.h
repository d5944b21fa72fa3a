// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTimer>

#include "core/live/alive.h"
#include "core/live/devtools_client.h"
#include "core/live/devtools_page.h"
#include "core/live/network_recorder.h"
#include "core/live/page_reader.h"

#include <functional>
#include <string>
#include <string_view>

namespace etagere::live {

/// One visit on a page: it navigates, records until the page is loaded and quiet, runs the caller's
/// script and waits again, looks at the page, and answers.
class DevtoolsVisit {
public:
    using Answered = std::function<void(Result<VisitSummary, BrowserError>)>;

    /// The page and the client outlive it.
    DevtoolsVisit(DevtoolsClient &client, DevtoolsPage &page, VisitOptions options,
                  ExchangeListener listener);
    DevtoolsVisit(const DevtoolsVisit &) = delete;
    DevtoolsVisit &operator=(const DevtoolsVisit &) = delete;
    ~DevtoolsVisit();

    /// Once. `answered` is called from the event loop; it may destroy this.
    void start(Answered answered);
    /// Ends it early, TimedOut.
    void stop() { finish(VisitSummary::End::TimedOut); }
    /// The renderer crashed, or the page closed itself.
    void crash(std::string_view words);
    /// The completeness monitor saw a request.
    void monitorSaw(std::string_view url, std::string_view method);
    [[nodiscard]] const std::string &topUrl() const noexcept { return m_topUrl; }

private:
    void load();
    void take(std::string_view session, std::string_view method, simdjson::dom::element params);
    void takePage(std::string_view method, simdjson::dom::element params);
    void askBody(std::uint64_t ticket, std::string_view session, std::string_view request);
    void fail(std::string_view words);
    void waitForQuiet();
    void takeQuiet();
    void runScript();
    void finish(VisitSummary::End end);
    void answer(PageSight sight);

    DevtoolsClient &m_client;
    DevtoolsPage &m_page;
    VisitOptions m_options;
    Answered m_answered;
    NetworkRecorder m_recorder;
    VisitSummary m_summary;
    std::string m_topUrl;
    bool m_hasNavigated = false; ///< the browser took the order
    bool m_isLoaded = false;
    bool m_isScriptRunning = false;
    bool m_isScriptDone;
    bool m_isStill = false; ///< nothing came since it was quiet but for what may never end
    bool m_isEnding = false;
    LaterPtr<QTimer> m_quiet;
    LaterPtr<QTimer> m_limit;
    std::unique_ptr<PageReader> m_reader;
    Alive m_alive;
};

} // namespace etagere::live
