// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace etagere::analysis {

/// What a piece of evidence, an objection or a next step says. The sentences are in core/explain.
enum class Rule : std::uint8_t {
    // for
    Unexplained,           ///< no recipe derives the tag: {tag, bits}
    PartlyExplained,       ///< a part is derived, another is not: {tag, derivation, bits}
    FormatOnly,            ///< shaped as a known recipe's, nothing to check it by: {tag, recipe}
    VariesBetweenVisitors, ///< at equal bytes: {distinct tags, visitors}
    VariesWithinVisitor,   ///< one visitor, fetched anew, equal bytes: {distinct tags, fetches}
    VariesWithContent,     ///< a different tag with each visitor's own content: {tags, visitors}
    UniquePerVisitor,      ///< every visitor another tag at equal bytes: {visitors, largest cluster
                           ///< rejected at 1 %}
    EqualsCookie,          ///< {token, cookie name, origin}
    EqualsUrlParameter,    ///< {token, parameter, URL}
    EqualsBodyText,        ///< {token, URL}
    DiffersBetweenVisitors, ///< the identifier: {visitors, similarity in per cent}
    ReturnsLater,           ///< {visits after the first}
    ReturnsWithoutCookies,  ///< sent back in a request without a cookie: {later visits}
    SameTagOnSeveralUrls,   ///< unexplained: {tag, URLs of the origin}
    MatchAnswered200,   ///< revalidations that matched, answered 200 with the same tag: {times, of}
    LastModifiedFrozen, ///< the tag varies while Last-Modified stands still: {date}
    // against
    Explained,              ///< {tag, recipe, derivation}
    VariesWithLastModified, ///< a deploy or another node: {tags}
    SharedByVisitors,       ///< values that several visitors got: {values, visitors}
    SameForAllVisitors,     ///< {visitors}
    ClusterRecognised,      ///< {tags, visitors, coverage in per cent}
    ContentChanged,         ///< the bytes changed as well: {contents}
    CodingVariant,          ///< the values differ in W/ or a coding suffix only: {values}
    OneVisitor,             ///< nothing can be compared
    OneFetch,               ///< seen once
    DeployNotExcluded,      ///< the visitors came one after the other: {}
    BodiesMissing,          ///< equal bytes cannot be shown: {responses without a body}
    EqualByStatement,       ///< equal bytes by Last-Modified and length only
    NoIdentifierFound,      ///< no cookie, URL or body carries a part of the tag
    ServingTime,            ///< the value is the time of serving: {value}
    MarkedAsVersion,        ///< the body names it a version or tag itself: {member}
    // next
    NeedVisitor,        ///< a second visitor: {}
    NeedVisitors,       ///< {more visitors}
    NeedReturn,         ///< the same visitor comes again: {}
    NeedBodies,         ///< record with bodies: {}
    NeedRespawnControl, ///< clear cookies, keep the cache, and a control: {}
    NeedProbe,          ///< ask with a tag that was never issued: {}
    Count
};

/// What a rule's evidence does to a grade.
enum class Stance : std::uint8_t { For, Against, Next };

struct RuleRow {
    Rule rule{};
    std::string_view id; ///< stable, used in JSON and as the page's name
    Stance stance{};
};

[[nodiscard]] const RuleRow &rowOf(Rule rule) noexcept;

/// Changes whenever a rule or a threshold does; recorded in every report.
inline constexpr std::string_view rulesetVersion = "1";

} // namespace etagere::analysis
