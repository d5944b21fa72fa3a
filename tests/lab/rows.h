// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lab/origin.h"
#include "core/lab/tracker.h"
#include "tests/lab/profile.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::tests {

inline constexpr unsigned visitors = 30;

/// Where and how an honest generator stands.
enum class Topology : std::uint8_t {
    Single,
    ThreeNodes,
    TwelveNodes,
    SameSecond, ///< three nodes whose files differ below the second only
    RoundRobin3,
    RoundRobin12,
    Sticky12,
    Deploy,        ///< other bytes between the first and the second visits
    Redeploy,      ///< the same bytes with another time, between them
    DeployMidway,  ///< other bytes after half of the first visits
    GzipByVisitor, ///< every second visitor accepts gzip
    GzipSwitched,  ///< compression turned on between the visits
    CdnWeakens,
    CdnPartly,   ///< half of the network's places weaken
    ThirtyNodes, ///< as many as visitors: too many for a verdict
    Everything,  ///< twelve nodes, a deploy midway, gzip for some, a CDN in part
    Count
};
[[nodiscard]] std::string_view nameOf(Topology topology) noexcept;

/// One request of a row's plan.
struct Step {
    unsigned visitor = 0;
    unsigned round = 0; ///< 0: first visit
    std::string path;
    Instant at{};
    std::function<bool(const Profile &)> when{}; ///< else it is left out
    std::function<void(Profile &)> before{};     ///< what the user or a script does before
    std::function<void(Profile &, const Got &)> after{};
};

/// What the exchanges of a row allow at most and at least.
struct Expected {
    unsigned least = 0; ///< grade
    unsigned most = 5;
    int leastProbed = 0; ///< with probes
    int mostProbed = 5;
};

struct Row {
    std::string group;  ///< generator or tracker
    std::string column; ///< topology
    bool tracks = false;
    bool limit = false; ///< see limitRows
    Expected expected;
    std::function<std::unique_ptr<lab::Origin>()> make;
    bool probed = false;  ///< probes ask it as well
    double probeRate = 2; ///< of their requests a second
    std::string path;     ///< of the resource that is judged
    std::vector<Step> steps;
    [[nodiscard]] std::string name() const { return group + ", " + column; }
};

/// The plan's beginning; every row starts then.
inline constexpr Instant rowBegin{std::chrono::sys_days(std::chrono::year{2026} / 3 / 1) +
                                  std::chrono::hours(8)};
/// Between the first and the second visits.
[[nodiscard]] Instant betweenVisits() noexcept;

[[nodiscard]] std::vector<Row> honestRows();
[[nodiscard]] std::vector<Row> dynamicRows();
[[nodiscard]] std::vector<Row> trackerRows();
/// Honest, and not to be told from a tracker without a probe: more nodes than visitors, in turn.
[[nodiscard]] std::vector<Row> limitRows();

/// The visitor of that number, new.
[[nodiscard]] Profile profileAt(unsigned visitor);

} // namespace etagere::tests
