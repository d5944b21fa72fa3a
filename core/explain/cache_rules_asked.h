// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/cache_rule_text.h"

/// The words of the rules that a request meets: what is stored, is it fresh, may it be used.
namespace etagere::explain::cache_rules {

using cache::Rule;
using Op = Operand;

constexpr CacheRuleText row(Rule rule, std::array<Op, maxOperands> operands, Message title,
                            Message sentence) {
    return {rule, operands, title, sentence};
}

inline constexpr std::array asked{
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
        ETAGERE_TEXT("cache rules",
                     "The request asks for a part (Range) and is passed on as it is.")),
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
    row(Rule::RangeFromStored, {Op::RequestRange},
        ETAGERE_TEXT("cache rules", "Cut out of what is stored"),
        ETAGERE_TEXT("cache rules", "The request asks for a part (%1), and those bytes are stored: "
                                    "they are cut out of what is there.")),
    row(Rule::RangePartlyStored, {Op::RequestRange},
        ETAGERE_TEXT("cache rules", "Some of the part is stored"),
        ETAGERE_TEXT("cache rules", "The request asks for a part (%1). Some of its bytes are "
                                    "stored, and only the others are asked for.")),
    row(Rule::RangeNotStored, {Op::RequestRange},
        ETAGERE_TEXT("cache rules", "None of the part is stored"),
        ETAGERE_TEXT("cache rules",
                     "The request asks for a part (%1), and none of its bytes is stored.")),
    row(Rule::RangeUnsatisfiable, {Op::RequestRange},
        ETAGERE_TEXT("cache rules", "The part lies beyond the end"),
        ETAGERE_TEXT("cache rules", "The request asks for a part (%1) that begins beyond the end "
                                    "of what is stored: it is answered with 416.")),
    row(Rule::IfRangeDiffers, {}, ETAGERE_TEXT("cache rules", "If-Range names another one"),
        ETAGERE_TEXT("cache rules",
                     "The request wants a part only of the representation that its If-Range names, "
                     "and another one is stored: the whole of it is sent instead.")),
    row(Rule::PartForWhole, {}, ETAGERE_TEXT("cache rules", "Only parts are stored"),
        ETAGERE_TEXT("cache rules",
                     "The request asks for the whole, and only parts of it are stored.")),
    row(Rule::ModeNoStore, {}, ETAGERE_TEXT("cache rules", "Cache mode no-store"),
        ETAGERE_TEXT("cache rules", "The request was made in the cache mode no-store: the cache is "
                                    "neither read nor written.")),
    row(Rule::ModeReload, {}, ETAGERE_TEXT("cache rules", "Cache mode reload"),
        ETAGERE_TEXT("cache rules", "The request was made in the cache mode reload: the cache is "
                                    "not read, but the response may be stored.")),
    row(Rule::RequestBypasses, {}, ETAGERE_TEXT("cache rules", "The request keeps the cache out"),
        ETAGERE_TEXT("cache rules", "The request says no-store. This model then does not look for "
                                    "a stored response either.")),
    row(Rule::RequestRefetches, {},
        ETAGERE_TEXT("cache rules", "The request wants a whole new response"),
        ETAGERE_TEXT("cache rules", "The request says no-cache. This model then asks for a whole "
                                    "new response, without the validator of what is stored.")),
    row(Rule::OwnValidators, {}, ETAGERE_TEXT("cache rules", "Validators of its maker"),
        ETAGERE_TEXT("cache rules", "The request bears validators of its maker (If-None-Match or "
                                    "If-Modified-Since), which are not this cache's own.")),
    row(Rule::HeadFromGet, {}, ETAGERE_TEXT("cache rules", "A stored GET serves a HEAD"),
        ETAGERE_TEXT("cache rules", "The request is a HEAD, and what is stored is the response to "
                                    "a GET: its fields are what a HEAD asks for.")),
    row(Rule::Collapsed, {}, ETAGERE_TEXT("cache rules", "Waited for the same request"),
        ETAGERE_TEXT("cache rules", "The same had been asked for already. This request waited for "
                                    "that response instead of going to the server as well.")),
    row(Rule::NoVarySearchMatches, {}, ETAGERE_TEXT("cache rules", "No-Vary-Search matches"),
        ETAGERE_TEXT("cache rules", "A response is stored under a URL with another query, and its "
                                    "No-Vary-Search says that the two make no difference.")),
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
    row(Rule::LifetimeSharedMaxAge, {Op::SharedMaxAge, Op::Lifetime},
        ETAGERE_TEXT("cache rules", "Lifetime from s-maxage"),
        ETAGERE_TEXT("cache rules", "Its Cache-Control says %1, which counts first in a shared "
                                    "cache: it is fresh for %2.")),
    row(Rule::LifetimeForEver, {Op::StoredStatus}, ETAGERE_TEXT("cache rules", "Fresh for ever"),
        ETAGERE_TEXT("cache rules",
                     "Nothing says how long it is fresh, and its status, %1, stands for something "
                     "that does not change: this model takes it as fresh for ever.")),
    row(Rule::HeuristicCapped, {Op::SinceModified, Op::Lifetime},
        ETAGERE_TEXT("cache rules", "Lifetime guessed, and cut"),
        ETAGERE_TEXT(
            "cache rules",
            "Last-Modified lies %1 before Date and nothing else says how long it is fresh. A tenth "
            "of that is more than this model ever takes: it is cut to %2.")),
    row(Rule::HeuristicRefused, {Op::Refusal},
        ETAGERE_TEXT("cache rules", "No lifetime is guessed here"),
        ETAGERE_TEXT(
            "cache rules",
            "Nothing says how long it is fresh. It has a Last-Modified, but this model guesses "
            "nothing from it: %1 keeps it from that, and it is stale from the beginning.")),
    row(Rule::ExpiresIgnored, {Op::Expires}, ETAGERE_TEXT("cache rules", "Expires is ignored"),
        ETAGERE_TEXT("cache rules",
                     "Its Expires, %1, is no date. This model goes on as if it were not there.")),
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
        ETAGERE_TEXT("cache rules", "It is stale, and nothing allows using it without asking the "
                                    "server first.")),
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
    row(Rule::RequestDirectiveDecides, {},
        ETAGERE_TEXT("cache rules", "One directive of the request decides"),
        ETAGERE_TEXT("cache rules",
                     "The request has a max-stale, max-age or min-fresh. This model goes by the "
                     "first of them alone, and it takes what is stored, fresh or not.")),
    row(Rule::RequestOnlyIfCached, {}, ETAGERE_TEXT("cache rules", "only-if-cached"),
        ETAGERE_TEXT("cache rules", "The request says only-if-cached, and nothing stored may "
                                    "answer it: it fails with 504 before it reaches the server.")),
    row(Rule::ResponsePragma, {}, ETAGERE_TEXT("cache rules", "Pragma: no-cache in the response"),
        ETAGERE_TEXT("cache rules", "It came with Pragma: no-cache, which this model takes as "
                                    "no-cache: it may be used only after the server was asked.")),
    row(Rule::StatusNotReused, {Op::StoredStatus},
        ETAGERE_TEXT("cache rules", "A status that is not used again"),
        ETAGERE_TEXT("cache rules", "Its status is %1. This model never answers with such a "
                                    "response again before the server was asked.")),
    row(Rule::NoCacheFieldsLeft, {Op::NoCacheNames},
        ETAGERE_TEXT("cache rules", "Without the fields of no-cache"),
        ETAGERE_TEXT("cache rules", "Its no-cache names only some of its fields (%1). This model "
                                    "left those out when it was stored, and uses the rest.")),
    row(Rule::ModeNoCache, {}, ETAGERE_TEXT("cache rules", "Cache mode no-cache"),
        ETAGERE_TEXT("cache rules", "The request was made in the cache mode no-cache, as on a "
                                    "reload: the server has to be asked, fresh or not.")),
    row(Rule::ModeForceCache, {}, ETAGERE_TEXT("cache rules", "Cache mode force-cache"),
        ETAGERE_TEXT("cache rules", "The request was made in the cache mode force-cache or "
                                    "only-if-cached: what is stored answers, stale or not.")),
    row(Rule::ModeOnlyIfCached, {}, ETAGERE_TEXT("cache rules", "Cache mode only-if-cached"),
        ETAGERE_TEXT("cache rules",
                     "The request was made in the cache mode only-if-cached, and nothing stored "
                     "may answer it: it fails before it reaches the server.")),
    row(Rule::AuthorizationAdded, {},
        ETAGERE_TEXT("cache rules", "Asked with credentials this time"),
        ETAGERE_TEXT("cache rules", "It had been asked for without Authorization, and this request "
                                    "bears one: this model asks the server first.")),
    row(Rule::Immutable, {}, ETAGERE_TEXT("cache rules", "immutable"),
        ETAGERE_TEXT("cache rules", "It is fresh and says immutable: it does not change while it "
                                    "is fresh, so that even a reload does not ask.")),
    row(Rule::ProxyRevalidate, {}, ETAGERE_TEXT("cache rules", "Shared caches have to ask"),
        ETAGERE_TEXT("cache rules", "It is stale, and it says proxy-revalidate or s-maxage: a "
                                    "shared cache may not use it before the server was asked.")),
    row(Rule::StaleWhileRevalidate, {Op::StaleWhileRevalidate, Op::Staleness},
        ETAGERE_TEXT("cache rules", "stale-while-revalidate"),
        ETAGERE_TEXT("cache rules", "It says %1 and has been stale for %2: it answers at once, and "
                                    "is renewed behind the back.")),
    row(Rule::StaleIfError, {Op::StaleIfError, Op::Staleness},
        ETAGERE_TEXT("cache rules", "stale-if-error"),
        ETAGERE_TEXT("cache rules", "The server failed. With %1 what has been stale for %2 may "
                                    "answer in place of the error.")),
    row(Rule::StaleOnFailure, {Op::Staleness},
        ETAGERE_TEXT("cache rules", "Stale, as the server is out of reach"),
        ETAGERE_TEXT("cache rules", "No response came. What is stored has been stale for %1, and "
                                    "nothing forbids using it when the server cannot be reached.")),
    row(Rule::FailureShown, {}, ETAGERE_TEXT("cache rules", "The failure is shown"),
        ETAGERE_TEXT("cache rules", "No response came, and what is stored may not answer without "
                                    "the server: the failure is shown.")),
    row(Rule::RequestNotModified, {}, ETAGERE_TEXT("cache rules", "304 from the cache"),
        ETAGERE_TEXT("cache rules", "The validators of the request's maker fit what is stored: the "
                                    "cache itself answers that nothing was modified (304)."))};

} // namespace etagere::explain::cache_rules
