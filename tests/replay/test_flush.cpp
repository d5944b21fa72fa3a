// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/replay/contents.h"
#include "tests/replay/scenario.h"

#include <vector>

using namespace etagere;
using namespace etagere::tests;

class TestFlush : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyChoice_data();
    void everyChoice();
    void outcomes_data();
    void outcomes();
    void theNextRequestBearsNoValidator();
    void storingAgainEndsTheMemoryOfAFlush();
    void aFullAnswerAfterAFlushIsNew();
    void flushesActInTheOrderOfTheirTime();
    void afterTheLastExchange();
    void undoing();
};

namespace {

/// Three URLs of two visitors, stored before 10.
constexpr std::string_view stored =
    "0 GET 200 url=https://a.shop.test/x > Cache-Control: max-age=99\n"
    "1 GET 200 url=https://shop.test/y#top > Cache-Control: max-age=99\n"
    "2 GET 200 url=https://shop.test/y by=bob > Cache-Control: max-age=99\n"
    "3 GET 200 url=https://other.test/z > Cache-Control: max-age=99\n";

struct ChoiceCase {
    const char *name;
    const char *flush;
    const char *ended; ///< by the exchanges that stored them
};

struct OutcomeCase {
    const char *name;
    const char *scenario;
    const char *expected;
    const char *reasons; ///< of the last exchange
};

} // namespace

void TestFlush::everyChoice_data() {
    static const std::vector<ChoiceCase> rows{
        {"everything", "10 flush everything", "0 1 2 3"},
        {"everything of a visitor", "10 flush everything by=bob", "2"},
        {"single entries", "10 flush entry stored-by-3 stored-by-0", "0 3"},
        {"an entry that is none", "10 flush entry stored-by-4", ""},
        {"a URL", "10 flush url https://shop.test/y", "1 2"},
        {"a URL with another fragment, of a visitor", "10 flush url https://shop.test/y#end by=ann",
         "1"},
        {"an origin", "10 flush origin https://shop.test", "1 2"},
        {"a site", "10 flush site shop.test", "0 1 2"},
        {"two sites", "10 flush site other.test shop.test", "0 1 2 3"},
        {"a visitor that is none", "10 flush everything by=eve", ""},
        {"before anything is there", "0 flush everything", ""},
        {"between the exchanges", "2 flush everything", "0 1"},
    };
    QTest::addColumn<const ChoiceCase *>("row");
    for (const ChoiceCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestFlush::everyChoice() {
    QFETCH(const ChoiceCase *, row);
    const Scenario scenario(std::string(stored) + row->flush);
    const replay::Log log = scenario.play();
    const replay::Flush &flush = scenario.flushes().front();
    const std::vector<replay::VersionId> &ended = log.flushes.front().ended;
    QCOMPARE(storedBy(log, ended).c_str(), row->ended);
    for (const replay::VersionId id : ended) {
        QVERIFY(log.version(id).ending == replay::Ending::Flushed);
        QVERIFY(log.version(id).until == flush.at);
    }
    // What it would end can be told before.
    const replay::Log before = scenario.playWithoutFlushes();
    QVERIFY(replay::coveredBy(scenario.traffic(), before, flush) == ended);
    QVERIFY(replay::coveredBy(scenario.traffic(), log, flush).empty());
    QCOMPARE(replay::contentsAt(log, flush.at).size() + ended.size(),
             replay::contentsAt(before, flush.at).size());
}

void TestFlush::outcomes_data() {
    static const std::vector<OutcomeCase> rows{
        {"a fresh response is gone",
         "0 GET 200 > Cache-Control: max-age=60\n3 flush everything\n"
         "5 GET 200 > Cache-Control: max-age=60",
         "stored stored", "flushed-by-user nothing-stored store-explicit"},
        {"an exchange of the same instant comes after",
         "0 GET 200 > Cache-Control: max-age=60\n5 flush everything\n"
         "5 GET 200 > Cache-Control: max-age=60",
         "stored stored", "flushed-by-user nothing-stored store-explicit"},
        {"another visitor keeps theirs",
         "0 GET 200 by=bob > Cache-Control: max-age=60\n3 flush everything by=ann\n5 GET 200 "
         "by=bob",
         "stored fresh-hit", "stored-matches lifetime-max-age date-missing fresh reused-fresh"},
        {"the browser's 304 becomes a whole response",
         "0 GET 200 > ETag: \"a\"\n3 flush everything\n5 GET 304 > ETag: \"a\"", "stored stored*",
         "flushed-by-user nothing-stored store-heuristic"},
        {"and so does what it had in its cache",
         "0 GET 200 > Cache-Control: max-age=60\n3 flush everything\n"
         "5 GET 200 cache > Cache-Control: max-age=60",
         "stored stored*", "flushed-by-user nothing-stored store-explicit"},
        {"what the browser had from before the recording is gone too",
         "0 GET 200 url=/b\n3 flush site shop.test\n5 GET 304 > ETag: \"a\"", "stored stored*",
         "flushed-by-user nothing-stored store-heuristic"},
        {"but not for another site",
         "0 GET 200 url=/b\n3 flush site other.test\n5 GET 304 > ETag: \"a\"", "stored stored*",
         "nothing-stored held-before store-heuristic"},
        {"nor for another visitor",
         "0 GET 200 url=/b\n3 flush everything by=bob\n5 GET 304 > ETag: \"a\"", "stored stored*",
         "nothing-stored held-before store-heuristic"},
        {"nor when single entries were flushed",
         "0 GET 200 url=/b\n3 flush entry stored-by-0\n5 GET 304 > ETag: \"a\"", "stored stored*",
         "nothing-stored held-before store-heuristic"},
        {"a first whole response had nothing to lose",
         "0 GET 200 url=/b\n3 flush everything\n5 GET 200", "stored stored",
         "nothing-stored store-heuristic"},
        {"the flushed variant is missed, the other one stays",
         "0 GET 200 < Accept: a > Vary: Accept\n1 GET 200 < Accept: b > Vary: Accept\n"
         "3 flush entry stored-by-0\n5 GET 304 < Accept: a",
         "stored stored stored*", "flushed-by-user vary-differs store-heuristic"},
        {"an answer without a store leaves it missed",
         "0 GET 200\n3 flush everything\n5 GET 200 > Cache-Control: no-store\n"
         "6 GET 200 > Cache-Control: no-store",
         "stored not-stored not-stored", "flushed-by-user nothing-stored store-no-store"},
        {"a POST had ended it before", "0 GET 200\n1 POST 200\n3 flush everything\n5 GET 200",
         "stored bypass stored", "nothing-stored store-heuristic"},
    };
    QTest::addColumn<const OutcomeCase *>("row");
    for (const OutcomeCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestFlush::outcomes() {
    QFETCH(const OutcomeCase *, row);
    const replay::Log log = Scenario(row->scenario).play();
    QCOMPARE(outcomesOf(log).c_str(), row->expected);
    QCOMPARE(idsOf(lastOf(log).decision.reasons).c_str(), row->reasons);
    if (lastOf(log).decision.reasons.contains(cache::Rule::FlushedByUser))
        QVERIFY(lastOf(log).comparison != replay::Comparison::Differs);
}

void TestFlush::theNextRequestBearsNoValidator() {
    const Scenario scenario("0 GET 200 > ETag: \"a\"\n9 GET 304 > ETag: \"a\"\n5 flush everything");
    const auto bearsOne = [](const replay::Log &log) {
        return lastOf(log).decision.reasons.contains(cache::Rule::ValidateByTag);
    };
    QVERIFY(bearsOne(scenario.playWithoutFlushes()));
    QVERIFY(!bearsOne(scenario.play()));
}

void TestFlush::storingAgainEndsTheMemoryOfAFlush() {
    const replay::Log log = Scenario("0 GET 200 > ETag: \"a\"\n3 flush everything\n"
                                     "5 GET 200 > ETag: \"a\"\n6 POST 200\n7 GET 304 > ETag: \"a\"")
                                .play();
    QCOMPARE(idsOf(lastOf(log).decision.reasons).c_str(),
             "nothing-stored held-before store-heuristic");
}

void TestFlush::aFullAnswerAfterAFlushIsNew() {
    const replay::Log log =
        Scenario("0 GET 200 > Date: @0 | Expires: @60\n30 flush everything\n"
                 "50 GET 200 cache > Date: @0 | Expires: @60 | Age: 5\n105 GET 200 cache")
            .play();
    QCOMPARE(outcomesOf(log).c_str(), "stored stored* fresh-hit");
    QVERIFY(lastOf(log).decision.lifetime == std::chrono::seconds(60));
    QVERIFY(lastOf(log).decision.age == std::chrono::seconds(55));
}

void TestFlush::flushesActInTheOrderOfTheirTime() {
    const replay::Log log =
        Scenario(std::string(stored) + "10 flush site shop.test\n5 flush origin https://shop.test\n"
                                       "5 flush everything by=bob\n1 flush everything")
            .play();
    QCOMPARE(storedBy(log, log.flushes[0].ended).c_str(), "");
    QCOMPARE(storedBy(log, log.flushes[1].ended).c_str(), "1 2");
    QCOMPARE(storedBy(log, log.flushes[2].ended).c_str(), ""); // the one before had it all
    QCOMPARE(storedBy(log, log.flushes[3].ended).c_str(), "0");
}

void TestFlush::afterTheLastExchange() {
    const replay::Log log = Scenario(std::string(stored) + "1000 flush site shop.test").play();
    QCOMPARE(storedBy(log, replay::contentsAt(log, at(999))).c_str(), "0 1 2 3");
    QCOMPARE(storedBy(log, replay::contentsAt(log, at(1000))).c_str(), "3");
    QCOMPARE(storedBy(log, replay::contentsAt(log, at(5'000'000'000))).c_str(), "3");
}

void TestFlush::undoing() {
    const Scenario scenario("0 GET 200 > ETag: \"a\"\n5 flush everything\n9 GET 304 > ETag: \"a\"\n"
                            "12 GET 200 cache > ETag: \"a\"");
    const replay::Log first = scenario.playWithoutFlushes();
    const replay::Log flushed = scenario.play();
    const replay::Log undone = replay::replay(scenario.traffic(), cache::rfc9111(), {});
    QVERIFY(outcomesOf(first) != outcomesOf(flushed));
    QCOMPARE(undone.versions.size(), first.versions.size());
    for (std::size_t i = 0; i < first.versions.size(); ++i) {
        QVERIFY(undone.versions[i].facts == first.versions[i].facts);
        QVERIFY(undone.versions[i].until == first.versions[i].until);
        QCOMPARE(replay::entryName(undone.versions[i]).c_str(),
                 replay::entryName(first.versions[i]).c_str());
    }
    for (std::size_t i = 0; i < first.rows.size(); ++i)
        QVERIFY(undone.rows[i].decision == first.rows[i].decision);
}

QTEST_APPLESS_MAIN(TestFlush)
#include "test_flush.moc"
