// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTimer>

#include "core/live/alive.h"
#include "core/live/browser.h"
#include "core/live/devtools_client.h"
#include "core/live/devtools_page.h"
#include "core/live/page_frames.h"
#include "core/live/page_reader.h"
#include "core/live/page_watch.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace etagere::live {

/// Follows a page after the visit that was asked for: what it still asks for is told, and when its
/// main frame goes elsewhere, that is a visit of its own. A navigation while such a visit is not
/// over belongs to it, as a redirect does, unless somebody clicked.
class DevtoolsFollow {
public:
    using Whose = PageListener::Whose;
    /// As PageListener's, for one profile. All are set.
    struct Listener {
        std::function<void(const std::string &url, Instant)> began;
        std::function<void(LiveExchange, Whose)> exchanged;
        std::function<void(VisitSummary)> ended;
        std::function<void(const Blindness &, Whose)> missed;
    };

    /// The page and the client outlive it until end(). `frames` and `topUrl` are those of the visit
    /// before.
    DevtoolsFollow(DevtoolsClient &client, DevtoolsPage &page, PageFrames frames,
                   Listener listener);
    DevtoolsFollow(const DevtoolsFollow &) = delete;
    DevtoolsFollow &operator=(const DevtoolsFollow &) = delete;
    ~DevtoolsFollow() = default;

    void start();
    /// Once, before it goes: a visit that is not over ends in this way, with what was seen of it.
    /// The page is not touched afterwards.
    void end(VisitSummary::End how, std::string_view words);
    /// Ends a visit that is not over, TimedOut; following goes on.
    void stopVisit() { finish(VisitSummary::End::TimedOut); }
    /// The completeness monitor saw a request, of a document or of something else.
    void monitorSaw(std::string_view url, std::string_view method, bool isDocument);
    [[nodiscard]] const std::string &topUrl() const noexcept { return m_current->watch.topUrl(); }

private:
    /// What is told of one visit, and who listens for it.
    struct Part {
        Part(DevtoolsFollow &follow, PageFrames frames);
        Whose whose = Whose::Current;
        PageWatch watch;
    };

    void take(std::string_view session, std::string_view method, simdjson::dom::element params);
    void takeOutcome(std::string_view method, simdjson::dom::element params);
    void takeMain(std::string_view method, simdjson::dom::element params);
    void takeRequest(simdjson::dom::element params);
    void takeNavigated(simdjson::dom::element params);
    [[nodiscard]] Part &partOf(std::string_view method, simdjson::dom::element params);
    [[nodiscard]] bool isOfCurrent(simdjson::dom::element request) const;
    void begin(std::string_view url, std::string_view request);
    void takeQuiet(const Part &part);
    void finish(VisitSummary::End how);
    void takeSight(PageSight sight);
    /// Tells that the visit is over, and goes on with what its page does afterwards.
    void tellEnded();
    void endPrevious();
    void tellMissed(Part &part);
    void giveSeen(Part &part);

    DevtoolsClient &m_client;
    DevtoolsPage &m_page;
    Listener m_listener;
    std::string m_session;
    std::string m_mainFrame;
    std::unique_ptr<Part> m_current;
    std::unique_ptr<Part> m_previous;             ///< while a visit goes on
    std::set<std::string, std::less<>> m_loaders; ///< of the visit's documents
    VisitSummary m_summary;
    bool m_isVisiting = false;
    bool m_isCommitted = false; ///< the visit's document has taken the place of the one before
    bool m_wasClicked = false;  ///< since the last document was asked for
    bool m_hasEnded = false;
    /// Documents that the monitor saw before it was told whose they are: URL and method.
    std::vector<std::pair<std::string, std::string>> m_seen;
    LaterPtr<QTimer> m_limit;
    std::unique_ptr<PageReader> m_reader;
    Alive m_alive;
};

} // namespace etagere::live
