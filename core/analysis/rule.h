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
    EqualsStorage,         ///< {token, key, origin}
    EqualsUrlParameter,    ///< {token, parameter, URL}
    EqualsBodyText,        ///< {token, URL}
    DiffersBetweenVisitors, ///< the identifier: {visitors, similarity in per cent}
    ReturnsLater,           ///< {visits after the first}
    ReturnsWithoutCookies,  ///< sent back in a request without a cookie: {later visits}
    SameTagOnSeveralUrls,   ///< unexplained: {tag, URLs of the origin}
    MatchAnswered200,   ///< revalidations that matched, answered 200 with the same tag: {times, of}
    LastModifiedFrozen, ///< the tag varies while Last-Modified stands still: {date}
    HiddenDigits,       ///< explained but for digits that differ per visitor: {bits, visitors}
    PersonalDigest,     ///< a digest of each visitor's own content: {tags, visitors, recipe}
    EncodedElsewhere,   ///< {token, cookie or parameter, place}
    DigestElsewhere,    ///< {token, cookie or parameter, place}
    EncodedInBody,      ///< {token, URL}
    DigestInBody,       ///< {token, URL}
    RespawnedByTag,     ///< {cookie, token}
    RespawnedThroughTag, ///< not its text: {cookie, tag}
    LinkedAcrossSites,   ///< {token, top-level sites}
    EchoesNeverIssued,   ///< a made-up value came back: {times, of, value}
    AcceptsNeverIssued,  ///< taken for a match, though random text is not: {times, of}
    IssuedTagsAllMatch,  ///< all from clean profiles: {replays, one chance in}
    ValueKeptForSender,  ///< two made-up or issued values, each to its sender alone: {rounds}
    DataFollowsTag,      ///< {rounds, cookie or content}
    CookieRespawned,     ///< {visitors, cookie}
    TagFollowsUserAgent, ///< at equal bytes, without Vary: {requests}
    OldTagStillMatches,  ///< while new visitors get another: {hours}
    ValueOnReturnOnly,   ///< not on a first visit: {visitors}
    FirstVisitorsDiffer, ///< the first requests got other values than all later ones: {}
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
    VariesWithVariant,      ///< Vary: {variants}
    RespawnInControl,       ///< {cookie}
    RespawnAfterFlush,      ///< {cookie}
    RespawnOtherMeans,      ///< an honest tag beside a cookie that returned: {cookie}
    NeverIssuedRefused,     ///< {made-up values}
    AnyTextMatches,         ///< even a random text, and nothing comes back: {}
    EchoesEveryField,       ///< the response repeats fields that mean nothing: {}
    SharedCacheAnswered,    ///< {answers, of}
    IssuedTagsRefused,      ///< from clean profiles: {refused, of}
    NoDataFollowsTag,       ///< {rounds}
    OwnTagNeverMatches,     ///< {times}
    CookieInControls,       ///< {cookie}
    NothingRespawned,       ///< {visitors}
    VariesByUserAgent,      ///< and Vary says so: {}
    OldTagRefused,          ///< {hours}
    // other explanations
    NothingVaries,   ///< nothing is there to explain: {}
    ClusterRejected, ///< {visitors, largest rejected at 1 %}
    ClusterOpen,     ///< {values, visitors, servers at least}
    NoRepeats,       ///< linked: no value repeated, too few for a bound: {values, visitors}
    Interleaved,     ///< an older value was issued again after a newer one: {}
    NoVariants,      ///< no Vary, or requests alike in what it names: {}
    VariantsDiffer,  ///< Vary names fields that differ: {}
    NotRewritten,    ///< values differ in more than W/ or a suffix: {}
    BytesEqual,      ///< {visitors}
    ContentUnknown,  ///< the bytes could not be compared: {}
    NoClock,         ///< no part is a serving time, or an old value outlived it: {}
    ClockOpen,       ///< every response came at another time: {}
    // next
    NeedVisitor,        ///< a second visitor: {}
    NeedVisitors,       ///< {more visitors}
    NeedReturn,         ///< the same visitor comes again: {}
    NeedBodies,         ///< record with bodies: {}
    NeedRespawnControl, ///< clear cookies, keep the cache, and a control: {}
    NeedProbe,          ///< ask with a tag that was never issued: {}
    NeedReplay,         ///< cross-replay: {}
    NeedProbeVisits,    ///< {more visits}
    NeedOtherAddress,   ///< {}
    NeedLaterProbe,     ///< the same tags in a day: {}
    NeedSlowerProbe,    ///< {}
    // what would raise the grade
    RaisedByEcho,          ///< {}
    RaisedByDistinct,      ///< {more visitors}
    RaisedBySecondVisitor, ///< another visitor with another identifier: {}
    RaisedByReturn,        ///< {}
    RaisedByRespawn,       ///< {}
    // what would lower it
    LoweredByRepeat,     ///< two visitors with one value: {}
    LoweredByProvenance, ///< {}
    LoweredByShared,     ///< another visitor with the same identifier: {}
    LoweredByControl,    ///< {}
    LoweredByContent,    ///< {}
    Count
};

/// What a rule's evidence does to a grade.
enum class Stance : std::uint8_t { For, Against, Alternative, Next, Raises, Lowers };

struct RuleRow {
    Rule rule{};
    std::string_view id; ///< stable, used in JSON and as the page's name
    Stance stance{};
};

[[nodiscard]] const RuleRow &rowOf(Rule rule) noexcept;

/// Changes whenever a rule or a threshold does; recorded in every report.
inline constexpr std::string_view rulesetVersion = "2";

} // namespace etagere::analysis
