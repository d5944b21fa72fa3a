// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/ladder.h"

#include "core/analysis/token.h"
#include "core/http/conditional.h"

#include <algorithm>
#include <cmath>

namespace etagere::analysis {

namespace {

using recipe::Coverage;

constexpr std::uint16_t ok = 200;

/// Collects a verdict's evidence; every rule stands at most once.
class Case {
public:
    explicit Case(const Facts &facts)
        : m_facts(facts) {}

    void add(Rule rule, std::vector<Argument> arguments = {}) {
        auto &list = rowOf(rule).stance == Stance::For       ? m_verdict.evidence
                     : rowOf(rule).stance == Stance::Against ? m_verdict.against
                                                             : m_verdict.next;
        const auto isSame = [rule](const Evidence &known) { return known.rule == rule; };
        if (std::none_of(list.begin(), list.end(), isSame))
            list.push_back({rule, std::move(arguments)});
    }
    Verdict conclude(Grade grade, Kind kind, double confidence) {
        m_verdict.grade = grade;
        m_verdict.kind = kind;
        m_verdict.confidence = confidence;
        return std::move(m_verdict);
    }
    Verdict &verdict() { return m_verdict; }
    [[nodiscard]] const Facts &facts() const { return m_facts; }
    [[nodiscard]] const Variation &variation() const { return m_facts.variation; }
    [[nodiscard]] const Linkage &linkage() const { return m_facts.linkage; }
    [[nodiscard]] const TagHistory &history() const { return m_facts.history; }

private:
    const Facts &m_facts;
    Verdict m_verdict;
};

Argument number(std::uint64_t value) { return static_cast<std::int64_t>(value); }
Argument text(std::string_view value) { return std::string(value); }
Argument percent(double share) { return static_cast<std::int64_t>(std::lround(share * 100)); }

/// The value with the least provenance speaks for the URL: it is what has to be explained.
const TagValue &weakestValue(const TagHistory &history) {
    return *std::min_element(history.values.begin(), history.values.end(),
                             [](const TagValue &a, const TagValue &b) {
                                 return a.recognition.coverage < b.recognition.coverage;
                             });
}

using recipe::PartKind;

/// The time of serving and nothing else: everybody gets a new one, whoever he is.
bool isServingTime(const TagValue &value) {
    const auto &parts = value.recognition.parts;
    return !parts.empty() && std::all_of(parts.begin(), parts.end(), [](const auto &part) {
        return part.kind == PartKind::ServingTime || part.kind == PartKind::CodingSuffix ||
               part.kind == PartKind::ServerSuffix || part.kind == PartKind::Constant;
    });
}

/// Some part was derived from the file or the body.
bool isDerivedInPart(const TagValue &value) {
    const auto &parts = value.recognition.parts;
    return value.recognition.coverage == Coverage::Partial &&
           std::any_of(parts.begin(), parts.end(), [](const auto &part) {
               return recipe::isDerived(part.kind) && part.kind != PartKind::ServingTime;
           });
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

void addLink(Case &c, const Link &link) {
    const Rule rule = link.where == Link::Where::Cookie         ? Rule::EqualsCookie
                      : link.where == Link::Where::UrlParameter ? Rule::EqualsUrlParameter
                                                                : Rule::EqualsBodyText;
    if (link.where == Link::Where::Body)
        c.add(rule, {text(link.token), text(link.place)});
    else
        c.add(rule, {text(link.token), text(link.name), text(link.place)});
}

void addReturns(Case &c) {
    if (c.linkage().returns > 0)
        c.add(Rule::ReturnsLater, {number(c.linkage().returns)});
    if (c.linkage().returnsWithoutCookies > 0)
        c.add(Rule::ReturnsWithoutCookies, {number(c.linkage().returnsWithoutCookies)});
}

// A part of the tag is an identifier in a cookie or URL: 3, and 4 when it is known to differ
// between visitors and to come back.
std::optional<Verdict> judgeStrongLink(Case &c) {
    const Linkage &l = c.linkage();
    if (l.strong.empty())
        return std::nullopt;
    const bool oneVisitor = c.variation().visitors == 1;
    if (oneVisitor && looksLikeWord(l.strong.front().token))
        return std::nullopt;
    if (l.visitors > 1 && !l.differs)
        return std::nullopt;
    for (const Link &link : l.strong)
        addLink(c, link);
    addReturns(c);
    if (l.differs)
        c.add(Rule::DiffersBetweenVisitors, {number(l.visitors), percent(l.similarity)});
    if (l.differs && l.returns > 0) {
        c.add(Rule::NeedRespawnControl);
        return c.conclude(Grade::Recognition, Kind::LinkedTag, 0.97);
    }
    c.add(oneVisitor || !l.differs ? Rule::NeedVisitor : Rule::NeedReturn);
    return c.conclude(Grade::IdentifierCapable, Kind::LinkedTag, l.differs ? 0.95 : 0.85);
}

// A part of the tag stands in its own body. Versions and document revisions do so honestly, so it
// takes a second visitor with another one.
std::optional<Verdict> judgeBodyLink(Case &c) {
    const Linkage &l = c.linkage();
    if (!l.strong.empty() || l.inBody.empty() || !l.markedAs.empty())
        return std::nullopt;
    addLink(c, l.inBody.front());
    if (!l.differs || c.variation().followsLastModified || c.variation().sharedValues > 0)
        return std::nullopt;
    addReturns(c);
    c.add(Rule::DiffersBetweenVisitors, {number(l.visitors), percent(l.similarity)});
    if (!c.variation().interleaved)
        c.add(Rule::DeployNotExcluded);
    c.add(l.returns > 0 ? Rule::NeedRespawnControl : Rule::NeedReturn);
    const bool recognised = c.variation().interleaved && l.returns > 0;
    return c.conclude(recognised ? Grade::Recognition : Grade::IdentifierCapable, Kind::LinkedTag,
                      recognised ? 0.9 : 0.75);
}

void askForVisitors(Case &c, std::uint32_t wanted) {
    const std::uint32_t seen = c.variation().visitors;
    if (seen < 2)
        c.add(Rule::NeedVisitor);
    else if (seen < wanted)
        c.add(Rule::NeedVisitors, {number(wanted - seen)});
    c.add(Rule::NeedProbe);
}

// As many values as visitors, at equal bytes.
std::optional<Verdict> judgeUnique(Case &c) {
    const Variation &v = c.variation();
    if (v.compared < screeningVisitors || v.distinctAtEqual != v.compared || v.sharedValues > 0 ||
        v.followsLastModified)
        return std::nullopt;
    c.add(Rule::UniquePerVisitor,
          {number(v.compared), number(largestClusterRejected(v.compared, 0.01))});
    if (v.lastModifiedFrozen)
        c.add(Rule::LastModifiedFrozen, {text(c.history().sightings.front().lastModified)});
    askForVisitors(c, findingVisitors);
    return c.conclude(Grade::IdentifierCapable, Kind::PerVisitorTag,
                      v.compared >= findingVisitors ? 0.95 : 0.8);
}

bool isCluster(const Variation &v) {
    constexpr double enough = 0.90;
    return v.visitors >= screeningVisitors && v.distinct > 1 && v.coverage >= enough;
}

// Another value at equal bytes, over too few visitors to tell a cluster from a visitor; or each
// visitor's own content with a value of its own.
std::optional<Verdict> judgeVarying(Case &c) {
    const Variation &v = c.variation();
    if (v.followsLastModified)
        return std::nullopt;
    if (v.lastModifiedFrozen)
        c.add(Rule::LastModifiedFrozen, {text(c.history().sightings.front().lastModified)});
    const bool between = v.compared > 1 && v.distinctAtEqual > 1;
    const bool within = v.valuesOfOneVisitor > 1;
    if (between)
        c.add(Rule::VariesBetweenVisitors, {number(v.distinctAtEqual), number(v.compared)});
    if (within)
        c.add(Rule::VariesWithinVisitor,
              {number(v.valuesOfOneVisitor), number(v.fetchesOfThatVisitor)});
    const bool personal = v.contentPerVisitor && v.kept;
    if (personal && !between) {
        c.add(Rule::VariesWithContent, {number(v.distinct), number(v.visitors)});
        if (!v.interleaved)
            c.add(Rule::DeployNotExcluded);
    }
    if (!between && !within && !personal)
        return std::nullopt;
    askForVisitors(c, screeningVisitors);
    return c.conclude(Grade::Varies, Kind::VaryingTag, v.equalByStatement ? 0.8 : 0.9);
}

Verdict concludeUnexplained(Case &c) {
    const Variation &v = c.variation();
    if (v.visitors > 1 && v.distinct > 1 && !v.followsLastModified)
        c.add(Rule::NeedBodies);
    if (c.linkage().strong.empty() && c.linkage().inBody.empty())
        c.add(Rule::NoIdentifierFound);
    askForVisitors(c, screeningVisitors);
    return c.conclude(Grade::Unexplained, Kind::UnexplainedTag, 0.95);
}

// Sub-second digits and inodes differ between nodes; they count only as one value per visitor over
// many. A digest of a personalised body is an identifier by its content.
std::optional<Verdict> judgeExplained(Case &c) {
    if (auto unique = judgeUnique(c))
        return unique;
    const Variation &v = c.variation();
    const bool personal =
        v.contentPerVisitor && v.stablePerVisitor && v.returning && !v.followsLastModified;
    if (!personal)
        return std::nullopt;
    c.add(Rule::VariesWithContent, {number(v.distinct), number(v.visitors)});
    askForVisitors(c, screeningVisitors);
    return c.conclude(Grade::Varies, Kind::VaryingTag, 0.8);
}

} // namespace

std::optional<Verdict> judgeTag(const Facts &facts) {
    Case c(facts);
    const TagValue &weakest = weakestValue(facts.history);
    addProvenance(c);
    addRevalidations(c);
    addObjections(c);
    if (auto linked = judgeStrongLink(c))
        return linked;
    if (weakest.recognition.coverage == Coverage::Verified)
        return judgeExplained(c);
    if (auto linked = judgeBodyLink(c))
        return linked;
    if (isCluster(facts.variation)) {
        c.add(Rule::ClusterRecognised,
              {number(facts.variation.distinct), number(facts.variation.visitors),
               percent(facts.variation.coverage)});
        return std::nullopt;
    }
    if (auto unique = judgeUnique(c))
        return unique;
    if (!isDerivedInPart(weakest) && !isServingTime(weakest)) {
        if (auto varying = judgeVarying(c))
            return varying;
    }
    return concludeUnexplained(c);
}

std::optional<Verdict> judgeLastModified(const Facts &facts, const LastModifiedShape &shape) {
    Case c(facts);
    const std::string_view field = facts.history.values.front().field;
    addRevalidations(c);
    addObjections(c);
    if (!shape.isText && shape.servingTime)
        return std::nullopt;
    if (shape.isText) {
        c.verdict().bits = static_cast<double>(field.size()) * 6; // base64's bits per character
        c.add(Rule::Unexplained, {text(field), c.verdict().bits});
    }
    if (auto linked = judgeStrongLink(c))
        return linked;
    if (!shape.regenerated) {
        if (auto unique = judgeUnique(c))
            return unique;
    }
    if (shape.isText) {
        if (auto varying = judgeVarying(c))
            return varying;
        return concludeUnexplained(c);
    }
    const Variation &v = facts.variation;
    if (shape.regenerated || v.compared < 2 || v.distinctAtEqual < 2 || isCluster(v))
        return std::nullopt;
    // Nodes and deploys move the date at equal bytes, so a few visitors prove nothing.
    c.add(Rule::VariesBetweenVisitors, {number(v.distinctAtEqual), number(v.compared)});
    c.add(Rule::DeployNotExcluded);
    askForVisitors(c, screeningVisitors);
    return c.conclude(Grade::Unexplained, Kind::UnexplainedTag, 0.9);
}

} // namespace etagere::analysis
