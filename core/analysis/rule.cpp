// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rule.h"

#include <cstddef>

namespace etagere::analysis {

namespace {

constexpr std::array table{
    RuleRow{Rule::Unexplained, "tag-unexplained", Stance::For},
    RuleRow{Rule::PartlyExplained, "tag-partly-explained", Stance::For},
    RuleRow{Rule::FormatOnly, "tag-format-only", Stance::For},
    RuleRow{Rule::VariesBetweenVisitors, "varies-between-visitors", Stance::For},
    RuleRow{Rule::VariesWithinVisitor, "varies-within-visitor", Stance::For},
    RuleRow{Rule::VariesWithContent, "varies-with-content", Stance::For},
    RuleRow{Rule::UniquePerVisitor, "unique-per-visitor", Stance::For},
    RuleRow{Rule::EqualsCookie, "equals-cookie", Stance::For},
    RuleRow{Rule::EqualsStorage, "equals-storage", Stance::For},
    RuleRow{Rule::EqualsUrlParameter, "equals-url-parameter", Stance::For},
    RuleRow{Rule::EqualsBodyText, "equals-body-text", Stance::For},
    RuleRow{Rule::DiffersBetweenVisitors, "identifier-differs", Stance::For},
    RuleRow{Rule::ReturnsLater, "identifier-returns", Stance::For},
    RuleRow{Rule::ReturnsWithoutCookies, "returns-without-cookies", Stance::For},
    RuleRow{Rule::SameTagOnSeveralUrls, "same-tag-on-several-urls", Stance::For},
    RuleRow{Rule::MatchAnswered200, "match-answered-200", Stance::For},
    RuleRow{Rule::LastModifiedFrozen, "last-modified-frozen", Stance::For},
    RuleRow{Rule::HiddenDigits, "hidden-digits", Stance::For},
    RuleRow{Rule::PersonalDigest, "personal-digest", Stance::For},
    RuleRow{Rule::EncodedElsewhere, "encoded-elsewhere", Stance::For},
    RuleRow{Rule::DigestElsewhere, "digest-elsewhere", Stance::For},
    RuleRow{Rule::EncodedInBody, "encoded-in-body", Stance::For},
    RuleRow{Rule::DigestInBody, "digest-in-body", Stance::For},
    RuleRow{Rule::RespawnedByTag, "respawned-by-tag", Stance::For},
    RuleRow{Rule::RespawnedThroughTag, "respawned-through-tag", Stance::For},
    RuleRow{Rule::LinkedAcrossSites, "linked-across-sites", Stance::For},
    RuleRow{Rule::EchoesNeverIssued, "echoes-never-issued", Stance::For},
    RuleRow{Rule::AcceptsNeverIssued, "accepts-never-issued", Stance::For},
    RuleRow{Rule::IssuedTagsAllMatch, "issued-tags-all-match", Stance::For},
    RuleRow{Rule::ValueKeptForSender, "value-kept-for-sender", Stance::For},
    RuleRow{Rule::DataFollowsTag, "data-follows-tag", Stance::For},
    RuleRow{Rule::CookieRespawned, "cookie-respawned", Stance::For},
    RuleRow{Rule::TagFollowsUserAgent, "tag-follows-user-agent", Stance::For},
    RuleRow{Rule::OldTagStillMatches, "old-tag-still-matches", Stance::For},
    RuleRow{Rule::ValueOnReturnOnly, "value-on-return-only", Stance::For},
    RuleRow{Rule::FirstVisitorsDiffer, "first-visitors-differ", Stance::For},
    RuleRow{Rule::Explained, "tag-explained", Stance::Against},
    RuleRow{Rule::VariesWithLastModified, "varies-with-last-modified", Stance::Against},
    RuleRow{Rule::SharedByVisitors, "shared-by-visitors", Stance::Against},
    RuleRow{Rule::SameForAllVisitors, "same-for-all-visitors", Stance::Against},
    RuleRow{Rule::ClusterRecognised, "cluster-recognised", Stance::Against},
    RuleRow{Rule::ContentChanged, "content-changed", Stance::Against},
    RuleRow{Rule::CodingVariant, "coding-variant", Stance::Against},
    RuleRow{Rule::OneVisitor, "one-visitor", Stance::Against},
    RuleRow{Rule::OneFetch, "one-fetch", Stance::Against},
    RuleRow{Rule::DeployNotExcluded, "deploy-not-excluded", Stance::Against},
    RuleRow{Rule::BodiesMissing, "bodies-missing", Stance::Against},
    RuleRow{Rule::EqualByStatement, "equal-by-statement", Stance::Against},
    RuleRow{Rule::NoIdentifierFound, "no-identifier-found", Stance::Against},
    RuleRow{Rule::ServingTime, "serving-time", Stance::Against},
    RuleRow{Rule::MarkedAsVersion, "marked-as-version", Stance::Against},
    RuleRow{Rule::VariesWithVariant, "varies-with-variant", Stance::Against},
    RuleRow{Rule::RespawnInControl, "respawn-in-control", Stance::Against},
    RuleRow{Rule::RespawnAfterFlush, "respawn-after-flush", Stance::Against},
    RuleRow{Rule::RespawnOtherMeans, "respawn-other-means", Stance::Against},
    RuleRow{Rule::NeverIssuedRefused, "never-issued-refused", Stance::Against},
    RuleRow{Rule::AnyTextMatches, "any-text-matches", Stance::Against},
    RuleRow{Rule::EchoesEveryField, "echoes-every-field", Stance::Against},
    RuleRow{Rule::SharedCacheAnswered, "shared-cache-answered", Stance::Against},
    RuleRow{Rule::IssuedTagsRefused, "issued-tags-refused", Stance::Against},
    RuleRow{Rule::NoDataFollowsTag, "no-data-follows-tag", Stance::Against},
    RuleRow{Rule::OwnTagNeverMatches, "own-tag-never-matches", Stance::Against},
    RuleRow{Rule::CookieInControls, "cookie-in-controls", Stance::Against},
    RuleRow{Rule::NothingRespawned, "nothing-respawned", Stance::Against},
    RuleRow{Rule::VariesByUserAgent, "varies-by-user-agent", Stance::Against},
    RuleRow{Rule::OldTagRefused, "old-tag-refused", Stance::Against},
    RuleRow{Rule::NothingVaries, "nothing-varies", Stance::Alternative},
    RuleRow{Rule::ClusterRejected, "cluster-rejected", Stance::Alternative},
    RuleRow{Rule::ClusterOpen, "cluster-open", Stance::Alternative},
    RuleRow{Rule::NoRepeats, "cluster-not-shown", Stance::Alternative},
    RuleRow{Rule::Interleaved, "interleaved", Stance::Alternative},
    RuleRow{Rule::NoVariants, "no-variants", Stance::Alternative},
    RuleRow{Rule::VariantsDiffer, "variants-differ", Stance::Alternative},
    RuleRow{Rule::NotRewritten, "not-rewritten", Stance::Alternative},
    RuleRow{Rule::BytesEqual, "bytes-equal", Stance::Alternative},
    RuleRow{Rule::ContentUnknown, "content-unknown", Stance::Alternative},
    RuleRow{Rule::NoClock, "no-clock", Stance::Alternative},
    RuleRow{Rule::ClockOpen, "clock-open", Stance::Alternative},
    RuleRow{Rule::NeedVisitor, "need-second-visitor", Stance::Next},
    RuleRow{Rule::NeedVisitors, "need-more-visitors", Stance::Next},
    RuleRow{Rule::NeedReturn, "need-return-visit", Stance::Next},
    RuleRow{Rule::NeedBodies, "need-bodies", Stance::Next},
    RuleRow{Rule::NeedRespawnControl, "need-respawn-control", Stance::Next},
    RuleRow{Rule::NeedProbe, "need-probe", Stance::Next},
    RuleRow{Rule::NeedReplay, "need-replay", Stance::Next},
    RuleRow{Rule::NeedProbeVisits, "need-probe-visits", Stance::Next},
    RuleRow{Rule::NeedOtherAddress, "need-other-address", Stance::Next},
    RuleRow{Rule::NeedLaterProbe, "need-later-probe", Stance::Next},
    RuleRow{Rule::NeedSlowerProbe, "need-slower-probe", Stance::Next},
    RuleRow{Rule::RaisedByEcho, "raised-by-echo", Stance::Raises},
    RuleRow{Rule::RaisedByDistinct, "raised-by-distinct", Stance::Raises},
    RuleRow{Rule::RaisedBySecondVisitor, "raised-by-second-visitor", Stance::Raises},
    RuleRow{Rule::RaisedByReturn, "raised-by-return", Stance::Raises},
    RuleRow{Rule::RaisedByRespawn, "raised-by-respawn", Stance::Raises},
    RuleRow{Rule::LoweredByRepeat, "lowered-by-repeat", Stance::Lowers},
    RuleRow{Rule::LoweredByProvenance, "lowered-by-provenance", Stance::Lowers},
    RuleRow{Rule::LoweredByShared, "lowered-by-shared", Stance::Lowers},
    RuleRow{Rule::LoweredByControl, "lowered-by-control", Stance::Lowers},
    RuleRow{Rule::LoweredByContent, "lowered-by-content", Stance::Lowers},
};

constexpr bool isInEnumOrder() {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table[i].rule != static_cast<Rule>(i))
            return false;
    }
    return table.size() == static_cast<std::size_t>(Rule::Count);
}
static_assert(isInEnumOrder(), "every Rule has its own row, in order");

} // namespace

const RuleRow &rowOf(Rule rule) noexcept { return table[static_cast<std::size_t>(rule)]; }

} // namespace etagere::analysis
