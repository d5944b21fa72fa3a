// SPDX-License-Identifier: Apache-2.0
#include "core/probe/judge.h"

#include "core/analysis/judge.h"
#include "core/probe/learned.h"
#include "core/tags/observation.h"
#include "core/url/url.h"

#include <algorithm>
#include <optional>

namespace etagere::probe {

namespace {

using analysis::Finding;
using analysis::Probed;
using tags::Validator;

/// The worst that the passive analysis found of that validator at the probed URL.
std::optional<Finding> passiveFinding(const std::vector<Finding> &findings, const Probed &probed) {
    for (const Finding &finding : findings) {
        const bool isIt =
            finding.validator == probed.validator &&
            std::find(finding.urls.begin(), finding.urls.end(), probed.url) != finding.urls.end();
        if (isIt)
            return finding;
    }
    return std::nullopt;
}

} // namespace

Probed learnedFrom(const Material &material, Validator validator) {
    Probed probed;
    probed.validator = validator;
    probed.url = probedUrl(material.outcomes);
    const url::UrlView url = url::parseUrl(probed.url);
    probed.origin = url::originOf(url);
    probed.site = url::siteOf(url.host);
    const Learned learned(material, validator);
    learned.visits(probed);
    learned.ownTags(probed);
    learned.madeUp(probed);
    learned.replays(probed);
    learned.dependence(probed);
    // A cookie returns through whatever validator was sent back; ETag speaks for both.
    if (validator == Validator::ETag)
        learned.respawn(probed);
    learned.otherAgent(probed);
    learned.drift(probed);
    return probed;
}

std::vector<Finding> judge(const Material &material) {
    const auto observations = tags::observe(material.traffic);
    const analysis::Judgement passive = analysis::judge(material.traffic, observations);
    std::vector<Finding> findings;
    const auto isAnswered = [](const Outcome &outcome) { return outcome.answer.status != 0; };
    if (std::none_of(material.outcomes.begin(), material.outcomes.end(), isAnswered))
        return findings;
    for (const Validator validator : {Validator::ETag, Validator::LastModified}) {
        const Probed probed = learnedFrom(material, validator);
        if (validator == Validator::ETag || !probed.values.empty())
            findings.push_back(settle(probed, passiveFinding(passive.findings, probed)));
    }
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding &a, const Finding &b) { return b.grade < a.grade; });
    return findings;
}

} // namespace etagere::probe
