// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/explain/rule_cases.h"

namespace etagere::tests {

/// The same for the rules of browsers, of shared caches, and of a cache that has bytes and a
/// network: a replay does not fire the last, so they are put into its last decision.
inline constexpr RuleCase engineRuleCases[] = {
    {cache::Rule::RangeFromStored, R"(GET https://a.test/x status=206
> Range: bytes=5-9)",
     "The request asks for a part (“bytes=5-9”), and those bytes are stored: they are cut out of "
     "what is there.",
     "rfc9111", Fires::Elsewhere},
    {cache::Rule::RangePartlyStored, R"(GET https://a.test/x status=206
> Range: bytes=5-)",
     "The request asks for a part (“bytes=5-”). Some of its bytes are stored, and only the others "
     "are asked for.",
     "rfc9111", Fires::Elsewhere},
    {cache::Rule::RangeNotStored, R"(GET https://a.test/x status=206
> Range: bytes=-3)",
     "The request asks for a part (“bytes=-3”), and none of its bytes is stored.", "rfc9111",
     Fires::Elsewhere},
    {cache::Rule::RangeUnsatisfiable, R"(GET https://a.test/x status=416
> Range: bytes=90-)",
     "The request asks for a part (“bytes=90-”) that begins beyond the end of what is stored: it "
     "is answered with 416.",
     "rfc9111", Fires::Elsewhere},
    {cache::Rule::LifetimeSharedMaxAge, R"(GET https://a.test/x
< Cache-Control: s-maxage=5400
GET https://a.test/x at=5)",
     "Its Cache-Control says s-maxage=5400, which counts first in a shared cache: it is fresh for "
     "1 h 30 min.",
     "shared", Fires::Replayed},
    {cache::Rule::LifetimeForEver, R"(GET https://a.test/x status=301
< Location: /y
GET https://a.test/x at=5 status=301)",
     "Nothing says how long it is fresh, and its status, 301, stands for something that does not "
     "change: this model takes it as fresh for ever.",
     "chromium", Fires::Replayed},
    {cache::Rule::HeuristicCapped, R"(GET https://a.test/x
< Date: Sun, 01 Mar 2026 12:00:00 GMT
< Last-Modified: Mon, 01 Jan 2024 12:00:00 GMT
GET https://a.test/x at=5)",
     "Last-Modified lies 790 d before Date and nothing else says how long it is fresh. A tenth of "
     "that is more than this model ever takes: it is cut to 7 d.",
     "firefox", Fires::Replayed},
    {cache::Rule::HeuristicRefused, R"(GET https://a.test/x status=404
< Last-Modified: Mon, 01 Jan 2024 12:00:00 GMT
GET https://a.test/x at=5)",
     "Nothing says how long it is fresh. It has a Last-Modified, but this model guesses nothing "
     "from it: its status, 404, keeps it from that, and it is stale from the beginning.",
     "chromium", Fires::Replayed},
    {cache::Rule::HeuristicRefused, R"(GET https://a.test/x
< Cache-Control: must-revalidate
< Last-Modified: Mon, 01 Jan 2024 12:00:00 GMT
GET https://a.test/x at=5)",
     "Nothing says how long it is fresh. It has a Last-Modified, but this model guesses nothing "
     "from it: must-revalidate keeps it from that, and it is stale from the beginning.",
     "chromium", Fires::Replayed},
    {cache::Rule::HeuristicRefused, R"(GET https://a.test/x status=404
< Cache-Control: must-revalidate
< Last-Modified: Mon, 01 Jan 2024 12:00:00 GMT
GET https://a.test/x at=5)",
     "Nothing says how long it is fresh. It has a Last-Modified, but this model guesses nothing "
     "from it: its status, 404, keeps it from that, and it is stale from the beginning.",
     "chromium", Fires::Replayed},
    {cache::Rule::ExpiresIgnored, R"(GET https://a.test/x
< Expires: -1
GET https://a.test/x at=5)",
     "Its Expires, “-1”, is no date. This model goes on as if it were not there.", "chromium",
     Fires::Replayed},
    {cache::Rule::StatusNotReused, R"(GET https://a.test/x status=404
< Cache-Control: max-age=60
GET https://a.test/x at=5)",
     "Its status is 404. This model never answers with such a response again before the server was "
     "asked.",
     "firefox", Fires::Replayed},
    {cache::Rule::NoCacheFieldsLeft, R"(GET https://a.test/x
< Cache-Control: max-age=60, no-cache="Set-Cookie, X-A"
GET https://a.test/x at=5)",
     "Its no-cache names only some of its fields (“Set-Cookie, X-A”). This model left those out "
     "when it was stored, and uses the rest.",
     "chromium", Fires::Replayed},
    {cache::Rule::StaleWhileRevalidate, R"(GET https://a.test/x
< Date: Sun, 01 Mar 2026 12:00:00 GMT
< Cache-Control: max-age=60, stale-while-revalidate=600
GET https://a.test/x at=75)",
     "It says stale-while-revalidate=600 and has been stale for 15 s: it answers at once, and is "
     "renewed behind the back.",
     "rfc9111", Fires::Replayed},
    {cache::Rule::StaleIfError, R"(GET https://a.test/x
< Date: Sun, 01 Mar 2026 12:00:00 GMT
< Cache-Control: max-age=60, stale-if-error=600
GET https://a.test/x at=75 status=503)",
     "The server failed. With stale-if-error=600 what has been stale for 15 s may answer in place "
     "of the error.",
     "rfc9111", Fires::Elsewhere},
    {cache::Rule::StaleOnFailure, R"(GET https://a.test/x
< Date: Sun, 01 Mar 2026 12:00:00 GMT
< Cache-Control: max-age=60
GET https://a.test/x at=75 status=0)",
     "No response came. What is stored has been stale for 15 s, and nothing forbids using it when "
     "the server cannot be reached.",
     "rfc9111", Fires::Elsewhere},
    {cache::Rule::NotValidated, R"(GET https://a.test/x status=404
< Cache-Control: no-cache
< ETag: "a"
GET https://a.test/x at=5)",
     "Its status is 404. This model does not validate such a response: a whole new one is asked "
     "for.",
     "firefox", Fires::Replayed},
    {cache::Rule::ValidateOtherVariant, R"(GET https://a.test/x
> Accept: a
< Vary: Accept
< ETag: "v-1"
GET https://a.test/x at=5
> Accept: b)",
     "What is stored is another variant. The server is asked with its tag, “\"v-1\"”: a 304 would "
     "say that it fits this request as well.",
     "chromium", Fires::Replayed},
    {cache::Rule::TagAudited, "GET https://a.test/x",
     "By chance this time the server is asked for the whole content, without the validator: so it "
     "shows whether the content changed under the same one.",
     "rfc9111", Fires::Elsewhere},
    {cache::Rule::TagDistrusted, "GET https://a.test/x",
     "This server kept a validator while the content changed. It is asked for the whole content, "
     "without any validator.",
     "rfc9111", Fires::Elsewhere},
    {cache::Rule::TagStale, "GET https://a.test/x",
     "The content is another than the stored one, under the same validator: the server forgot to "
     "change it. From now on its validators are not believed.",
     "rfc9111", Fires::Elsewhere},
    {cache::Rule::TagOnTwoCodings, R"(GET https://a.test/x
> Accept-Encoding: gzip
< Vary: Accept-Encoding
< Content-Encoding: gzip
< Cache-Control: no-cache
< ETag: "v-1"
GET https://a.test/x at=5
< Vary: Accept-Encoding
< Cache-Control: no-cache
< ETag: "v-1"
GET https://a.test/x at=9 status=304 from=validated)",
     "Another variant is stored that is compressed in another way and bears the same strong tag "
     "(“\"v-1\"”). Their bytes differ, so that the tag should as well: by it nobody can tell which "
     "of the two the server confirmed.",
     "rfc9111", Fires::Replayed},
    {cache::Rule::PartsCombined, R"(GET https://a.test/x status=206
< Content-Range: bytes 5-9/10)",
     "The part that came (“bytes 5-9/10”) has the strong validator of what is stored: the two are "
     "put together.",
     "rfc9111", Fires::Elsewhere},
    {cache::Rule::PartsDiffer, R"(GET https://a.test/x status=206
< Content-Range: bytes 5-9/10)",
     "The part that came (“bytes 5-9/10”) has another validator than what is stored: the two are "
     "never put together.",
     "rfc9111", Fires::Elsewhere},
    {cache::Rule::OtherDateEnds, R"(GET https://a.test/x
< Cache-Control: no-cache
< Last-Modified: Mon, 01 Jan 2024 12:00:00 GMT
GET https://a.test/x at=5 status=304 from=validated
< Last-Modified: Tue, 02 Jan 2024 12:00:00 GMT)",
     "The 304 has another Last-Modified than what is stored, “Mon, 01 Jan 2024 12:00:00 GMT”: this "
     "model uses what is stored once more and then drops it.",
     "firefox", Fires::Elsewhere},
    {cache::Rule::StorePart, R"(GET https://a.test/x status=206
< Content-Range: bytes 5-9/10)",
     "The response is a part (“bytes 5-9/10”) with a strong validator. It is stored, and others "
     "can join it.",
     "rfc9111", Fires::Elsewhere},
    {cache::Rule::StoreStatusRefused, "GET https://a.test/x status=401",
     "This model does not store a response of status 401.", "chromium", Fires::Replayed},
    {cache::Rule::StoreStatusRefused, "GET https://a.test/x status=302",
     "This model does not store a redirection (302) without Location.", "firefox", Fires::Replayed},
    {cache::Rule::StoreUnasked, "GET https://a.test/x status=302",
     "Nothing in a response of status 302 like this one permits storing it. This model stores it "
     "all the same, to validate it later.",
     "chromium", Fires::Replayed},
    {cache::Rule::InvalidatedDespiteError, "DELETE https://a.test/x status=500",
     "DELETE may change what is there. It failed (500), but this model ends what is stored for "
     "this URL all the same.",
     "firefox", Fires::Replayed},
    {cache::Rule::MethodSpares, "PURGE https://a.test/x",
     "PURGE may change what is there, but this model does not count it as such a method: what is "
     "stored for this URL stays.",
     "chromium", Fires::Replayed},
    {cache::Rule::InvalidatedByLocation, R"(POST https://a.test/x status=303
< Location: /y)",
     "The response names another URL of its origin (Location): what is stored for that one ends as "
     "well.",
     "rfc9111", Fires::Elsewhere},
    {cache::Rule::InvalidatedByLocation, R"(POST https://a.test/x
< Content-Location: /z)",
     "The response names another URL of its origin (Content-Location): what is stored for that one "
     "ends as well.",
     "rfc9111", Fires::Elsewhere},
    {cache::Rule::InvalidatedByLocation, R"(POST https://a.test/x
< Location: /y
< Content-Location: /z)",
     "The response names another URL of its origin (Location and Content-Location): what is stored "
     "for that one ends as well.",
     "rfc9111", Fires::Elsewhere},
};

} // namespace etagere::tests
