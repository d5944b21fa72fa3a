// SPDX-License-Identifier: Apache-2.0
// What is asked after the visits, and how.
#include <QTest>

#include "core/audit/probed_findings.h"
#include "tests/support/capture_builder.h"

using namespace etagere;
using tests::CaptureBuilder;

namespace {

constexpr const char *page = "https://shop.test/";
constexpr const char *script = "https://shop.test/app.js";

analysis::Finding finding(analysis::Grade grade, std::vector<std::string> urls) {
    analysis::Finding made;
    made.grade = grade;
    made.valueCount = 1;
    made.urls = std::move(urls);
    return made;
}

analysis::ExplainedTags explained(std::size_t values, std::string url) {
    analysis::ExplainedTags made;
    made.valueCount = values;
    made.urls = {std::move(url)};
    return made;
}

} // namespace

class TestProbeChoice : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatVariesIsAskedWorstFirst() {
        using enum analysis::Grade;
        const std::vector<analysis::Finding> findings{
            finding(Respawn, {"proven"}), finding(Recognition, {"worst"}),
            finding(Varies, {"worst", "next"}), finding(Unexplained, {"constant"})};
        const std::vector<analysis::ExplainedTags> tags{explained(1, "same"),
                                                        explained(3, "by-microseconds")};
        const std::vector<std::string> all{"worst", "next", "by-microseconds"};
        QCOMPARE(audit::urlsToProbe(findings, tags, 6), all);
        QCOMPARE(audit::urlsToProbe(findings, tags, 1), std::vector<std::string>{"worst"});
    }

    void aPageIsLoadedFirstWhereOnlyCookiesOpen_data() {
        QTest::addColumn<QString>("cookieBefore");
        QTest::addColumn<QString>("cookieAfter");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("expected");
        const QString here = QString::fromLatin1(page);
        QTest::newRow("every tag came with cookies") << "uid=1"
                                                     << "uid=2" << here << here;
        QTest::newRow("one came without") << "uid=1"
                                          << "" << here << QString();
        QTest::newRow("a page of elsewhere opens nothing") << "uid=1"
                                                           << "uid=2"
                                                           << "https://other.test/" << QString();
        QTest::newRow("the page itself") << "uid=1"
                                         << "uid=2" << QString::fromLatin1(script) << QString();
    }
    void aPageIsLoadedFirstWhereOnlyCookiesOpen() {
        QFETCH(QString, cookieBefore);
        QFETCH(QString, cookieAfter);
        QFETCH(QString, from);
        QFETCH(QString, expected);
        CaptureBuilder builder;
        const std::string before = cookieBefore.toStdString();
        const std::string after = cookieAfter.toStdString();
        // An answer without a tag says nothing of who is let in.
        builder.visit("A").see({.url = script});
        builder.visit("A").see({.url = script, .etag = "\"a\"", .cookie = before});
        builder.visit("B").see({.url = script, .etag = "\"b\"", .cookie = after});
        QCOMPARE(audit::pageBefore(builder.traffic(), script, from.toStdString()),
                 expected.toStdString());
    }
    void severalTagsOfOneTimeAreSeen() {
        constexpr const char *march = "Fri, 01 Mar 2024 12:34:56 GMT";
        constexpr const char *april = "Mon, 01 Apr 2024 12:34:56 GMT";
        CaptureBuilder builder;
        builder.visit("A").see({.url = script, .etag = "\"1\"", .lastModified = march});
        builder.visit("A").see({.url = page, .etag = "\"1\"", .lastModified = march});
        QVERIFY(audit::urlsWithSeveralTags(builder.traffic()).empty());
        // Another time, or no time at all, may well have another tag.
        builder.visit("B").see({.url = page, .etag = "\"2\"", .lastModified = april});
        builder.visit("B").see({.url = page, .etag = "\"3\""});
        QVERIFY(audit::urlsWithSeveralTags(builder.traffic()).empty());
        builder.visit("B").see({.url = script, .etag = "\"2\"", .lastModified = march});
        QCOMPARE(audit::urlsWithSeveralTags(builder.traffic()), std::vector<std::string>{script});
    }
    void withoutAnyTagThereIsNothingToOpen() {
        CaptureBuilder builder;
        builder.visit("A").see({.url = script, .cookie = "uid=1"});
        QCOMPARE(audit::pageBefore(builder.traffic(), script, page), std::string());
    }
};

QTEST_APPLESS_MAIN(TestProbeChoice)
#include "test_probe_choice.moc"
