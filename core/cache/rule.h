// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace etagere::cache {

/// The questions a cache asks itself about an exchange, in the order in which it does.
enum class Step : std::uint8_t {
    Match,      ///< is there a stored response for this request? (RFC 9111 §4, §4.1)
    Freshness,  ///< is it fresh? (§4.2)
    Reuse,      ///< may it be used without asking? (§4, §5.2)
    Validate,   ///< what is asked, and what the answer means (§4.3)
    Store,      ///< may the response be stored? (§3)
    Invalidate, ///< what else does the exchange end? (§4.4)
    Count
};

/// Every rule a decision can name. The numbers each sentence shows are listed in
/// core/explain/cache_rule_text.h.
enum class Rule : std::uint8_t {
    // Match
    NothingStored,      ///< no stored response for this URL
    StoredMatches,      ///< one, and it varies by nothing
    VaryMatches,        ///< the fields that Vary names are the same
    VaryDiffers,        ///< one of them is not
    VaryAny,            ///< Vary: * matches no request
    MethodForwarded,    ///< the method is neither GET nor HEAD: written through
    RangeForwarded,     ///< a part is asked for; this model passes such requests on
    OwnCondition,       ///< the request's maker set a condition of their own
    SchemeWithoutCache, ///< data:, blob: and the like hold their content themselves
    AnsweredByWorker,   ///< a service worker answered before the HTTP cache was asked
    FlushedByUser,      ///< what had been stored was flushed; stands before NothingStored
    // Freshness
    LifetimeMaxAge,      ///< max-age
    LifetimeMaxAgeBad,   ///< max-age without a number: taken as stale
    LifetimeExpires,     ///< Expires less Date
    LifetimeExpiresBad,  ///< Expires that is no date: in the past
    LifetimeHeuristic,   ///< a tenth of the time since Last-Modified
    LifetimeUnknown,     ///< nothing says and nothing can be guessed
    SharedMaxAgeIgnored, ///< s-maxage is for shared caches
    ExpiresOverridden,   ///< max-age and Expires: max-age counts
    AgeApparent,         ///< its age is counted from Date
    AgeField,            ///< its age begins with what the Age field said
    DateMissing,         ///< no Date: the time of receipt stands for it
    ClockAhead,          ///< Date is later than its receipt: no apparent age
    Fresh,               ///< age below lifetime
    Stale,
    // Reuse
    ReusedFresh,     ///< nothing asks for validation
    NoCache,         ///< the response says no-cache
    NoCacheFields,   ///< no-cache for some fields only; taken as no-cache
    MustRevalidate,  ///< stale, and must-revalidate forbids using it
    StaleNotAllowed, ///< stale, and the network is there to ask
    RequestNoCache,
    RequestPragma,       ///< Pragma: no-cache without Cache-Control
    RequestMaxAge,       ///< older than the request's max-age
    RequestMinFresh,     ///< not fresh for as long as the request asks
    RequestMaxStale,     ///< stale, but the request takes it so
    RequestOnlyIfCached, ///< no answer without the network, and that is forbidden
    // Validate
    ValidateByTag,      ///< If-None-Match with the stored tag
    ValidateByDate,     ///< If-Modified-Since with the stored Last-Modified
    NoValidator,        ///< nothing to ask with: a whole new response is asked for
    NotModified,        ///< 304: the stored response counts as new
    NotModifiedAssumed, ///< the record has a whole response with the same validator: taken as 304
    FieldsUpdated,      ///< by the 304
    FieldsKept,         ///< those a 304 must not change
    FullResponse,       ///< the stored response is replaced
    ServerError,        ///< 5xx to a validation: passed on, the stored response stays
    AnswerNotRecorded,  ///< the recorded browser did not ask: the stored response stays as it is
    // Store
    StoreExplicit,     ///< an explicit lifetime permits it
    StoreByDirective,  ///< public or private permits it
    StoreHeuristic,    ///< the status permits a guessed lifetime
    StoreNoPermission, ///< nothing permits it
    StoreMethod,       ///< only responses to GET are stored
    StoreNoStore,
    StoreRequestNoStore,
    StoreMustUnderstand, ///< must-understand, and the status is understood: no-store is set aside
    StoreNotUnderstood,  ///< must-understand, and the status is not
    StorePartial,        ///< 206: this model stores no parts
    StoreNotFinal,       ///< 1xx
    StoreOrphan304,      ///< a 304 to a condition of the request's maker: nothing of ours to renew
    StorePrivate,        ///< private keeps shared caches out, not this one
    StoreVaryAny,        ///< stored, but Vary: * lets no request use it
    StoreAuthorization,  ///< a private cache may store what was asked with credentials
    HeldBefore,          ///< the recorded browser had it from before the recording: taken as stored
    NoResponse,
    // Invalidate
    InvalidatedByMethod, ///< an unsafe method that succeeded
    NotInvalidated,      ///< an unsafe method that failed
    Count
};

struct RuleRow {
    Rule rule{};
    Step step{};
    std::string_view id;      ///< stable; in JSON, in filters and as the page's name
    std::string_view section; ///< "RFC 9111 §4.2.1"
};

[[nodiscard]] const RuleRow &rowOf(Rule rule) noexcept;
/// The rule of that id, or Count.
[[nodiscard]] Rule ruleFrom(std::string_view id) noexcept;

} // namespace etagere::cache
