// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QtTest>

#include "core/replay/simulate.h"
#include "tests/replay/trace_file.h"

#include <algorithm>
#include <list>
#include <random>
#include <sstream>

using namespace etagere;
using namespace etagere::replay;
using cache::EvictionPolicy;
using test::played;
using test::run;

namespace {

constexpr std::uint64_t large = 1'000'000'000;
const SimulateRun roomy = run(EvictionPolicy::Lru, large);

/// "20 h, 3 s, 4 v, 5 m" and the like, for comparing whole.
std::string told(const SimulateTotals &totals) {
    const auto part = [](std::uint64_t number, const char *word) {
        return number == 0 ? std::string() : std::to_string(number) + " " + word + " ";
    };
    return part(totals.hits, "hits") + part(totals.staleHits, "stale") +
           part(totals.revalidations, "validated") + part(totals.misses, "misses") +
           part(totals.replaced, "replaced") + part(totals.refetched, "refetched") +
           part(totals.notStored, "unstored") + part(totals.bypasses, "bypassed");
}

/// Popular and less popular keys, each of its own size.
std::string randomTrace(unsigned seed, int requests) {
    std::mt19937 random(seed);
    std::string text = "time,key,size\n";
    for (int i = 0; i < requests; ++i) {
        const unsigned long draw = random() % 1000;
        const unsigned long key = draw * draw / 1000;
        text += std::to_string(i / 3) + "," + std::to_string(key) + "," +
                std::to_string(key * 7919 % 5000 + 1) + "\n";
    }
    return text;
}

/// LRU over a list, the newest first.
struct PlainList {
    explicit PlainList(std::uint64_t bytes)
        : capacity(bytes) {}
    void request(std::uint64_t key, std::uint64_t size) {
        const auto found = std::find_if(stored.begin(), stored.end(),
                                        [key](const auto &one) { return one.first == key; });
        if (found != stored.end()) {
            ++hits;
            stored.splice(stored.begin(), stored, found);
            return;
        }
        for (; used + size > capacity; stored.pop_back())
            used -= stored.back().second;
        stored.emplace_front(key, size);
        used += size;
    }
    std::list<std::pair<std::uint64_t, std::uint64_t>> stored;
    std::uint64_t capacity;
    std::uint64_t used = 0;
    std::uint64_t hits = 0;
};

} // namespace

class TestSimulate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void evictionAlone();
    void lruIsWhatAListDoes();
    void everyPolicyAddsUp_data();
    void everyPolicyAddsUp();
    void severalCachesAtOnceAreAsOneByOne();
    void httpDecides_data();
    void httpDecides();
    void aReplacementCountsItsNewSize();
    void bytesAddUp();
    void tooLargeIsNotStored();
    void variantsStandApartWhereTheModelKeepsThem();
    void withoutSizesObjectsCount();
    void assumptionsAreTold();
    void nothingReadableIsAnError();
    void aStopEndsEarly();
    void memoryPerObjectIsBounded_data();
    void memoryPerObjectIsBounded();
};

void TestSimulate::evictionAlone() {
    const SimulateTotals totals =
        played("1,a,10\n2,b,10\n3,a,10\n4,c,10\n5,b,10\n", run(EvictionPolicy::Lru, 20));
    QCOMPARE(told(totals), std::string("1 hits 4 misses "));
    QCOMPARE(totals.evictions, 2U);
    QCOMPARE(totals.residents, 2U);
    QCOMPARE(totals.hitBytes, 10U);
    QCOMPARE(totals.evictedBytes, 20U);
}

void TestSimulate::lruIsWhatAListDoes() {
    const std::string trace = randomTrace(5, 20'000);
    PlainList plain(300'000);
    std::istringstream lines(trace.substr(trace.find('\n') + 1));
    char comma = 0;
    for (std::uint64_t time = 0, key = 0, size = 0; lines >> time >> comma >> key >> comma >> size;)
        plain.request(key, size);
    const SimulateTotals totals = played(trace, run(EvictionPolicy::Lru, 300'000));
    QVERIFY(plain.hits > 1000);
    QCOMPARE(totals.hits, plain.hits);
    QCOMPARE(totals.residents, plain.stored.size());
    QCOMPARE(totals.residentBytes, plain.used);
}

void TestSimulate::everyPolicyAddsUp_data() {
    QTest::addColumn<int>("policy");
    QTest::addColumn<QByteArray>("model");
    for (std::size_t i = 0; i < cache::evictionPolicyCount; ++i) {
        const std::string name(nameOf(static_cast<EvictionPolicy>(i)));
        QTest::newRow((name + " alone").c_str()) << int(i) << QByteArray();
        for (const cache::Model &model : cache::models())
            QTest::newRow((name + " with " + std::string(model.name)).c_str())
                << int(i) << QByteArray(model.name.data(), qsizetype(model.name.size()));
    }
}

void TestSimulate::everyPolicyAddsUp() {
    QFETCH(int, policy);
    QFETCH(QByteArray, model);
    constexpr std::uint64_t capacity = 400'000;
    const SimulateTotals totals =
        played(randomTrace(9, 20'000), run(EvictionPolicy(policy), capacity), model.toStdString());
    QCOMPARE(totals.requests, 20'000U);
    QCOMPARE(totals.hits + totals.revalidations + totals.misses + totals.bypasses, 20'000U);
    QVERIFY(totals.hits > 2000);
    QVERIFY(totals.evictions > 0 && totals.residents > 0 && totals.residentBytes <= capacity);
    QVERIFY(totals.staleHits <= totals.hits);
    QVERIFY(totals.replaced + totals.refetched + totals.notStored <= totals.misses);
    const std::uint64_t sum = totals.hitBytes + totals.validatedBytes + totals.fetchedBytes;
    QVERIFY(sum == totals.requestBytes || totals.backgroundChecks > 0);
}

void TestSimulate::severalCachesAtOnceAreAsOneByOne() {
    const std::string trace = randomTrace(3, 5'000);
    const test::TraceFolder folder;
    SimulateSettings settings;
    settings.model = cache::rfc9111();
    for (std::size_t i = 0; i < cache::evictionPolicyCount; ++i)
        settings.runs.push_back(run(static_cast<EvictionPolicy>(i), 100'000 * (i + 1)));
    const auto together = simulate(folder.file(trace), settings, {}, {});
    QVERIFY(together);
    for (std::size_t i = 0; i < settings.runs.size(); ++i)
        QVERIFY(together->totals[i] == played(trace, settings.runs[i], "rfc9111"));
}

void TestSimulate::httpDecides_data() {
    QTest::addColumn<QByteArray>("trace");
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *trace, const char *policy,
                        const char *expected) {
        QTest::newRow(name) << QByteArray(trace) << QByteArray(policy) << QByteArray(expected);
    };
    constexpr const char *minute = "1 never Cache-Control: max-age=60 | ETag";
    row("fresh until its age reaches max-age", "0,a,9\n59,a,9\n", minute, "1 hits 1 misses ");
    row("stale: validated, and fresh again", "0,a,9\n60,a,9\n110,a,9\n", minute,
        "1 hits 1 validated 1 misses ");
    row("changed: replaced", "0,a,9\n100,a,9\n110,a,9\n", "1 10s Cache-Control: max-age=60 | ETag",
        "1 hits 2 misses 1 replaced ");
    row("without a validator: fetched again", "0,a,9\n100,a,9\n",
        "1 never Cache-Control: max-age=60", "2 misses 1 refetched ");
    row("no-store is not stored", "0,a,9\n1,a,9\n", "1 never Cache-Control: no-store | ETag",
        "2 misses 2 unstored ");
    row("no-cache is always validated", "0,a,9\n1,a,9\n2,a,9\n",
        "1 never Cache-Control: no-cache | ETag", "2 validated 1 misses ");
    row("Expires counts from Date", "0,a,9\n29,a,9\n31,a,9\n", "1 never Expires: 30 | ETag",
        "1 hits 1 validated 1 misses ");
    row("a tenth of the content's age, a year old", "0,a,9\n3000000,a,9\n3200000,a,9\n",
        "1 never Last-Modified", "1 hits 1 validated 1 misses ");
    row("stale-while-revalidate answers stale, then fresh", "0,a,9\n70,a,9\n71,a,9\n500,a,9\n",
        "1 never Cache-Control: max-age=60, stale-while-revalidate=30 | ETag",
        "2 hits 1 stale 1 validated 1 misses ");
    row("a POST ends what is stored", "time,key,size,method\n0,a,9,GET\n1,a,9,POST\n2,a,9,GET\n",
        minute, "2 misses 1 bypassed ");
    row("a POST that failed does not",
        "time,key,size,method,status\n0,a,9,GET,200\n1,a,9,POST,500\n2,a,9,GET,200\n", minute,
        "1 hits 1 misses 1 bypassed ");
    row("a HEAD ends nothing", "time,key,size,method\n0,a,9,GET\n1,a,9,HEAD\n2,a,9,GET\n", minute,
        "1 hits 1 misses 1 bypassed ");
    row("an error without lifetime is not stored", "time,key,size,status\n0,a,9,500\n1,a,9,500\n",
        "1 never ETag", "2 misses 2 unstored ");
    row("the trace's max-age counts, not the assumed policy",
        "time,key,size,max-age\n0,a,9,5\n4,a,9,5\n6,a,9,5\n", minute,
        "1 hits 1 validated 1 misses ");
    row("the trace's version counts",
        "time,key,size,max-age,version\n0,a,9,5,1\n9,a,9,5,1\n18,a,9,5,2\n", minute,
        "1 validated 2 misses 1 replaced ");
    row("times since 1970", "1700000000,a,9\n1700000059,a,9\n1700000061,a,9\n", minute,
        "1 hits 1 validated 1 misses ");
}

void TestSimulate::httpDecides() {
    QFETCH(QByteArray, trace);
    QFETCH(QByteArray, policy);
    QFETCH(QByteArray, expected);
    QCOMPARE(told(played(trace.toStdString(), roomy, "rfc9111", policy.toStdString())),
             expected.toStdString());
}

void TestSimulate::aReplacementCountsItsNewSize() {
    const SimulateTotals totals = played(
        "time,key,size,max-age,version\n0,a,10,0,1\n1,a,30,0,2\n2,a,30,0,2\n", roomy, "rfc9111");
    QCOMPARE(told(totals), std::string("1 validated 2 misses 1 replaced "));
    QCOMPARE(totals.residentBytes, 30U);
    QCOMPARE(totals.evictions, 0U);
    QCOMPARE(totals.fetchedBytes, 40U);
    QCOMPARE(totals.validatedBytes, 30U);
}

void TestSimulate::bytesAddUp() {
    const SimulateTotals totals =
        played("0,a,100\n10,a,100\n70,a,100\n71,a,100\n", roomy, "rfc9111",
               "1 30s Cache-Control: max-age=60, stale-while-revalidate=30 | ETag");
    QCOMPARE(told(totals), std::string("3 hits 1 stale 1 misses "));
    QCOMPARE(totals.requestBytes, 400U);
    QCOMPARE(totals.hitBytes, 300U);
    QCOMPARE(totals.backgroundChecks, 1U);
    QCOMPARE(totals.fetchedBytes, 200U); // the first, and the new version behind the stale answer
}

void TestSimulate::tooLargeIsNotStored() {
    SimulateRun limited = roomy;
    limited.entryLimit = Bytes{50};
    const std::string trace = "0,a,50\n1,a,50\n2,b,51\n3,b,51\n";
    QCOMPARE(told(played(trace, limited)), std::string("1 hits 3 misses 2 unstored "));
    QCOMPARE(told(played(trace, limited, "rfc9111", maxAgePolicy(60))),
             std::string("1 hits 3 misses 2 unstored "));
    const std::string huge = "0,a,5000000000\n1,a,5000000000\n";
    QCOMPARE(told(played(huge, run(EvictionPolicy::Lru, 10'000'000'000))),
             std::string("2 misses 2 unstored "));
}

void TestSimulate::variantsStandApartWhereTheModelKeepsThem() {
    const std::string trace = "time,key,size,vary\n0,a,9,br\n1,a,9,gzip\n2,a,9,br\n3,a,9,gzip\n";
    const std::string policy = "1 never Cache-Control: max-age=60 | Vary: Accept-Encoding | ETag";
    QCOMPARE(told(played(trace, roomy, "rfc9111", policy)), std::string("2 hits 2 misses "));
    QCOMPARE(played(trace, roomy, "chromium", policy).hits, 0U);
    QCOMPARE(played(trace, roomy, "chromium", policy).residents, 1U);
    // Without a Vary field one response serves all.
    QCOMPARE(told(played(trace, roomy, "chromium", maxAgePolicy(60))),
             std::string("3 hits 1 misses "));
}

void TestSimulate::withoutSizesObjectsCount() {
    const SimulateTotals totals = played("a\nb\nc\na\n", run(EvictionPolicy::Lru, 2));
    QCOMPARE(told(totals), std::string("4 misses "));
    QCOMPARE(totals.evictions, 2U);
    QCOMPARE(totals.residentBytes, 2U);
}

void TestSimulate::assumptionsAreTold() {
    const test::TraceFolder folder;
    SimulateSettings settings;
    settings.runs = {roomy};
    settings.model = cache::rfc9111();
    const auto bare = simulate(folder.file("a\nb\n"), settings, {}, {});
    QVERIFY(bare && bare->policiesAssumed && bare->versionsAssumed && bare->unitSizes);
    const auto rich =
        simulate(folder.file("key,size,max-age,version\na,1,1,1\n"), settings, {}, {});
    QVERIFY(rich && !rich->policiesAssumed && !rich->versionsAssumed && !rich->unitSizes);
}

void TestSimulate::nothingReadableIsAnError() {
    const test::TraceFolder folder;
    SimulateSettings settings;
    settings.runs = {roomy};
    const auto none = simulate(folder.file("time,key,size\nx,1,1\ny,1,1\n"), settings, {}, {});
    QVERIFY(!none);
    QVERIFY(none.error().trace);
    QCOMPARE(int(none.error().trace->kind), int(TraceError::Kind::NothingRead));
    QCOMPARE(none.error().problems.first.size(), 2U);
    settings.model = cache::rfc9111();
    settings.policies = "nonsense";
    const auto bad = simulate(folder.file("1,1,1\n"), settings, {}, {});
    QVERIFY(!bad && bad.error().policy);
}

void TestSimulate::aStopEndsEarly() {
    const test::TraceFolder folder;
    SimulateSettings settings;
    settings.runs = {roomy};
    std::stop_source source;
    const Progress stopAtOnce([&](std::uint64_t, std::uint64_t) { source.request_stop(); });
    const auto part =
        simulate(folder.file(randomTrace(1, 50'000)), settings, source.get_token(), stopAtOnce);
    QVERIFY(part && part->stopped);
    QVERIFY(part->totals.front().requests > 0);
    QVERIFY(part->totals.front().requests < 50'000);
}

void TestSimulate::memoryPerObjectIsBounded_data() {
    QTest::addColumn<int>("policy");
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<int>("limit");
    for (std::size_t i = 0; i < cache::evictionPolicyCount; ++i) {
        const std::string name(nameOf(static_cast<EvictionPolicy>(i)));
        QTest::newRow((name + " alone").c_str()) << int(i) << QByteArray() << 90;
        QTest::newRow((name + " with HTTP").c_str()) << int(i) << QByteArray("rfc9111") << 130;
    }
}

void TestSimulate::memoryPerObjectIsBounded() {
    QFETCH(int, policy);
    QFETCH(QByteArray, model);
    QFETCH(int, limit);
    constexpr std::uint64_t objects = 163'841; // just after the index has grown
    std::string trace = "time,key,size\n";
    for (std::uint64_t i = 0; i < objects; ++i)
        trace += "1," + std::to_string(i) + ",1024\n";
    const SimulateTotals totals = played(trace, run(EvictionPolicy(policy), objects * 2048),
                                         model.toStdString(), maxAgePolicy(60));
    QCOMPARE(totals.residents, objects);
    QVERIFY2(totals.memoryBytes <= std::uint64_t(limit) * objects,
             std::to_string(totals.memoryBytes / objects).c_str());
}

QTEST_APPLESS_MAIN(TestSimulate)
#include "test_simulate.moc"
