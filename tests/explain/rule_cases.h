// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/rule.h"

namespace etagere::tests {

/// Whether a replay of the capture names the rule, or only a cache that has bytes and a network.
enum class Fires : bool { Elsewhere, Replayed };

/// A capture whose last exchange names the rule, and what the rule then says. The model may also be
/// "shared": RFC 9111 for a shared cache.
struct RuleCase {
    cache::Rule rule{};
    const char *capture{};
    const char *sentence{};
    const char *model = "rfc9111";
    Fires fires = Fires::Replayed;
};

inline constexpr RuleCase ruleCases[] = {
    {cache::Rule::NothingStored, "GET https://a.test/x", "Nothing is stored for this URL."},
    {cache::Rule::StoredMatches,
     R"(GET https://a.test/x
< Cache-Control: max-age=60
GET https://a.test/x at=5)",
     "A response is stored for this URL, and it has no Vary: it answers whatever the request's "
     "fields are."},
    {cache::Rule::VaryMatches,
     R"(GET https://a.test/x
> Accept-Language: de
< Cache-Control: max-age=60
< Vary: Accept-Language, Origin
GET https://a.test/x at=5
> Accept-Language: de)",
     "A response is stored for this URL. Its Vary names “Accept-Language, Origin”, and this "
     "request "
     "has the same values there."},
    {cache::Rule::VaryDiffers,
     R"(GET https://a.test/x
> Accept-Language: de
< Cache-Control: max-age=60
< Vary: Origin, Accept-Language
GET https://a.test/x at=5
> Accept-Language: fr)",
     "A response is stored for this URL, but its Vary names “Accept-Language”, and this request "
     "has "
     "another value there."},
    {cache::Rule::VaryAny,
     R"(GET https://a.test/x
< Cache-Control: max-age=60
< Vary: *
GET https://a.test/x at=5)",
     "A response is stored for this URL, but its Vary is “*”: what it depends on is not known, so "
     "it matches no request."},
    {cache::Rule::MethodForwarded, "OPTIONS https://a.test/x",
     "The method is OPTIONS. Only GET and HEAD are answered from the cache; everything else goes "
     "to the server."},
    {cache::Rule::RangeForwarded, "GET https://a.test/x status=206\n> Range: bytes=0-9",
     "The request asks for a part (Range) and is passed on as it is."},
    {cache::Rule::OwnCondition, "GET https://a.test/x\n> If-Match: \"a\"",
     "The request bears a condition of its maker (If-Match, If-Unmodified-Since or If-Range) that "
     "only the server can judge."},
    {cache::Rule::SchemeWithoutCache, "GET data:text/plain,hello",
     "The URL is neither http nor https (data:, blob: and the like): an HTTP cache takes no part."},
    {cache::Rule::AnsweredByWorker, "GET https://a.test/x from=worker",
     "A service worker of the page answered. The request did not come as far as the HTTP cache."},
    {cache::Rule::FlushedByUser,
     R"(GET https://a.test/x
< Cache-Control: max-age=60
GET https://a.test/x at=50)",
     "A response had been stored for this URL, but it was flushed."},
    {cache::Rule::LifetimeMaxAge,
     R"(GET https://a.test/x
< Date: Sun, 01 Mar 2026 12:00:00 GMT
< Cache-Control: max-age=5400
GET https://a.test/x at=5)",
     "Its Cache-Control says max-age=5400: it is fresh for 1 h 30 min."},
    {cache::Rule::LifetimeMaxAgeBad,
     R"(GET https://a.test/x
< Cache-Control: max-age=1h
GET https://a.test/x at=5)",
     "Its max-age has no number that can be read. It is taken as stale from the beginning."},
    {cache::Rule::LifetimeExpires,
     R"(GET https://a.test/x
< Date: Sun, 01 Mar 2026 12:00:00 GMT
< Expires: Sun, 01 Mar 2026 12:01:30 GMT
GET https://a.test/x at=5)",
     "Its Expires, “Sun, 01 Mar 2026 12:01:30 GMT”, less its Date, “Sun, 01 Mar 2026 12:00:00 "
     "GMT”, "
     "makes it fresh for 90 s."},
    {cache::Rule::LifetimeExpires,
     R"(GET https://a.test/x took=2
< Expires: Sun, 01 Mar 2026 12:01:32 GMT
GET https://a.test/x at=5)",
     "Its Expires, “Sun, 01 Mar 2026 12:01:32 GMT”, less its Date, 2026-03-01T12:00:02Z, makes it "
     "fresh for 90 s."},
    {cache::Rule::LifetimeExpiresBad,
     R"(GET https://a.test/x
< Expires: -1
GET https://a.test/x at=5)",
     "Its Expires, “-1”, is no date. That counts as a time in the past."},
    {cache::Rule::LifetimeHeuristic,
     R"(GET https://a.test/x
< Date: Sun, 01 Mar 2026 12:00:00 GMT
< Last-Modified: Thu, 19 Feb 2026 12:00:00 GMT
GET https://a.test/x at=5)",
     "Last-Modified lies 10 d before Date and nothing else says how long it is fresh. A tenth of "
     "that, 1 d, is taken."},
    {cache::Rule::LifetimeUnknown,
     R"(GET https://a.test/x
< ETag: "a"
GET https://a.test/x at=5)",
     "Nothing says how long it is fresh, and nothing is there to guess it from: it is stale from "
     "the beginning."},
    {cache::Rule::SharedMaxAgeIgnored,
     R"(GET https://a.test/x
< Cache-Control: s-maxage=600, max-age=60
GET https://a.test/x at=5)",
     "Its s-maxage=600 is for shared caches. A browser's cache is private and does not count it."},
    {cache::Rule::ExpiresOverridden,
     R"(GET https://a.test/x
< Cache-Control: max-age=60
< Expires: 0
GET https://a.test/x at=5)",
     "It has an Expires as well, “0”, but max-age counts in its place."},
    {cache::Rule::AgeApparent,
     R"(GET https://a.test/x took=3
< Date: Sun, 01 Mar 2026 11:59:50 GMT
< Cache-Control: max-age=60
GET https://a.test/x at=20.25)",
     "Its age is counted from its Date, “Sun, 01 Mar 2026 11:59:50 GMT”, or from the request for "
     "it "
     "if that was earlier: 30.25 s."},
    {cache::Rule::AgeField,
     R"(GET https://a.test/x took=2
< Date: Sun, 01 Mar 2026 12:00:00 GMT
< Age: 40
< Cache-Control: max-age=60
GET https://a.test/x at=20)",
     "Caches on its way had kept it for 40 s, as its Age says, and it was asked for 20 s ago: 60 s "
     "together."},
    {cache::Rule::DateMissing,
     R"(GET https://a.test/x took=2
< Cache-Control: max-age=60
GET https://a.test/x at=20)",
     "It came without a Date to count its age from. It was asked for 20 s ago, and that counts."},
    {cache::Rule::ClockAhead,
     R"(GET https://a.test/x took=2
< Date: Sun, 01 Mar 2026 12:05:02 GMT
< Cache-Control: max-age=60
GET https://a.test/x at=20)",
     "Its Date, “Sun, 01 Mar 2026 12:05:02 GMT”, is 5 min later than the moment it came: the "
     "clocks "
     "disagree. It was asked for 20 s ago, and that counts."},
    {cache::Rule::Fresh,
     R"(GET https://a.test/x
< Date: Sun, 01 Mar 2026 12:00:00 GMT
< Cache-Control: max-age=60
GET https://a.test/x at=12.5)",
     "It is 12.5 s old and fresh for 60 s: 47.5 s to go."},
    {cache::Rule::Fresh,
     R"(GET https://a.test/x
< Date: Sun, 01 Mar 2026 12:00:00 GMT
< Cache-Control: max-age=86400
GET https://a.test/x at=3723.5)",
     "It is 1 h 2 min 3 s old and fresh for 1 d: 22 h 57 min 57 s to go."},
    {cache::Rule::Stale,
     R"(GET https://a.test/x
< Date: Sun, 01 Mar 2026 12:00:00 GMT
< Cache-Control: max-age=60
GET https://a.test/x at=75)",
     "It is 75 s old and was fresh for 60 s: stale for 15 s."},
    {cache::Rule::ReusedFresh,
     R"(GET https://a.test/x
< Cache-Control: max-age=60
GET https://a.test/x at=5)",
     "It is fresh and nothing asks for more: it answers, and the server does not hear of the "
     "request."},
    {cache::Rule::NoCache,
     R"(GET https://a.test/x
< Cache-Control: no-cache
GET https://a.test/x at=5)",
     "It says no-cache: fresh or not, it may be used only after the server was asked."},
    {cache::Rule::NoCacheFields,
     R"(GET https://a.test/x
< Cache-Control: max-age=60, no-cache="Set-Cookie"
GET https://a.test/x at=5)",
     "Its no-cache names only some of its fields. This model takes it as no-cache for the whole "
     "response."},
    {cache::Rule::MustRevalidate,
     R"(GET https://a.test/x
< Cache-Control: max-age=60, must-revalidate
GET https://a.test/x at=75)",
     "It is stale, and it says must-revalidate: it may not be used before the server was asked."},
    {cache::Rule::StaleNotAllowed,
     R"(GET https://a.test/x
< Cache-Control: max-age=60
GET https://a.test/x at=75)",
     "It is stale, and nothing allows using it without asking the server first."},
    {cache::Rule::RequestNoCache,
     R"(GET https://a.test/x
< Cache-Control: max-age=60
GET https://a.test/x at=5
> Cache-Control: no-cache)",
     "The request says no-cache, as on a reload: the server has to be asked, fresh or not."},
    {cache::Rule::RequestPragma,
     R"(GET https://a.test/x
< Cache-Control: max-age=60
GET https://a.test/x at=5
> Pragma: no-cache)",
     "The request says Pragma: no-cache and has no Cache-Control, which means the same as "
     "no-cache."},
    {cache::Rule::RequestMaxAge,
     R"(GET https://a.test/x
< Date: Sun, 01 Mar 2026 12:00:00 GMT
< Cache-Control: max-age=60
GET https://a.test/x at=5
> Cache-Control: max-age=0)",
     "The request wants nothing older than 0 s (max-age), and it is 5 s old."},
    {cache::Rule::RequestMinFresh,
     R"(GET https://a.test/x
< Date: Sun, 01 Mar 2026 12:00:00 GMT
< Cache-Control: max-age=60
GET https://a.test/x at=5
> Cache-Control: min-fresh=120)",
     "The request wants what stays fresh for another 2 min (min-fresh), and it has 55 s to go."},
    {cache::Rule::RequestMaxStale,
     R"(GET https://a.test/x
< Date: Sun, 01 Mar 2026 12:00:00 GMT
< Cache-Control: max-age=60
GET https://a.test/x at=70
> Cache-Control: max-stale=30)",
     "The request takes what has been stale for up to 30 s (max-stale). It has been so for 10 s."},
    {cache::Rule::RequestMaxStale,
     R"(GET https://a.test/x
< Date: Sun, 01 Mar 2026 12:00:00 GMT
< Cache-Control: max-age=60
GET https://a.test/x at=70
> Cache-Control: max-stale)",
     "The request takes what has been stale for any length of time (max-stale). It has been so for "
     "10 s."},
    {cache::Rule::RequestOnlyIfCached, "GET https://a.test/x\n> Cache-Control: only-if-cached",
     "The request says only-if-cached, and nothing stored may answer it: it fails with 504 before "
     "it reaches the server."},
    {cache::Rule::ValidateByTag,
     R"(GET https://a.test/x
< ETag: W/"a-7"
GET https://a.test/x at=5)",
     "The server is asked with If-None-Match: “W/\"a-7\"”."},
    {cache::Rule::ValidateByDate,
     R"(GET https://a.test/x
< Cache-Control: no-cache
< Last-Modified: Thu, 19 Feb 2026 12:00:00 GMT
GET https://a.test/x at=5)",
     "The server is asked with If-Modified-Since: “Thu, 19 Feb 2026 12:00:00 GMT”."},
    {cache::Rule::NoValidator,
     R"(GET https://a.test/x
< Cache-Control: no-cache
GET https://a.test/x at=5)",
     "It has neither an ETag nor a Last-Modified to ask with: a whole new response is asked for."},
    {cache::Rule::NotModified,
     R"(GET https://a.test/x
< ETag: "a"
GET https://a.test/x at=5 status=304 from=validated)",
     "The server answered 304: what is stored is still good, and its freshness begins anew."},
    {cache::Rule::NotModifiedAssumed,
     R"(GET https://a.test/x
< ETag: "a"
GET https://a.test/x at=5 from=network
< ETag: "a")",
     "The recorded browser fetched the whole response, and it has the validator of the stored one. "
     "Asked with it, the server would have answered 304; that is taken to have happened."},
    {cache::Rule::FieldsUpdated,
     R"(GET https://a.test/x
< ETag: "a"
GET https://a.test/x at=5 status=304 from=validated
< Cache-Control: max-age=60)",
     "1 field of the 304 takes the place of the stored one."},
    {cache::Rule::FieldsUpdated,
     R"(GET https://a.test/x
< ETag: "a"
GET https://a.test/x at=5 status=304 from=validated
< Cache-Control: max-age=60
< Server: s)",
     "2 fields of the 304 take the place of the stored ones."},
    {cache::Rule::FieldsKept,
     R"(GET https://a.test/x
< ETag: "a"
GET https://a.test/x at=5 status=304 from=validated
< Content-Length: 0)",
     "1 field of the 304 describes the message and not what is stored: the stored value stays."},
    {cache::Rule::FullResponse,
     R"(GET https://a.test/x
< ETag: "a"
GET https://a.test/x at=5 from=network
< ETag: "b")",
     "The server answered with a whole response (200): what was stored is no longer good and gives "
     "way."},
    {cache::Rule::ServerError,
     R"(GET https://a.test/x
< ETag: "a"
GET https://a.test/x at=5 status=503 from=network)",
     "The server failed (503). That is passed on, and what is stored stays as it is."},
    {cache::Rule::AnswerNotRecorded,
     R"(GET https://a.test/x
< ETag: "a"
GET https://a.test/x at=5 from=cache)",
     "The recorded browser did not ask here, so nobody knows what the server would have said: what "
     "is stored stays as it is."},
    {cache::Rule::StoreExplicit, "GET https://a.test/x\n< Cache-Control: max-age=60",
     "The response states its lifetime (max-age=60). That permits storing it."},
    {cache::Rule::StoreExplicit, "GET https://a.test/x\n< Expires: Sun, 01 Mar 2026 12:01:30 GMT",
     "The response states its lifetime (Expires: “Sun, 01 Mar 2026 12:01:30 GMT”). That permits "
     "storing it."},
    {cache::Rule::StoreByDirective, "GET https://a.test/x status=302\n< Cache-Control: private",
     "The response says private. That permits storing it."},
    {cache::Rule::StoreHeuristic, "GET https://a.test/x status=404",
     "The response states no lifetime, but its status, 404, is one that may be stored without."},
    {cache::Rule::StoreNoPermission, "GET https://a.test/x status=302",
     "A response of status 302 is stored only if it says so (max-age, Expires, public or private), "
     "and it does not."},
    {cache::Rule::StoreMethod, "HEAD https://a.test/x\n< Cache-Control: max-age=60",
     "It answers a HEAD. Only responses to GET are stored."},
    {cache::Rule::StoreNoStore, "GET https://a.test/x\n< Cache-Control: no-store",
     "The response says no-store."},
    {cache::Rule::StoreRequestNoStore, "GET https://a.test/x\n> Cache-Control: no-store",
     "The request says no-store, which holds for its response too."},
    {cache::Rule::StoreMustUnderstand,
     "GET https://a.test/x\n< Cache-Control: must-understand, no-store, max-age=60",
     "The response says must-understand, and its status, 200, is understood: its no-store does not "
     "count."},
    {cache::Rule::StoreNotUnderstood,
     "GET https://a.test/x status=299\n< Cache-Control: must-understand, max-age=60",
     "The response says must-understand, and this cache does not know its status, 299."},
    {cache::Rule::StorePartial, "GET https://a.test/x status=206\n> Range: bytes=0-9",
     "The response is a part (206), and parts are not stored here."},
    {cache::Rule::StoreNotFinal, "GET https://a.test/x status=103",
     "A response of status 103 only announces the real one."},
    {cache::Rule::StoreOrphan304, "GET https://a.test/x status=304\n> If-Match: \"a\"",
     "The response is a 304 to a condition that this cache did not set. It has no stored response "
     "that it could renew."},
    {cache::Rule::StorePrivate, "GET https://a.test/x\n< Cache-Control: private, max-age=60",
     "The response says private. That keeps shared caches out, but not a browser's."},
    {cache::Rule::StoreVaryAny, "GET https://a.test/x\n< Vary: *",
     "The response's Vary is “*”: it is stored, but it will match no request."},
    {cache::Rule::StoreAuthorization, "GET https://a.test/x\n> Authorization: Basic eA==",
     "The request bears an Authorization. That keeps shared caches from storing the response, but "
     "not a browser's."},
    {cache::Rule::HeldBefore, "GET https://a.test/x from=cache\n< Cache-Control: max-age=60",
     "The recorded browser had this response from before the recording. It is taken as stored from "
     "here on."},
    {cache::Rule::NoResponse, "GET https://a.test/x status=0",
     "No response was recorded: there is nothing to store."},
    {cache::Rule::InvalidatedByMethod, "POST https://a.test/x status=201",
     "POST may change what is there, and it succeeded (201): whatever is stored for this URL "
     "ends."},
    {cache::Rule::NotInvalidated, "DELETE https://a.test/x status=403",
     "DELETE may change what is there, but it failed (403): whatever is stored for this URL "
     "stays."},
};

} // namespace etagere::tests
