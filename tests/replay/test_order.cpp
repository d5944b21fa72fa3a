// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/replay/contents.h"
#include "tests/replay/scenario.h"

#include <stop_token>
#include <utility>
#include <vector>

using namespace etagere;
using namespace etagere::tests;

class TestOrder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void outcomes_data();
    void outcomes();
    void untimedExchangesFollowTheirPredecessor();
    void theWholeTimeIsCovered();
    void aCaptureWithoutTimes();
    void noExchanges();
    void timesBeyondAllBounds();
    void stoppedAtOnce();
    void stoppedOnTheWay();
    void progressEndsWithEverything();
};

namespace {

struct Row {
    const char *name;
    const char *scenario;
    const char *expected;
};

std::string manyExchanges(int count) {
    std::string text;
    for (int i = 0; i < count; ++i)
        text += std::to_string(i) + " GET 200 url=/" + std::to_string(i) + "\n";
    return text;
}

} // namespace

void TestOrder::outcomes_data() {
    static const std::vector<Row> rows{
        {"a later exchange is recorded first", "9 GET 200\n0 GET 200 > Cache-Control: max-age=60",
         "fresh-hit stored"},
        {"at one instant the order of the capture counts",
         "5 GET 200 > Cache-Control: max-age=60\n5 GET 200", "stored fresh-hit"},
        {"visitors' visits are interleaved",
         "8 GET 200 by=ann\n0 GET 200 by=bob > Cache-Control: max-age=60\n"
         "4 GET 200 by=ann > Cache-Control: max-age=60\n2 GET 200 by=bob",
         "fresh-hit stored stored fresh-hit"},
        {"an untimed exchange right after the one before it",
         "9 GET 200 > Cache-Control: max-age=60\n- GET 200\n0 GET 302",
         "stored fresh-hit not-stored"},
        {"an untimed exchange at the beginning", "- GET 200 > Cache-Control: max-age=60\n7 GET 200",
         "stored fresh-hit"},
    };
    QTest::addColumn<const Row *>("row");
    for (const Row &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestOrder::outcomes() {
    QFETCH(const Row *, row);
    QCOMPARE(outcomesOf(Scenario(row->scenario).play()).c_str(), row->expected);
}

void TestOrder::untimedExchangesFollowTheirPredecessor() {
    const replay::Log log =
        Scenario("- GET 200\n7 GET 200\n- GET 200\n3 GET 200\n- GET 200").play();
    const std::vector<int> expected{7, 7, 7, 3, 3};
    for (std::size_t i = 0; i < expected.size(); ++i)
        QVERIFY(log.rows[i].at == at(expected[i]));
}

void TestOrder::theWholeTimeIsCovered() {
    const replay::Log log = Scenario("5 GET 200 took=9\n3 GET 200 took=1\n8 GET 200").play();
    QVERIFY(log.begin == at(3));
    QVERIFY(log.end == at(14));
    // However short the last exchange is, at the end its response is there.
    const replay::Log brief = Scenario("5 GET 200").play();
    QVERIFY(brief.end >= at(5) + std::chrono::milliseconds(1));
    QCOMPARE(replay::contentsAt(brief, brief.begin).size(), std::size_t{0});
    QCOMPARE(replay::contentsAt(brief, brief.end).size(), std::size_t{1});
}

void TestOrder::aCaptureWithoutTimes() {
    const Scenario scenario(
        "- GET 200 > Cache-Control: max-age=60\n- GET 200\n- POST 200\n- GET 200");
    const replay::Log log = scenario.play();
    QCOMPARE(outcomesOf(log).c_str(), "stored fresh-hit bypass stored");
    QCOMPARE(storedBy(log, replay::contentsAt(log, log.end)).c_str(), "3");
}

void TestOrder::noExchanges() {
    const Scenario scenario("7 flush everything");
    const replay::Log log = scenario.play();
    QVERIFY(log.rows.empty() && log.versions.empty() && !log.stopped);
    QCOMPARE(log.flushes.size(), std::size_t{1});
    QVERIFY(log.flushes.front().ended.empty());
    QVERIFY(log.begin == log.end);
    QVERIFY(replay::contentsAt(log, at(9)).empty());
}

void TestOrder::timesBeyondAllBounds() {
    traffic::Traffic traffic;
    traffic::Visit visit;
    visit.visitor = traffic.visitor("ann");
    traffic::Exchange exchange;
    exchange.visit = traffic.addVisit(visit);
    exchange.url = traffic.internUrl("https://shop.test/a");
    exchange.method = "GET";
    exchange.status = 200;
    const Lines fields("Cache-Control: max-age=60 | Date: Fri, 31 Dec 9999 23:59:59 GMT | Age: 5");
    exchange.responseFields = fields.fields();
    for (const Instant started : {Instant::max(), Instant::min(), Instant()}) {
        for (const Duration took : {Duration::min(), Duration::max()}) {
            exchange.started = started;
            exchange.duration = took;
            traffic.append(exchange);
        }
    }
    const std::vector<replay::Flush> flushes{{Instant::max(), {}}, {Instant::min(), {}}};
    const replay::Log log = replay::replay(traffic, cache::rfc9111(), flushes);
    QVERIFY(log.begin < log.end);
    for (const replay::Row &row : log.rows) {
        QVERIFY(row.at >= log.begin && row.at < log.end);
        QVERIFY(row.decision.age >= Duration::zero());
    }
    for (const replay::Version &version : log.versions)
        QVERIFY(version.until.value_or(Instant::max()) >= version.from);
    QVERIFY(replay::contentsAt(log, Instant::max()).empty());
    QCOMPARE(log.flushes.front().ended.size(), std::size_t{1});
}

void TestOrder::stoppedAtOnce() {
    const Scenario scenario(manyExchanges(3));
    std::stop_source source;
    source.request_stop();
    const replay::Log log =
        replay::replay(scenario.traffic(), cache::rfc9111(), {}, source.get_token());
    QVERIFY(log.stopped);
    QCOMPARE(outcomesOf(log).c_str(), "forward forward forward");
    QCOMPARE(log.rows.back().decision.reasons.size(), std::size_t{0});
    QVERIFY(log.rows.back().at == at(2));
    for (const std::uint64_t count : log.totals.byOutcome)
        QCOMPARE(count, std::uint64_t{0});
}

void TestOrder::stoppedOnTheWay() {
    const Scenario scenario(manyExchanges(5000));
    std::stop_source source;
    const Progress progress([&source](std::uint64_t done, std::uint64_t) {
        if (done > 0)
            source.request_stop();
    });
    const replay::Log log =
        replay::replay(scenario.traffic(), cache::rfc9111(), {}, source.get_token(), progress);
    QVERIFY(log.stopped);
    QVERIFY(log.rows.front().decision.outcome == cache::Outcome::Stored);
    QVERIFY(log.rows.back().decision.outcome == cache::Outcome::Forward);
    QCOMPARE(log.totals.byOutcome[static_cast<std::size_t>(cache::Outcome::Stored)],
             static_cast<std::uint64_t>(log.versions.size()));
    QVERIFY(log.versions.size() < 5000);
}

void TestOrder::progressEndsWithEverything() {
    const Scenario scenario(manyExchanges(3000));
    std::vector<std::pair<std::uint64_t, std::uint64_t>> heard;
    const Progress progress(
        [&heard](std::uint64_t done, std::uint64_t total) { heard.emplace_back(done, total); });
    (void)replay::replay(scenario.traffic(), cache::rfc9111(), {}, {}, progress);
    QVERIFY(heard.size() > 2);
    QVERIFY(std::is_sorted(heard.begin(), heard.end()));
    QVERIFY(heard.back() == std::make_pair(std::uint64_t{3000}, std::uint64_t{3000}));
}

QTEST_APPLESS_MAIN(TestOrder)
#include "test_order.moc"
