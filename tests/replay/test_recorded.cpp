// SPDX-License-Identifier: Apache-2.0
#include <QSet>
#include <QTest>

#include "core/replay/recorded.h"
#include "tests/replay/scenario.h"

#include <vector>

using namespace etagere;
using namespace etagere::tests;
using replay::Comparison;
using replay::Recorded;
using traffic::ServedFrom;

class TestRecorded : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recorded_data();
    void recorded();
    void comparison_data();
    void comparison();
    void everyOutcomeIsComparedSomehow();
    void namesAreUnique();
};

namespace {

struct RecordCase {
    const char *name;
    ServedFrom from;
    std::uint16_t status;
    const char *request;
    Recorded expected;
};

struct CompareCase {
    const char *name;
    const char *scenario;
    Comparison expected; ///< of the last exchange
};

} // namespace

void TestRecorded::recorded_data() {
    static const std::vector<RecordCase> rows{
        {"nothing is said", ServedFrom::Unknown, 200, "", Recorded::Unknown},
        {"from the network", ServedFrom::Network, 200, "", Recorded::Network},
        {"a 304", ServedFrom::Unknown, 304, "", Recorded::Validated},
        {"a 304 from the network", ServedFrom::Network, 304, "If-None-Match: \"a\"",
         Recorded::Validated},
        {"said to be validated", ServedFrom::Validated, 304, "", Recorded::Validated},
        {"a 304 shown as 200", ServedFrom::ValidatedAs200, 200, "", Recorded::Validated},
        {"asked with a tag and answered whole", ServedFrom::Network, 200, "If-None-Match: \"a\"",
         Recorded::Replaced},
        {"asked with a date and answered whole", ServedFrom::Unknown, 200, "If-Modified-Since: @0",
         Recorded::Replaced},
        {"the memory cache", ServedFrom::MemoryCache, 200, "", Recorded::FromCache},
        {"the disk cache", ServedFrom::DiskCache, 200, "If-None-Match: \"a\"", Recorded::FromCache},
        {"a cache", ServedFrom::Cache, 200, "", Recorded::FromCache},
        {"probably a cache", ServedFrom::CacheInferred, 200, "", Recorded::FromCache},
        {"a service worker", ServedFrom::ServiceWorker, 200, "", Recorded::ServiceWorker},
        {"a service worker without an answer", ServedFrom::ServiceWorker, 0, "",
         Recorded::ServiceWorker},
        {"no answer", ServedFrom::Network, 0, "", Recorded::Failed},
        {"no answer, from a cache", ServedFrom::DiskCache, 0, "", Recorded::Failed},
    };
    QTest::addColumn<const RecordCase *>("row");
    for (const RecordCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestRecorded::recorded() {
    QFETCH(const RecordCase *, row);
    const Lines request(row->request);
    traffic::Exchange exchange;
    exchange.servedFrom = row->from;
    exchange.status = row->status;
    exchange.requestFields = request.fields();
    QCOMPARE(replay::nameOf(replay::recordedOf(exchange)).data(),
             replay::nameOf(row->expected).data());
}

void TestRecorded::comparison_data() {
#define MINUTE "0 GET 200 > Cache-Control: max-age=60 | ETag: \"a\"\n"
    static const std::vector<CompareCase> rows{
        {"the same tag in a whole answer, although it was asked for by it",
         "0 GET 200 > ETag: \"a\"\n5 GET 200 < If-None-Match: \"a\" > ETag: \"a\"",
         Comparison::Agrees},
        {"a tag that only requests ever bore",
         "0 GET 304 < If-None-Match: \"a\"\n5 GET 304 < If-None-Match: \"a\"", Comparison::Agrees},
        {"a date that only requests ever bore",
         "0 GET 304 < If-Modified-Since: @0\n5 GET 304 < If-Modified-Since: @0",
         Comparison::Agrees},
        {"one of several tags that only the request bore",
         "0 GET 304 < If-None-Match: \"a\", \"b\"\n5 GET 304 < If-None-Match: \"a\", \"b\"",
         Comparison::Differs},
        {"a miss and the network", "0 GET 200 network", Comparison::Agrees},
        {"the record does not say", "0 GET 200", Comparison::Unknown},
        {"a hit and a cache", MINUTE "5 GET 200 cache", Comparison::Agrees},
        {"a hit and the network", MINUTE "5 GET 200 network", Comparison::Differs},
        {"a hit and a 304", MINUTE "5 GET 304", Comparison::Differs},
        {"a 304 in both", MINUTE "60 GET 304", Comparison::Agrees},
        {"a validation that the browser did without", MINUTE "60 GET 200 network > ETag: \"b\"",
         Comparison::Differs},
        {"a validation and a new response in both",
         MINUTE "60 GET 200 network < If-None-Match: \"a\" > ETag: \"b\"", Comparison::Agrees},
        {"a new response that is not stored", MINUTE "60 GET 503 network < If-None-Match: \"a\"",
         Comparison::Agrees},
        {"the browser had something to validate, the model had not",
         "0 GET 200 network < If-None-Match: \"a\"", Comparison::Differs},
        {"the browser had it from before", "0 GET 200 cache", Comparison::NotComparable},
        {"the model would have asked", MINUTE "60 GET 200 cache", Comparison::NotComparable},
        {"the browser kept what must not be kept", "0 GET 200 cache > Cache-Control: no-store",
         Comparison::Differs},
        {"a service worker", "0 GET 200 worker", Comparison::NotComparable},
        {"no HTTP", "0 GET 200 cache url=data:,x", Comparison::NotComparable},
        {"a flush of the simulated cache only", MINUTE "3 flush everything\n5 GET 200 cache",
         Comparison::NotComparable},
        {"a failure in both", "0 GET 0", Comparison::Agrees},
        {"a failure that the cache hides", MINUTE "5 GET 0", Comparison::Differs},
        {"a passed-on request and the network", "0 POST 200 network", Comparison::Agrees},
        {"a part from the browser's cache", "0 GET 206 cache < Range: bytes=0-1",
         Comparison::Differs},
    };
#undef MINUTE
    QTest::addColumn<const CompareCase *>("row");
    for (const CompareCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestRecorded::comparison() {
    QFETCH(const CompareCase *, row);
    QCOMPARE(replay::nameOf(lastOf(Scenario(row->scenario).play()).comparison).data(),
             replay::nameOf(row->expected).data());
}

void TestRecorded::everyOutcomeIsComparedSomehow() {
    for (std::size_t o = 0; o < static_cast<std::size_t>(cache::Outcome::Count); ++o) {
        cache::Decision decision;
        decision.outcome = static_cast<cache::Outcome>(o);
        QVERIFY(compare(decision, Recorded::Unknown) == Comparison::Unknown);
        QVERIFY(compare(decision, Recorded::ServiceWorker) == Comparison::NotComparable);
        const bool hit = decision.outcome == cache::Outcome::FreshHit ||
                         decision.outcome == cache::Outcome::StaleHit;
        QVERIFY(compare(decision, Recorded::FromCache) ==
                (hit ? Comparison::Agrees : Comparison::Differs));
        decision.reasons.add(cache::Rule::HeldBefore);
        QVERIFY(compare(decision, Recorded::FromCache) == Comparison::NotComparable);
    }
}

void TestRecorded::namesAreUnique() {
    QSet<QByteArray> names;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Recorded::Count); ++i)
        names.insert(QByteArray(replay::nameOf(static_cast<Recorded>(i)).data()));
    QCOMPARE(static_cast<std::size_t>(names.size()), static_cast<std::size_t>(Recorded::Count));
    names.clear();
    for (std::size_t i = 0; i < static_cast<std::size_t>(Comparison::Count); ++i)
        names.insert(QByteArray(replay::nameOf(static_cast<Comparison>(i)).data()));
    QCOMPARE(static_cast<std::size_t>(names.size()), static_cast<std::size_t>(Comparison::Count));
}

QTEST_APPLESS_MAIN(TestRecorded)
#include "test_recorded.moc"
