// SPDX-License-Identifier: Apache-2.0
#include "core/explain/analysis_words.h"

#include "core/explain/message.h"
#include "core/explain/printable.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace etagere::explain {

namespace {

using analysis::DiversityClass;

constexpr std::array explanations{
    ETAGERE_TEXT("analysis", "Another server of a cluster"),
    ETAGERE_TEXT("analysis", "A new version between the visits"),
    ETAGERE_TEXT("analysis", "Another variant for another request (Vary)"),
    ETAGERE_TEXT("analysis", "A server on the way that rewrites tags"),
    ETAGERE_TEXT("analysis", "Content that is each visitor's own"),
    ETAGERE_TEXT("analysis", "The time of the response"),
};
static_assert(explanations.size() == static_cast<std::size_t>(analysis::Explanation::Count));

constexpr std::array standings{
    ETAGERE_TEXT("analysis", "ruled out"),
    ETAGERE_TEXT("analysis", "open"),
    ETAGERE_TEXT("analysis", "explains it"),
};

constexpr std::array defences{
    ETAGERE_TEXT("analysis", "Nothing"),
    ETAGERE_TEXT("analysis", "Cookies cleared between visits"),
    ETAGERE_TEXT("analysis", "Cache cleared between visits"),
    ETAGERE_TEXT("analysis", "Tags removed from all traffic"),
    ETAGERE_TEXT("analysis", "Cache that ends with the site's tab"),
};
static_assert(defences.size() == static_cast<std::size_t>(analysis::Defence::Count));

constexpr std::array caches{
    ETAGERE_TEXT("analysis", "One cache for all sites"),
    ETAGERE_TEXT("analysis", "Chromium (a cache for each site and frame)"),
    ETAGERE_TEXT("analysis", "Firefox (a cache for each site)"),
    ETAGERE_TEXT("analysis", "Safari (a cache for each site)"),
};

constexpr std::array linkReasons{
    ETAGERE_TEXT("analysis", "All sites share one cache, so the same tag goes out on each of "
                             "them."),
    ETAGERE_TEXT("analysis", "Each site has a cache of its own: the tag comes back there, and "
                             "says nothing of other sites."),
    ETAGERE_TEXT("analysis", "The server makes the same tag on several sites without the cache's "
                             "help, for instance from the address and the browser; no setting of "
                             "the cache changes that."),
    ETAGERE_TEXT("analysis", "The cache is emptied, but a cookie holds the same identifier."),
    ETAGERE_TEXT("analysis", "The tag is forgotten, and nothing else was seen to hold it."),
    ETAGERE_TEXT("analysis", "No tag is sent back."),
};
static_assert(linkReasons.size() == static_cast<std::size_t>(analysis::LinkReason::Count));

constexpr std::array respawnCauses{
    ETAGERE_TEXT("analysis", "The cookie \u201c%1\u201d of %2 was deleted and came back; the tag "
                             "carries its value, and no control shows it."),
    ETAGERE_TEXT("analysis", "The cookie \u201c%1\u201d of %2 was deleted and came back in answer "
                             "to the visitor's own tag, and no control shows it."),
    ETAGERE_TEXT("analysis", "The cookie \u201c%1\u201d of %2 was deleted and came back, but a "
                             "fresh profile with the same address and browser got it as well."),
    ETAGERE_TEXT("analysis", "The cookie \u201c%1\u201d of %2 was deleted and came back, but it "
                             "did so with the cache cleared too."),
    ETAGERE_TEXT("analysis", "The cookie \u201c%1\u201d of %2 was deleted and came back, but no "
                             "tag of this visitor brought it."),
    ETAGERE_TEXT("analysis", "The cookie \u201c%1\u201d of %2 was deleted and came back; no "
                             "control visit was made, so nothing shows by what."),
};
static_assert(respawnCauses.size() == static_cast<std::size_t>(analysis::RespawnCause::Count));

constexpr Message linkedSites =
    ETAGERE_PLURAL("analysis", "%n site can be linked.", "%n sites can be linked to each other.");
constexpr Message noSites = ETAGERE_TEXT("analysis", "No two sites can be linked.");
constexpr Message knownAgain =
    ETAGERE_TEXT("analysis", "A visitor who returns to the same site is known again.");
constexpr Message notKnownAgain =
    ETAGERE_TEXT("analysis", "A visitor who returns to the same site is not known again.");

constexpr Message unseen = ETAGERE_TEXT(
    "analysis", "Fewer than two visitors were compared, so nothing can be said of how it varies.");
constexpr Message constant = ETAGERE_TEXT(
    "analysis", "%1 visitors, one value: the chance that another visitor gets a different one is "
                "below %2 (95% confidence).");
constexpr Message cluster = ETAGERE_TEXT(
    "analysis", "%1 values among %2 draws, most of them met several times: %3 of what comes next "
                "was met before. A cluster of at least %4 servers makes them.");
constexpr Message perVisitor = ETAGERE_TEXT(
    "analysis", "%1 visitors, %1 different values. Clusters of up to %2 servers are ruled out at "
                "5%, of up to %3 at 1% and of up to %4 at 0.1%.");
constexpr Message inconclusive = ETAGERE_TEXT(
    "analysis", "%1 values among %2 draws, %3 of them met once: this does not tell a cluster of "
                "at least %4 servers from a value for each visitor.");
constexpr Message moreDecide =
    ETAGERE_PLURAL("analysis", "%n more visitor would probably decide it.",
                   "%n more visitors would probably decide it.");
constexpr Message probeDecides = ETAGERE_TEXT(
    "analysis", "So many visitors would be needed that only a probe decides it in good time.");

std::string measured(const analysis::Diversity &diversity) {
    const analysis::DiversityCounts &counts = diversity.counts;
    const auto atLeast = static_cast<std::int64_t>(std::ceil(diversity.atLeast));
    switch (diversity.verdict) {
    case DiversityClass::Unseen:
        return text(unseen);
    case DiversityClass::Constant:
        return text(constant, counts.visitors, percent(diversity.otherTagBound * 100));
    case DiversityClass::Cluster:
        return text(cluster, counts.distinct, counts.visitors, percent(diversity.coverage * 100),
                    atLeast);
    case DiversityClass::PerVisitor:
        return text(perVisitor, counts.visitors, diversity.rejectedAt05, diversity.rejectedAt01,
                    diversity.rejectedAt001);
    case DiversityClass::Inconclusive:
        break;
    }
    return text(inconclusive, counts.distinct, counts.visitors, counts.singletons, atLeast);
}

} // namespace

std::string titleOf(analysis::Explanation explanation) {
    return text(explanations[static_cast<std::size_t>(explanation)]);
}

std::string nameOf(analysis::Standing standing) {
    return text(standings[static_cast<std::size_t>(standing)]);
}

std::string titleOf(analysis::Defence defence) {
    return text(defences[static_cast<std::size_t>(defence)]);
}

std::string titleOf(url::Partitioning partitioning) {
    const auto *const at =
        std::find(analysis::partitionings.begin(), analysis::partitionings.end(), partitioning);
    return text(caches[static_cast<std::size_t>(at - analysis::partitionings.begin())]);
}

std::string sentenceOf(analysis::LinkReason reason) {
    return text(linkReasons[static_cast<std::size_t>(reason)]);
}

std::string sentenceOf(const analysis::LinkabilityCell &cell) {
    std::size_t most = 0;
    for (const auto &group : cell.linked)
        most = std::max(most, group.size());
    const std::string sites =
        most < 2 ? text(noSites) : plural(linkedSites, static_cast<std::int64_t>(most));
    return sites + ' ' + text(cell.recognisedOnReturn ? knownAgain : notKnownAgain);
}

std::string sentenceOf(const analysis::Respawn &respawn) {
    return text(respawnCauses[static_cast<std::size_t>(respawn.cause)], shortened(respawn.cookie),
                shortened(respawn.origin));
}

std::string sentenceOf(const analysis::Diversity &diversity) {
    std::string sentence = measured(diversity);
    if (diversity.moreVisitors)
        sentence += ' ' + plural(moreDecide, *diversity.moreVisitors);
    else if (diversity.verdict == DiversityClass::Inconclusive)
        sentence += ' ' + text(probeDecides);
    return sentence;
}

} // namespace etagere::explain
