// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/finding.h"
#include "core/analysis/judge.h"
#include "core/audit/live_run.h"
#include "core/traffic/traffic.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::audit {

/// The visitor of a trial's step: who has neither cookies nor cache from before is somebody else,
/// "D after the flush".
[[nodiscard]] std::string visitorName(const Step &step, const FlushOrder &order);

/// What the visits so far have found, or left for probes to decide. `forEach` as in Conduct.
[[nodiscard]] std::vector<analysis::Finding> findingsSoFar(const LiveRun &run,
                                                           const traffic::Traffic &traffic,
                                                           const analysis::ForEach &forEach);

/// What is flushed for findings: the URLs of those of grade 3 and above, and of those whose values
/// vary, which probes may raise. Of a finding with more URLs than it lists, every URL of its origin
/// that was given such a validator.
[[nodiscard]] std::vector<std::string> urlsToFlush(std::span<const analysis::Finding> findings,
                                                   const traffic::Traffic &traffic);

/// The scope of an order on that page; `urls` are those of findings, nothing else is looked at.
[[nodiscard]] flush::Scope scopeOf(const FlushOrder &order, std::string_view page,
                                   std::vector<std::string> urls);

/// One trial while it is played: gathers what it is judged by, and does the flush. Its visits are
/// made by whoever plays the protocol. Lives on the browser's thread.
class TrialPlayer : public std::enable_shared_from_this<TrialPlayer> {
public:
    using Done = std::function<void(std::optional<live::BrowserError>)>;

    TrialPlayer(live::Browser &browser, FlushOrder order, flush::Scope scope);

    [[nodiscard]] const FlushOrder &order() const noexcept { return m_trial.order; }
    /// An exchange of the visit under way; only returns and checks are remembered.
    void record(StepKind kind, const live::LiveExchange &exchange);
    void add(LiveVisit visit) { m_trial.visits.push_back(std::move(visit)); }
    /// Cookies read, cache flushed, cookies and storage deleted if they were to go, cookies read
    /// again. Never answered once this is gone.
    void flush(live::ProfileId profile, Done done);
    /// What came of it. Without a verifying visit that is no more than `gap` says.
    [[nodiscard]] FlushTrial finish(FlushTrial::Gap gap,
                                    std::optional<live::BrowserError> failure = {});

private:
    void readBefore();
    void flushCache();
    void forget();
    void readAfter();
    /// A callback that does nothing once this is gone, and ends the flush with the error.
    template <class T, class Then>
    live::Done<T> then(Then step);
    void end(std::optional<live::BrowserError> error);

    live::Browser &m_browser;
    live::ProfileId m_profile;
    FlushTrial m_trial;
    Done m_done;
    std::vector<live::LiveExchange> m_before;
    std::vector<live::LiveExchange> m_after;
    std::vector<live::Cookie> m_cookiesBefore;
    std::vector<live::Cookie> m_cookiesAfter;
};

} // namespace etagere::audit
