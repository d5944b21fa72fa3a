// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/diversity.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace etagere::analysis {

namespace {

constexpr double sure = 0.95;
constexpr std::uint32_t mostNodes = 1024;

// All different: screening, then a finding. Some repeated: as many servers as there seem to be
// have to be met.
std::optional<std::uint32_t> moreVisitorsFor(const Diversity &known) noexcept {
    const std::uint32_t seen = known.counts.visitors;
    std::uint32_t wanted = screeningVisitors;
    if (known.verdict == DiversityClass::PerVisitor) {
        if (seen >= findingVisitors)
            return std::nullopt;
        wanted = findingVisitors;
    } else if (known.verdict == DiversityClass::Inconclusive && seen >= screeningVisitors) {
        // k (ln k + 3) is near enough to see that it would take too many.
        const double k = std::ceil(known.atLeast);
        if (k > mostNodes || k * (std::log(k) + 3) > seen + 2.0 * mostVisitsAsked)
            return std::nullopt;
        const auto draws = drawsToMeetAll(static_cast<std::uint32_t>(k), sure);
        if (!draws)
            return std::nullopt;
        wanted = std::max(*draws, seen + 1);
    } else if (known.verdict == DiversityClass::Cluster ||
               known.verdict == DiversityClass::Constant) {
        return std::nullopt;
    }
    const std::uint32_t more = wanted > seen ? wanted - seen : 1;
    return more > mostVisitsAsked ? std::nullopt : std::optional(more);
}

} // namespace

DiversityClass classOf(const DiversityCounts &counts) noexcept {
    if (counts.visitors < 2)
        return DiversityClass::Unseen;
    if (counts.distinct == 1)
        return DiversityClass::Constant;
    if (counts.visitors < screeningVisitors)
        return DiversityClass::Inconclusive;
    if (counts.distinct == counts.visitors)
        return DiversityClass::PerVisitor;
    return goodTuringCoverage(counts) >= clusterCoverage ? DiversityClass::Cluster
                                                         : DiversityClass::Inconclusive;
}

Diversity diversityOf(const DiversityCounts &counts) noexcept {
    Diversity out;
    out.counts = counts;
    out.verdict = classOf(counts);
    out.coverage = goodTuringCoverage(counts);
    out.atLeast = chao1(counts);
    if (counts.visitors > 1 && counts.distinct == counts.visitors) {
        out.rejectedAt05 = largestClusterRejected(counts.visitors, 0.05);
        out.rejectedAt01 = largestClusterRejected(counts.visitors, 0.01);
        out.rejectedAt001 = largestClusterRejected(counts.visitors, 0.001);
    }
    if (counts.distinct == 1)
        out.otherTagBound = otherValueBound(counts.visitors, sure);
    out.moreVisitors = moreVisitorsFor(out);
    return out;
}

double goodTuringCoverage(const DiversityCounts &counts) noexcept {
    if (counts.visitors == 0)
        return 0;
    return 1.0 - static_cast<double>(counts.singletons) / static_cast<double>(counts.visitors);
}

double chao1(const DiversityCounts &counts) noexcept {
    const auto n = static_cast<double>(counts.visitors);
    const auto f1 = static_cast<double>(counts.singletons);
    const auto f2 = static_cast<double>(counts.doubletons);
    if (counts.visitors == 0)
        return 0;
    return static_cast<double>(counts.distinct) + (n - 1) / n * f1 * (f1 - 1) / (2 * (f2 + 1));
}

double chanceAllDistinct(std::uint32_t visitors, std::uint32_t nodes) noexcept {
    if (visitors > nodes && visitors > 1)
        return 0;
    double chance = 1;
    for (std::uint32_t i = 1; i < visitors && chance > 0; ++i)
        chance *= 1.0 - static_cast<double>(i) / static_cast<double>(nodes);
    return chance;
}

std::uint32_t largestClusterRejected(std::uint32_t visitors, double alpha) noexcept {
    if (visitors < 2)
        return 0;
    // Fewer visitors reject less, so cutting them errs on the safe side and keeps this short.
    visitors = std::min(visitors, std::uint32_t{1000});
    std::uint32_t low = 1; // always rejected: two visitors of one node agree
    std::uint32_t high = visitors * visitors * 1000U;
    while (low + 1 < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        (chanceAllDistinct(visitors, middle) <= alpha ? low : high) = middle;
    }
    return low;
}

std::optional<std::uint32_t> drawsToMeetAll(std::uint32_t nodes, double confidence) noexcept {
    if (nodes > mostNodes || !(confidence > 0 && confidence < 1))
        return std::nullopt;
    if (nodes <= 1)
        return nodes;
    // met[j]: the chance that j of the nodes were met so far.
    std::vector<double> met(nodes + 1, 0.0);
    met[0] = 1;
    const auto k = static_cast<double>(nodes);
    std::uint32_t draws = 0;
    while (met[nodes] < confidence) {
        ++draws;
        for (std::uint32_t j = std::min(draws, nodes); j > 0; --j)
            met[j] = met[j] * (j / k) + met[j - 1] * ((k - j + 1) / k);
        met[0] = 0;
    }
    return draws;
}

double otherValueBound(std::uint32_t draws, double confidence) noexcept {
    if (draws == 0 || !(confidence > 0 && confidence < 1))
        return 1;
    return 1.0 - std::pow(1.0 - confidence, 1.0 / static_cast<double>(draws));
}

double chanceAllAccepted(std::uint32_t replays, std::uint32_t nodes) noexcept {
    if (nodes == 0)
        return 0;
    return std::pow(1.0 / static_cast<double>(nodes), static_cast<double>(replays));
}

} // namespace etagere::analysis
