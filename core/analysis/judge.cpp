// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/judge.h"

#include "core/analysis/history.h"
#include "core/analysis/identifiers.h"
#include "core/analysis/inspection.h"
#include "core/analysis/ladder.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>

namespace etagere::analysis {

namespace {

using recipe::Coverage;

constexpr std::size_t listedPerFinding = 50;

struct Judged {
    Variation variation;
    std::optional<Verdict> verdict;
};

std::optional<Verdict> verdictOn(const traffic::Traffic &traffic, const TagHistory &history,
                                 const Variation &variation, const Linkage &linkage) {
    const Facts facts{traffic, history, variation, linkage};
    return history.validator == tags::Validator::ETag
               ? judgeTag(facts)
               : judgeLastModified(facts, shapeOf(traffic, history));
}

Judged judgeOne(const traffic::Traffic &traffic, TagHistory &history,
                const IdentifierIndex &index) {
    Judged judged;
    judged.variation = variationOf(history);
    const Linkage linkage = linkageOf(traffic, history, index);
    judged.verdict = verdictOn(traffic, history, judged.variation, linkage);
    // Before a tag is said to vary, every file time that could have made it is tried.
    if (judged.verdict && judged.verdict->grade == Grade::Varies &&
        history.validator == tags::Validator::ETag && inspectThoroughly(traffic, history))
        judged.verdict = verdictOn(traffic, history, judged.variation, linkage);
    return judged;
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

bool isStronger(const Verdict &a, const Verdict &b) {
    return std::tuple(a.grade, a.evidence.size(), a.bits) >
           std::tuple(b.grade, b.evidence.size(), b.bits);
}

/// Verdicts of one origin, validator and kind, made one finding: the strongest speaks for all.
class Gathering {
public:
    void add(const traffic::Traffic &traffic, const TagHistory &history, const Verdict &verdict) {
        if (m_strongest == nullptr || isStronger(verdict, *m_strongest))
            m_strongest = &verdict;
        m_bits = std::max(m_bits, verdict.bits);
        if (m_urls.insert(history.url).second && m_finding.urls.size() < listedPerFinding)
            m_finding.urls.emplace_back(traffic.urlText(history.url));
        for (const TagValue &value : history.values) {
            m_urlsOfValue[value.opaque].insert(history.url);
            if (m_values.insert(value.field).second && m_finding.values.size() < listedPerFinding)
                m_finding.values.emplace_back(value.field);
        }
        for (const Sighting &sighting : history.sightings) {
            if (m_visitors.insert(sighting.visitor).second)
                m_finding.visitors.emplace_back(traffic.visitor(sighting.visitor).name);
        }
    }

    Finding finish(const traffic::Traffic &traffic, const TagHistory &first) {
        Finding finding = std::move(m_finding);
        const Verdict &verdict = *m_strongest;
        finding.grade = verdict.grade;
        finding.kind = verdict.kind;
        finding.validator = first.validator;
        finding.origin = traffic.originText(first.origin);
        finding.site = traffic.siteText(first.origin);
        finding.valueCount = m_values.size();
        finding.urlCount = m_urls.size();
        finding.bits = m_bits;
        finding.confidence = verdict.confidence;
        finding.provenance = verdict.provenance;
        finding.evidence = verdict.evidence;
        finding.against = verdict.against;
        finding.next = verdict.next;
        addSharedTag(first.validator, finding);
        return finding;
    }

private:
    // One unexplained tag on several URLs follows a visitor across them; an icon served under
    // several names does the same, so it raises no grade.
    void addSharedTag(tags::Validator validator, Finding &finding) const {
        if (validator != tags::Validator::ETag)
            return;
        const auto most = std::max_element(
            m_urlsOfValue.begin(), m_urlsOfValue.end(),
            [](const auto &a, const auto &b) { return a.second.size() < b.second.size(); });
        if (most != m_urlsOfValue.end() && most->second.size() > 1)
            finding.evidence.push_back(
                {Rule::SameTagOnSeveralUrls,
                 {std::string(most->first), static_cast<std::int64_t>(most->second.size())}});
    }

    Finding m_finding;
    const Verdict *m_strongest = nullptr;
    double m_bits = 0;
    std::set<traffic::UrlId> m_urls;
    std::set<std::string_view> m_values;
    std::set<traffic::VisitorId> m_visitors;
    std::map<std::string_view, std::set<traffic::UrlId>> m_urlsOfValue;
};

std::vector<Finding> gather(const traffic::Traffic &traffic,
                            const std::vector<TagHistory> &histories,
                            const std::vector<Judged> &judged) {
    using Key = std::tuple<traffic::OriginId, tags::Validator, Kind>;
    std::map<Key, std::pair<Gathering, std::size_t>> gatherings;
    for (std::size_t i = 0; i < histories.size(); ++i) {
        if (!judged[i].verdict)
            continue;
        const Key key{histories[i].origin, histories[i].validator, judged[i].verdict->kind};
        auto &[gathering, first] = gatherings.try_emplace(key, Gathering(), i).first->second;
        gathering.add(traffic, histories[i], *judged[i].verdict);
    }
    std::vector<Finding> findings;
    findings.reserve(gatherings.size());
    for (auto &[key, entry] : gatherings)
        findings.push_back(entry.first.finish(traffic, histories[entry.second]));
    std::stable_sort(findings.begin(), findings.end(), [](const Finding &a, const Finding &b) {
        return std::tuple(b.grade, b.bits) < std::tuple(a.grade, a.bits);
    });
    return findings;
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
    std::vector<std::string> tokens;
    for (const TagHistory &history : histories) {
        auto own = unexplainedTokens(traffic, history);
        tokens.insert(tokens.end(), std::make_move_iterator(own.begin()),
                      std::make_move_iterator(own.end()));
    }
    const IdentifierIndex index(traffic, tokens);
    std::vector<Judged> judged(histories.size());
    conduct.forEach(histories.size(), [&](std::size_t i) {
        if (!conduct.stop.stop_requested())
            judged[i] = judgeOne(traffic, histories[i], index);
        conduct.progress.report(++done, steps);
    });
    Judgement out;
    for (const TagHistory &history : histories)
        countTags(history, conduct.audited, out);
    out.findings = gather(traffic, histories, judged);
    return out;
}

} // namespace etagere::analysis
