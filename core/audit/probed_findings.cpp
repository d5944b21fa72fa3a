// SPDX-License-Identifier: Apache-2.0
#include "core/audit/probed_findings.h"

#include "core/probe/judge.h"
#include "core/probe/recording.h"
#include "core/url/url.h"

#include <algorithm>
#include <map>
#include <utility>

namespace etagere::audit {

namespace {

using analysis::Finding;
using analysis::Grade;
using Findings = std::vector<Finding>;

Findings::iterator findingAbout(Findings &findings, const analysis::Probed &probed) {
    return std::find_if(findings.begin(), findings.end(), [&probed](const Finding &finding) {
        return finding.validator == probed.validator &&
               std::find(finding.urls.begin(), finding.urls.end(), probed.url) !=
                   finding.urls.end();
    });
}

void settleOne(const analysis::Probed &probed, Findings &findings) {
    const auto found = findingAbout(findings, probed);
    const bool isKnown = found != findings.end();
    Finding settled =
        analysis::settle(probed, isKnown ? std::optional<Finding>(*found) : std::nullopt);
    if (!isKnown) {
        if (settled.grade >= Grade::Unexplained)
            findings.push_back(std::move(settled));
        return;
    }
    if (settled.grade < found->grade && found->urlCount > 1)
        return;
    if (settled.grade == Grade::Explained)
        findings.erase(found);
    else
        *found = std::move(settled);
}

} // namespace

void settleByProbes(const traffic::Traffic &traffic, Findings &findings) {
    const std::vector<probe::RecordedRun> runs = probe::runsIn(traffic);
    if (runs.empty())
        return;
    for (const probe::RecordedRun &run : runs) {
        const bool isAnswered =
            std::any_of(run.outcomes.begin(), run.outcomes.end(),
                        [](const probe::Outcome &outcome) { return outcome.answer.status != 0; });
        if (!isAnswered)
            continue;
        const traffic::Traffic own = probe::trafficOf(run.outcomes, run.url);
        for (const auto validator : {tags::Validator::ETag, tags::Validator::LastModified}) {
            const auto probed = probe::learnedFrom({own, run.outcomes}, validator);
            if (!probed.values.empty())
                settleOne(probed, findings);
        }
    }
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding &a, const Finding &b) { return b.grade < a.grade; });
}

std::vector<std::string> urlsToProbe(std::span<const Finding> findings,
                                     std::span<const analysis::ExplainedTags> explained,
                                     std::size_t count) {
    std::vector<std::string> urls;
    const auto isNew = [&urls](const std::string &url) {
        return std::find(urls.begin(), urls.end(), url) == urls.end();
    };
    const auto addFirst = [&](const std::vector<std::string> &candidates) {
        const auto url = std::find_if(candidates.begin(), candidates.end(), isNew);
        if (url != candidates.end() && urls.size() < count)
            urls.push_back(*url);
    };
    for (const Finding &finding : findings) {
        const bool varies = finding.grade >= Grade::Varies || finding.valueCount > 1;
        if (varies && finding.grade != Grade::Respawn)
            addFirst(finding.urls);
    }
    for (const analysis::ExplainedTags &tags : explained) {
        if (tags.valueCount > 1)
            addFirst(tags.urls);
    }
    return urls;
}

std::vector<std::string> urlsWithSeveralTags(const traffic::Traffic &traffic) {
    using http::FieldName;
    std::map<std::pair<traffic::UrlId, std::string_view>, std::string_view> first;
    std::vector<std::string> urls;
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const traffic::Exchange &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        const std::string_view tag = http::valueOf(exchange.responseFields, FieldName::ETag);
        const std::string_view date =
            http::valueOf(exchange.responseFields, FieldName::LastModified);
        if (tag.empty() || date.empty() ||
            first.try_emplace({exchange.url, date}, tag).first->second == tag)
            continue;
        std::string url(traffic.urlText(exchange.url));
        if (std::find(urls.begin(), urls.end(), url) == urls.end())
            urls.push_back(std::move(url));
    }
    return urls;
}

std::string pageBefore(const traffic::Traffic &traffic, std::string_view url,
                       std::string_view page) {
    using http::FieldName;
    if (url == page || url::originOf(url::parseUrl(url)) != url::originOf(url::parseUrl(page)))
        return {};
    bool isMarked = false;
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const traffic::Exchange &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        if (traffic.urlText(exchange.url) != url ||
            (http::valueOf(exchange.responseFields, FieldName::ETag).empty() &&
             http::valueOf(exchange.responseFields, FieldName::LastModified).empty()))
            continue;
        if (http::valueOf(exchange.requestFields, FieldName::Cookie).empty())
            return {};
        isMarked = true;
    }
    return isMarked ? std::string(page) : std::string();
}

} // namespace etagere::audit
