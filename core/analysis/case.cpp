// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/case.h"

#include "core/analysis/alternatives.h"

#include <algorithm>
#include <cmath>

namespace etagere::analysis {

namespace {

using recipe::Coverage;
using recipe::PartKind;

constexpr std::uint16_t ok = 200;

/// Where evidence of that rule stands in a verdict.
std::vector<Evidence> &listFor(Rule rule, Verdict &verdict) {
    switch (rowOf(rule).stance) {
    case Stance::For:
        return verdict.evidence;
    case Stance::Against:
    case Stance::Alternative:
        return verdict.against;
    case Stance::Next:
        return verdict.next;
    case Stance::Raises:
        return verdict.raises;
    case Stance::Lowers:
        break;
    }
    return verdict.lowers;
}

// Which counts speak: those of all-different visitors, else all that was met.
Diversity diversityOf(const Variation &v) {
    if (v.besideCommon.visitors >= screeningVisitors &&
        v.besideCommon.distinct == v.besideCommon.visitors)
        return analysis::diversityOf(v.besideCommon);
    const bool allDiffer = v.atEqual.visitors > 1 && v.atEqual.distinct == v.atEqual.visitors;
    return analysis::diversityOf(allDiffer ? v.atEqual : v.pooled);
}

double bitsAtLeast(const Diversity &diversity) {
    const std::uint32_t rejected =
        diversity.verdict == DiversityClass::PerVisitor ? diversity.rejectedAt05 + 1 : 1;
    return std::log2(std::max({rejected, diversity.counts.distinct, std::uint32_t{1}}));
}

} // namespace

Argument percent(double share) { return static_cast<std::int64_t>(std::lround(share * 100)); }

const TagValue &weakestValue(const TagHistory &history) {
    return *std::min_element(history.values.begin(), history.values.end(),
                             [](const TagValue &a, const TagValue &b) {
                                 return a.recognition.coverage < b.recognition.coverage;
                             });
}

bool isServingTime(const TagValue &value) {
    const auto &parts = value.recognition.parts;
    const auto isTime = [](const auto &part) { return part.kind == PartKind::ServingTime; };
    const auto isFixed = [](const auto &part) {
        return part.kind == PartKind::CodingSuffix || part.kind == PartKind::ServerSuffix ||
               part.kind == PartKind::Constant;
    };
    return std::any_of(parts.begin(), parts.end(), isTime) &&
           std::all_of(parts.begin(), parts.end(),
                       [&](const auto &part) { return isTime(part) || isFixed(part); });
}

bool isDerivedInPart(const TagValue &value) {
    const auto &parts = value.recognition.parts;
    return value.recognition.coverage == Coverage::Partial &&
           std::any_of(parts.begin(), parts.end(), [](const auto &part) {
               return recipe::isDerived(part.kind) && part.kind != PartKind::ServingTime;
           });
}

bool isCluster(const Variation &v) {
    return v.visitors >= screeningVisitors && classOf(v.pooled) == DiversityClass::Cluster;
}

void Case::add(Rule rule, std::vector<Argument> arguments) {
    auto &list = listFor(rule, m_verdict);
    const auto isSame = [rule](const Evidence &known) { return known.rule == rule; };
    if (std::none_of(list.begin(), list.end(), isSame))
        list.push_back({rule, std::move(arguments)});
}

Verdict Case::conclude(Grade grade, Kind kind, double confidence) {
    m_verdict.grade = grade;
    m_verdict.kind = kind;
    m_verdict.confidence = confidence;
    m_verdict.diversity = diversityOf(variation());
    m_verdict.bitsAtLeast = bitsAtLeast(m_verdict.diversity);
    m_verdict.alternatives = alternativesOf(m_facts, kind);
    return std::move(m_verdict);
}

void addProvenance(Case &c) {
    const TagValue &value = weakestValue(c.history());
    const recipe::Recognition &known = value.recognition;
    c.verdict().bits = known.unexplainedBits;
    if (known.coverage != Coverage::None)
        c.verdict().provenance = Provenance{known, std::string(value.field)};
    switch (known.coverage) {
    case Coverage::Verified:
        c.add(Rule::Explained, {text(value.field), text(recipe::rowOf(known.recipe).id)});
        break;
    case Coverage::Partial:
        c.add(Rule::PartlyExplained,
              {text(value.field), text(recipe::rowOf(known.recipe).id), known.unexplainedBits});
        break;
    case Coverage::FormatOnly:
        c.add(Rule::FormatOnly, {text(value.field), text(recipe::rowOf(known.recipe).id)});
        break;
    case Coverage::None:
        c.add(Rule::Unexplained, {text(value.field), known.unexplainedBits});
        break;
    }
}

// A revalidation that matches and is answered 200 with the same tag serves no caching. Apache's
// deflate filter does it honestly, so it is evidence and no grade.
void addRevalidations(Case &c) {
    std::uint64_t matched = 0;
    std::uint64_t answered200 = 0;
    for (const Sighting &sighting : c.history().sightings) {
        if (!sighting.sentBack)
            continue;
        ++matched;
        answered200 += c.facts().traffic.exchange(sighting.exchange).status == ok ? 1U : 0U;
    }
    if (answered200 > 0)
        c.add(Rule::MatchAnswered200, {number(answered200), number(matched)});
}

void addObjections(Case &c) {
    const Variation &v = c.variation();
    if (v.visitors == 1)
        c.add(Rule::OneVisitor);
    if (v.fetches <= 1 && c.history().sightings.size() <= 1)
        c.add(Rule::OneFetch);
    if (v.visitors > 1 && v.distinct == 1)
        c.add(Rule::SameForAllVisitors, {number(v.visitors)});
    else if (v.visitors > 1 && v.sharedValues > 0)
        c.add(Rule::SharedByVisitors, {number(v.sharedValues), number(v.visitors)});
    if (v.distinct > 1 && v.followsLastModified)
        c.add(Rule::VariesWithLastModified, {number(v.distinct)});
    if (v.followsVariant)
        c.add(Rule::VariesWithVariant, {number(v.variants)});
    if (v.contents > 1)
        c.add(Rule::ContentChanged, {number(v.contents)});
    if (v.distinct > 1 && v.equalByStatement)
        c.add(Rule::EqualByStatement);
    else if (v.distinct > 1 && v.withoutBody > 0)
        c.add(Rule::BodiesMissing, {number(v.withoutBody)});
    if (isServingTime(weakestValue(c.history())))
        c.add(Rule::ServingTime, {text(weakestValue(c.history()).field)});
    if (v.distinct == 1 && c.history().values.size() > 1)
        c.add(Rule::CodingVariant, {number(c.history().values.size())});
    if (!c.linkage().shared.empty())
        c.add(Rule::SharedByVisitors, {number(1), number(v.visitors)});
    if (!c.linkage().markedAs.empty())
        c.add(Rule::MarkedAsVersion, {text(c.linkage().markedAs)});
}

void askForVisitors(Case &c, std::uint32_t wanted) {
    const Variation &v = c.variation();
    const auto more = diversityOf(v).moreVisitors;
    if (v.visitors < 2)
        c.add(Rule::NeedVisitor);
    else if (v.distinct > 1 && v.visitors >= screeningVisitors && more)
        c.add(Rule::NeedVisitors, {number(*more)});
    else if (v.visitors < wanted)
        c.add(Rule::NeedVisitors, {number(wanted - v.visitors)});
    if (v.visitors > 1 && v.distinct > 1)
        c.add(Rule::NeedReplay);
    c.add(Rule::NeedProbe);
}

} // namespace etagere::analysis
