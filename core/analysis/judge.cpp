// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/judge.h"

#include "core/analysis/gathering.h"
#include "core/analysis/history.h"
#include "core/analysis/identifiers.h"
#include "core/analysis/inspection.h"
#include "core/analysis/ladder.h"
#include "core/analysis/respawn_visits.h"
#include "core/analysis/top_sites.h"

#include <atomic>
#include <iterator>
#include <optional>

namespace etagere::analysis {

namespace {

using recipe::Coverage;

/// What every URL is judged by.
struct Grounds {
    const traffic::Traffic &traffic;
    const IdentifierIndex &index;
    const TopSites &sites;
    std::span<const Respawn> respawns;
};

Verdict verdictOn(const Grounds &grounds, const TagHistory &history, const Variation &variation,
                  const Linkage &linkage) {
    const Facts facts{grounds.traffic, history, variation, linkage, grounds.respawns};
    return history.validator == tags::Validator::ETag
               ? judgeTag(facts)
               : judgeLastModified(facts, shapeOf(grounds.traffic, history));
}

Verdict judgeOne(const Grounds &grounds, TagHistory &history) {
    const Variation variation = variationOf(history);
    const Linkage linkage = linkageOf(grounds.traffic, history, grounds.index, grounds.sites);
    Verdict verdict = verdictOn(grounds, history, variation, linkage);
    // Before a tag is said to vary, every file time that could have made it is tried.
    const bool accused = verdict.kind == Kind::VaryingTag || verdict.kind == Kind::PerVisitorTag;
    if (accused && history.validator == tags::Validator::ETag &&
        inspectThoroughly(grounds.traffic, history))
        verdict = verdictOn(grounds, history, variation, linkage);
    return verdict;
}

void countTags(const TagHistory &history, std::size_t audited, Judgement &out) {
    if (history.validator != tags::Validator::ETag)
        return;
    std::vector<bool> seen(history.values.size());
    for (const Sighting &sighting : history.sightings) {
        if (sighting.exchange.index() >= audited || seen[sighting.value])
            continue;
        seen[sighting.value] = true;
        ++out.tags;
        const Coverage coverage = history.values[sighting.value].recognition.coverage;
        ++(coverage == Coverage::Verified  ? out.verified
           : coverage == Coverage::Partial ? out.partial
                                           : out.unexplained);
    }
}

std::vector<Respawn> respawnsIn(const traffic::Traffic &traffic,
                                std::span<const TagHistory> histories,
                                std::span<const VisitState> states) {
    return states.empty() ? std::vector<Respawn>()
                          : respawnsOf(respawnVisitsOf(traffic, histories, states));
}

} // namespace

void inOrder(std::size_t count, const std::function<void(std::size_t)> &work) {
    for (std::size_t i = 0; i < count; ++i)
        work(i);
}

Judgement judge(const traffic::Traffic &traffic, std::span<const tags::Observation> observations,
                const Conduct &conduct) {
    std::vector<TagHistory> histories = historiesOf(traffic, observations);
    const std::size_t steps = histories.size() * 2;
    std::atomic<std::size_t> done = 0;
    conduct.forEach(histories.size(), [&](std::size_t i) {
        if (!conduct.stop.stop_requested())
            inspect(traffic, histories[i]);
        conduct.progress.report(++done, steps);
    });
    std::vector<std::string> pieces;
    for (const TagHistory &history : histories) {
        auto own = unexplainedPieces(traffic, history);
        pieces.insert(pieces.end(), std::make_move_iterator(own.begin()),
                      std::make_move_iterator(own.end()));
    }
    const IdentifierIndex index(traffic, pieces, conduct.storage);
    const TopSites sites(traffic);
    Judgement out;
    out.respawns = respawnsIn(traffic, histories, conduct.states);
    const Grounds grounds{traffic, index, sites, out.respawns};
    std::vector<std::optional<Verdict>> verdicts(histories.size());
    conduct.forEach(histories.size(), [&](std::size_t i) {
        if (!conduct.stop.stop_requested())
            verdicts[i] = judgeOne(grounds, histories[i]);
        conduct.progress.report(++done, steps);
    });
    std::vector<JudgedHistory> judged;
    for (std::size_t i = 0; i < histories.size(); ++i) {
        countTags(histories[i], conduct.audited, out);
        judged.push_back({&histories[i], verdicts[i] ? &*verdicts[i] : nullptr});
    }
    out.findings = findingsOf(traffic, judged, sites);
    out.explained = explainedOf(traffic, judged);
    return out;
}

} // namespace etagere::analysis
