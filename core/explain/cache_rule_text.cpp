// SPDX-License-Identifier: Apache-2.0
#include "core/explain/cache_rule_text.h"

namespace etagere::explain {

namespace {

using cache::Rule;
using Op = Operand;

constexpr CacheRuleText row(Rule rule, std::array<Op, maxOperands> operands, Message title,
                            Message sentence) {
    return {rule, operands, title, sentence};
}

constexpr std::array table{
    // Match
    row(Rule::NothingStored, {}, ETAGERE_TEXT("cache rules", "Nothing stored"),
        ETAGERE_TEXT("cache rules", "Nothing is stored for this URL.")),
    row(Rule::StoredMatches, {}, ETAGERE_TEXT("cache rules", "A stored response matches"),
        ETAGERE_TEXT("cache rules", "A response is stored for this URL, and it has no Vary: it "
                                    "answers whatever the request's fields are.")),
    row(Rule::VaryMatches, {Op::VaryFields}, ETAGERE_TEXT("cache rules", "Vary matches"),
        ETAGERE_TEXT("cache rules", "A response is stored for this URL. Its Vary names %1, and "
                                    "this request has the same values there.")),
    row(Rule::VaryDiffers, {Op::VaryField}, ETAGERE_TEXT("cache rules", "Vary differs"),
        ETAGERE_TEXT("cache rules", "A response is stored for this URL, but its Vary names %1, "
                                    "and this request has another value there.")),
    row(Rule::VaryAny, {}, ETAGERE_TEXT("cache rules", "Vary: * matches nothing"),
        ETAGERE_TEXT("cache rules", "A response is stored for this URL, but its Vary is "
                                    "\u201c*\u201d: what it depends on is not known, so it "
                                    "matches no request.")),
    row(Rule::MethodForwarded, {Op::Method}, ETAGERE_TEXT("cache rules", "Not GET or HEAD"),
        ETAGERE_TEXT("cache rules", "The method is %1. Only GET and HEAD are answered from the "
                                    "cache; everything else goes to the server.")),
    row(Rule::RangeForwarded, {}, ETAGERE_TEXT("cache rules", "A part is asked for"),
        ETAGERE_TEXT("cache rules", "The request asks for a part (Range). This model passes such "
                                    "requests on.")),
    row(Rule::OwnCondition, {}, ETAGERE_TEXT("cache rules", "A condition of its maker"),
        ETAGERE_TEXT("cache rules", "The request bears a condition of its maker (If-Match, "
                                    "If-Unmodified-Since or If-Range) that only the server can "
                                    "judge.")),
    row(Rule::SchemeWithoutCache, {}, ETAGERE_TEXT("cache rules", "Not HTTP"),
        ETAGERE_TEXT("cache rules", "The URL is neither http nor https (data:, blob: and the "
                                    "like): an HTTP cache takes no part.")),
    row(Rule::AnsweredByWorker, {}, ETAGERE_TEXT("cache rules", "Answered by a service worker"),
        ETAGERE_TEXT("cache rules", "A service worker of the page answered. The request did not "
                                    "come as far as the HTTP cache.")),
    row(Rule::FlushedByUser, {}, ETAGERE_TEXT("cache rules", "Flushed"),
        ETAGERE_TEXT("cache rules", "A response had been stored for this URL, but it was "
                                    "flushed.")),
    // Freshness
    row(Rule::LifetimeMaxAge, {Op::MaxAge, Op::Lifetime},
        ETAGERE_TEXT("cache rules", "Lifetime from max-age"),
        ETAGERE_TEXT("cache rules", "Its Cache-Control says %1: it is fresh for %2.")),
    row(Rule::LifetimeMaxAgeBad, {}, ETAGERE_TEXT("cache rules", "max-age without a number"),
        ETAGERE_TEXT("cache rules", "Its max-age has no number that can be read. It is taken as "
                                    "stale from the beginning.")),
    row(Rule::LifetimeExpires, {Op::Expires, Op::Date, Op::Lifetime},
        ETAGERE_TEXT("cache rules", "Lifetime from Expires"),
        ETAGERE_TEXT("cache rules", "Its Expires, %1, less its Date, %2, makes it fresh for %3.")),
    row(Rule::LifetimeExpiresBad, {Op::Expires}, ETAGERE_TEXT("cache rules", "Expires is no date"),
        ETAGERE_TEXT("cache rules", "Its Expires, %1, is no date. That counts as a time in the "
                                    "past.")),
    row(Rule::LifetimeHeuristic, {Op::SinceModified, Op::Lifetime},
        ETAGERE_TEXT("cache rules", "Lifetime guessed from Last-Modified"),
        ETAGERE_TEXT("cache rules", "Last-Modified lies %1 before Date and nothing else says how "
                                    "long it is fresh. A tenth of that, %2, is taken.")),
    row(Rule::LifetimeUnknown, {}, ETAGERE_TEXT("cache rules", "No lifetime"),
        ETAGERE_TEXT("cache rules", "Nothing says how long it is fresh, and nothing is there to "
                                    "guess it from: it is stale from the beginning.")),
    row(Rule::SharedMaxAgeIgnored, {Op::SharedMaxAge},
        ETAGERE_TEXT("cache rules", "s-maxage is for shared caches"),
        ETAGERE_TEXT("cache rules", "Its %1 is for shared caches. A browser's cache is private "
                                    "and does not count it.")),
    row(Rule::ExpiresOverridden, {Op::Expires},
        ETAGERE_TEXT("cache rules", "max-age overrides Expires"),
        ETAGERE_TEXT("cache rules", "It has an Expires as well, %1, but max-age counts in its "
                                    "place.")),
    row(Rule::AgeApparent, {Op::Date, Op::Age},
        ETAGERE_TEXT("cache rules", "Age from the Date field"),
        ETAGERE_TEXT("cache rules", "Its age is counted from its Date, %1, or from the request "
                                    "for it if that was earlier: %2.")),
    row(Rule::AgeField, {Op::AgeField, Op::SinceAsked, Op::Age},
        ETAGERE_TEXT("cache rules", "Age from the Age field"),
        ETAGERE_TEXT("cache rules", "Caches on its way had kept it for %1, as its Age says, and "
                                    "it was asked for %2 ago: %3 together.")),
    row(Rule::DateMissing, {Op::SinceAsked}, ETAGERE_TEXT("cache rules", "No Date"),
        ETAGERE_TEXT("cache rules", "It came without a Date to count its age from. It was asked "
                                    "for %1 ago, and that counts.")),
    row(Rule::ClockAhead, {Op::Date, Op::AheadBy, Op::SinceAsked},
        ETAGERE_TEXT("cache rules", "Date is in the future"),
        ETAGERE_TEXT("cache rules", "Its Date, %1, is %2 later than the moment it came: the "
                                    "clocks disagree. It was asked for %3 ago, and that counts.")),
    row(Rule::Fresh, {Op::Age, Op::Lifetime, Op::Remaining}, ETAGERE_TEXT("cache rules", "Fresh"),
        ETAGERE_TEXT("cache rules", "It is %1 old and fresh for %2: %3 to go.")),
    row(Rule::Stale, {Op::Age, Op::Lifetime, Op::Staleness}, ETAGERE_TEXT("cache rules", "Stale"),
        ETAGERE_TEXT("cache rules", "It is %1 old and was fresh for %2: stale for %3.")),
    // Reuse
    row(Rule::ReusedFresh, {}, ETAGERE_TEXT("cache rules", "Used while fresh"),
        ETAGERE_TEXT("cache rules", "It is fresh and nothing asks for more: it answers, and the "
                                    "server does not hear of the request.")),
    row(Rule::NoCache, {}, ETAGERE_TEXT("cache rules", "no-cache in the response"),
        ETAGERE_TEXT("cache rules", "It says no-cache: fresh or not, it may be used only after "
                                    "the server was asked.")),
    row(Rule::NoCacheFields, {}, ETAGERE_TEXT("cache rules", "no-cache for some fields"),
        ETAGERE_TEXT("cache rules", "Its no-cache names only some of its fields. This model takes "
                                    "it as no-cache for the whole response.")),
    row(Rule::MustRevalidate, {}, ETAGERE_TEXT("cache rules", "must-revalidate"),
        ETAGERE_TEXT("cache rules", "It is stale, and it says must-revalidate: it may not be used "
                                    "before the server was asked.")),
    row(Rule::StaleNotAllowed, {}, ETAGERE_TEXT("cache rules", "Stale, so the server is asked"),
        ETAGERE_TEXT("cache rules", "It is stale, nothing allows using it so, and the server is "
                                    "there to ask.")),
    row(Rule::RequestNoCache, {}, ETAGERE_TEXT("cache rules", "no-cache in the request"),
        ETAGERE_TEXT("cache rules", "The request says no-cache, as on a reload: the server has to "
                                    "be asked, fresh or not.")),
    row(Rule::RequestPragma, {}, ETAGERE_TEXT("cache rules", "Pragma: no-cache in the request"),
        ETAGERE_TEXT("cache rules", "The request says Pragma: no-cache and has no Cache-Control, "
                                    "which means the same as no-cache.")),
    row(Rule::RequestMaxAge, {Op::RequestMaxAge, Op::Age},
        ETAGERE_TEXT("cache rules", "Too old for the request"),
        ETAGERE_TEXT("cache rules", "The request wants nothing older than %1 (max-age), and it is "
                                    "%2 old.")),
    row(Rule::RequestMinFresh, {Op::RequestMinFresh, Op::Remaining},
        ETAGERE_TEXT("cache rules", "Not fresh for long enough"),
        ETAGERE_TEXT("cache rules", "The request wants what stays fresh for another %1 "
                                    "(min-fresh), and it has %2 to go.")),
    row(Rule::RequestMaxStale, {Op::RequestMaxStale, Op::Staleness},
        ETAGERE_TEXT("cache rules", "The request takes it stale"),
        ETAGERE_TEXT("cache rules", "The request takes what has been stale for %1 (max-stale). It "
                                    "has been so for %2.")),
    row(Rule::RequestOnlyIfCached, {}, ETAGERE_TEXT("cache rules", "only-if-cached"),
        ETAGERE_TEXT("cache rules", "The request says only-if-cached, and nothing stored may "
                                    "answer it: it fails with 504 before it reaches the server.")),
    // Validate
    row(Rule::ValidateByTag, {Op::ETag}, ETAGERE_TEXT("cache rules", "Asked with If-None-Match"),
        ETAGERE_TEXT("cache rules", "The server is asked with If-None-Match: %1.")),
    row(Rule::ValidateByDate, {Op::LastModified},
        ETAGERE_TEXT("cache rules", "Asked with If-Modified-Since"),
        ETAGERE_TEXT("cache rules", "The server is asked with If-Modified-Since: %1.")),
    row(Rule::NoValidator, {}, ETAGERE_TEXT("cache rules", "No validator"),
        ETAGERE_TEXT("cache rules", "It has neither an ETag nor a Last-Modified to ask with: a "
                                    "whole new response is asked for.")),
    row(Rule::NotModified, {}, ETAGERE_TEXT("cache rules", "Not modified"),
        ETAGERE_TEXT("cache rules", "The server answered 304: what is stored is still good, and "
                                    "its freshness begins anew.")),
    row(Rule::NotModifiedAssumed, {}, ETAGERE_TEXT("cache rules", "304 concluded"),
        ETAGERE_TEXT("cache rules", "The recorded browser fetched the whole response, and it has "
                                    "the validator of the stored one. Asked with it, the server "
                                    "would have answered 304; that is taken to have happened.")),
    row(Rule::FieldsUpdated, {Op::UpdatedFields},
        ETAGERE_TEXT("cache rules", "Fields updated by the 304"),
        ETAGERE_PLURAL("cache rules", "%1 field of the 304 takes the place of the stored one.",
                       "%1 fields of the 304 take the place of the stored ones.")),
    row(Rule::FieldsKept, {Op::KeptFields},
        ETAGERE_TEXT("cache rules", "Fields that a 304 cannot change"),
        ETAGERE_PLURAL("cache rules",
                       "%1 field of the 304 describes the message and not what is stored: the "
                       "stored value stays.",
                       "%1 fields of the 304 describe the message and not what is stored: the "
                       "stored values stay.")),
    row(Rule::FullResponse, {Op::Status},
        ETAGERE_TEXT("cache rules", "A whole response instead of a 304"),
        ETAGERE_TEXT("cache rules", "The server answered with a whole response (%1): what was "
                                    "stored is no longer good and gives way.")),
    row(Rule::ServerError, {Op::Status}, ETAGERE_TEXT("cache rules", "The server failed"),
        ETAGERE_TEXT("cache rules", "The server failed (%1). That is passed on, and what is "
                                    "stored stays as it is.")),
    row(Rule::AnswerNotRecorded, {}, ETAGERE_TEXT("cache rules", "The answer was not recorded"),
        ETAGERE_TEXT("cache rules", "The recorded browser did not ask here, so nobody knows what "
                                    "the server would have said: what is stored stays as it is.")),
    // Store
    row(Rule::StoreExplicit, {Op::ReceivedLifetime},
        ETAGERE_TEXT("cache rules", "Stored: it has a lifetime"),
        ETAGERE_TEXT("cache rules", "The response states its lifetime (%1). That permits storing "
                                    "it.")),
    row(Rule::StoreByDirective, {Op::ReceivedPermission},
        ETAGERE_TEXT("cache rules", "Stored: a directive permits it"),
        ETAGERE_TEXT("cache rules", "The response says %1. That permits storing it.")),
    row(Rule::StoreHeuristic, {Op::Status},
        ETAGERE_TEXT("cache rules", "Stored: its status permits it"),
        ETAGERE_TEXT("cache rules", "The response states no lifetime, but its status, %1, is one "
                                    "that may be stored without.")),
    row(Rule::StoreNoPermission, {Op::Status},
        ETAGERE_TEXT("cache rules", "Nothing permits storing it"),
        ETAGERE_TEXT("cache rules", "A response of status %1 is stored only if it says so "
                                    "(max-age, Expires, public or private), and it does not.")),
    row(Rule::StoreMethod, {Op::Method}, ETAGERE_TEXT("cache rules", "Only GET is stored"),
        ETAGERE_TEXT("cache rules", "It answers a %1. Only responses to GET are stored.")),
    row(Rule::StoreNoStore, {}, ETAGERE_TEXT("cache rules", "no-store in the response"),
        ETAGERE_TEXT("cache rules", "The response says no-store.")),
    row(Rule::StoreRequestNoStore, {}, ETAGERE_TEXT("cache rules", "no-store in the request"),
        ETAGERE_TEXT("cache rules", "The request says no-store, which holds for its response "
                                    "too.")),
    row(Rule::StoreMustUnderstand, {Op::Status},
        ETAGERE_TEXT("cache rules", "must-understand sets no-store aside"),
        ETAGERE_TEXT("cache rules", "The response says must-understand, and its status, %1, is "
                                    "understood: its no-store does not count.")),
    row(Rule::StoreNotUnderstood, {Op::Status},
        ETAGERE_TEXT("cache rules", "must-understand, and not understood"),
        ETAGERE_TEXT("cache rules", "The response says must-understand, and this cache does not "
                                    "know its status, %1.")),
    row(Rule::StorePartial, {}, ETAGERE_TEXT("cache rules", "Only a part came"),
        ETAGERE_TEXT("cache rules", "The response is a part (206). This model stores no parts.")),
    row(Rule::StoreNotFinal, {Op::Status}, ETAGERE_TEXT("cache rules", "No final response"),
        ETAGERE_TEXT("cache rules", "A response of status %1 only announces the real one.")),
    row(Rule::StoreOrphan304, {}, ETAGERE_TEXT("cache rules", "A 304 with nothing to renew"),
        ETAGERE_TEXT("cache rules", "The response is a 304 to a condition that this cache did not "
                                    "set. It has no stored response that it could renew.")),
    row(Rule::StorePrivate, {}, ETAGERE_TEXT("cache rules", "private"),
        ETAGERE_TEXT("cache rules", "The response says private. That keeps shared caches out, but "
                                    "not a browser's.")),
    row(Rule::StoreVaryAny, {}, ETAGERE_TEXT("cache rules", "Stored, but matches nothing"),
        ETAGERE_TEXT("cache rules", "The response's Vary is \u201c*\u201d: it is stored, but it "
                                    "will match no request.")),
    row(Rule::StoreAuthorization, {}, ETAGERE_TEXT("cache rules", "Asked with credentials"),
        ETAGERE_TEXT("cache rules", "The request bears an Authorization. That keeps shared caches "
                                    "from storing the response, but not a browser's.")),
    row(Rule::HeldBefore, {}, ETAGERE_TEXT("cache rules", "Held from before the recording"),
        ETAGERE_TEXT("cache rules", "The recorded browser had this response from before the "
                                    "recording. It is taken as stored from here on.")),
    row(Rule::NoResponse, {}, ETAGERE_TEXT("cache rules", "No response"),
        ETAGERE_TEXT("cache rules", "No response was recorded: there is nothing to store.")),
    // Invalidate
    row(Rule::InvalidatedByMethod, {Op::Method, Op::Status},
        ETAGERE_TEXT("cache rules", "Ended by an unsafe method"),
        ETAGERE_TEXT("cache rules", "%1 may change what is there, and it succeeded (%2): whatever "
                                    "is stored for this URL ends.")),
    row(Rule::NotInvalidated, {Op::Method, Op::Status},
        ETAGERE_TEXT("cache rules", "An unsafe method that failed"),
        ETAGERE_TEXT("cache rules", "%1 may change what is there, but it failed (%2): whatever is "
                                    "stored for this URL stays."))};

constexpr bool isInEnumOrder() {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table[i].rule != static_cast<Rule>(i))
            return false;
    }
    return table.size() == static_cast<std::size_t>(Rule::Count);
}
static_assert(isInEnumOrder(), "every Rule has its own words, in order");

} // namespace

const CacheRuleText &textOf(Rule rule) noexcept { return table[static_cast<std::size_t>(rule)]; }

} // namespace etagere::explain
