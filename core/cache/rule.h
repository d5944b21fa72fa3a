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
    NothingStored,       ///< no stored response for this URL
    StoredMatches,       ///< one, and it varies by nothing
    VaryMatches,         ///< the fields that Vary names are the same
    VaryDiffers,         ///< one of them is not
    VaryAny,             ///< Vary: * matches no request
    MethodForwarded,     ///< the method is neither GET nor HEAD: written through
    RangeForwarded,      ///< a part is asked for; this model passes such requests on
    OwnCondition,        ///< the request's maker set a condition of their own
    SchemeWithoutCache,  ///< data:, blob: and the like hold their content themselves
    AnsweredByWorker,    ///< a service worker answered before the HTTP cache was asked
    FlushedByUser,       ///< what had been stored was flushed; stands before NothingStored
    RangeFromStored,     ///< the part that is asked for is stored
    RangePartlyStored,   ///< some of it is; what is missing is asked for
    RangeNotStored,      ///< none of it is
    RangeUnsatisfiable,  ///< it begins beyond the end: 416
    IfRangeDiffers,      ///< If-Range names another representation: the whole one is sent
    PartForWhole,        ///< all is asked for, and only parts are stored
    ModeNoStore,         ///< the request's maker wants no cache at all
    ModeReload,          ///< the request's maker wants it from the network
    RequestBypasses,     ///< a directive of the request keeps the cache out
    RequestRefetches,    ///< no-cache of the request asks for a whole new response
    OwnValidators,       ///< the request has validators of its own
    HeadFromGet,         ///< the fields of a stored GET answer HEAD
    Collapsed,           ///< the same is on its way already: waited for
    NoVarySearchMatches, ///< stored under another query that No-Vary-Search makes equal
    // Freshness
    LifetimeMaxAge,       ///< max-age
    LifetimeMaxAgeBad,    ///< max-age without a number: taken as stale
    LifetimeExpires,      ///< Expires less Date
    LifetimeExpiresBad,   ///< Expires that is no date: in the past
    LifetimeHeuristic,    ///< a tenth of the time since Last-Modified
    LifetimeUnknown,      ///< nothing says and nothing can be guessed
    LifetimeSharedMaxAge, ///< s-maxage, in a shared cache
    LifetimeForEver,      ///< a status that this model takes as fresh for ever
    HeuristicCapped,      ///< a guessed lifetime that was cut
    HeuristicRefused,     ///< Last-Modified is there, but this model does not guess here
    ExpiresIgnored,       ///< Expires that is no date says nothing to this model
    SharedMaxAgeIgnored,  ///< s-maxage is for shared caches
    ExpiresOverridden,    ///< max-age and Expires: max-age counts
    AgeApparent,          ///< its age is counted from Date
    AgeField,             ///< its age begins with what the Age field said
    DateMissing,          ///< no Date: the time of receipt stands for it
    ClockAhead,           ///< Date is later than its receipt: no apparent age
    Fresh,                ///< age below lifetime
    Stale,
    // Reuse
    ReusedFresh,     ///< nothing asks for validation
    NoCache,         ///< the response says no-cache
    NoCacheFields,   ///< no-cache for some fields only; taken as no-cache
    MustRevalidate,  ///< stale, and must-revalidate forbids using it
    StaleNotAllowed, ///< stale, and nothing allows using it so
    RequestNoCache,
    RequestPragma,           ///< Pragma: no-cache without Cache-Control
    RequestMaxAge,           ///< older than the request's max-age
    RequestMinFresh,         ///< not fresh for as long as the request asks
    RequestMaxStale,         ///< stale, but the request takes it so
    RequestDirectiveDecides, ///< this model looks at one directive of the request, and no further
    RequestOnlyIfCached,     ///< no answer without the network, and that is forbidden
    ResponsePragma,          ///< the response's Pragma: no-cache, as browsers take it
    StatusNotReused,         ///< this model never answers with that status again
    NoCacheFieldsLeft,       ///< no-cache for some fields: those were left out, the rest is used
    ModeNoCache,             ///< the request's maker wants it validated
    ModeForceCache,          ///< the request's maker takes it stale
    ModeOnlyIfCached,        ///< the same, and allows no network
    AuthorizationAdded,      ///< it was stored without Authorization, which this request has
    Immutable,               ///< fresh and immutable: a reload does not ask
    ProxyRevalidate,         ///< proxy-revalidate or s-maxage in a shared cache
    StaleWhileRevalidate,    ///< stale, used, and renewed behind the back
    StaleIfError,            ///< the server failed, and stale-if-error allows what is stored
    StaleOnFailure,          ///< no response came; what is stored may be used
    FailureShown,            ///< no response came; what is stored may not be used
    RequestNotModified,      ///< what the request's maker has is still right: 304 from the cache
    // Validate
    ValidateByTag,        ///< If-None-Match with the stored tag
    ValidateByDate,       ///< If-Modified-Since with the stored Last-Modified
    NoValidator,          ///< nothing to ask with: a whole new response is asked for
    NotValidated,         ///< this model does not validate such a response: fetched again
    ValidateOtherVariant, ///< another variant is stored: its tag is asked with
    ResumeByRange,        ///< it broke off: the rest is asked for
    FillByRange,          ///< parts are stored: what is missing is asked for
    TagAudited,           ///< by chance asked whole, to see whether the server changes its tag
    TagDistrusted,        ///< the server keeps tags over changed content: asked without validators
    NotModified,          ///< 304: the stored response counts as new
    NotModifiedAssumed,   ///< the record has a whole response with the same validator: taken as 304
    FieldsUpdated,        ///< by the 304
    FieldsKept,           ///< those a 304 must not change
    FullResponse,         ///< the stored response is replaced
    ServerError,          ///< 5xx to a validation: passed on, the stored response stays
    AnswerNotRecorded,    ///< the recorded browser did not ask: the stored response stays as it is
    PartsCombined,        ///< the part that came belongs to what is stored
    PartsDiffer,          ///< the part that came belongs to another representation
    NotModifiedOther,     ///< the 304 names another representation than the stored one
    OtherDateEnds,        ///< the 304 has another Last-Modified: used once more, then gone
    HeadUpdates,          ///< a HEAD's fields renewed the stored response
    HeadEnds,             ///< a HEAD showed that the stored response is out of date
    TagStale,             ///< the content changed and the tag did not
    TagOnTwoCodings,      ///< the strong tag of the 304 is also that of another coding's variant
    // Store
    StoreExplicit,     ///< an explicit lifetime permits it
    StoreByDirective,  ///< public or private permits it
    StoreHeuristic,    ///< the status permits a guessed lifetime
    StoreNoPermission, ///< nothing permits it
    StoreMethod,       ///< only responses to GET are stored
    StoreNoStore,
    StoreRequestNoStore,
    StoreMustUnderstand,   ///< must-understand, and the status is understood: no-store is set aside
    StoreNotUnderstood,    ///< must-understand, and the status is not
    StorePartial,          ///< 206: this model stores no parts
    StorePart,             ///< a part with a strong validator
    StorePartRefused,      ///< a part without one, or of an unknown length: never combined
    StoreTruncated,        ///< it broke off; kept because the rest can be asked for
    StoreTruncatedRefused, ///< it broke off, and nothing allows to go on
    StoreTooLarge,         ///< larger than the cache takes
    StoreStatusRefused,    ///< a status this model does not store
    StoreUnasked,          ///< this model stores also what nothing permits, to validate it
    StorePost,             ///< a POST's response with lifetime and Content-Location of its URL
    StoreFieldsLeft,       ///< fields that are not kept
    StoreVariantReplaced,  ///< another variant of the URL made room
    StoreNotFinal,         ///< 1xx
    StoreOrphan304,     ///< a 304 to a condition of the request's maker: nothing of ours to renew
    StorePrivate,       ///< private keeps shared caches out, not this one
    StoreVaryAny,       ///< stored, but Vary: * lets no request use it
    StoreAuthorization, ///< a private cache may store what was asked with credentials
    StorePrivateShared, ///< private keeps this shared cache out
    StoreAuthorizationShared, ///< asked with credentials, and nothing opens it to a shared cache
    HeldBefore, ///< the recorded browser had it from before the recording: taken as stored
    NoResponse,
    // Invalidate
    InvalidatedByMethod,     ///< an unsafe method that succeeded
    NotInvalidated,          ///< an unsafe method that failed
    InvalidatedDespiteError, ///< an unsafe method that failed, and ends it all the same
    MethodSpares,            ///< an unsafe method that this model does not know as one
    InvalidatedByLocation,   ///< Location or Content-Location of the response to an unsafe method
    ClearedBySite,           ///< Clear-Site-Data: "cache"
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
