// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/judge.h"
#include "core/audit/live_run.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace etagere::audit {

struct LiveOptions {
    std::string url;
    /// Stands after the visitors' letters where several sites are audited: " at example.org".
    std::string suffix{};
    unsigned people = leastPeople;
    unsigned pages = 1;   ///< of the site, this one included
    std::string script{}; ///< run in every page once it is loaded; may be empty
    bool screenshots = false;
    std::vector<FlushOrder> flushes{}; ///< tried out after the protocol, each by another person
    analysis::ForEach forEach = analysis::inOrder; ///< where findings are judged before a flush
    Duration timeout = std::chrono::seconds(30);   ///< of one page load
    /// The first page is handed over to somebody at each visit whose visitor has no cookies, and so
    /// is asked for consent (again), until takeBack(). For a browser that shows its pages.
    bool byHand = false;
};

/// How far an audit is. Borrowed.
struct LiveProgress {
    std::size_t done = 0;             ///< page loads
    std::size_t total = 0;            ///< may grow once the page's links are known
    Step step;                        ///< the one that begins, or that `ended` belongs to
    const LiveVisit *ended = nullptr; ///< the page load that has just ended, if one has
    bool isStepOver = false;          ///< it was the step's last
    bool isInHand = false;            ///< the step's page waits for takeBack()
};

struct LiveResult {
    LiveRun run;
    traffic::Traffic traffic;
};

/// The protocol of an audit, played in one browser: profiles of its own are made, used and removed.
/// Several may go on in one browser at the same time. Lives on the browser's thread and goes before
/// the browser.
class LiveAudit {
public:
    using Listener = std::function<void(const LiveProgress &)>;
    using Done = std::function<void(LiveResult)>;

    LiveAudit(live::Browser &browser, LiveOptions options);
    LiveAudit(const LiveAudit &) = delete;
    LiveAudit &operator=(const LiveAudit &) = delete;
    /// Nothing is told any more; profiles are removed as far as the browser still listens.
    ~LiveAudit();

    /// `done` is called once, never from within.
    void start(Listener listener, Done done);
    /// Ends the visits under way and then the audit.
    void stop();
    /// Whoever has a page in hand is done with it.
    void takeBack();
    /// What was recorded so far. Grows on the browser's thread only.
    [[nodiscard]] const traffic::Traffic &traffic() const noexcept;

private:
    class Inside;
    std::shared_ptr<Inside> m_inside;
};

} // namespace etagere::audit
