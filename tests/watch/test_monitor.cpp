// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/watch/odds.h"
#include "tests/watch/play.h"

#include <cmath>
#include <random>
#include <string>

using namespace etagere;
using namespace etagere::tests;
using namespace etagere::watch;
using namespace std::chrono_literals;

namespace {

constexpr const char *html = "ETag: \"a\" | Content-Type: text/html";
constexpr const char *weak = "ETag: W/\"a\" | Content-Type: text/html";

/// One that gives nothing but an answer to a condition, or else its page, and never another tag.
Visit visitForgetful(Play &play, const std::string &body, double chance) {
    const bool conditional =
        chance >= 0.2 && play.page().held && !play.monitor.distrusts(play.page().url);
    return play.visit(conditional ? 304 : 200, html, conditional ? "" : body, chance);
}

} // namespace

class TestMonitor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void asksOnCondition();
    void tellsWhatChanged();
    void judges_data();
    void judges();
    void validatorsGoOff();
    void isFoundWithTheStatedOdds_data();
    void isFoundWithTheStatedOdds();
    void oddsBeginAnewWithATag();
    void keepsNothingOfNoStore();
    void followsRedirections();
    void givesUpOnCircles();
    void waitsLongerAfterEachFailure();
    void heedsRetryAfter();
    void asksAnOriginOnceAtATime();
    void visitsOnce();
    void refusesWhatIsNoPage();
};

void TestMonitor::asksOnCondition() {
    Play play;
    const Visit first = play.visit(200, "ETag: \"a\" | Last-Modified: @-90", "12345");
    QVERIFY(play.asked.ifNoneMatch.empty() && play.asked.ifModifiedSince.empty());
    QVERIFY(first.outcome == Outcome::First && first.asking == Asking::First);
    const Visit second = play.visit(304, "ETag: \"a\"", "");
    QVERIFY(second.time - first.time == 10min);
    QCOMPARE(play.asked.ifNoneMatch, std::string("\"a\""));
    QVERIFY(!play.asked.ifModifiedSince.empty());
    QVERIFY(second.outcome == Outcome::NotModified);
    QCOMPARE(second.savedBytes, std::uint64_t{5});
    QCOMPARE(second.revalidations, std::uint64_t{1});
    QCOMPARE(play.page().savedBytes, std::uint64_t{5});
    const Visit audit =
        play.visit(200, "ETag: \"a\" | Last-Modified: @-90", "12345", alwaysAudited);
    QVERIFY(play.asked.ifNoneMatch.empty() && play.asked.ifModifiedSince.empty());
    QVERIFY(audit.outcome == Outcome::Same && audit.asking == Asking::Audit);
    QCOMPARE(audit.revalidations, std::uint64_t{2});
    QCOMPARE(audit.odds, detectionOdds(0.2, 2));
    // A 304 that nobody asked for is no answer.
    QVERIFY(play.visit(304, "", "", alwaysAudited).outcome == Outcome::Failed);
}

void TestMonitor::tellsWhatChanged() {
    Play play;
    play.visit(200, html, "<h1>Shop</h1><p>Open 9 to 5</p><!--1-->");
    const Visit changed = play.visit(200, "ETag: \"b\" | Content-Type: text/html",
                                     "<h1>Shop</h1><p>Open 9 to 6</p><!--2-->");
    QVERIFY(changed.outcome == Outcome::Changed);
    QVERIFY(!changed.sameTag);
    QCOMPARE(changed.diff->lines.size(), std::size_t{2});
    QCOMPARE(changed.diff->lines[0].text, std::string("Open 9 to 5"));
    QCOMPARE(changed.diff->lines[1].text, std::string("Open 9 to 6"));
    QVERIFY(play.page().changed == changed.time);
    const Visit markup = play.visit(200, "ETag: \"c\" | Content-Type: text/html",
                                    "<h1>Shop</h1><p>Open 9 to 6</p><!--3-->");
    QVERIFY(markup.outcome == Outcome::Changed && markup.diff->empty());
    const Visit picture = play.visit(200, "ETag: \"d\" | Content-Type: image/png", "abc");
    QVERIFY(picture.outcome == Outcome::Changed && !picture.diff);
}

void TestMonitor::judges_data() {
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("outcome");
    const auto row = [](const char *name, const char *fields, const char *before, const char *after,
                        Outcome outcome) {
        QTest::newRow(name) << QByteArray(fields) << QByteArray(before) << QByteArray(after)
                            << static_cast<int>(outcome);
    };
    row("a strong tag and another byte", html, "<p>x", "<p >x", Outcome::TagStale);
    row("a strong tag and the same bytes", html, "<p>x", "<p>x", Outcome::Same);
    row("a weak tag and other markup", weak, "<p>x<!--1-->", "<p>x<!--2-->", Outcome::Changed);
    row("a weak tag and a clock", weak, "<p>12:03", "<p>12:04", Outcome::Changed);
    row("a weak tag and other words", weak, "<p>open", "<p>closed", Outcome::TagStale);
    row("a weak tag of a picture", "ETag: W/\"a\" | Content-Type: image/png", "x", "y",
        Outcome::Changed);
    row("a date and other words", "Last-Modified: @-90 | Content-Type: text/plain", "open",
        "closed", Outcome::TagStale);
    row("no validator", "Content-Type: text/plain", "open", "closed", Outcome::Changed);
}

void TestMonitor::judges() {
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(int, outcome);
    Play play;
    play.visit(200, fields.constData(), before.toStdString());
    const Visit second = play.visit(200, fields.constData(), after.toStdString(), alwaysAudited);
    QCOMPARE(static_cast<int>(second.outcome), outcome);
    const bool stale = second.outcome == Outcome::TagStale;
    QCOMPARE(second.newlyDistrusted, stale);
    QCOMPARE(play.monitor.distrusted().size(), std::size_t{stale ? 1U : 0U});
}

void TestMonitor::validatorsGoOff() {
    Play play;
    play.visit(200, html, "old");
    play.visit(304, html, "");
    const Visit found = play.visit(200, html, "new", alwaysAudited);
    QVERIFY(found.outcome == Outcome::TagStale && found.newlyDistrusted);
    QCOMPARE(found.revalidations, std::uint64_t{2});
    const StaleOrigin &origin = play.monitor.distrusted().front();
    QCOMPARE(origin.origin, std::string("https://shop.test"));
    QCOMPARE(origin.validator, std::string("\"a\""));
    QCOMPARE(origin.revalidations, std::uint64_t{2});
    for (int i = 0; i < 20; ++i) {
        const Visit later = play.visit(200, html, "new", neverAudited);
        QVERIFY(play.asked.ifNoneMatch.empty());
        QVERIFY(later.asking == Asking::Distrusted && later.outcome == Outcome::Same);
    }
    const Visit again = play.visit(200, html, "newer", neverAudited);
    QVERIFY(again.outcome == Outcome::TagStale && !again.newlyDistrusted);
    Play other({}, "https://shop.test/b", play.monitor.distrusted());
    other.visit(200, html, "x");
    other.visit(200, html, "x");
    QVERIFY(other.asked.ifNoneMatch.empty());
}

void TestMonitor::isFoundWithTheStatedOdds_data() {
    QTest::addColumn<int>("visits");
    QTest::addColumn<double>("odds");
    QTest::newRow("5 visits") << 5 << 0.67;
    QTest::newRow("10 visits") << 10 << 0.89;
    QTest::newRow("14 visits") << 14 << 0.96;
    QTest::newRow("21 visits") << 21 << 0.99;
}

void TestMonitor::isFoundWithTheStatedOdds() {
    QFETCH(int, visits);
    QFETCH(double, odds);
    QVERIFY(std::abs(detectionOdds(0.2, static_cast<std::uint64_t>(visits)) - odds) < 0.005);
    constexpr int runs = 3000;
    std::mt19937 random(11);
    std::uniform_real_distribution<> uniform(0, 1);
    int found = 0;
    for (int run = 0; run < runs; ++run) {
        Play play;
        visitForgetful(play, "old", neverAudited);
        for (int i = 0; i < visits; ++i)
            visitForgetful(play, "new", uniform(random));
        found += play.monitor.distrusted().empty() ? 0 : 1;
    }
    const double exact = detectionOdds(0.2, static_cast<std::uint64_t>(visits));
    const double deviation = std::sqrt(exact * (1 - exact) / runs);
    QVERIFY2(std::abs(found / double{runs} - exact) < 4 * deviation, std::to_string(found).c_str());
}

void TestMonitor::oddsBeginAnewWithATag() {
    Play play;
    play.visit(200, html, "one");
    play.visit(304, html, "");
    QCOMPARE(play.visit(304, html, "").revalidations, std::uint64_t{2});
    const Visit changed = play.visit(200, "ETag: \"b\"", "two");
    QCOMPARE(changed.revalidations, std::uint64_t{0});
    QCOMPARE(changed.odds, 0.0);
}

void TestMonitor::keepsNothingOfNoStore() {
    Play play;
    play.visit(200, "ETag: \"a\" | Cache-Control: no-store | Content-Type: text/plain", "one");
    QVERIFY(!play.page().held->content.text && !play.page().held->hasValidator());
    const Visit second =
        play.visit(200, "ETag: \"b\" | Cache-Control: no-store | Content-Type: text/plain", "two");
    QVERIFY(play.asked.ifNoneMatch.empty());
    QVERIFY(second.outcome == Outcome::Changed && !second.diff);
}

void TestMonitor::followsRedirections() {
    Play play;
    for (int round = 0; round < 2; ++round) {
        play.now = *play.monitor.wakeAt();
        const Ask first = *play.monitor.next(play.now, neverAudited);
        QCOMPARE(first.url, std::string("https://shop.test/a"));
        QVERIFY(first.ifNoneMatch.empty());
        const Lines there("Location: /b?x=1#y");
        Reply reply;
        reply.status = 302;
        reply.fields = there.fields();
        QVERIFY(!play.monitor.hear(0, reply, play.now, 0));
        const Visit visit = play.visit(round == 0 ? 200 : 304, html, round == 0 ? "x" : "");
        QCOMPARE(play.asked.url, std::string("https://shop.test/b?x=1"));
        QCOMPARE(visit.url, play.asked.url);
        QCOMPARE(play.asked.ifNoneMatch.empty(), round == 0);
    }
    QCOMPARE(play.page().visits, std::uint64_t{2});
}

void TestMonitor::givesUpOnCircles() {
    Play play;
    std::optional<Visit> visit;
    int asked = 0;
    while (!visit) {
        play.now = *play.monitor.wakeAt();
        const Ask ask = *play.monitor.next(play.now, neverAudited);
        const Lines there("Location: /a");
        Reply reply;
        reply.status = 301;
        reply.fields = there.fields();
        visit = play.monitor.hear(ask.page, reply, play.now, 0);
        ++asked;
    }
    QVERIFY(asked < 10);
    QVERIFY(visit->outcome == Outcome::Failed);
    QVERIFY(visit->failure->kind == VisitFailure::Kind::BadRedirect);
}

void TestMonitor::waitsLongerAfterEachFailure() {
    Play play;
    Duration before(0);
    for (int i = 0; i < 4; ++i) {
        const Visit failed = play.visit(503, "", "");
        QVERIFY(failed.outcome == Outcome::Failed && failed.pace == Pace::BackOff);
        QVERIFY(failed.next - failed.time > before);
        before = failed.next - failed.time;
    }
    QVERIFY(before >= 2h);
    const Visit well = play.visit(200, html, "x");
    QVERIFY(well.pace == Pace::Schedule && well.next - well.time == 10min);
}

void TestMonitor::heedsRetryAfter() {
    Play play;
    const Visit failed = play.visit(429, "Retry-After: 7200", "");
    QVERIFY(failed.pace == Pace::RetryAfter && failed.next - failed.time == 2h);
    MonitorOptions once;
    once.once = true;
    Monitor later(once, {play.page()}, {});
    later.begin(play.now + 1h);
    QVERIFY(!later.next(play.now + 1h, 0.5) && later.isDone());
    Monitor afterwards(once, {play.page()}, {});
    afterwards.begin(play.now + 3h);
    QVERIFY(afterwards.next(play.now + 3h, 0.5).has_value());
}

void TestMonitor::asksAnOriginOnceAtATime() {
    std::vector<PageState> pages{*newPage("https://a.test/1"), *newPage("https://a.test/2"),
                                 *newPage("https://b.test/1")};
    Monitor monitor({}, pages, {});
    monitor.begin(at(0));
    const auto first = monitor.next(at(0), 0.5);
    const auto second = monitor.next(at(0), 0.5);
    QCOMPARE(first->url, std::string("https://a.test/1"));
    QCOMPARE(second->url, std::string("https://b.test/1"));
    QVERIFY(!monitor.next(at(0), 0.5) && !monitor.wakeAt());
    Reply reply;
    reply.status = 200;
    QVERIFY(monitor.hear(0, reply, at(0), 0.5).has_value());
    QVERIFY(!monitor.next(at(0), 0.5));
    QVERIFY(monitor.wakeAt() == at(1));
    QCOMPARE(monitor.next(at(1), 0.5)->url, std::string("https://a.test/2"));
}

void TestMonitor::visitsOnce() {
    MonitorOptions once;
    once.once = true;
    Play play(once);
    QVERIFY(!play.monitor.isDone());
    play.visit(200, html, "x");
    QVERIFY(play.monitor.isDone());
    QVERIFY(!play.monitor.wakeAt());
}

void TestMonitor::refusesWhatIsNoPage() {
    for (const char *url : {"ftp://a.test/", "a.test", "", "https://", "file:///etc/passwd",
                            "https://user:pass@a.test/", "https://a.test/ b"})
        QVERIFY2(!newPage(url), url);
    QCOMPARE(newPage("https://a.test/x#y")->url, std::string("https://a.test/x"));
}

QTEST_APPLESS_MAIN(TestMonitor)
#include "test_monitor.moc"
