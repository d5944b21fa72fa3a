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
    RuleRow{Rule::EqualsUrlParameter, "equals-url-parameter", Stance::For},
    RuleRow{Rule::EqualsBodyText, "equals-body-text", Stance::For},
    RuleRow{Rule::DiffersBetweenVisitors, "identifier-differs", Stance::For},
    RuleRow{Rule::ReturnsLater, "identifier-returns", Stance::For},
    RuleRow{Rule::ReturnsWithoutCookies, "returns-without-cookies", Stance::For},
    RuleRow{Rule::SameTagOnSeveralUrls, "same-tag-on-several-urls", Stance::For},
    RuleRow{Rule::MatchAnswered200, "match-answered-200", Stance::For},
    RuleRow{Rule::LastModifiedFrozen, "last-modified-frozen", Stance::For},
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
    RuleRow{Rule::NeedVisitor, "need-second-visitor", Stance::Next},
    RuleRow{Rule::NeedVisitors, "need-more-visitors", Stance::Next},
    RuleRow{Rule::NeedReturn, "need-return-visit", Stance::Next},
    RuleRow{Rule::NeedBodies, "need-bodies", Stance::Next},
    RuleRow{Rule::NeedRespawnControl, "need-respawn-control", Stance::Next},
    RuleRow{Rule::NeedProbe, "need-probe", Stance::Next},
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
