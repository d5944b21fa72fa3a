// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

namespace etagere::analysis {

/// How often the values of a validator were met, over independent visitors of the same bytes.
struct DiversityCounts {
    std::uint32_t visitors = 0;   ///< n: draws; one per visitor, more where a visitor drew anew
    std::uint32_t distinct = 0;   ///< d: different values among them
    std::uint32_t singletons = 0; ///< f1: values met once
    std::uint32_t doubletons = 0; ///< f2: values met twice
    friend bool operator==(const DiversityCounts &, const DiversityCounts &) = default;
};

/// What the counts say. They say nothing of where values come from.
enum class DiversityClass : std::uint8_t {
    Unseen,      ///< fewer than two visitors: nothing to compare
    Constant,    ///< one value for all
    Cluster,     ///< the values repeat: few servers make them, most of which were met
    PerVisitor,  ///< every visitor another value
    Inconclusive ///< too few visitors to tell a cluster from a visitor
};

/// Visitors that "one value per visitor" and "a cluster" need at least (screening), that a firm
/// finding needs, and that a report for a court should have.
inline constexpr std::uint32_t screeningVisitors = 12;
inline constexpr std::uint32_t findingVisitors = 30;
inline constexpr std::uint32_t legalVisitors = 40;

/// From this coverage on a cluster counts as recognised.
inline constexpr double clusterCoverage = 0.90;

/// The counts with all that follows from them.
struct Diversity {
    DiversityCounts counts;
    DiversityClass verdict = DiversityClass::Unseen;
    double coverage = 0; ///< Good-Turing, 0 to 1
    double atLeast = 0;  ///< Chao1, bias-corrected: a lower bound on the values there are
    /// The largest clusters of equally loaded servers that the counts reject at 5, 1 and 0.1 %;
    /// 0 unless every visitor got another value.
    std::uint32_t rejectedAt05 = 0, rejectedAt01 = 0, rejectedAt001 = 0;
    double otherTagBound = 1; ///< constant: the chance of another value is below this at 95 %
    /// More visitors that would decide with 95 %; nothing when it is decided, or when so many
    /// would be needed (more than mostVisitsAsked) that only a probe decides.
    std::optional<std::uint32_t> moreVisitors;
    friend bool operator==(const Diversity &, const Diversity &) = default;
};

inline constexpr std::uint32_t mostVisitsAsked = 500;

/// What the counts say, by itself: d = 1 constant, d = n one per visitor, coverage of at least
/// clusterCoverage a cluster, the last two from screeningVisitors on; else inconclusive.
[[nodiscard]] DiversityClass classOf(const DiversityCounts &counts) noexcept;

[[nodiscard]] Diversity diversityOf(const DiversityCounts &counts) noexcept;

/// The share of what is drawn next that was drawn before: 1 - f1/n (Good and Turing). 0 for n = 0.
[[nodiscard]] double goodTuringCoverage(const DiversityCounts &counts) noexcept;

/// d + ((n-1)/n) f1(f1-1) / (2(f2+1)) (Chao 1984, bias-corrected): a lower bound on how many values
/// there are. When all are different it is only the formula's ceiling: say "at least", never
/// "about".
[[nodiscard]] double chao1(const DiversityCounts &counts) noexcept;

/// The chance that `visitors` draws from `nodes` equally loaded servers are all different:
/// k!/((k-n)! k^n), exactly. Any uneven load makes it smaller, so it bounds from above.
[[nodiscard]] double chanceAllDistinct(std::uint32_t visitors, std::uint32_t nodes) noexcept;

/// The largest cluster of equally loaded nodes that `visitors` values, all distinct, reject at
/// `alpha`. 0 for fewer than two visitors.
[[nodiscard]] std::uint32_t largestClusterRejected(std::uint32_t visitors, double alpha) noexcept;

/// Draws after which all of `nodes` equally loaded servers were met with that confidence, exactly.
/// Nothing above 1024 nodes or for a confidence that is not inside (0, 1).
[[nodiscard]] std::optional<std::uint32_t> drawsToMeetAll(std::uint32_t nodes,
                                                          double confidence) noexcept;

/// `draws` equal values: the chance of another one is below this at that confidence.
[[nodiscard]] double otherValueBound(std::uint32_t draws, double confidence) noexcept;

/// `replays` of valid tags, all accepted by `nodes` servers of which each knows only its own tags:
/// the chance of it, k^-m (cross-replay).
[[nodiscard]] double chanceAllAccepted(std::uint32_t replays, std::uint32_t nodes) noexcept;

} // namespace etagere::analysis
