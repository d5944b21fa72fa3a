// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/probed.h"

#include "core/analysis/diversity.h"
#include "core/recipe/recipe.h"

#include <algorithm>
#include <utility>

namespace etagere::analysis {

namespace {

constexpr std::uint32_t echoesNeeded = 3;
constexpr std::uint32_t roundsNeeded = 3;
constexpr std::uint32_t replaysNeeded = 10; // 2^-10: below one in a thousand
constexpr std::uint32_t respawnsNeeded = 2;

Argument number(std::uint64_t value) { return static_cast<std::int64_t>(value); }

/// Puts what the probes learned beside what was found without them.
class Settling {
public:
    Settling(const Probed &probed, std::optional<Finding> passive)
        : m_probed(probed) {
        if (passive)
            m_finding = std::move(*passive);
        else
            begin();
    }
    void visits();
    void madeUp();
    void replays();
    void dependence();
    void respawn();
    void agent();
    void drift();
    void next();
    [[nodiscard]] Finding take() { return std::move(m_finding); }

private:
    void begin();
    void add(Rule rule, std::vector<Argument> arguments = {}) {
        const Stance stance = rowOf(rule).stance;
        auto &list = stance == Stance::For       ? m_finding.evidence
                     : stance == Stance::Against ? m_finding.against
                                                 : m_finding.next;
        const auto isSame = [rule](const Evidence &one) { return one.rule == rule; };
        if (std::none_of(list.begin(), list.end(), isSame))
            list.push_back({rule, std::move(arguments)});
    }
    void raise(Grade grade, Kind kind, double confidence) {
        if (m_finding.grade >= grade)
            return;
        m_finding.grade = grade;
        m_finding.kind = kind;
        m_finding.confidence = confidence;
    }
    /// A step is not asked for that was made.
    void drop(Rule rule) {
        std::erase_if(m_finding.next, [rule](const Evidence &one) { return one.rule == rule; });
    }
    [[nodiscard]] bool echoes() const {
        return m_probed.madeUpEchoed >= echoesNeeded &&
               m_probed.madeUpEchoed == m_probed.madeUpAsked;
    }
    [[nodiscard]] bool accepts() const {
        return m_probed.madeUpAccepted >= echoesNeeded &&
               m_probed.madeUpAccepted == m_probed.madeUpAsked;
    }

    const Probed &m_probed;
    Finding m_finding;
};

/// Nothing was found without probes: explained, or not there at all.
void Settling::begin() {
    m_finding.grade = Grade::Explained;
    m_finding.validator = m_probed.validator;
    m_finding.origin = m_probed.origin;
    m_finding.site = m_probed.site;
    m_finding.urls = {m_probed.url};
    m_finding.urlCount = 1;
    constexpr std::size_t listed = 50;
    m_finding.valueCount = m_probed.values.size();
    m_finding.values.assign(m_probed.values.begin(),
                            m_probed.values.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                          listed, m_probed.values.size())));
    m_finding.confidence = 0.95;
    m_finding.bits = m_probed.explained ? 0 : m_probed.bits;
    m_finding.provenance = m_probed.provenance;
    if (m_probed.explained && m_probed.provenance)
        add(Rule::Explained,
            {m_probed.provenance->value,
             std::string(recipe::rowOf(m_probed.provenance->recognition.recipe).id)});
}

void Settling::visits() {
    const Probed &p = m_probed;
    if (p.perVisitor && !p.timely) {
        raise(Grade::IdentifierCapable, Kind::PerVisitorTag,
              p.compared >= findingVisitors ? 0.95 : 0.8);
        add(Rule::UniquePerVisitor,
            {number(p.compared), number(largestClusterRejected(p.compared, 0.01))});
    }
    if (p.onReturnOnly)
        add(Rule::ValueOnReturnOnly, {number(p.visitors)});
    if (p.firstDiffer)
        add(Rule::FirstVisitorsDiffer);
    if (p.cacheAnswers > 0)
        add(Rule::SharedCacheAnswered, {number(p.cacheAnswers), number(p.answers)});
    if (p.ownAsked > 0 && p.ownMatched == 0)
        add(Rule::OwnTagNeverMatches, {number(p.ownAsked)});
}

// P3. 304 and the value again, or 200 with it: the server keeps what it is sent. A match alone
// counts as much, where a random text is refused: only its own shape is looked at.
void Settling::madeUp() {
    const Probed &p = m_probed;
    if (p.madeUpAsked == 0)
        return;
    drop(Rule::NeedProbe);
    if (p.anyTextMatches)
        add(Rule::AnyTextMatches);
    if (p.echoesEverything)
        add(Rule::EchoesEveryField);
    if (p.madeUpEchoed > 0)
        add(Rule::EchoesNeverIssued, {number(p.madeUpEchoed), number(p.madeUpAsked), p.echoed});
    if (p.madeUpAccepted > 0)
        add(Rule::AcceptsNeverIssued, {number(p.madeUpAccepted), number(p.madeUpAsked)});
    if (p.madeUpEchoed == 0 && p.madeUpAccepted == 0 && !p.anyTextMatches)
        add(Rule::NeverIssuedRefused, {number(p.madeUpAsked)});
    // A file's own tag that is given back wrongly, or taken for a match too easily, is a fault.
    if ((echoes() || accepts()) && !p.explained)
        raise(Grade::IdentifierCapable, Kind::EchoedTag, 0.97);
}

// P4. Values that are all valid at once for the same bytes are no cluster's, provided that there
// are more of them than a cluster has servers.
void Settling::replays() {
    const Probed &p = m_probed;
    if (p.replayed == 0)
        return;
    drop(Rule::NeedReplay);
    const std::uint32_t refused = p.replayed - p.replaysMatched;
    if (refused > 0) {
        add(Rule::IssuedTagsRefused, {number(refused), number(p.replayed)});
    } else {
        constexpr std::uint32_t mostShift = 40;
        add(Rule::IssuedTagsAllMatch,
            {number(p.replayed), number(std::uint64_t{1} << std::min(p.replayed, mostShift))});
    }
    if (refused == 0 && p.replayed >= replaysNeeded && p.manyValues)
        raise(Grade::Recognition, Kind::PerVisitorTag, 0.99);
    // An honest server compares with the content that it would send now, which is yet another.
    if (refused == 0 && p.replayed >= replaysNeeded && p.manyContents)
        raise(Grade::IdentifierCapable, Kind::PerVisitorTag, 0.9);
    // As many values as visitors, but most of them are forgotten or known to one server only: a
    // larger cluster, or numbers that nobody is known by.
    const bool isCluster = p.replayed >= replaysNeeded && refused * 2 > p.replayed &&
                           p.madeUpEchoed == 0 && p.follows.empty();
    if (isCluster && m_finding.grade == Grade::IdentifierCapable &&
        m_finding.kind == Kind::PerVisitorTag) {
        m_finding.grade = Grade::Varies;
        m_finding.kind = Kind::VaryingTag;
        m_finding.confidence = 0.9;
    }
}

// P5.
void Settling::dependence() {
    const Probed &p = m_probed;
    if (p.rounds == 0)
        return;
    const bool keeps = p.keptRounds >= roundsNeeded && p.madeUpEchoed > 0;
    if (!p.follows.empty()) {
        add(Rule::DataFollowsTag, {number(p.rounds), p.follows});
        raise(Grade::Recognition, Kind::LinkedTag, 0.97);
    } else if (!keeps) {
        add(Rule::NoDataFollowsTag, {number(p.rounds)});
    }
    if (keeps) {
        add(Rule::ValueKeptForSender, {number(p.keptRounds)});
        if (echoes() && !p.explained)
            raise(Grade::Recognition, Kind::EchoedTag, 0.95);
    }
}

// P6.
void Settling::respawn() {
    const Probed &p = m_probed;
    if (p.respawnAsked == 0)
        return;
    drop(Rule::NeedRespawnControl);
    if (p.respawned >= respawnsNeeded) {
        add(Rule::CookieRespawned, {number(p.respawned), p.respawnedName});
        raise(Grade::Respawn, Kind::RespawnedId, 0.98);
    } else if (!p.inControls.empty()) {
        add(Rule::CookieInControls, {p.inControls});
    } else {
        add(Rule::NothingRespawned, {number(p.respawnAsked)});
    }
}

// P7.
void Settling::agent() {
    if (m_probed.followsAgent) {
        add(Rule::TagFollowsUserAgent, {number(m_probed.otherAgents)});
        add(Rule::NeedOtherAddress);
    } else if (m_probed.variesByAgent) {
        add(Rule::VariesByUserAgent);
    }
}

// P8.
void Settling::drift() {
    const Probed &p = m_probed;
    if (p.oldAsked == 0)
        return;
    if (p.oldMatched == 0)
        add(Rule::OldTagRefused, {number(static_cast<std::uint64_t>(p.hoursBetween))});
    else if (p.freshChanged)
        add(Rule::OldTagStillMatches, {number(static_cast<std::uint64_t>(p.hoursBetween))});
}

void Settling::next() {
    const Probed &p = m_probed;
    const bool open = m_finding.grade >= Grade::Unexplained && m_finding.grade < Grade::Recognition;
    if (open && p.visitors > 0 && p.visitors < findingVisitors)
        add(Rule::NeedProbeVisits, {number(findingVisitors - p.visitors)});
    if (p.firstDiffer)
        add(Rule::NeedSlowerProbe);
    if (open && p.oldAsked == 0 && !p.values.empty() && m_finding.grade >= Grade::Varies)
        add(Rule::NeedLaterProbe);
    // What is asked of somebody who records visits, probes did.
    for (const Rule done : {Rule::NeedVisitor, Rule::NeedVisitors})
        drop(done);
}

} // namespace

Finding settle(const Probed &probed, std::optional<Finding> passive) {
    Settling settling(probed, std::move(passive));
    settling.visits();
    settling.madeUp();
    settling.dependence();
    settling.replays();
    settling.respawn();
    settling.agent();
    settling.drift();
    settling.next();
    return settling.take();
}

} // namespace etagere::analysis
