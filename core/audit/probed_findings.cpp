// SPDX-License-Identifier: Apache-2.0
#include "core/audit/probed_findings.h"

#include "core/probe/judge.h"
#include "core/probe/recording.h"

#include <algorithm>
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

std::vector<std::string> urlsToProbe(const Findings &findings, std::size_t count) {
    std::vector<std::string> urls;
    for (const Finding &finding : findings) {
        const bool varies = finding.grade >= Grade::Varies || finding.valueCount > 1;
        if (!varies || finding.grade == Grade::Respawn)
            continue;
        const auto isNew = [&urls](const std::string &url) {
            return std::find(urls.begin(), urls.end(), url) == urls.end();
        };
        const auto url = std::find_if(finding.urls.begin(), finding.urls.end(), isNew);
        if (url != finding.urls.end() && urls.size() < count)
            urls.push_back(*url);
    }
    return urls;
}

} // namespace etagere::audit
