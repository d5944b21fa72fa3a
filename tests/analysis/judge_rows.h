// SPDX-License-Identifier: Apache-2.0
#pragma once

// The captures of test_judge and what must be found in each, worst first. Included by it alone.

namespace {

struct JudgeRow {
    const char *name;
    CaptureBuilder (*make)();
    const char *findings;
};

constexpr std::string_view march = "Sun, 01 Mar 2026 10:00:00 GMT";
constexpr std::string_view aMinuteLater = "Sun, 01 Mar 2026 10:00:37 GMT";
constexpr std::string_view hello = "hello, cache\n";
constexpr std::string_view helloMd5 = "\"95634cc1dafd3da84cff05451a10baae\"";

CaptureBuilder twoNodes(bool withDate) {
    CaptureBuilder capture;
    const std::string_view first = withDate ? march : std::string_view();
    const std::string_view second = withDate ? aMinuteLater : std::string_view();
    capture.visit("A").see({.etag = "\"1325023957\"", .body = pixel, .lastModified = first});
    capture.visit("B").see({.etag = "\"1660513085\"", .body = pixel, .lastModified = second});
    return capture;
}

const std::vector<JudgeRow> &plainRows() {
    static const std::vector<JudgeRow> rows{
        {"nothing to judge", [] { return CaptureBuilder(); }, ""},
        {"a digest of the body is explained",
         [] {
             CaptureBuilder capture;
             capture.visit("A").see({.etag = helloMd5, .body = hello});
             return capture;
         },
         ""},
        {"an empty tag is none",
         [] {
             CaptureBuilder capture;
             capture.visit("A").see({.etag = " ", .body = hello});
             return capture;
         },
         ""},
        {"a tag that nothing explains", [] { return crowd(1, tagOf); }, "1 unexplained-tag"},
        {"the same unexplained tag for every visitor",
         [] { return crowd(5, [](int) { return tagOf(7); }); }, "1 unexplained-tag"},
        {"two visitors, two tags, equal bytes, no date", [] { return twoNodes(false); },
         "2 varying-tag"},
        {"two nodes whose dates differ too", [] { return twoNodes(true); },
         "1 unexplained-tag, 1 unexplained-tag"},
        {"tags differ while Last-Modified stands still",
         [] {
             CaptureBuilder capture;
             for (int i = 0; i < 2; ++i) {
                 const std::string tag = tagOf(i);
                 capture.visit(i == 0 ? "A" : "B")
                     .see({.etag = tag, .body = pixel, .lastModified = march});
             }
             return capture;
         },
         "2 varying-tag"},
        {"no bodies, but equal length and date",
         [] {
             CaptureBuilder capture;
             for (int i = 0; i < 2; ++i) {
                 const std::string tag = tagOf(i);
                 capture.visit(i == 0 ? "A" : "B")
                     .see({.etag = tag, .lastModified = march, .statedLength = 268});
             }
             return capture;
         },
         "2 varying-tag"},
        {"no bodies and no date prove no equal bytes",
         [] {
             CaptureBuilder capture;
             capture.visit("A").see({.etag = "\"a1b2c3d4e5f60718\""});
             capture.visit("B").see({.etag = "\"18f7e6d5c4b3a291\""});
             return capture;
         },
         "1 unexplained-tag"},
        {"twelve visitors, twelve tags, equal bytes", [] { return crowd(12, tagOf); },
         "3 per-visitor-tag"},
        {"eleven are too few", [] { return crowd(11, tagOf); }, "2 varying-tag"},
        {"twelve nodes for forty visitors are a cluster",
         [] { return crowd(40, [](int i) { return tagOf(i % 12); }); }, ""},
        {"three nodes for five visitors are not told apart yet",
         [] { return crowd(5, [](int i) { return tagOf(i % 3); }); }, "2 varying-tag"},
        {"the tag is a cookie of the visitor, two visitors, both return",
         [] {
             CaptureBuilder capture;
             evercookie(capture, "A", tagOf(1));
             evercookie(capture, "B", tagOf(2));
             return capture;
         },
         "4 linked-tag"},
        {"a cookie that all visitors share is no identifier",
         [] {
             CaptureBuilder capture;
             evercookie(capture, "A", tagOf(1));
             evercookie(capture, "B", tagOf(1));
             return capture;
         },
         "1 unexplained-tag"},
        {"identifiers too much alike",
         [] {
             CaptureBuilder capture;
             evercookie(capture, "A", "visitor000000000001");
             evercookie(capture, "B", "visitor000000000002");
             return capture;
         },
         "2 varying-tag"},
        {"a part of the tag, without punctuation and case, is the cookie",
         [] {
             CaptureBuilder capture;
             capture.visit("A").see({.etag = "\"v1:LSCUi3zi-xKpy=\"",
                                     .body = pixel,
                                     .setCookie = "id=lscui3zixkpy; Max-Age=31536000"});
             return capture;
         },
         "1 unexplained-tag"},
        {"a separated part of the tag is the cookie",
         [] {
             CaptureBuilder capture;
             capture.visit("A").see({.etag = "\"v1:LSCUi3zixKpy\"",
                                     .body = pixel,
                                     .setCookie = "id=lscui3zixkpy; Max-Age=31536000"});
             return capture;
         },
         "3 linked-tag"},
        {"seven characters are no identifier",
         [] {
             CaptureBuilder capture;
             capture.visit("A").see({.etag = "\"q7w8e9r\"", .body = pixel, .cookie = "id=q7w8e9r"});
             return capture;
         },
         "1 unexplained-tag"},
        {"a word in tag and cookie is no identifier for one visitor",
         [] {
             CaptureBuilder capture;
             capture.visit("A").see(
                 {.etag = "\"undefined\"", .body = pixel, .cookie = "id=undefined"});
             return capture;
         },
         "1 unexplained-tag"},
        {"the tag stands in another request's URL",
         [] {
             CaptureBuilder capture;
             capture.visit("A")
                 .see({.url = "https://px.test/sync", .etag = "\"LSCUi3zixKpyrp1ujSOO3Y\""})
                 .see({.url = "https://other.test/match?partner=9&id=LSCUi3zixKpyrp1ujSOO3Y"});
             return capture;
         },
         "3 linked-tag"},
        {"the same file asked for by its version is honest",
         [] {
             CaptureBuilder capture;
             capture.visit("A")
                 .see({.url = "https://px.test/app.js", .etag = "\"a1b2c3d4e5f60718\""})
                 .see({.url = "https://px.test/app.js?id=a1b2c3d4e5f60718"})
                 .see({.url = "https://px.test/other.js?v=a1b2c3d4e5f60718"});
             return capture;
         },
         "1 unexplained-tag"},
        {"a fingerprinted file name is explained",
         [] {
             CaptureBuilder capture;
             capture.visit("A").see({.url = "https://px.test/app.a1b2c3d4e5f60718.js",
                                     .etag = "\"a1b2c3d4e5f60718\""});
             return capture;
         },
         ""},
        {"the body carries the identifier, two visitors",
         [] {
             CaptureBuilder capture;
             capture.visit("A").see({.etag = "161795303618234.1795303618234.1",
                                     .body = "callback({id: 161795303618234, seen: 1})"});
             capture.visit("B").see({.etag = "241795303639086.1795303639086.1",
                                     .body = "callback({id: 241795303639086, seen: 1})"});
             return capture;
         },
         "3 linked-tag"},
        {"the body carries it, one visitor",
         [] {
             CaptureBuilder capture;
             capture.visit("A").see({.etag = "161795303618234.1795303618234.1",
                                     .body = "callback({id: 161795303618234, seen: 1})"});
             return capture;
         },
         "1 unexplained-tag"},
        {"the body names it its revision",
         [] {
             CaptureBuilder capture;
             capture.visit("A").see({.etag = "\"1-967a00dff5e02add41819138abb3284d\"",
                                     .body = R"({"_rev":"1-967a00dff5e02add41819138abb3284d"})"});
             capture.visit("B").see({.etag = "\"1-0b1d5f7ac3e94882b6d0f1a2c3e4d5f6\"",
                                     .body = R"({"_rev":"1-0b1d5f7ac3e94882b6d0f1a2c3e4d5f6"})"});
             return capture;
         },
         "1 unexplained-tag"},
        {"strong, weak and compressed forms are one tag",
         [] {
             CaptureBuilder capture;
             capture.visit("A").see({.etag = "\"q1w2e3r4t5y6u7i8\"", .body = pixel});
             capture.visit("B").see({.etag = "W/\"q1w2e3r4t5y6u7i8\"", .body = pixel});
             capture.visit("C").see({.etag = "\"q1w2e3r4t5y6u7i8-gzip\"", .body = pixel});
             return capture;
         },
         "1 unexplained-tag"},
        {"another coding may have another tag",
         [] {
             CaptureBuilder capture;
             capture.visit("A").see({.etag = "\"q1w2e3r4t5y6u7i8\"", .body = pixel});
             capture.visit("B").see(
                 {.etag = "\"m9n8b7v6c5x4z3a2\"", .body = pixel, .coding = "br"});
             return capture;
         },
         "1 unexplained-tag"},
        {"Last-Modified that is no date",
         [] {
             CaptureBuilder capture;
             capture.visit("A").see({.body = pixel, .lastModified = "q1w2e3r4t5y6u7i8"});
             return capture;
         },
         "1 unexplained-tag"},
        {"Last-Modified that is a cookie",
         [] {
             CaptureBuilder capture;
             capture.visit("A").see({.body = pixel,
                                     .lastModified = "q1w2e3r4t5y6u7i8",
                                     .cookie = "id=q1w2e3r4t5y6u7i8"});
             return capture;
         },
         "3 linked-tag"},
        {"an ordinary Last-Modified",
         [] {
             CaptureBuilder capture;
             capture.visit("A").see({.body = pixel, .lastModified = march});
             return capture;
         },
         ""},
        {"a Last-Modified per visitor at equal bytes",
         [] {
             CaptureBuilder capture;
             for (int i = 0; i < 12; ++i) {
                 const std::string date =
                     "Sun, 01 Mar 2015 10:00:" + std::to_string(i + 10) + " GMT";
                 capture.visit("visitor " + std::to_string(i))
                     .see({.body = pixel, .lastModified = date});
             }
             return capture;
         },
         "3 per-visitor-tag"},
    };
    return rows;
}

} // namespace
