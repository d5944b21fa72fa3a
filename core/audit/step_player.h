// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/flush_trial.h"
#include "core/audit/live_audit.h"
#include "core/live/capture.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace etagere::audit {

/// Somebody in an audit.
struct Person {
    std::optional<live::ProfileId> profile; ///< once there is one
    std::shared_ptr<TrialPlayer> trial;     ///< of the flush that is tried out; null for most
};

/// What the steps of an audit have in common. Borrowed; outlives them.
struct Stage {
    live::Browser &browser;
    live::Capture &capture;
    const LiveOptions &options;
    /// To be loaded in this order; the others are added once the first visit to the first is over.
    const std::vector<std::string> &pages;
};

/// Plays one step: brings the profile into the step's state, loads the pages, records. Lives on the
/// browser's thread.
class StepPlayer : public std::enable_shared_from_this<StepPlayer> {
public:
    /// Why a step ended before it was over.
    struct Fault {
        live::BrowserError error;
        bool isOfFlush = false; ///< of one that is tried out: the audit can go on without
    };
    /// Told from the event loop, never from within a call.
    struct Listener {
        std::function<void()> handedOver; ///< the page waits for takeBack()
        std::function<void()> loaded;     ///< the last page is loaded, and quiet is waited for
        std::function<void(LiveVisit)> visited;
        std::function<void(std::optional<Fault>)> ended; ///< in the end
    };

    /// `person` outlives it.
    StepPlayer(const Stage &stage, Person &person, Step step);

    void start(Listener listener);
    /// Ends the page load under way, and then the step.
    void stop();
    /// Whoever has the page in hand is done with it.
    void takeBack();
    [[nodiscard]] const Step &step() const noexcept { return m_step; }
    /// Tells nothing any more.
    void abandon() { m_listener = {}; }
    [[nodiscard]] bool isLoaded() const noexcept { return m_isLoaded; }
    [[nodiscard]] bool isStopped() const noexcept { return m_isStopped; }
    /// The page that is loaded, or was loaded last, is the last one.
    [[nodiscard]] bool isAtLastPage() const noexcept { return m_page + 1 >= m_stage.pages.size(); }

private:
    /// A callback of the browser's that does nothing once this is gone, and ends the step with an
    /// error.
    template <class T, class Then>
    live::Done<T> then(Then next);
    void addProfile();
    void flush();
    void flushForTrial();
    void forget();
    void countLeft();
    void beginPage();
    [[nodiscard]] live::VisitOptions visitOptions();
    [[nodiscard]] bool isAskedForConsent() const;
    void takeLoaded();
    void record(const live::LiveExchange &exchange);
    void endPage(live::VisitSummary summary);
    void end(std::optional<Fault> failure);

    Stage m_stage;
    Person &m_person;
    Step m_step;
    Listener m_listener;
    std::size_t m_page = 0;
    LiveVisit m_visit; ///< the one under way
    bool m_isVisiting = false;
    bool m_isLoaded = false;
    bool m_isStopped = false;
    std::uint32_t m_cookiesLeft = 0;
    std::uint32_t m_dropped = 0; ///< exchanges of the visit under way that the capture did not take
};

} // namespace etagere::audit
