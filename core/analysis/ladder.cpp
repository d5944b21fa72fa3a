// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/ladder.h"

#include "core/analysis/case.h"
#include "core/analysis/token.h"
#include "core/http/conditional.h"

#include <algorithm>
#include <optional>

namespace etagere::analysis {

namespace {

using recipe::Coverage;

Rule ruleOf(const Link &link) noexcept {
    const bool inBody = link.where == Link::Where::Body;
    if (link.disguise == Disguise::Encoded)
        return inBody ? Rule::EncodedInBody : Rule::EncodedElsewhere;
    if (link.disguise == Disguise::Digest)
        return inBody ? Rule::DigestInBody : Rule::DigestElsewhere;
    if (inBody)
        return Rule::EqualsBodyText;
    if (link.where == Link::Where::Storage)
        return Rule::EqualsStorage;
    return link.where == Link::Where::Cookie ? Rule::EqualsCookie : Rule::EqualsUrlParameter;
}

void addLink(Case &c, const Link &link) {
    if (link.where == Link::Where::Body)
        c.add(ruleOf(link), {text(link.token), text(link.place)});
    else
        c.add(ruleOf(link), {text(link.token), text(link.name), text(link.place)});
}

void addReturns(Case &c) {
    const Linkage &l = c.linkage();
    if (l.returns > 0)
        c.add(Rule::ReturnsLater, {number(l.returns)});
    if (l.returnsWithoutCookies > 0)
        c.add(Rule::ReturnsWithoutCookies, {number(l.returnsWithoutCookies)});
    if (l.sites > 1)
        c.add(Rule::LinkedAcrossSites, {text(l.acrossSites), number(l.sites)});
}

void askOfLink(Case &c, bool differs) {
    const Linkage &l = c.linkage();
    if (!differs) {
        c.add(Rule::NeedVisitor);
        c.add(Rule::RaisedBySecondVisitor);
    }
    if (l.returns == 0) {
        c.add(Rule::NeedReturn);
        c.add(Rule::RaisedByReturn);
    } else {
        c.add(Rule::NeedRespawnControl);
        c.add(Rule::RaisedByRespawn);
    }
    c.add(Rule::LoweredByShared);
}

bool holdsTag(const TagHistory &history, std::string_view opaque) {
    return std::any_of(history.values.begin(), history.values.end(),
                       [opaque](const TagValue &value) { return value.opaque == opaque; });
}

// The tag brought a deleted cookie back, and the controls show nothing else that could have: 5.
std::optional<Verdict> judgeRespawn(Case &c) {
    bool brought = false;
    for (const Respawn &respawn : c.facts().respawns) {
        const bool byText = respawn.cause == RespawnCause::TagText;
        if ((!byText && respawn.cause != RespawnCause::TagSent) ||
            !holdsTag(c.history(), respawn.tag))
            continue;
        brought = true;
        if (byText)
            c.add(Rule::RespawnedByTag, {text(respawn.cookie), text(respawn.value)});
        else
            c.add(Rule::RespawnedThroughTag, {text(respawn.cookie), text(respawn.tag)});
    }
    if (!brought)
        return std::nullopt;
    for (const Link &link : c.linkage().strong)
        addLink(c, link);
    addReturns(c);
    c.add(Rule::LoweredByControl);
    return c.conclude(Grade::Respawn, Kind::RespawnedId, 0.99);
}

// A cookie of this origin came back by other means: said, so that nobody takes the tag for it.
void addOtherRespawns(Case &c) {
    const std::string_view origin = c.facts().traffic.originText(c.history().origin);
    for (const Respawn &respawn : c.facts().respawns) {
        if (respawn.origin != origin)
            continue;
        if (respawn.cause == RespawnCause::Control)
            c.add(Rule::RespawnInControl, {text(respawn.cookie)});
        else if (respawn.cause == RespawnCause::AfterFlush)
            c.add(Rule::RespawnAfterFlush, {text(respawn.cookie)});
        else if (respawn.cause == RespawnCause::OtherMeans)
            c.add(Rule::RespawnOtherMeans, {text(respawn.cookie)});
    }
}

// What one visitor's link says without another to compare with. Words are everybody's; and an
// address may hold the name of a file, of which its server makes a digest.
bool provesAlone(const Link &link) noexcept {
    return !looksLikeWord(link.token) &&
           (link.disguise == Disguise::Plain || link.where == Link::Where::Cookie ||
            link.where == Link::Where::Storage);
}

// A part of the tag is an identifier in a cookie or URL: 3, and 4 when it is known to differ
// between visitors and to come back; 5 when it followed one of them over several sites.
std::optional<Verdict> judgeStrongLink(Case &c) {
    const Linkage &l = c.linkage();
    if (l.strong.empty())
        return std::nullopt;
    const bool oneVisitor = c.variation().visitors == 1;
    if (oneVisitor && !provesAlone(l.strong.front()))
        return std::nullopt;
    if (l.visitors > 1 && !l.differs)
        return std::nullopt;
    for (const Link &link : l.strong)
        addLink(c, link);
    addReturns(c);
    if (l.differs)
        c.add(Rule::DiffersBetweenVisitors, {number(l.visitors), percent(l.similarity)});
    askOfLink(c, l.differs);
    if (l.differs && l.returns > 0)
        return l.sites > 1 ? c.conclude(Grade::Respawn, Kind::LinkedTag, 0.95)
                           : c.conclude(Grade::Recognition, Kind::LinkedTag, 0.97);
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
    askOfLink(c, true);
    const bool recognised = c.variation().interleaved && l.returns > 0;
    return c.conclude(recognised ? Grade::Recognition : Grade::IdentifierCapable, Kind::LinkedTag,
                      recognised ? 0.9 : 0.75);
}

/// The counts by which every visitor got a value of its own at equal bytes; nothing when not.
std::optional<DiversityCounts> allDistinct(const Variation &v) {
    if (v.followsLastModified || v.followsVariant)
        return std::nullopt;
    const auto isDistinct = [](const DiversityCounts &counts) {
        return counts.visitors >= screeningVisitors && counts.distinct == counts.visitors;
    };
    if (isDistinct(v.atEqual) && v.sharedValues == 0)
        return v.atEqual;
    if (isDistinct(v.besideCommon))
        return v.besideCommon;
    return std::nullopt;
}

// As many values as visitors, at equal bytes.
std::optional<Verdict> judgeUnique(Case &c) {
    const auto counts = allDistinct(c.variation());
    if (!counts)
        return std::nullopt;
    c.add(Rule::UniquePerVisitor,
          {number(counts->visitors), number(largestClusterRejected(counts->visitors, 0.01))});
    if (c.variation().lastModifiedFrozen)
        c.add(Rule::LastModifiedFrozen, {text(c.history().sightings.front().lastModified)});
    addReturns(c);
    askForVisitors(c, findingVisitors);
    if (counts->visitors < findingVisitors)
        c.add(Rule::RaisedByDistinct, {number(findingVisitors - counts->visitors)});
    c.add(Rule::RaisedByEcho);
    c.add(Rule::RaisedByRespawn);
    c.add(Rule::LoweredByRepeat);
    c.add(Rule::LoweredByProvenance);
    if (c.variation().equalByStatement)
        c.add(Rule::LoweredByContent);
    return c.conclude(Grade::IdentifierCapable, Kind::PerVisitorTag,
                      counts->visitors >= findingVisitors ? 0.95 : 0.8);
}

Verdict concludeVarying(Case &c) {
    askForVisitors(c, screeningVisitors);
    const auto more = diversityOf(c.variation().pooled).moreVisitors;
    if (more)
        c.add(Rule::RaisedByDistinct, {number(*more)});
    c.add(Rule::RaisedByEcho);
    c.add(Rule::LoweredByRepeat);
    c.add(Rule::LoweredByProvenance);
    return c.conclude(Grade::Varies, Kind::VaryingTag, c.variation().equalByStatement ? 0.8 : 0.9);
}

// Another value at equal bytes, over too few visitors to tell a cluster from a visitor; or each
// visitor's own content with a value of its own.
std::optional<Verdict> judgeVarying(Case &c) {
    const Variation &v = c.variation();
    if (v.followsLastModified || v.followsVariant)
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
    return concludeVarying(c);
}

Verdict concludeUnexplained(Case &c) {
    const Variation &v = c.variation();
    if (v.visitors > 1 && v.distinct > 1 && !v.followsLastModified)
        c.add(Rule::NeedBodies);
    if (c.linkage().strong.empty() && c.linkage().inBody.empty())
        c.add(Rule::NoIdentifierFound);
    askForVisitors(c, screeningVisitors);
    if (v.visitors < screeningVisitors)
        c.add(Rule::RaisedByDistinct, {number(screeningVisitors - v.visitors)});
    c.add(Rule::RaisedByEcho);
    c.add(Rule::LoweredByProvenance);
    return c.conclude(Grade::Unexplained, Kind::UnexplainedTag, 0.95);
}

Verdict concludeExplained(Case &c) {
    return c.conclude(Grade::Explained, Kind::UnexplainedTag, 0.95);
}

// Sub-second digits and inodes differ between nodes; they count only over many visitors. A digest
// of a personalised body is an identifier by its content.
Verdict judgeExplained(Case &c) {
    const Variation &v = c.variation();
    const recipe::Recognition &known = weakestValue(c.history()).recognition;
    const bool free = known.unexplainedBits > 0;
    if (free && v.compared >= screeningVisitors && v.distinctAtEqual > 1 && !isCluster(v)) {
        if (!v.followsLastModified)
            c.add(Rule::HiddenDigits, {known.unexplainedBits, number(v.compared)});
        if (auto unique = judgeUnique(c))
            return *std::move(unique);
        if (auto varying = judgeVarying(c))
            return *std::move(varying);
    }
    const bool personal =
        v.contentPerVisitor && v.stablePerVisitor && v.returning && !v.followsLastModified;
    if (!personal)
        return concludeExplained(c);
    c.add(Rule::PersonalDigest,
          {number(v.distinct), number(v.visitors), text(recipe::rowOf(known.recipe).id)});
    askForVisitors(c, screeningVisitors);
    c.add(Rule::RaisedBySecondVisitor);
    c.add(Rule::RaisedByRespawn);
    c.add(Rule::LoweredByShared);
    return c.conclude(Grade::Varies, Kind::VaryingTag, 0.8);
}

// Last-Modified that is the time of serving; its shape tells, not its parts.
Verdict concludeClock(Case &c, std::string_view field) {
    c.add(Rule::ServingTime, {text(field)});
    Verdict verdict = concludeExplained(c);
    verdict.alternatives[static_cast<std::size_t>(Explanation::ServingTime)] = {
        Explanation::ServingTime, Standing::Holds, {Rule::ServingTime, {text(field)}}};
    return verdict;
}

// Nodes and deploys move the date at equal bytes, so a few visitors prove nothing.
Verdict concludeVaryingDate(Case &c) {
    const Variation &v = c.variation();
    c.add(Rule::VariesBetweenVisitors, {number(v.distinctAtEqual), number(v.compared)});
    c.add(Rule::DeployNotExcluded);
    askForVisitors(c, screeningVisitors);
    c.add(Rule::RaisedByEcho);
    c.add(Rule::LoweredByRepeat);
    return c.conclude(Grade::Unexplained, Kind::UnexplainedTag, 0.9);
}

// A clock that was read off at several responses, each its own second.
bool isProvenClock(const TagHistory &history) {
    return history.values.size() > 1 &&
           std::all_of(history.values.begin(), history.values.end(), [](const TagValue &value) {
               return isServingTime(value) && value.recognition.unexplainedBits == 0;
           });
}

} // namespace

Verdict judgeTag(const Facts &facts) {
    Case c(facts);
    const TagValue &weakest = weakestValue(facts.history);
    addProvenance(c);
    addRevalidations(c);
    addObjections(c);
    addOtherRespawns(c);
    if (auto respawned = judgeRespawn(c))
        return *std::move(respawned);
    if (auto linked = judgeStrongLink(c))
        return *std::move(linked);
    if (weakest.recognition.coverage == Coverage::Verified)
        return judgeExplained(c);
    if (auto linked = judgeBodyLink(c))
        return *std::move(linked);
    if (isProvenClock(facts.history))
        return concludeExplained(c);
    const bool clock = isServingTime(weakest) && !facts.variation.kept;
    if (!clock) {
        if (auto unique = judgeUnique(c))
            return *std::move(unique);
    }
    if (isCluster(facts.variation))
        return concludeExplained(c);
    const bool enough = facts.variation.compared >= screeningVisitors;
    if (!isServingTime(weakest) && (enough || !isDerivedInPart(weakest))) {
        if (auto varying = judgeVarying(c))
            return *std::move(varying);
    }
    return concludeUnexplained(c);
}

Verdict judgeLastModified(const Facts &facts, const LastModifiedShape &shape) {
    Case c(facts);
    const std::string_view field = facts.history.values.front().field;
    addRevalidations(c);
    addObjections(c);
    addOtherRespawns(c);
    if (shape.isText) {
        c.verdict().bits = static_cast<double>(field.size()) * 6; // base64's bits per character
        c.add(Rule::Unexplained, {text(field), c.verdict().bits});
    } else if (shape.servingTime) {
        return concludeClock(c, field);
    } else if (facts.variation.distinct > 1) {
        c.verdict().bits = 31; // seconds since 1970
    }
    if (auto respawned = judgeRespawn(c))
        return *std::move(respawned);
    if (auto linked = judgeStrongLink(c))
        return *std::move(linked);
    if (!shape.regenerated) {
        if (auto unique = judgeUnique(c))
            return *std::move(unique);
    }
    if (shape.isText) {
        if (auto varying = judgeVarying(c))
            return *std::move(varying);
        return concludeUnexplained(c);
    }
    const Variation &v = facts.variation;
    if (shape.regenerated || v.compared < 2 || v.distinctAtEqual < 2 || isCluster(v))
        return concludeExplained(c);
    return concludeVaryingDate(c);
}

} // namespace etagere::analysis
