// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace etagere::tests {

/// A rule that only a cache with bytes and a network can name: a TransactionScript whose last line
/// names it, and one as near as can be that does not. The rules that a replay can name have their
/// rows in tests/replay/rule_rows.h.
struct TransactionRow {
    std::string_view rule;
    std::string_view fires;
    std::string_view misses;
    std::string_view model = "rfc9111";
};

#define WHOLE "0 GET 200 body=0123456789 > Cache-Control: max-age=60 | ETag: \"a\" | Date: @0\n"
#define STALE "0 GET 200 body=0123456789 > Cache-Control: max-age=5 | ETag: \"a\" | Date: @0\n"
#define PART                                                                                       \
    "0 GET 206 body=01234 < Range: bytes=0-4 > Cache-Control: max-age=60 | ETag: \"a\" | "         \
    "Content-Range: bytes 0-4/10\n"

inline constexpr TransactionRow transactionRows[] = {
    // Match
    {"range-from-stored", WHOLE "5 GET 206 < Range: bytes=2-4",
     WHOLE "5 GET 200 < Range: bytes=2-4 | If-Range: \"b\""},
    {"range-partly-stored", PART "5 GET 206 body=567 < Range: bytes=3-7",
     PART "5 GET 206 body=567 < Range: bytes=5-7"},
    {"range-not-stored", PART "5 GET 206 body=567 < Range: bytes=5-7",
     PART "5 GET 206 < Range: bytes=2-4"},
    {"range-unsatisfiable", WHOLE "5 GET 416 < Range: bytes=10-",
     WHOLE "5 GET 206 < Range: bytes=9-"},
    {"if-range-differs", WHOLE "5 GET 200 < Range: bytes=2-4 | If-Range: \"b\"",
     WHOLE "5 GET 206 < Range: bytes=2-4 | If-Range: \"a\""},
    {"part-for-whole", PART "5 GET 206 body=56789 > Content-Range: bytes 5-9/10 | ETag: \"a\"",
     WHOLE "5 GET 200"},
    {"mode-no-store", WHOLE "5 GET 200 mode=no-store", WHOLE "5 GET 200 mode=reload"},
    {"mode-reload", WHOLE "5 GET 200 mode=reload", WHOLE "5 GET 200 mode=no-cache"},
    {"own-validators", WHOLE "5 GET 200 < If-None-Match: \"b\"", WHOLE "5 GET 200", "firefox"},
    {"head-from-get", WHOLE "5 HEAD 200", "5 HEAD 200"},
    {"collapsed", "0 GET 200 late body=x > Cache-Control: max-age=60\n0 GET 200",
     "0 GET 200 late body=x url=/b > Cache-Control: max-age=60\n0 GET 200"},
    {"no-vary-search-matches",
     "0 GET 200 url=/a?u=1&k=2 > Cache-Control: max-age=60 | No-Vary-Search: params=(\"u\")\n"
     "5 GET 200 url=/a?u=3&k=2",
     "0 GET 200 url=/a?u=1&k=2 > Cache-Control: max-age=60 | No-Vary-Search: params=(\"u\")\n"
     "5 GET 200 url=/a?u=1&k=3",
     "chromium"},
    // Reuse
    {"mode-no-cache", WHOLE "5 GET 304 mode=no-cache", WHOLE "5 GET 200"},
    {"mode-force-cache", STALE "50 GET 200 mode=force-cache",
     "0 GET 200\n50 GET 200 url=/b mode=force-cache"},
    {"mode-only-if-cached", "5 GET 200 mode=only-if-cached",
     STALE "50 GET 200 mode=only-if-cached"},
    {"stale-if-error",
     "0 GET 200 > Cache-Control: max-age=5, stale-if-error=60 | ETag: \"a\"\n65 GET 503",
     "0 GET 200 > Cache-Control: max-age=5, stale-if-error=60 | ETag: \"a\"\n66 GET 503"},
    {"stale-on-failure", STALE "50 GET 0", STALE "50 GET 503"},
    {"failure-shown", "0 GET 200 > Cache-Control: max-age=5, must-revalidate\n50 GET 0",
     STALE "50 GET 0"},
    {"request-not-modified", WHOLE "5 GET 200 < If-None-Match: W/\"a\"",
     WHOLE "5 GET 200 < If-None-Match: \"b\""},
    // Validate
    {"resume-by-range",
     "0 GET 200 body=01234 cut > Content-Length: 10 | ETag: \"a\"\n"
     "5 GET 206 body=56789 > Content-Range: bytes 5-9/10 | ETag: \"a\"",
     PART "5 GET 206 body=56789 > Content-Range: bytes 5-9/10 | ETag: \"a\""},
    {"fill-by-range", PART "5 GET 206 body=56789 > Content-Range: bytes 5-9/10 | ETag: \"a\"",
     PART "5 GET 206 < Range: bytes=0-4"},
    {"parts-combined", PART "5 GET 206 body=56789 > Content-Range: bytes 5-9/10 | ETag: \"a\"",
     PART "5 GET 206 body=56789 > Content-Range: bytes 5-9/10 | ETag: \"b\""},
    {"parts-differ", PART "5 GET 206 body=56789 > Content-Range: bytes 5-9/10 | ETag: \"b\"",
     PART "5 GET 206 body=56789 > Content-Range: bytes 5-9/10 | ETag: \"a\""},
    {"not-modified-other", STALE "50 GET 304 > ETag: \"b\"", STALE "50 GET 304 > ETag: W/\"a\""},
    {"other-date-ends",
     "0 GET 200 > ETag: \"a\" | Last-Modified: @-9\n5 GET 304 > Last-Modified: @-8",
     "0 GET 200 > ETag: \"a\" | Last-Modified: @-9\n5 GET 304 > Last-Modified: @-9", "firefox"},
    {"tag-audited", STALE "50 GET 200 body=0123456789 > ETag: \"a\"", STALE "50 HEAD 200",
     "audited"},
    {"tag-stale", STALE "50 GET 200 body=9876543210 > ETag: W/\"a\" | Cache-Control: max-age=5",
     STALE "50 GET 200 body=9876543210 > ETag: \"b\" | Cache-Control: max-age=5", "audited"},
    {"tag-distrusted",
     STALE "50 GET 200 body=9876543210 > ETag: \"a\" | Cache-Control: max-age=5\n"
           "90 GET 200 body=9876543210 > ETag: \"a\" | Cache-Control: max-age=5",
     STALE "50 GET 200 body=0123456789 > ETag: \"a\" | Cache-Control: max-age=5\n"
           "90 GET 200 body=9876543210 > ETag: \"a\" | Cache-Control: max-age=5",
     "audited"},
    {"head-updates", STALE "50 HEAD 200 > ETag: \"a\"", STALE "50 HEAD 200 > ETag: \"b\""},
    {"head-ends", STALE "50 HEAD 200 > ETag: \"b\"", STALE "50 HEAD 200 > ETag: \"a\""},
    // Store
    {"store-part",
     "0 GET 206 body=01234 < Range: bytes=0-4 > ETag: \"a\" | Content-Range: bytes 0-4/10",
     "0 GET 206 body=01234 < Range: bytes=0-4 > ETag: W/\"a\" | Content-Range: bytes 0-4/10"},
    {"store-part-refused",
     "0 GET 206 body=01234 < Range: bytes=0-4 > ETag: \"a\" | Content-Range: bytes 0-4/*",
     "0 GET 206 body=01234 < Range: bytes=0-4 > ETag: \"a\" | Content-Range: bytes 0-4/10"},
    {"store-truncated", "0 GET 200 body=01234 cut > Content-Length: 10 | ETag: \"a\"",
     "0 GET 200 body=01234 cut > Content-Length: 10 | ETag: W/\"a\""},
    {"store-truncated-refused", "0 GET 200 body=01234 cut > Content-Length: 10",
     "0 GET 200 body=0123456789 > Content-Length: 10"},
    {"store-too-large", "0 GET 200 bytes=4000 > Cache-Control: max-age=60",
     "0 GET 200 bytes=2000 > Cache-Control: max-age=60"},
    {"store-post", "0 POST 200 > Content-Location: /a | Cache-Control: max-age=60",
     "0 POST 200 > Content-Location: /b | Cache-Control: max-age=60"},
    {"store-fields-left", "0 GET 200 > Cache-Control: max-age=60 | Connection: X-A | X-A: 1",
     "0 GET 200 > Cache-Control: max-age=60 | X-A: 1"},
    {"store-variant-replaced",
     "0 GET 200 < Accept: a > Cache-Control: max-age=60 | Vary: Accept\n"
     "5 GET 200 < Accept: b > Cache-Control: max-age=60 | Vary: Accept",
     "0 GET 200 < Accept: a > Cache-Control: max-age=5 | Vary: Accept\n"
     "5 GET 200 < Accept: a > Cache-Control: max-age=60 | Vary: Accept",
     "chromium"},
    // Invalidate
    {"invalidated-by-location", WHOLE "5 POST 201 url=/b > Location: /a",
     WHOLE "5 POST 201 url=/b > Location: https://other.test/a"},
    {"cleared-by-site", WHOLE "5 GET 200 url=/b > Clear-Site-Data: \"cookies\", \"cache\"",
     WHOLE "5 GET 200 url=/b > Clear-Site-Data: \"cookies\", cache"},
};

#undef WHOLE
#undef STALE
#undef PART

} // namespace etagere::tests
