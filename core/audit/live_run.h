// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/identifiers.h"
#include "core/audit/flush_order.h"
#include "core/audit/protocol.h"
#include "core/live/browser.h"
#include "core/live/flush_check.h"
#include "core/traffic/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::audit {

/// One page load of a live audit.
struct LiveVisit {
    traffic::VisitId visit; ///< in the traffic that stands beside it
    Step step;
    std::string visitor;
    std::string url;
    std::uint32_t exchanges = 0;
    live::VisitSummary summary;
    /// Cookies that were still there after they had been deleted for this visit, where they were.
    std::uint32_t cookiesLeft = 0;
};

/// A value that told this visitor from others before the flush, and was there again after it.
struct SurvivingIdentity {
    /// Where it still comes from.
    enum class Source : std::uint8_t {
        Cookie,            ///< one that was kept
        Storage,           ///< of a page, that was kept
        Cache,             ///< a validator or a stored response outside of what was flushed
        AddressAndBrowser, ///< the address and the browser's name: whoever shares them has it too
        Unknown,           ///< nothing that was seen accounts for it
        Count
    };
    Source source = Source::Unknown;
    std::string name;  ///< what held it: "id of example.org", "key of https://…", or a URL
    std::string where; ///< what it came back as, in the same words
    std::string value;
    friend bool operator==(const SurvivingIdentity &, const SurvivingIdentity &) = default;
};
/// "address-and-browser"; stable.
[[nodiscard]] std::string_view nameOf(SurvivingIdentity::Source source) noexcept;

/// A flush that was tried out by a person of its own, who visited, came back, was flushed and came
/// back again. Nothing of it takes part in the judgement.
struct FlushTrial {
    FlushOrder order;
    flush::Scope scope; ///< what that was here
    /// Why it was not tried out to the end.
    enum class Gap : std::uint8_t {
        None,
        NoFindings, ///< the findings were to be flushed, and there were none to flush
        Failed,     ///< `failure`
        Stopped
    };
    Gap gap = Gap::None;
    std::optional<live::BrowserError> failure;
    std::optional<live::FlushResult> result; ///< none: nothing was flushed
    std::vector<LiveVisit> visits;
    live::FlushCheck check;
    std::uint32_t cookiesBefore = 0; ///< just before the flush
    std::uint32_t cookiesAfter = 0;  ///< just after it
    /// Made when the capture is judged, not kept with it.
    std::uint32_t identities = 0; ///< values that told this visitor from others before
    std::vector<SurvivingIdentity> survived;

    [[nodiscard]] bool holds() const noexcept { return gap == Gap::None && check.isClean(); }
};

/// What was done in a live audit of one site.
struct LiveRun {
    std::string url;
    live::EngineInfo engine;
    std::vector<LiveVisit> visits;
    std::vector<FlushTrial> trials; ///< as they were asked for
    /// Why it ended early; what was seen until then is there.
    std::optional<live::BrowserError> failure;
    bool stopped = false;
};

/// The labels of its visits, for analysis::Conduct. Borrows from the run.
[[nodiscard]] std::vector<analysis::VisitState> statesOf(const LiveRun &run);
/// What the pages had in their storage, visitor by visitor. Borrows from the run.
[[nodiscard]] std::vector<analysis::StoredSeen> storageOf(const LiveRun &run,
                                                          const traffic::Traffic &traffic);

} // namespace etagere::audit
