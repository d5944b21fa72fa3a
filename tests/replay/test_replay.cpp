// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "tests/replay/scenario.h"

#include <vector>

using namespace etagere;
using namespace etagere::tests;

class TestReplay : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void outcomes_data();
    void outcomes();
    void aHitIsAnsweredByWhatWasStored();
    void aRenewalGoesOnFromTheVersionBefore();
    void theLatestVariantThatMatchesIsChosen();
    void variantsAreBounded();
    void totalsCountEveryExchange();
};

namespace {

struct Row {
    const char *name;
    const char *scenario;
    const char *expected;
};

#define MINUTE "Cache-Control: max-age=60 | ETag: \"a\""

const std::vector<Row> rows{
    {"a cold visit and a warm one",
     "0 GET 200 > " MINUTE "\n1 GET 200 url=/b > Cache-Control: no-store\n"
     "30 GET 200 > " MINUTE "\n31 GET 200 url=/b > Cache-Control: no-store\n"
     "90 GET 304 > ETag: \"a\"\n91 GET 200 > " MINUTE,
     "stored not-stored fresh-hit not-stored validated fresh-hit"},
    {"two visitors have a cache each",
     "0 GET 200 by=ann > " MINUTE "\n1 GET 200 by=bob > " MINUTE "\n2 GET 200 by=ann\n"
     "3 GET 200 by=bob",
     "stored stored fresh-hit fresh-hit"},
    {"a URL with a query is another", "0 GET 200 > " MINUTE "\n1 GET 200 url=/a?x > " MINUTE,
     "stored stored"},
    {"fragments are no part of the key",
     "0 GET 200 url=/a#top > " MINUTE "\n1 GET 200 url=/a#end\n2 GET 200",
     "stored fresh-hit fresh-hit"},
    {"two variants are kept beside each other",
     "0 GET 200 < Accept: a > " MINUTE " | Vary: Accept\n"
     "1 GET 200 < Accept: b > " MINUTE " | Vary: Accept\n"
     "2 GET 200 < Accept: a\n3 GET 200 < Accept: b",
     "stored stored fresh-hit fresh-hit"},
    {"Vary: * is stored and never used",
     "0 GET 200 > " MINUTE " | Vary: *\n1 GET 200 > " MINUTE " | Vary: *", "stored stored"},
    {"a 304 lengthens the freshness",
     "0 GET 200 > " MINUTE "\n70 GET 304 > Cache-Control: max-age=500\n560 GET 200",
     "stored validated fresh-hit"},
    {"a 304 without a lifetime renews the old one",
     "0 GET 200 > " MINUTE " | Date: @0\n70 GET 304 > Date: @70\n129 GET 200\n130 GET 304",
     "stored validated fresh-hit validated"},
    {"a 304 without a Date is as old as its receipt",
     "0 GET 200 > " MINUTE " | Date: @0 | Age: 30\n70 GET 304\n129 GET 200\n130 GET 304",
     "stored validated fresh-hit validated"},
    {"a 304 for another tag tells of a new response",
     "0 GET 200 > " MINUTE "\n70 GET 304 > Cache-Control: max-age=60 | ETag: \"b\"\n"
     "140 GET 304 > ETag: \"b\"",
     "stored replaced* validated"},
    {"a 304 that the exporter shows as 200",
     "0 GET 200 > " MINUTE "\n70 GET 200 304as200 > " MINUTE, "stored validated"},
    {"the browser had it from before the recording",
     "0 GET 304 > ETag: \"a\" | Cache-Control: max-age=60\n5 GET 200 cache", "stored* fresh-hit"},
    {"a cached response is as old as its Date",
     "0 GET 200 cache > Date: @-50 | " MINUTE "\n9 GET 200 cache\n10 GET 200 cache",
     "stored* fresh-hit revalidate*"},
    {"a cached response whose Date is ahead",
     "0 GET 200 cache > Date: @50 | " MINUTE "\n59 GET 200 cache\n60 GET 200 cache",
     "stored* fresh-hit revalidate*"},
    {"what must not be stored was not held before",
     "0 GET 304 > ETag: \"a\" | Cache-Control: no-store\n5 GET 200 > " MINUTE,
     "not-stored* stored"},
    {"the model asks where the browser did not",
     "0 GET 200 > Cache-Control: no-cache | ETag: \"a\"\n5 GET 200 cache\n6 GET 304",
     "stored revalidate* validated"},
    {"the model asks again for what it cannot validate",
     "0 GET 200 > Cache-Control: max-age=1\n5 GET 200 cache\n6 GET 304", "stored forward* stored*"},
    {"the browser fetched what the model would have validated",
     "0 GET 200 > " MINUTE "\n70 GET 200 network > " MINUTE "\n80 GET 200",
     "stored validated* fresh-hit"},
    {"a server that does not heed validators",
     "0 GET 200 > " MINUTE "\n70 GET 200 network < If-None-Match: \"a\" > " MINUTE,
     "stored replaced"},
    {"a new representation", "0 GET 200 > " MINUTE "\n70 GET 200 > ETag: \"b\"\n71 GET 304",
     "stored replaced validated"},
    {"the same tag under another status is another response",
     "0 GET 200 > " MINUTE "\n70 GET 404 > ETag: \"a\"", "stored replaced"},
    {"an answer that must not be stored leaves the stored one",
     "0 GET 200 > " MINUTE "\n70 GET 200 > ETag: \"b\" | Cache-Control: no-store\n"
     "71 GET 304 > ETag: \"a\"",
     "stored not-stored validated"},
    {"a failing server leaves the stored one",
     "0 GET 200 > " MINUTE "\n70 GET 503 > Cache-Control: max-age=60\n71 GET 304",
     "stored not-stored validated"},
    {"a failing network too", "0 GET 200 > " MINUTE "\n70 GET 0\n71 GET 304",
     "stored error validated"},
    {"a fresh response hides a failing network", "0 GET 200 > " MINUTE "\n5 GET 0",
     "stored fresh-hit"},
    {"stale without a validator",
     "0 GET 200 > Cache-Control: max-age=1\n5 GET 200 > Cache-Control: max-age=9\n6 GET 200",
     "stored stored fresh-hit"},
    {"a POST ends what is stored", "0 GET 200 > " MINUTE "\n5 POST 200\n6 GET 200 > " MINUTE,
     "stored bypass stored"},
    {"and all its variants",
     "0 GET 200 < Accept: a > " MINUTE " | Vary: Accept\n"
     "1 GET 200 < Accept: b > " MINUTE " | Vary: Accept\n"
     "2 DELETE 204\n3 GET 200 < Accept: a > " MINUTE "\n4 GET 200 < Accept: b",
     "stored stored bypass stored fresh-hit"},
    {"a POST that fails ends nothing", "0 GET 200 > " MINUTE "\n5 POST 500\n6 GET 200",
     "stored bypass fresh-hit"},
    {"a POST by another visitor neither", "0 GET 200 > " MINUTE "\n5 POST 200 by=bob\n6 GET 200",
     "stored bypass fresh-hit"},
    {"a POST to another URL neither", "0 GET 200 > " MINUTE "\n5 POST 200 url=/b\n6 GET 200",
     "stored bypass fresh-hit"},
    {"a POST without an answer", "0 GET 200 > " MINUTE "\n5 POST 0\n6 GET 200",
     "stored error fresh-hit"},
    {"OPTIONS ends nothing", "0 GET 200 > " MINUTE "\n5 OPTIONS 200\n6 GET 200",
     "stored bypass fresh-hit"},
    {"HEAD is answered from a stored GET", "0 GET 200 > " MINUTE "\n5 HEAD 200",
     "stored fresh-hit"},
    {"a stored GET is not answered by HEAD", "0 HEAD 200 > " MINUTE "\n5 GET 200 > " MINUTE,
     "not-stored stored"},
    {"a part disturbs nothing",
     "0 GET 200 > " MINUTE "\n5 GET 206 < Range: bytes=0-1 > ETag: \"b\"\n6 GET 200",
     "stored bypass fresh-hit"},
    {"only if cached",
     "0 GET 200 < Cache-Control: only-if-cached\n1 GET 200 > " MINUTE
     "\n2 GET 200 < Cache-Control: only-if-cached",
     "only-if-cached-failure stored fresh-hit"},
    {"stale, and the request takes it so",
     "0 GET 200 > " MINUTE "\n70 GET 200 < Cache-Control: max-stale", "stored stale-hit"},
    {"URLs without an HTTP cache",
     "0 GET 200 url=data:text/plain,a > " MINUTE "\n1 GET 200 url=blob:https://shop.test/1\n"
     "2 GET 200 url=wss://shop.test/\n3 GET 200 url=chrome-extension://abc/x\n4 GET 0 url=about:x",
     "bypass bypass bypass bypass bypass"},
    {"what a service worker answers stays outside",
     "0 GET 200 worker > " MINUTE "\n1 GET 200 > " MINUTE "\n2 GET 200 worker",
     "bypass stored bypass"},
    {"a permanent redirection is stored", "0 GET 301 > Location: /b\n1 GET 301 > Location: /b",
     "stored stored"},
    {"nothing", "", ""},
};

#undef MINUTE

} // namespace

void TestReplay::outcomes_data() {
    QTest::addColumn<const Row *>("row");
    for (const Row &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestReplay::outcomes() {
    QFETCH(const Row *, row);
    const replay::Log log = Scenario(row->scenario).play();
    QCOMPARE(outcomesOf(log).c_str(), row->expected);
    QVERIFY(!log.stopped);
}

void TestReplay::aHitIsAnsweredByWhatWasStored() {
    const replay::Log log = Scenario("0 GET 200 > Cache-Control: max-age=60\n5 GET 200").play();
    QVERIFY(log.rows[0].result.isValid());
    QVERIFY(!log.rows[0].considered.isValid());
    QVERIFY(log.rows[1].considered == log.rows[0].result);
    QVERIFY(log.rows[1].result == log.rows[0].result);
    QVERIFY(log.rows[1].decision.age == std::chrono::seconds(5));
    QVERIFY(log.rows[1].decision.lifetime == std::chrono::seconds(60));
    QCOMPARE(log.versions.size(), std::size_t{1});
}

void TestReplay::aRenewalGoesOnFromTheVersionBefore() {
    const replay::Log log = Scenario("0 GET 200 url=/a#x > ETag: \"a\"\n"
                                     "5 GET 304 took=2 > Cache-Control: max-age=60\n6 GET 200")
                                .play();
    QCOMPARE(log.versions.size(), std::size_t{2});
    const replay::Version &before = log.version(log.rows[0].result);
    const replay::Version &after = log.version(log.rows[1].result);
    QVERIFY(before.ending == replay::Ending::Renewed);
    QVERIFY(before.until == after.from);
    QVERIFY(after.previous == log.rows[0].result);
    QVERIFY(after.response == before.response);
    QCOMPARE(after.renewal.index(), 1U);
    QVERIFY(after.facts.requestTime == at(5));
    QVERIFY(after.facts.responseTime == at(7));
    QVERIFY(!after.until.has_value());
    QVERIFY(log.rows[2].considered == log.rows[1].result);
}

void TestReplay::theLatestVariantThatMatchesIsChosen() {
    const replay::Log log =
        Scenario("0 GET 200 < Accept: a | Cookie: x > Vary: Accept | ETag: \"a\"\n"
                 "1 GET 200 < Accept: b | Cookie: y > Vary: Cookie | ETag: \"b\"\n"
                 "2 GET 304 < Accept: a | Cookie: y\n"
                 "3 GET 304 < Accept: a | Cookie: x\n"
                 "4 GET 304 < Accept: b | Cookie: x")
            .play();
    QVERIFY(log.rows[2].considered == log.rows[1].result); // both match
    QVERIFY(log.rows[3].considered == log.rows[0].result); // only the first does
    QVERIFY(!log.rows[4].considered.isValid());            // neither does
}

void TestReplay::variantsAreBounded() {
    std::string text;
    for (int i = 0; i < 40; ++i)
        text += std::to_string(i) + " GET 200 < Accept: " + std::to_string(i) +
                " > Vary: Accept | Cache-Control: max-age=99\n";
    text += "50 GET 200 < Accept: 39\n51 GET 200 < Accept: 8\n52 GET 200 < Accept: 7";
    const replay::Log log = Scenario(text).play();
    QVERIFY(log.rows[40].decision.outcome == cache::Outcome::FreshHit);
    QVERIFY(log.rows[41].decision.outcome == cache::Outcome::FreshHit);
    QVERIFY(log.rows[42].decision.outcome == cache::Outcome::Stored);
    QVERIFY(log.versions[7].ending == replay::Ending::Replaced);
    QVERIFY(log.versions[8].ending == replay::Ending::Replaced); // made room for the last one
    QVERIFY(log.versions[9].ending == replay::Ending::StillThere);
}

void TestReplay::totalsCountEveryExchange() {
    for (const Row &row : rows) {
        const replay::Log log = Scenario(row.scenario).play();
        std::array<std::uint64_t, static_cast<std::size_t>(cache::Outcome::Count)> outcomes{};
        std::array<std::uint64_t, static_cast<std::size_t>(replay::Comparison::Count)> compared{};
        for (const replay::Row &played : log.rows) {
            ++outcomes[static_cast<std::size_t>(played.decision.outcome)];
            ++compared[static_cast<std::size_t>(played.comparison)];
        }
        QVERIFY2(log.totals.byOutcome == outcomes, row.name);
        QVERIFY2(log.totals.byComparison == compared, row.name);
    }
}

QTEST_APPLESS_MAIN(TestReplay)
#include "test_replay.moc"
