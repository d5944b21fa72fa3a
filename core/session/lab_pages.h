// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lab/tracker.h"

#include <memory>
#include <string>
#include <vector>

namespace etagere::session {

/// The clock of servers that run for real: the machine's, turned ahead.
class LabClock {
public:
    explicit LabClock(Duration turned)
        : m_turned(turned) {}
    [[nodiscard]] Instant now() const;
    [[nodiscard]] Duration turned() const noexcept { return m_turned; }
    /// False, and nothing is done, beyond ten years.
    bool turn(Duration by) noexcept;

private:
    Duration m_turned;
};

/// What the start page lists.
struct LabListing {
    struct Line {
        std::string name; ///< the actor's
        std::string url;
        std::string knows; ///< a tracker's page; empty for others
    };
    std::string title;
    std::string intro;
    std::vector<Line> lines;
};

/// The start page, and under /.etagere/clock the clock: GET tells it as JSON, POST turns it
/// ("turn=60") if it comes from no other site's page (RFC 6454; Fetch Metadata).
[[nodiscard]] std::shared_ptr<lab::Origin> makeStartPage(LabListing listing, LabClock &clock);

/// A tracker with a page more, /.etagere/knows, that says whom it knows and whom it takes the
/// visitor for. Other requests are the tracker's.
[[nodiscard]] std::shared_ptr<lab::Origin>
withKnowsPage(std::shared_ptr<lab::Origin> origin, std::shared_ptr<const lab::Tracker> tracker);

inline constexpr const char *knowsPath = "/.etagere/knows";

} // namespace etagere::session
