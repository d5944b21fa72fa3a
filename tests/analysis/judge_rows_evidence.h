// SPDX-License-Identifier: Apache-2.0
#pragma once

// More captures of test_judge: disguises, diversity, variants, clocks. Included by it alone.

#include "judge_rows.h"

namespace {

/// The visitor gets the tag with the cookie and comes again with both.
void linkedTwice(CaptureBuilder &capture, std::string_view visitor, const std::string &id,
                 const std::string &cookie) {
    const std::string tag = inQuotes(id);
    capture.visit(visitor)
        .see({.etag = tag, .body = pixel, .cookie = cookie})
        .visit(visitor)
        .see({.etag = tag, .ifNoneMatch = tag, .cookie = cookie, .status = 304});
}

/// One file as Apache 2.4 tags it, length and microseconds, with the microseconds that `choose`
/// gives each visitor within one second.
template <class Choose>
CaptureBuilder apacheCrowd(int visitors, Choose choose) {
    CaptureBuilder capture;
    for (int i = 0; i < visitors; ++i) {
        const qint64 micros = qint64{1772359200} * 1000000 + (choose(i) * 7919 + 123) % 1000000;
        const std::string tag = inQuotes(
            (QByteArray::number(qint64(pixel.size()), 16) + '-' + QByteArray::number(micros, 16))
                .toStdString());
        capture.visit("visitor " + std::to_string(i))
            .see({.etag = tag, .body = pixel, .lastModified = march});
    }
    return capture;
}

const std::vector<JudgeRow> &evidenceRows() {
    static const std::vector<JudgeRow> rows{
        {"a cookie that is the tag in base64",
         [] {
             CaptureBuilder capture;
             for (int i = 0; i < 2; ++i) {
                 const std::string coded =
                     QByteArray::fromStdString(tagOf(i)).toBase64().toStdString();
                 linkedTwice(capture, i == 0 ? "A" : "B", tagOf(i), "uid=" + coded);
             }
             return capture;
         },
         "4 linked-tag"},
        {"a tag that is the cookie's SHA-1",
         [] {
             CaptureBuilder capture;
             for (int i = 0; i < 2; ++i) {
                 const std::string digest =
                     QCryptographicHash::hash(QByteArray::fromStdString(tagOf(i)),
                                              QCryptographicHash::Sha1)
                         .toHex()
                         .toStdString();
                 linkedTwice(capture, i == 0 ? "A" : "B", digest, "uid=" + tagOf(i));
             }
             return capture;
         },
         "4 linked-tag"},
        {"a digest of a setting that all visitors share is none",
         [] {
             CaptureBuilder capture;
             const std::string digest =
                 QCryptographicHash::hash("release-2026-03-01", QCryptographicHash::Md5)
                     .toHex()
                     .toStdString();
             for (int i = 0; i < 2; ++i)
                 linkedTwice(capture, i == 0 ? "A" : "B", digest, "release=release-2026-03-01");
             return capture;
         },
         "1 unexplained-tag"},
        {"the body carries it in base64",
         [] {
             CaptureBuilder capture;
             for (int i = 0; i < 2; ++i) {
                 const std::string tag = inQuotes(tagOf(i));
                 const std::string body =
                     "id(" + QByteArray::fromStdString(tagOf(i)).toBase64().toStdString() + ")";
                 capture.visit(i == 0 ? "A" : "B").see({.etag = tag, .body = body});
             }
             return capture;
         },
         "3 linked-tag"},
        {"the tag is the digest of a word in the body",
         [] {
             CaptureBuilder capture;
             for (int i = 0; i < 2; ++i) {
                 const std::string tag =
                     inQuotes(QCryptographicHash::hash(QByteArray::fromStdString(tagOf(i)),
                                                       QCryptographicHash::Md5)
                                  .toHex()
                                  .toStdString());
                 const std::string body = "hello " + tagOf(i) + "!";
                 capture.visit(i == 0 ? "A" : "B").see({.etag = tag, .body = body});
             }
             return capture;
         },
         "3 linked-tag"},
        {"one tag for everybody first, then one for each visitor",
         [] {
             CaptureBuilder capture;
             for (int i = 0; i < 12; ++i) {
                 const std::string tag = inQuotes(tagOf(i));
                 const std::string visitor = "visitor " + std::to_string(i);
                 capture.visit(visitor).see({.etag = "\"welcome0everybody\"", .body = pixel});
                 capture.visit(visitor).see({.etag = tag, .body = pixel});
             }
             return capture;
         },
         "3 per-visitor-tag"},
        {"a deploy between the visits of twelve visitors",
         [] {
             CaptureBuilder capture;
             for (int i = 0; i < 24; ++i) {
                 const std::string tag = inQuotes(tagOf(i / 12));
                 capture.visit("visitor " + std::to_string(i % 12))
                     .see({.etag = tag, .body = pixel});
             }
             return capture;
         },
         ""},
        {"microseconds that differ per visitor, inside a tag of Apache's",
         [] { return apacheCrowd(12, [](int i) { return i; }); }, "3 per-visitor-tag"},
        {"microseconds of three servers",
         [] { return apacheCrowd(30, [](int i) { return i % 3; }); }, ""},
        {"microseconds that differ for a few visitors only",
         [] { return apacheCrowd(5, [](int i) { return i; }); }, ""},
        {"microseconds of many servers are left open",
         [] { return apacheCrowd(14, [](int i) { return i % 13; }); }, "2 varying-tag"},
        {"a digest of each visitor's own page, kept",
         [] {
             CaptureBuilder capture;
             for (int round = 0; round < 2; ++round) {
                 for (int i = 0; i < 3; ++i) {
                     const std::string page = "hello, visitor " + tagOf(i);
                     const std::string tag =
                         inQuotes(QCryptographicHash::hash(QByteArray::fromStdString(page),
                                                           QCryptographicHash::Md5)
                                      .toHex()
                                      .toStdString());
                     capture.visit("visitor " + std::to_string(i)).see({.etag = tag, .body = page});
                 }
             }
             return capture;
         },
         "2 varying-tag"},
        {"variants that Vary names, shared by visitors",
         [] {
             CaptureBuilder capture;
             for (int i = 0; i < 14; ++i) {
                 const std::string tag = inQuotes(tagOf(i % 2));
                 capture.visit("visitor " + std::to_string(i))
                     .see({.etag = tag,
                           .body = pixel,
                           .vary = "User-Agent",
                           .userAgent = i % 2 == 0 ? "Firefox/1" : "Chrome/1"});
             }
             return capture;
         },
         ""},
        {"four visitors, two variants that Vary names",
         [] {
             CaptureBuilder capture;
             for (int i = 0; i < 4; ++i) {
                 const std::string tag = inQuotes(tagOf(i % 2));
                 capture.visit("visitor " + std::to_string(i))
                     .see({.etag = tag,
                           .body = pixel,
                           .vary = "User-Agent",
                           .userAgent = i % 2 == 0 ? "Firefox/1" : "Chrome/1"});
             }
             return capture;
         },
         "1 unexplained-tag"},
        {"Vary does not excuse a tag for each visitor",
         [] {
             CaptureBuilder capture;
             for (int i = 0; i < 12; ++i) {
                 const std::string tag = inQuotes(tagOf(i));
                 const std::string agent = "Browser/" + std::to_string(i);
                 capture.visit("visitor " + std::to_string(i))
                     .see({.etag = tag, .body = pixel, .vary = "User-Agent", .userAgent = agent});
             }
             return capture;
         },
         "3 per-visitor-tag"},
        {"a clock gives thirty visitors thirty tags",
         [] {
             CaptureBuilder capture;
             for (int i = 0; i < 30; ++i) {
                 const std::string tag = inQuotes(std::to_string(1772359200 + i));
                 const std::string date =
                     "Sun, 01 Mar 2026 10:00:" + std::string(i < 10 ? "0" : "") +
                     std::to_string(i) + " GMT";
                 capture.visit("visitor " + std::to_string(i))
                     .see({.etag = tag, .body = pixel, .date = date});
             }
             return capture;
         },
         ""},
        {"a digest of the body beside digits that nothing explains",
         [] {
             CaptureBuilder capture;
             capture.visit("A").see(
                 {.etag = "\"95634cc1dafd3da84cff05451a10baae-q1w2e3r4t5y6\"", .body = hello});
             return capture;
         },
         "1 unexplained-tag"},
        {"one visitor, two tags for the same bytes",
         [] {
             CaptureBuilder capture;
             for (int i = 0; i < 2; ++i) {
                 const std::string tag = inQuotes(tagOf(i));
                 capture.visit("A").see({.etag = tag, .body = pixel});
             }
             return capture;
         },
         "2 varying-tag"},
        {"a digest of an address's parameter takes two visitors",
         [] {
             CaptureBuilder capture;
             const std::string digest =
                 inQuotes(QCryptographicHash::hash("photo-20413377", QCryptographicHash::Md5)
                              .toHex()
                              .toStdString());
             capture.visit("A")
                 .see({.url = "https://px.test/view?photo=photo-20413377"})
                 .see({.url = "https://px.test/image", .etag = digest, .body = pixel});
             return capture;
         },
         "1 unexplained-tag"},
        {"an explained tag that a network weakens",
         [] {
             CaptureBuilder capture;
             capture.visit("A").see({.etag = helloMd5, .body = hello});
             capture.visit("B").see(
                 {.etag = "W/\"95634cc1dafd3da84cff05451a10baae\"", .body = hello});
             return capture;
         },
         ""},
        {"a new version under an explained tag",
         [] {
             CaptureBuilder capture;
             capture.visit("A").see({.etag = helloMd5, .body = hello, .lastModified = march});
             capture.visit("B").see({.etag = "\"b1946ac92492d2347c6235b4d2611184\"",
                                     .body = "hello\n",
                                     .lastModified = aMinuteLater});
             return capture;
         },
         ""},
        {"one tag at two addresses",
         [] {
             CaptureBuilder capture;
             capture.visit("A")
                 .see({.url = "https://px.test/a", .etag = "\"q1w2e3r4t5y6u7i8\"", .body = pixel})
                 .see({.url = "https://px.test/b", .etag = "\"q1w2e3r4t5y6u7i8\"", .body = pixel});
             return capture;
         },
         "1 unexplained-tag"},
        {"a match that is answered in full",
         [] {
             CaptureBuilder capture;
             const std::string_view tag = "\"q1w2e3r4t5y6u7i8\"";
             capture.visit("A").see({.etag = tag, .body = pixel});
             capture.visit("A").see({.etag = tag, .body = pixel, .ifNoneMatch = tag});
             return capture;
         },
         "1 unexplained-tag"},
        {"twelve visitors, twelve tags, equal by the server's word",
         [] {
             CaptureBuilder capture;
             for (int i = 0; i < 12; ++i) {
                 const std::string tag = inQuotes(tagOf(i));
                 capture.visit("visitor " + std::to_string(i))
                     .see({.etag = tag, .lastModified = march, .statedLength = 268});
             }
             return capture;
         },
         "3 per-visitor-tag"},
    };
    return rows;
}

const std::vector<JudgeRow> &judgeRows() {
    static const std::vector<JudgeRow> all = [] {
        std::vector<JudgeRow> joined = plainRows();
        joined.insert(joined.end(), evidenceRows().begin(), evidenceRows().end());
        return joined;
    }();
    return all;
}

} // namespace
