// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTimer>

#include "core/live/alive.h"
#include "core/live/devtools_client.h"
#include "core/live/devtools_page.h"
#include "core/live/page_reader.h"
#include "core/live/page_watch.h"

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
    /// Ends what VisitOptions::handOver began.
    void takeBack();
    /// The renderer crashed, or the page closed itself.
    void crash(std::string_view words);
    /// The completeness monitor saw a request.
    void monitorSaw(std::string_view url, std::string_view method) {
        m_watch.monitorSaw(url, method);
    }
    [[nodiscard]] const std::string &topUrl() const noexcept { return m_watch.topUrl(); }
    /// For whoever follows the page from here on.
    [[nodiscard]] const PageFrames &frames() noexcept { return m_watch.recorder().frames(); }

private:
    void load();
    void take(std::string_view session, std::string_view method, simdjson::dom::element params);
    void tellLoaded();
    void fail(std::string_view words);
    void takeQuiet();
    void runScript();
    void finish(VisitSummary::End end);
    void answer(PageSight sight);

    DevtoolsClient &m_client;
    DevtoolsPage &m_page;
    VisitOptions m_options;
    Answered m_answered;
    PageWatch m_watch;
    VisitSummary m_summary;
    bool m_hasNavigated = false; ///< the browser took the order
    bool m_isScriptRunning = false;
    bool m_isScriptDone;
    bool m_isEnding = false;
    bool m_isInHand = false; ///< handed over, and not taken back yet
    LaterPtr<QTimer> m_limit;
    std::unique_ptr<PageReader> m_reader;
    Alive m_alive;
};

} // namespace etagere::live
