// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/alternatives.h"

#include "core/analysis/case.h"

#include <algorithm>
#include <cmath>

namespace etagere::analysis {

namespace {

using recipe::Coverage;

Alternative nothingVaries(Explanation explanation) {
    return {explanation, Standing::RuledOut, {Rule::NothingVaries, {}}};
}

Alternative cluster(const Facts &facts, Kind kind) {
    constexpr Explanation me = Explanation::Cluster;
    const Variation &v = facts.variation;
    if (isCluster(v))
        return {me,
                Standing::Holds,
                {Rule::ClusterRecognised,
                 {number(v.distinct), number(v.visitors), percent(goodTuringCoverage(v.pooled))}}};
    const DiversityCounts &counts =
        v.besideCommon.visitors >= screeningVisitors ? v.besideCommon : v.atEqual;
    if (counts.visitors >= screeningVisitors && counts.distinct == counts.visitors)
        return {me,
                Standing::RuledOut,
                {Rule::ClusterRejected,
                 {number(counts.visitors), number(largestClusterRejected(counts.visitors, 0.01))}}};
    if (kind == Kind::LinkedTag || kind == Kind::RespawnedId)
        return {
            me, Standing::RuledOut, {Rule::NoRepeats, {number(v.distinct), number(v.visitors)}}};
    const auto atLeast = static_cast<std::uint64_t>(std::ceil(chao1(v.pooled)));
    return {me,
            Standing::Open,
            {Rule::ClusterOpen, {number(v.distinct), number(v.visitors), number(atLeast)}}};
}

Alternative deploy(const Variation &v) {
    constexpr Explanation me = Explanation::Deploy;
    if (v.followsLastModified)
        return {me, Standing::Holds, {Rule::VariesWithLastModified, {number(v.distinct)}}};
    if (v.outlived)
        return {me, Standing::RuledOut, {Rule::Interleaved, {}}};
    if (v.contents > 1 && !v.contentPerVisitor)
        return {me, Standing::Holds, {Rule::ContentChanged, {number(v.contents)}}};
    return {me, Standing::Open, {Rule::DeployNotExcluded, {}}};
}

Alternative negotiation(const Variation &v) {
    constexpr Explanation me = Explanation::ContentNegotiation;
    if (v.followsVariant)
        return {me, Standing::Holds, {Rule::VariesWithVariant, {number(v.variants)}}};
    if (v.variants > 1)
        return {me, Standing::Open, {Rule::VariantsDiffer, {}}};
    return {me, Standing::RuledOut, {Rule::NoVariants, {}}};
}

Alternative rewriting(const Facts &facts) {
    constexpr Explanation me = Explanation::Rewriting;
    if (facts.history.values.size() <= 1)
        return nothingVaries(me);
    if (facts.variation.distinct == 1)
        return {me, Standing::Holds, {Rule::CodingVariant, {number(facts.history.values.size())}}};
    return {me, Standing::RuledOut, {Rule::NotRewritten, {}}};
}

Alternative personal(const Facts &facts) {
    constexpr Explanation me = Explanation::PersonalContent;
    const Variation &v = facts.variation;
    // Content that was never met again may as well have changed for everybody.
    if (v.contentPerVisitor && v.kept && !v.followsLastModified) {
        const recipe::Recognition &known = weakestValue(facts.history).recognition;
        if (known.coverage == Coverage::Verified)
            return {
                me,
                Standing::Holds,
                {Rule::PersonalDigest,
                 {number(v.distinct), number(v.visitors), text(recipe::rowOf(known.recipe).id)}}};
        return {me,
                Standing::Holds,
                {Rule::VariesWithContent, {number(v.distinct), number(v.visitors)}}};
    }
    if (v.equalByStatement)
        return {me, Standing::Open, {Rule::EqualByStatement, {}}};
    if (v.distinctAtEqual > 1)
        return {me, Standing::RuledOut, {Rule::BytesEqual, {number(v.compared)}}};
    return {me, Standing::Open, {Rule::ContentUnknown, {}}};
}

Alternative servingTime(const Facts &facts) {
    constexpr Explanation me = Explanation::ServingTime;
    const TagValue &weakest = weakestValue(facts.history);
    if (isServingTime(weakest))
        return {me, Standing::Holds, {Rule::ServingTime, {text(weakest.field)}}};
    if (facts.variation.kept || facts.variation.outlived)
        return {me, Standing::RuledOut, {Rule::NoClock, {}}};
    return {me, Standing::Open, {Rule::ClockOpen, {}}};
}

} // namespace

std::vector<Alternative> alternativesOf(const Facts &facts, Kind kind) {
    const Variation &v = facts.variation;
    std::vector<Alternative> all;
    all.reserve(static_cast<std::size_t>(Explanation::Count));
    const bool varies = v.distinct > 1;
    all.push_back(varies ? cluster(facts, kind) : nothingVaries(Explanation::Cluster));
    all.push_back(varies ? deploy(v) : nothingVaries(Explanation::Deploy));
    all.push_back(varies ? negotiation(v) : nothingVaries(Explanation::ContentNegotiation));
    all.push_back(rewriting(facts));
    all.push_back(varies ? personal(facts) : nothingVaries(Explanation::PersonalContent));
    const bool isClock = isServingTime(weakestValue(facts.history));
    all.push_back(varies || isClock ? servingTime(facts) : nothingVaries(Explanation::ServingTime));
    return all;
}

} // namespace etagere::analysis
