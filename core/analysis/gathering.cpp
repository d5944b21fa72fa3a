// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/gathering.h"

#include "core/analysis/embedding.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

namespace etagere::analysis {

namespace {

constexpr std::size_t listed = 50;

bool isStronger(const Verdict &a, const Verdict &b) {
    return std::tuple(a.grade, a.evidence.size(), a.bits) >
           std::tuple(b.grade, b.evidence.size(), b.bits);
}

/// Distinct texts, first seen first; the first of them are kept.
class Listing {
public:
    void add(std::string_view text) {
        if (m_seen.insert(text).second && m_kept.size() < listed)
            m_kept.emplace_back(text);
    }
    [[nodiscard]] std::size_t count() const { return m_seen.size(); }
    [[nodiscard]] std::vector<std::string> take() { return std::move(m_kept); }

private:
    std::set<std::string_view> m_seen;
    std::vector<std::string> m_kept;
};

class Gathering {
public:
    void add(const traffic::Traffic &traffic, const JudgedHistory &judged) {
        const TagHistory &history = *judged.history;
        if (m_strongest == nullptr || isStronger(*judged.verdict, *m_strongest))
            m_strongest = judged.verdict;
        m_histories.push_back(&history);
        m_bits = std::max(m_bits, judged.verdict->bits);
        m_urls.add(traffic.urlText(history.url));
        for (const TagValue &value : history.values) {
            m_urlsOfValue[value.opaque].insert(history.url);
            m_values.add(value.field);
        }
        for (const Sighting &sighting : history.sightings) {
            if (m_visitors.insert(sighting.visitor).second)
                m_names.emplace_back(traffic.visitor(sighting.visitor).name);
        }
    }

    Finding finish(const traffic::Traffic &traffic, const TopSites &sites) {
        Finding finding;
        const TagHistory &first = *m_histories.front();
        const Verdict &verdict = *m_strongest;
        finding.grade = verdict.grade;
        finding.kind = verdict.kind;
        finding.validator = first.validator;
        finding.origin = traffic.originText(first.origin);
        finding.site = traffic.siteText(first.origin);
        finding.valueCount = m_values.count();
        finding.urlCount = m_urls.count();
        finding.values = m_values.take();
        finding.urls = m_urls.take();
        finding.visitors = std::move(m_names);
        finding.bits = m_bits;
        copyArgument(verdict, finding);
        addSharedTag(first.validator, finding);
        if (finding.grade >= Grade::IdentifierCapable)
            finding.linkability = linkabilityOf(traffic, m_histories, sites, linksByCookie());
        return finding;
    }

private:
    static void copyArgument(const Verdict &verdict, Finding &finding) {
        finding.bitsAtLeast = verdict.bitsAtLeast;
        finding.confidence = verdict.confidence;
        finding.provenance = verdict.provenance;
        finding.diversity = verdict.diversity;
        finding.evidence = verdict.evidence;
        finding.against = verdict.against;
        finding.alternatives = verdict.alternatives;
        finding.next = verdict.next;
        finding.raises = verdict.raises;
        finding.lowers = verdict.lowers;
    }

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

    [[nodiscard]] bool linksByCookie() const {
        constexpr std::array rules{Rule::EqualsCookie, Rule::EqualsStorage, Rule::RespawnedByTag,
                                   Rule::RespawnedThroughTag};
        return std::any_of(m_strongest->evidence.begin(), m_strongest->evidence.end(),
                           [&rules](const Evidence &evidence) {
                               return std::find(rules.begin(), rules.end(), evidence.rule) !=
                                      rules.end();
                           });
    }

    const Verdict *m_strongest = nullptr;
    std::vector<const TagHistory *> m_histories;
    double m_bits = 0;
    Listing m_urls;
    Listing m_values;
    std::set<traffic::VisitorId> m_visitors;
    std::vector<std::string> m_names;
    std::map<std::string_view, std::set<traffic::UrlId>> m_urlsOfValue;
};

bool holds(const Alternative &alternative) { return alternative.standing == Standing::Holds; }

void addEvidence(const std::vector<Evidence> &from, std::vector<Evidence> &to) {
    for (const Evidence &evidence : from) {
        const auto isSame = [&evidence](const Evidence &known) {
            return known.rule == evidence.rule;
        };
        if (std::none_of(to.begin(), to.end(), isSame))
            to.push_back(evidence);
    }
}

/// What is explained of one origin and validator.
struct Explaining {
    ExplainedTags tags;
    Listing urls;
    Listing values;

    void add(const traffic::Traffic &traffic, const JudgedHistory &judged) {
        const TagHistory &history = *judged.history;
        tags.validator = history.validator;
        tags.origin = traffic.originText(history.origin);
        tags.site = traffic.siteText(history.origin);
        urls.add(traffic.urlText(history.url));
        for (const TagValue &value : history.values)
            values.add(value.field);
        for (const Alternative &alternative : judged.verdict->alternatives) {
            const auto isSame = [&alternative](const Alternative &known) {
                return known.explanation == alternative.explanation;
            };
            if (holds(alternative) &&
                std::none_of(tags.because.begin(), tags.because.end(), isSame))
                tags.because.push_back(alternative);
        }
        addEvidence(judged.verdict->against, tags.evidence);
    }
};

} // namespace

std::vector<Finding> findingsOf(const traffic::Traffic &traffic,
                                std::span<const JudgedHistory> judged, const TopSites &sites) {
    using Key = std::tuple<traffic::OriginId, tags::Validator, Kind>;
    std::map<Key, Gathering> gatherings;
    for (const JudgedHistory &one : judged) {
        if (one.verdict == nullptr || one.verdict->grade == Grade::Explained)
            continue;
        gatherings[{one.history->origin, one.history->validator, one.verdict->kind}].add(traffic,
                                                                                         one);
    }
    std::vector<Finding> findings;
    findings.reserve(gatherings.size());
    for (auto &[key, gathering] : gatherings)
        findings.push_back(gathering.finish(traffic, sites));
    std::stable_sort(findings.begin(), findings.end(), [](const Finding &a, const Finding &b) {
        return std::tuple(b.grade, b.bits) < std::tuple(a.grade, a.bits);
    });
    return findings;
}

std::vector<ExplainedTags> explainedOf(const traffic::Traffic &traffic,
                                       std::span<const JudgedHistory> judged) {
    std::map<std::pair<traffic::OriginId, tags::Validator>, std::size_t> places;
    std::vector<Explaining> all;
    for (const JudgedHistory &one : judged) {
        if (one.verdict == nullptr || one.verdict->grade != Grade::Explained)
            continue;
        const auto &alternatives = one.verdict->alternatives;
        if (std::none_of(alternatives.begin(), alternatives.end(), holds))
            continue;
        const auto [at, isNew] =
            places.try_emplace({one.history->origin, one.history->validator}, all.size());
        if (isNew)
            all.emplace_back();
        all[at->second].add(traffic, one);
    }
    std::vector<ExplainedTags> out;
    out.reserve(all.size());
    for (Explaining &one : all) {
        one.tags.valueCount = one.values.count();
        one.tags.urlCount = one.urls.count();
        one.tags.values = one.values.take();
        one.tags.urls = one.urls.take();
        out.push_back(std::move(one.tags));
    }
    return out;
}

} // namespace etagere::analysis
