// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QtTest>

#include "core/replay/trace_policy.h"

using namespace etagere;
using namespace etagere::replay;

class TestTracePolicy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void policiesAreRead();
    void badPoliciesNameTheirLine_data();
    void badPoliciesNameTheirLine();
    void policiesAreDrawnByTheirShares();
};

void TestTracePolicy::policiesAreRead() {
    const auto policies =
        readPolicies("# share changes fields\n"
                     "\n"
                     "3 30d  Cache-Control: max-age=60, stale-while-revalidate=9 | ETag # most\n"
                     "1 never Expires: 120 | Last-Modified | Vary: Accept-Encoding\n",
                     cache::rfc9111());
    QVERIFY(policies);
    QCOMPARE(policies->size(), 2U);
    const TracePolicy &first = policies->front();
    QCOMPARE(first.share, 3U);
    QCOMPARE(first.changesSeconds, 30U * 86400);
    QVERIFY(first.facts.hasETag && !first.facts.hasLastModified);
    QCOMPARE(first.facts.maxAge->count(), 60);
    const TracePolicy &second = policies->back();
    QCOMPARE(second.changesSeconds, TracePolicy::never);
    QVERIFY(second.facts.hasVary && second.facts.hasLastModified && !second.facts.hasETag);
    QVERIFY(*second.facts.expires - *second.facts.date == std::chrono::seconds(120));
    QVERIFY(readPolicies(webPolicies(), cache::rfc9111()));
}

void TestTracePolicy::badPoliciesNameTheirLine_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("line");
    const auto row = [](const char *name, const char *text, PolicyError::Kind kind, int line) {
        QTest::newRow(name) << QByteArray(text) << int(kind) << line;
    };
    using Why = PolicyError::Kind;
    row("no share", "\nCache-Control: no-cache\n", Why::BadShare, 2);
    row("a share of nothing", "0 1d ETag\n", Why::BadShare, 1);
    row("an unknown unit", "1 1d ETag\n1 5y ETag\n", Why::BadChanges, 2);
    row("no unit", "1 5 ETag\n", Why::BadChanges, 1);
    row("every zero seconds", "1 0s ETag\n", Why::BadChanges, 1);
    row("more than 32 bits hold", "1 60000d ETag\n", Why::BadChanges, 1);
    row("no fields", "1 never\n", Why::NoFields, 1);
    row("an Expires in words", "1 never Expires: tomorrow\n", Why::BadExpires, 1);
    row("nothing at all", "# nothing\n", Why::None, 0);
}

void TestTracePolicy::badPoliciesNameTheirLine() {
    QFETCH(QByteArray, text);
    QFETCH(int, kind);
    QFETCH(int, line);
    const auto policies = readPolicies(text.toStdString(), cache::rfc9111());
    QVERIFY(!policies);
    QCOMPARE(int(policies.error().kind), kind);
    QCOMPARE(int(policies.error().line), line);
}

void TestTracePolicy::policiesAreDrawnByTheirShares() {
    const auto policies =
        readPolicies("70 never ETag\n20 never ETag\n10 never ETag\n", cache::rfc9111());
    const PolicyDraw draw(*policies);
    std::size_t counts[3] = {};
    for (std::uint64_t key = 0; key < 100'000; ++key)
        ++counts[draw.of(key)];
    QVERIFY(counts[0] > 69'000 && counts[0] < 71'000);
    QVERIFY(counts[1] > 19'000 && counts[1] < 21'000);
    QCOMPARE(draw.of(42), draw.of(42));
}

QTEST_APPLESS_MAIN(TestTracePolicy)
#include "test_trace_policy.moc"
