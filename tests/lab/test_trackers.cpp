// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/lab/tracker.h"
#include "tests/lab/asking.h"

using namespace etagere;
using namespace etagere::lab;
using etagere::tests::ask;
using etagere::tests::noon;
using etagere::tests::outcomeOf;
using etagere::tests::valueOf;

namespace {

using Lines = std::vector<std::pair<std::string, std::string>>;
using enum TrackerKind;

/// One tracker and the way to its resource. Questions come an hour apart.
class Asking {
public:
    explicit Asking(TrackerKind kind, std::uint64_t seed = 1)
        : m_kind(kind)
        , m_tracker(makeTracker(kind, seed)) {}
    Response operator()(Lines fields = {}, std::string_view client = "198.51.100.1") {
        return at(std::chrono::hours(++m_asked), std::move(fields), client);
    }
    Response at(Duration after, Lines fields = {}, std::string_view client = "198.51.100.1") {
        return ask(*m_tracker,
                   {rowOf(m_kind).path, std::move(fields), "GET", client, noon + after});
    }
    Response page(Lines fields = {}) { return ask(*m_tracker, {"/", std::move(fields)}); }
    std::string again(const std::string &tag) {
        return outcomeOf((*this)({{"If-None-Match", tag}}));
    }
    [[nodiscard]] std::span<const KnownVisitor> knows() const { return m_tracker->knows(); }

private:
    TrackerKind m_kind;
    std::unique_ptr<Tracker> m_tracker;
    int m_asked = 0;
};

std::string tagOf(const Response &response) { return valueOf(response, "ETag"); }

std::string valueOfCookie(const Response &response) {
    const std::string line = valueOf(response, "Set-Cookie");
    const std::size_t equals = line.find('=');
    return line.substr(equals + 1, line.find(';') - equals - 1);
}

std::string inner(std::string tag) {
    std::erase(tag, '"');
    return tag;
}

} // namespace

class TestTrackers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameSeedTracksInTheSameWay_data() {
        QTest::addColumn<int>("kind");
        for (const TrackerRow &row : allTrackers())
            QTest::newRow(std::string(row.id).c_str()) << static_cast<int>(row.kind);
    }
    void theSameSeedTracksInTheSameWay() {
        QFETCH(int, kind);
        const auto transcript = [kind](std::uint64_t seed) {
            Asking asking(static_cast<TrackerKind>(kind), seed);
            std::string text;
            Lines cookies{{"Cookie", "seen=1; uid=c0ffee; evercookie_etag=uzeubqdarf9"}};
            for (const Lines &fields : {Lines{}, cookies, Lines{}, cookies}) {
                const Response response = asking(fields);
                text += outcomeOf(response) + valueOf(response, "Last-Modified") + response.body;
            }
            return text + std::to_string(asking.knows().size());
        };
        QCOMPARE(transcript(1), transcript(1));
        // Evercookie's numbers come from the browser, the gated tag from the cookie.
        const auto own = static_cast<TrackerKind>(kind);
        QCOMPARE(transcript(1) == transcript(2),
                 own == Evercookie || own == CookieGated || own == HashedCookie);
    }

    void plainEchoTakesWhatComes() {
        Asking asking(PlainEcho);
        const std::string tag = tagOf(asking());
        QCOMPARE(asking.again(tag), "304 " + tag);
        QCOMPARE(asking.again("\"anything\""), std::string("304 \"anything\""));
        QVERIFY(tagOf(asking()) != tag);
        QCOMPARE(asking.knows().size(), std::size_t{3});
        QCOMPARE(asking.knows()[0].visits, 2U);
        QCOMPARE(static_cast<int>(asking.knows()[0].lastBy), static_cast<int>(RecognisedBy::Tag));
    }

    void kissmetricsWritesOneNumberThreeTimes() {
        Asking asking(Kissmetrics);
        const Response first = asking();
        const std::string id = inner(tagOf(first));
        QCOMPARE(id.size(), std::size_t{27});
        QCOMPARE(valueOfCookie(first), id);
        QVERIFY(first.body.find("KMCID='" + id + "'") != std::string::npos);
        QCOMPARE(valueOf(first, "Last-Modified"), std::string("Sun, 22 Nov 2026 12:00:00 GMT"));
        QCOMPARE(valueOf(first, "Date"), std::string("Sun, 22 Nov 2026 13:00:00 GMT"));
        QCOMPARE(asking.again(tagOf(first)), "304 " + tagOf(first));
    }

    void evercookieShowsNothingToACleanClient() {
        Asking asking(Evercookie);
        const Response clean = asking();
        QCOMPARE(outcomeOf(clean), std::string("200"));
        QVERIFY(clean.body.empty());
        const Response kept = asking({{"Cookie", "evercookie_etag=uzeubqdarf9"}});
        QCOMPARE(outcomeOf(kept), std::string("200 \"uzeubqdarf9\""));
        QCOMPARE(kept.body, std::string("uzeubqdarf9"));
        QCOMPARE(asking.again("\"uzeubqdarf9\""), std::string("304 \"uzeubqdarf9\""));
        QCOMPARE(asking.knows().size(), std::size_t{1});
        QVERIFY(asking.page().body.find("evercookie_etag") != std::string::npos);
    }

    void cookielessCookiesFollowAddressAndBrowser() {
        Asking asking(CookielessCookies);
        const Lines browser{{"User-Agent", "A"}};
        const std::string tag = tagOf(asking(browser));
        QCOMPARE(tag.size(), std::size_t{18});
        QCOMPARE(tagOf(asking(browser)), tag);
        QCOMPARE(static_cast<int>(asking.knows()[0].lastBy),
                 static_cast<int>(RecognisedBy::Address));
        QVERIFY(tagOf(asking({{"User-Agent", "B"}})) != tag);
        QVERIFY(tagOf(asking(browser, "198.51.100.2")) != tag);
        QCOMPARE(asking.again(tag), "200 " + tag);
        QCOMPARE(asking.again("a.b/c\\d0123456789abcdefgh"), std::string("200 abcd0123456789abcd"));
    }

    void theShapeIsChecked() {
        Asking asking(ShapeChecking);
        QCOMPARE(asking.again("\"0123456789abcdef01\""), std::string("304 \"0123456789abcdef01\""));
        QVERIFY(asking.again("\"0123456789abcdef0g\"").starts_with("200 "));
        QVERIFY(asking.again("\"0123\"").starts_with("200 "));
    }

    void onlyIssuedTagsAreKnown() {
        Asking asking(KnownOnly);
        const std::string tag = tagOf(asking());
        QCOMPARE(asking.again(tag), "304 " + tag);
        QVERIFY(asking.again("\"0123456789abcdef\"").starts_with("200 "));
    }

    void theTagComesWithTheSecondVisit() {
        Asking asking(SecondVisit);
        const Response first = asking();
        QCOMPARE(outcomeOf(first), std::string("200"));
        QCOMPARE(valueOfCookie(first), std::string("1"));
        const std::string tag = tagOf(asking({{"Cookie", "seen=1"}}));
        QVERIFY(!tag.empty());
        QCOMPARE(asking.again(tag), "304 " + tag);
        QCOMPARE(asking.knows().size(), std::size_t{1});
    }

    void theCookieOpensTheGate_data() {
        QTest::addColumn<int>("kind");
        for (const TrackerKind kind : {CookieGated, HashedCookie})
            QTest::newRow(std::string(rowOf(kind).id).c_str()) << static_cast<int>(kind);
    }
    void theCookieOpensTheGate() {
        QFETCH(int, kind);
        Asking asking(static_cast<TrackerKind>(kind));
        QCOMPARE(outcomeOf(asking()), std::string("200"));
        const std::string id = valueOfCookie(asking.page());
        QVERIFY(!id.empty());
        const std::string tag = tagOf(asking({{"Cookie", "uid=" + id}}));
        QVERIFY(!tag.empty());
        QVERIFY(tag.find(id) == std::string::npos);
        const Response respawned = asking({{"If-None-Match", tag}});
        QCOMPARE(outcomeOf(respawned), "304 " + tag);
        QCOMPARE(valueOfCookie(respawned), id);
    }

    void theDateIsTheNumber() {
        Asking asking(LastModifiedTwin);
        const Response first = asking();
        const std::string date = valueOf(first, "Last-Modified");
        QVERIFY(tagOf(first).empty());
        QVERIFY(valueOf(asking(), "Last-Modified") != date);
        const Response second = asking({{"If-Modified-Since", date}});
        QCOMPARE(second.status, std::uint16_t{304});
        QCOMPARE(valueOf(second, "Last-Modified"), date);
        QCOMPARE(asking({{"If-Modified-Since", "Thu, 01 Jan 2015 00:00:00 GMT"}}).status,
                 std::uint16_t{304});
    }

    void numbersHideInDigits_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("honest");
        QTest::addColumn<QString>("other");
        const auto row = [](TrackerKind kind, const char *mine, const char *other) {
            QTest::newRow(std::string(rowOf(kind).id).c_str())
                << static_cast<int>(kind) << QString::fromLatin1(mine)
                << QString::fromLatin1(other);
        };
        row(SubSecond, "\"2b-612989a81c683\"", "\"2c-612989a81c683\"");
        row(Nanoseconds, "\"65e1cb70.2f091180-2b\"", "\"65e1cb71.2f091180-2b\"");
        row(InodeDigits, "\"2b-65e1cb70-ab0337;;;\"", "\"2b-65e1cb71-ab0337;;;\"");
    }
    void numbersHideInDigits() {
        QFETCH(int, kind);
        QFETCH(QString, honest);
        QFETCH(QString, other);
        Asking asking(static_cast<TrackerKind>(kind));
        const std::string tag = tagOf(asking());
        QCOMPARE(asking.again(tag), "304 " + tag);
        QVERIFY(tagOf(asking()) != tag);
        QCOMPARE(asking.again(honest.toStdString()), "304 " + honest.toStdString());
        QVERIFY(asking.again(other.toStdString()).starts_with("200 "));
        QVERIFY(asking.again("\"abc\"").starts_with("200 "));
    }

    void whoAsksOftenIsServedHonestly() {
        using std::chrono::seconds;
        Asking asking(RateLimitedEcho);
        const std::string tag = tagOf(asking.at(seconds(0)));
        QCOMPARE(outcomeOf(asking.at(seconds(5), {{"If-None-Match", tag}})), "304 " + tag);
        const std::string honest = "\"65e1cb70-2b\"";
        QCOMPARE(outcomeOf(asking.at(seconds(10), {{"If-None-Match", tag}})), "200 " + honest);
        QCOMPARE(outcomeOf(asking.at(seconds(11), {{"If-None-Match", honest}})), "304 " + honest);
        QCOMPARE(outcomeOf(asking.at(seconds(600), {{"If-None-Match", tag}})), "304 " + tag);
    }

    void aZombieCookieComesBack() {
        Asking asking(Zombie);
        const Response first = asking();
        QCOMPARE(inner(tagOf(first)), valueOfCookie(first));
        const Response second = asking({{"If-None-Match", tagOf(first)}});
        QCOMPARE(second.status, std::uint16_t{304});
        QCOMPARE(valueOfCookie(second), valueOfCookie(first));
    }

    void aDigestKeepsThePersonalBody() {
        Asking asking(PersonalDigest);
        const Response first = asking();
        QVERIFY(asking().body != first.body);
        QCOMPARE(asking.again(tagOf(first)), "304 " + tagOf(first));
        QCOMPARE(asking.knows().size(), std::size_t{2});
        QCOMPARE(asking.knows()[0].visits, 2U);
    }

    void everyTrackerHasAPage_data() { theSameSeedTracksInTheSameWay_data(); }
    void everyTrackerHasAPage() {
        QFETCH(int, kind);
        Asking asking(static_cast<TrackerKind>(kind));
        const Response page = asking.page();
        QCOMPARE(page.status, std::uint16_t{200});
        QVERIFY(page.body.find(rowOf(static_cast<TrackerKind>(kind)).path) != std::string::npos);
        QVERIFY(tagOf(page).empty());
    }
};

QTEST_GUILESS_MAIN(TestTrackers)
#include "test_trackers.moc"
