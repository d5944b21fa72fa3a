// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/live_audit.h"
#include "core/base/stop.h"
#include "core/base/temporary_folder.h"
#include "core/live/launch.h"
#include "core/probe/plan.h"
#include "core/session/hand_back.h"
#include "core/store/error.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace etagere::session {

struct LiveRequest {
    std::vector<std::string> urls;
    live::LaunchOptions launch{};
    unsigned people = audit::leastPeople;
    unsigned pages = 1;
    std::string script{}; ///< run in every page once it is loaded
    bool screenshots = false;
    std::vector<audit::FlushOrder> flushes{};    ///< tried out on every site after its visits
    Duration timeout = std::chrono::seconds(30); ///< of one page load
    /// Sites at the same time, at least 1; fewer where the memory that is free does not suffice.
    unsigned parallel = 2;
    bool probes = true;
    probe::Options probing{};
    std::string trusted{};              ///< certificates in PEM, beside the system's, for probes
    bool acceptsAnyCertificate = false; ///< probes, for servers under test
    std::size_t mostProbed = 6;         ///< URLs of one site
    /// Where every finished audit is kept, as a capture of its own; one that is there already is
    /// not made again. Empty: none is kept.
    std::filesystem::path folder{};
    /// Set: pages are handed over to somebody (audit::LiveOptions::byHand), who gives them back
    /// with this; then one site follows the other. For a browser that is launched with a window.
    std::shared_ptr<HandBack> byHand{};
};

/// What goes on, for whoever shows it. Borrowed; told from any thread, one at a time.
struct LiveEvent {
    enum class Kind : std::uint8_t { Step, Visited, Probing, Saved, Skipped, Failed, InHand };
    Kind kind{};
    std::size_t site = 0; ///< index in LiveRequest::urls
    std::string_view url; ///< the site's, or the probed one
    std::size_t done = 0; ///< page loads, or requests of the probe
    std::size_t total = 0;
    audit::Step step{}; ///< Step, InHand, Visited; two may be under way at once
    const audit::LiveVisit *visit = nullptr; ///< Visited
    bool isStepOver = false;                 ///< Visited: it was the step's last page
};
using LiveListener = std::function<void(const LiveEvent &)>;

/// What became of one URL.
struct LiveSite {
    std::string url;
    std::filesystem::path file;                ///< the capture; empty: there is none
    bool wasThere = false;                     ///< made by an earlier run
    std::optional<live::BrowserError> failure; ///< of the browser, when it ended the audit
    std::string pageFailure;                   ///< no page came: the browser's words; empty else
    std::optional<store::StoreError> notSaved;
    /// What came of the flushes, if this run tried them out; without their visits.
    std::vector<audit::FlushTrial> trials{};
};

struct LiveOutcome {
    std::vector<LiveSite> sites;                 ///< as the URLs stand
    std::optional<live::BrowserError> noBrowser; ///< nothing was visited
    bool noFolder = false;                       ///< nothing can be written
    bool stopped = false;
    std::unique_ptr<TemporaryFolder> temporary; ///< holds the captures when none were to be kept
};

/// Visits every URL by the protocol of an audit, probes what that leaves open, and writes each as a
/// capture that openInputs() reads like any other. Works on this thread, in an event loop of its
/// own, and on others beside it. A browser that ends is started again for the sites that are left.
[[nodiscard]] LiveOutcome runLive(const LiveRequest &request, const StopToken &stop,
                                  const LiveListener &listener);

/// How many sites at a time `wanted` becomes with so much free memory, at least 1.
[[nodiscard]] unsigned affordable(unsigned wanted, Bytes freeMemory) noexcept;

/// The name of a site's capture in LiveRequest::folder: "003-www.example.org-1f0e6d2c.etagere".
[[nodiscard]] std::string captureName(std::size_t place, std::string_view url);

} // namespace etagere::session
