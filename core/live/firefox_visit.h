// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTimer>

#include "core/live/alive.h"
#include "core/live/bidi_recorder.h"
#include "core/live/firefox_reader.h"
#include "core/live/firefox_tab.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace etagere::live {

/// One visit in a tab: it navigates, records until the page is loaded and quiet, runs the caller's
/// script and waits again, looks at the page, and answers.
class FirefoxVisit {
public:
    using Answered = std::function<void(Result<VisitSummary, BrowserError>)>;

    /// The tab's client outlives it.
    FirefoxVisit(FirefoxTab tab, VisitOptions options, ExchangeListener listener);
    FirefoxVisit(const FirefoxVisit &) = delete;
    FirefoxVisit &operator=(const FirefoxVisit &) = delete;

    /// Once. `answered` is called from the event loop; it may destroy this.
    void start(Answered answered);
    /// Every event of the profile.
    void take(std::string_view method, simdjson::dom::element params);
    /// Ends it early, TimedOut.
    void stop() { finish(VisitSummary::End::TimedOut); }
    /// Ends what VisitOptions::handOver began.
    void takeBack();

private:
    void load();
    void takePage(std::string_view method, simdjson::dom::element params);
    void askBody(const std::string &request, BidiRecorder::Part part);
    void tellLoaded();
    void fail(std::string_view words);
    void setCacheBehavior(std::string_view behavior);
    void waitForQuiet();
    void takeQuiet();
    void runScript();
    void finish(VisitSummary::End end);
    void answer(FirefoxSight sight);

    FirefoxTab m_tab;
    VisitOptions m_options;
    Answered m_answered;
    BidiRecorder m_recorder;
    VisitSummary m_summary;
    std::string m_navigation;    ///< that is under way
    bool m_hasNavigated = false; ///< the browser took the order
    bool m_isLoaded = false;
    bool m_isScriptRunning = false;
    bool m_isScriptDone;
    bool m_isEnding = false;
    bool m_isInHand = false; ///< handed over, and not taken back yet
    int m_quietTimes = 0;    ///< in turn, but for streams
    LaterPtr<QTimer> m_quiet;
    LaterPtr<QTimer> m_limit;
    std::unique_ptr<FirefoxReader> m_reader;
    Alive m_alive;
};

} // namespace etagere::live
