// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/session/live_record.h"
#include "core/session/live_session.h"
#include "tests/support/capture_builder.h"

#include <set>

using namespace etagere;
using audit::LiveRun;
using audit::LiveVisit;
using audit::StepKind;
using tests::CaptureBuilder;

namespace {

LiveVisit visitOf(std::size_t number, StepKind kind, const char *visitor) {
    LiveVisit visit;
    visit.visit = traffic::VisitId::fromSize(number);
    visit.step = {kind, 0};
    visit.visitor = visitor;
    visit.url = "https://shop.test/";
    visit.exchanges = 3;
    visit.cookiesLeft = 1;
    visit.summary.end = live::VisitSummary::End::TimedOut;
    visit.summary.finalUrl = "https://shop.test/home";
    visit.summary.title = "Sh\xf6p"; // no UTF-8
    visit.summary.cookies = {{"id", "abc", ".shop.test", "/", Instant(Duration(5)), true, false}};
    visit.summary.storage = {
        {live::StoredItem::Area::Session, "https://shop.test", "key", "value"}};
    visit.summary.screenshot = "not really a picture";
    visit.summary.blindness.unseen = 2;
    visit.summary.blindness.dropped = 9;
    visit.summary.blindness.unseenUrls = {"https://shop.test/worker.js"};
    visit.summary.took = Duration(1234);
    return visit;
}

audit::FlushTrial trialOf(LiveVisit visit) {
    audit::FlushTrial trial;
    trial.order = {audit::FlushTarget::Origin, "https://shop.test", true};
    trial.scope = {flush::By::Origin, {"https://shop.test"}, {}};
    trial.result = live::FlushResult{live::FlushResult::Way::Deleted, 7, true};
    trial.visits.push_back(std::move(visit));
    trial.check.faults = {{live::FlushFault::Kind::LostTag, "https://cdn.test/a", "\"1\""}};
    trial.check.flushed = 4;
    trial.check.untouched = 3;
    trial.check.notVisited = {"https://shop.test/\xff"};
    trial.cookiesBefore = 2;
    trial.cookiesAfter = 1;
    return trial;
}

LiveRun run() {
    LiveRun made;
    made.url = "https://shop.test/";
    made.engine = {live::Engine::Firefox, "Firefox/153.7", "Mozilla", true};
    made.failure = live::BrowserError{live::BrowserError::Kind::Gone, "it went"};
    made.visits = {visitOf(0, StepKind::FirstVisit, "A"), visitOf(1, StepKind::Control, "B")};
    made.trials = {trialOf(visitOf(1, StepKind::TrialCheck, "B")), {}};
    made.trials[1].gap = audit::FlushTrial::Gap::Failed;
    made.trials[1].failure = live::BrowserError{live::BrowserError::Kind::Unsupported, "no"};
    return made;
}

CaptureBuilder twoVisits() {
    CaptureBuilder builder;
    builder.visit("A").see({.etag = "\"1\""});
    builder.visit("B").see({.etag = "\"2\""});
    return builder;
}

} // namespace

class TestLiveRecord : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingComesBack();
    void trialsComeBack();
    void visitsAreFoundBehindOthers();
    void visitsOfSomebodyElseAreLeftOut();
    void anyTextIsSafe_data();
    void anyTextIsSafe();
    void severalRunsComeBackInOrder();
    void capturesHaveNamesThatFilesCanHave_data();
    void capturesHaveNamesThatFilesCanHave();
    void memoryBoundsSitesAtATime();
};

void TestLiveRecord::everythingComesBack() {
    const CaptureBuilder builder = twoVisits();
    const LiveRun before = run();
    traffic::Attachments attachments;
    session::attachLive({&before, 1}, attachments);
    const auto runs = session::liveIn(attachments, builder.traffic(), 0);
    QCOMPARE(runs.size(), std::size_t{1});
    const LiveRun &after = runs.front();
    QCOMPARE(after.url, before.url);
    QVERIFY(after.engine.engine == before.engine.engine && after.engine.isCachePartitioned);
    QCOMPARE(after.engine.product, before.engine.product);
    QVERIFY(after.failure && after.failure->kind == before.failure->kind);
    QCOMPARE(after.visits.size(), std::size_t{2});
    const LiveVisit &visit = after.visits[1];
    const LiveVisit &expected = before.visits[1];
    QVERIFY(visit.visit == expected.visit && visit.step == expected.step);
    QVERIFY(visit.summary.cookies == expected.summary.cookies);
    QVERIFY(visit.summary.storage == expected.summary.storage);
    QVERIFY(visit.summary.blindness == expected.summary.blindness);
    QVERIFY(visit.summary.end == expected.summary.end);
    QCOMPARE(visit.summary.title, expected.summary.title);
    QCOMPARE(visit.summary.screenshot, expected.summary.screenshot);
    QVERIFY(visit.summary.took == expected.summary.took);
    QCOMPARE(visit.cookiesLeft, 1U);
}

void TestLiveRecord::trialsComeBack() {
    const CaptureBuilder builder = twoVisits();
    const LiveRun before = run();
    traffic::Attachments attachments;
    session::attachLive({&before, 1}, attachments);
    const LiveRun after = session::liveIn(attachments, builder.traffic(), 0).front();
    QCOMPARE(after.trials.size(), std::size_t{2});
    const audit::FlushTrial &one = after.trials[0];
    const audit::FlushTrial &expected = before.trials[0];
    QVERIFY(one.order == expected.order && one.scope == expected.scope);
    QVERIFY(one.gap == audit::FlushTrial::Gap::None && !one.failure);
    QVERIFY(one.result && one.result->way == expected.result->way && one.result->cookiesGone);
    QVERIFY(one.result->entries == expected.result->entries);
    QCOMPARE(one.visits.size(), std::size_t{1});
    QVERIFY(one.visits[0].visit == expected.visits[0].visit);
    QVERIFY(one.visits[0].step == expected.visits[0].step);
    QVERIFY(one.check.faults == expected.check.faults);
    QVERIFY(one.check.notVisited == expected.check.notVisited);
    QCOMPARE(one.check.flushed, 4U);
    QCOMPARE(one.check.untouched, 3U);
    QCOMPARE(one.cookiesBefore, 2U);
    QCOMPARE(one.cookiesAfter, 1U);
    const audit::FlushTrial &other = after.trials[1];
    QVERIFY(other.gap == audit::FlushTrial::Gap::Failed && other.failure && !other.result);
    QVERIFY(other.failure->kind == live::BrowserError::Kind::Unsupported);
}

void TestLiveRecord::visitsAreFoundBehindOthers() {
    const LiveRun before = run();
    traffic::Attachments attachments;
    session::attachLive({&before, 1}, attachments);
    CaptureBuilder builder;
    builder.visit("somebody").see({.etag = "\"0\""});
    builder.visit("A").see({.etag = "\"1\""});
    builder.visit("B").see({.etag = "\"2\""});
    const auto runs = session::liveIn(attachments, builder.traffic(), 1);
    QCOMPARE(runs.front().visits.size(), std::size_t{2});
    QVERIFY(runs.front().visits[1].visit == traffic::VisitId(2));
}

void TestLiveRecord::visitsOfSomebodyElseAreLeftOut() {
    const LiveRun before = run();
    traffic::Attachments attachments;
    session::attachLive({&before, 1}, attachments);
    CaptureBuilder builder;
    builder.visit("A").see({.etag = "\"1\""});
    builder.visit("C").see({.etag = "\"2\""});
    QCOMPARE(session::liveIn(attachments, builder.traffic(), 0).front().visits.size(),
             std::size_t{1});
}

void TestLiveRecord::anyTextIsSafe_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("runs");
    const QByteArray schema = "\"schema\":\"etagere.live/1\"";
    QTest::newRow("nothing") << QByteArray() << 0;
    QTest::newRow("no JSON") << QByteArray("\xff\xfe{{{") << 0;
    QTest::newRow("another schema") << QByteArray(R"({"schema":"etagere.live/2"})") << 0;
    QTest::newRow("no visits") << "{" + schema + "}" << 1;
    QTest::newRow("visits of the wrong kind")
        << "{" + schema + R"(,"visits":[1,"x",null,{},{"visit":-1,"step":"return"}]})" << 1;
    QTest::newRow("a visit that is not there")
        << "{" + schema + R"(,"visits":[{"visit":77,"step":"return","visitor":"A"}]})" << 1;
    QTest::newRow("trials of every wrong kind")
        << "{" + schema +
               ","
               R"("trials":[1,{},{"order":"all"},{"order":"site","gap":"x","by":"url"},)"
               R"({"order":"site","gap":"none","by":"site","names":[{}],"way":"by air",)"
               R"("entries":-1,"visits":[3],"faults":[{"kind":"none"}],"flushed":-7}]})"
        << 1;
    QTest::newRow("numbers that are too large")
        << "{" + schema +
               R"(,"visits":[{"visit":0,"step":"return","visitor":"A","exchanges":1e300,"took_us":-5}]})"
        << 1;
}

void TestLiveRecord::anyTextIsSafe() {
    QFETCH(const QByteArray, text);
    QFETCH(const int, runs);
    const CaptureBuilder builder = twoVisits();
    const traffic::Attachments attachments{{session::liveAttachment, text.toStdString()}};
    QCOMPARE(session::liveIn(attachments, builder.traffic(), 0).size(),
             static_cast<std::size_t>(runs));
    QVERIFY(session::liveIn(attachments, builder.traffic(), 1000).empty());
}

void TestLiveRecord::severalRunsComeBackInOrder() {
    const CaptureBuilder builder = twoVisits();
    std::vector<LiveRun> before{run(), run()};
    before[1].url = "https://second.test/";
    traffic::Attachments attachments;
    session::attachLive(before, attachments);
    const auto runs = session::liveIn(attachments, builder.traffic(), 0);
    QCOMPARE(runs.size(), std::size_t{2});
    QCOMPARE(runs[1].url, before[1].url);
}

void TestLiveRecord::capturesHaveNamesThatFilesCanHave_data() {
    QTest::addColumn<QString>("url");
    QTest::newRow("usual") << "https://www.example.org/path";
    QTest::newRow("an address") << "http://[::1]:8080/";
    QTest::newRow("a host that climbs") << "http://../../etc/passwd";
    QTest::newRow("no host") << "nonsense";
    QTest::newRow("a long host") << QStringLiteral("https://") + QString(500, u'a') +
                                        QStringLiteral(".test/");
}

void TestLiveRecord::capturesHaveNamesThatFilesCanHave() {
    QFETCH(const QString, url);
    const std::string name = session::captureName(2, url.toStdString());
    QVERIFY2(name.find('/') == std::string::npos && name.size() < 128, name.c_str());
    QVERIFY(name.starts_with("003-") && name.ends_with(".etagere"));
    QVERIFY(name != session::captureName(2, url.toStdString() + "?"));
}

void TestLiveRecord::memoryBoundsSitesAtATime() {
    constexpr std::uint64_t gibibyte = std::uint64_t{1} << 30U;
    QCOMPARE(session::affordable(0, {16 * gibibyte}), 1U);
    QCOMPARE(session::affordable(4, {16 * gibibyte}), 4U);
    QCOMPARE(session::affordable(32, {2 * gibibyte}), 2U);
    QCOMPARE(session::affordable(32, {0}), 1U);
}

QTEST_GUILESS_MAIN(TestLiveRecord)
#include "test_live_record.moc"
