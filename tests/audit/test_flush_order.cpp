// SPDX-License-Identifier: Apache-2.0
// What a flush that is to be tried out may be called, and what of a page it covers.
#include <QTest>

#include "core/audit/flush_trial.h"
#include "tests/support/capture_builder.h"

using namespace etagere;
using audit::FlushOrder;
using audit::FlushTarget;
using audit::Step;
using audit::StepKind;

class TestFlushOrder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textsAreOrders_data();
    void textsAreOrders();
    void otherTextsAreNone_data();
    void otherTextsAreNone();
    void scopesAreThePages_data();
    void scopesAreThePages();
    void whatMayIdentifyIsFlushed();
    void findingsWithoutEndAreTheirOrigins();
    void whoHasNothingLeftIsSomebodyElse();
};

void TestFlushOrder::textsAreOrders_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("again");
    QTest::addColumn<int>("target");
    const auto row = [](const char *name, const char *text, const char *again, FlushTarget target) {
        QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(again)
                            << static_cast<int>(target);
    };
    row("findings", "findings", "findings", FlushTarget::Findings);
    row("everything", "everything", "everything", FlushTarget::Everything);
    row("the page's site", "site", "site", FlushTarget::Site);
    row("a site", "site:example.org", "site:example.org", FlushTarget::Site);
    row("a host means its site", "site:www.Example.org", "site:example.org", FlushTarget::Site);
    row("an address is a site", "site:127.0.0.1", "site:127.0.0.1", FlushTarget::Site);
    row("the page's origin", "origin", "origin", FlushTarget::Origin);
    row("an origin", "origin:https://example.org", "origin:https://example.org",
        FlushTarget::Origin);
    row("an origin with a slash and its usual port", "origin:https://example.org:443/",
        "origin:https://example.org", FlushTarget::Origin);
    row("an origin with a port", "origin:http://a.test:8080", "origin:http://a.test:8080",
        FlushTarget::Origin);
    row("a URL", "url:https://example.org/p.gif?a=b:c", "url:https://example.org/p.gif?a=b:c",
        FlushTarget::Url);
}

void TestFlushOrder::textsAreOrders() {
    QFETCH(const QString, text);
    QFETCH(const QString, again);
    QFETCH(const int, target);
    const auto order = audit::flushOrderFrom(text.toStdString());
    QVERIFY(order);
    QCOMPARE(static_cast<int>(order->target), target);
    QVERIFY(!order->cookiesToo);
    QCOMPARE(QString::fromStdString(textOf(*order)), again);
    QVERIFY(audit::flushOrderFrom(textOf(*order)) == order);
}

void TestFlushOrder::otherTextsAreNone_data() {
    QTest::addColumn<QString>("text");
    for (const char *text : {"",
                             "site:exam\tple.org",
                             "site:example.org\x7f",
                             "origin:https://\texample.org",
                             "origin:https://ex\x01"
                             "ample.org",
                             "url:https://example.org/a b",
                             "all",
                             "Findings",
                             "findings:",
                             "findings:1",
                             "everything:x",
                             "site:",
                             "site:a b",
                             "site:https://example.org",
                             "origin:",
                             "origin:example.org",
                             "origin:https://",
                             "origin:https://example.org/path",
                             "origin:ftp://example.org",
                             "url",
                             "url:",
                             "url:example.org",
                             "url:data:,x",
                             "url:file:///etc/passwd",
                             ":"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestFlushOrder::otherTextsAreNone() {
    QFETCH(const QString, text);
    QVERIFY(!audit::flushOrderFrom(text.toStdString()));
}

void TestFlushOrder::scopesAreThePages_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("by");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *text, flush::By by, const char *name) {
        QTest::newRow(text) << QString::fromLatin1(text) << static_cast<int>(by)
                            << QString::fromLatin1(name);
    };
    row("everything", flush::By::Everything, "");
    row("site", flush::By::Site, "shop.test");
    row("site:other.test", flush::By::Site, "other.test");
    row("origin", flush::By::Origin, "https://www.shop.test");
    row("origin:http://other.test", flush::By::Origin, "http://other.test");
    row("url:http://other.test/x", flush::By::Url, "http://other.test/x");
    row("findings", flush::By::Url, "https://t.test/found");
}

void TestFlushOrder::scopesAreThePages() {
    QFETCH(const QString, text);
    QFETCH(const int, by);
    QFETCH(const QString, name);
    const auto scope = audit::scopeOf(*audit::flushOrderFrom(text.toStdString()),
                                      "https://www.shop.test/a", {"https://t.test/found"});
    QCOMPARE(static_cast<int>(scope.by), by);
    const auto expected =
        name.isEmpty() ? std::vector<std::string>() : std::vector{name.toStdString()};
    QVERIFY(scope.names == expected);
}

void TestFlushOrder::whatMayIdentifyIsFlushed() {
    std::vector<analysis::Finding> findings(3);
    findings[0].grade = analysis::Grade::Recognition;
    findings[0].urls = {"https://t.test/2", "https://t.test/1"};
    findings[1].grade = analysis::Grade::Unexplained; // constant: there is nothing to probes
    findings[1].urls = {"https://t.test/constant"};
    findings[1].valueCount = 1;
    findings[2].grade = analysis::Grade::Varies; // probes may raise it
    findings[2].urls = {"https://t.test/1", "https://t.test/3"};
    for (analysis::Finding &finding : findings)
        finding.urlCount = finding.urls.size();
    const std::vector<std::string> expected{"https://t.test/1", "https://t.test/2",
                                            "https://t.test/3"};
    QVERIFY(audit::urlsToFlush(findings, {}) == expected);
    QVERIFY(audit::urlsToFlush({}, {}).empty());
}

void TestFlushOrder::findingsWithoutEndAreTheirOrigins() {
    tests::CaptureBuilder builder;
    builder.visit("A")
        .see({.url = "https://t.test/1", .etag = "\"1\""})
        .see({.url = "https://t.test/2", .etag = "\"2\""})
        .see({.url = "https://t.test/dated", .lastModified = "Fri, 01 Mar 2024 12:34:56 GMT"})
        .see({.url = "https://other.test/3", .etag = "\"3\""});
    analysis::Finding finding;
    finding.grade = analysis::Grade::Recognition;
    finding.origin = "https://t.test";
    finding.urls = {"https://t.test/1"};
    finding.urlCount = 2;
    const std::vector<std::string> expected{"https://t.test/1", "https://t.test/2"};
    QVERIFY(audit::urlsToFlush({&finding, 1}, builder.traffic()) == expected);
}

void TestFlushOrder::whoHasNothingLeftIsSomebodyElse() {
    const Step check{StepKind::TrialCheck, 3};
    const FlushOrder whole{FlushTarget::Everything, {}, true};
    QCOMPARE(visitorName(check, whole), std::string("D after the flush"));
    QCOMPARE(visitorName(Step{StepKind::TrialReturn, 3}, whole), std::string("D"));
    QCOMPARE(visitorName(check, {FlushTarget::Everything, {}, false}), std::string("D"));
    QCOMPARE(visitorName(check, {FlushTarget::Site, {}, true}), std::string("D"));
}

QTEST_GUILESS_MAIN(TestFlushOrder)
#include "test_flush_order.moc"
