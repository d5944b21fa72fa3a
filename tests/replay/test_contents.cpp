// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/replay/contents.h"
#include "core/replay/reasons.h"
#include "tests/replay/scenario.h"

#include <vector>

using namespace etagere;
using namespace etagere::tests;
using traffic::ExchangeId;

class TestContents : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void contentsAtEveryInstant();
    void freshnessGoesOnForEver();
    void fieldsAreUpdatedByEvery304();
    void fieldsAgreeWithRepeatedUpdates();
    void fieldsAfterALongLife();
    void aServerErrorLeavesWhatWasStored();
    void nextRequest_data();
    void nextRequest();
    void targetsNameTheirPlace();
    void groundsOfAHit();
    void groundsOfARenewal();
    void groundsOfAMiss();
    void groundsOfAnotherVariant();
    void groundsOfAnotherVariantAtOneInstant();
};

namespace {

struct NextCase {
    const char *name;
    const char *stored;
    std::int64_t now;
    cache::Outcome outcome;
    const char *ifNoneMatch;
    const char *ifModifiedSince;
};

replay::Grounds lastGrounds(const Scenario &scenario, const replay::Log &log) {
    return replay::groundsOf(scenario.traffic(), log, ExchangeId::fromSize(log.rows.size() - 1));
}

} // namespace

void TestContents::contentsAtEveryInstant() {
    const replay::Log log = Scenario("0 GET 200 > ETag: \"a\"\n10 GET 200 url=/b\n20 GET 304\n"
                                     "30 GET 200 > ETag: \"b\"\n40 POST 200 url=/b")
                                .play();
    const auto contents = [&log](std::int64_t seconds) {
        return storedBy(log, replay::contentsAt(log, at(seconds)));
    };
    QCOMPARE(contents(-1).c_str(), "");
    QCOMPARE(contents(0).c_str(), ""); // the request is only just leaving
    QCOMPARE(contents(1).c_str(), "0");
    QCOMPARE(contents(11).c_str(), "0 1");
    QCOMPARE(contents(21).c_str(), "1 0"); // renewed: oldest first
    QCOMPARE(contents(31).c_str(), "1 3");
    QCOMPARE(contents(41).c_str(), "3");
    QVERIFY(log.versions[0].ending == replay::Ending::Renewed);
    QVERIFY(log.versions[1].ending == replay::Ending::Invalidated);
    QVERIFY(log.versions[2].ending == replay::Ending::Replaced);
    QVERIFY(log.versions[3].ending == replay::Ending::StillThere);
}

void TestContents::freshnessGoesOnForEver() {
    const replay::Log log = Scenario("0 GET 200 > Cache-Control: max-age=60 | Date: @0").play();
    const replay::VersionId id(0);
    cache::Reasons early;
    QVERIFY(replay::freshnessAt(log, id, at(59), early).isFresh());
    QCOMPARE(idsOf(early).c_str(), "lifetime-max-age age-apparent fresh");
    cache::Reasons late;
    const std::int64_t century = std::int64_t{36'525} * 86'400;
    const cache::Freshness then = replay::freshnessAt(log, id, at(century), late);
    QVERIFY(!then.isFresh());
    QVERIFY(then.age == std::chrono::seconds(std::int64_t{1} << 31)); // as far as ages go
}

void TestContents::fieldsAreUpdatedByEvery304() {
    const Scenario scenario("0 GET 200 > ETag: \"a\" | Server: x | Link: 1 | Content-Length: 5\n"
                            "5 GET 304 > Server: y | Via: p | Content-Length: 0\n"
                            "9 GET 304 > Connection: Via | Via: q | Link: 2 | Link: 3");
    const replay::Log log = scenario.play();
    const auto fields = [&](std::uint32_t version) {
        return textOf(replay::fieldsOf(scenario.traffic(), log, replay::VersionId(version)));
    };
    QCOMPARE(fields(0).c_str(), "ETag: \"a\" | Server: x | Link: 1 | Content-Length: 5");
    QCOMPARE(fields(1).c_str(), "Server: y | Via: p | ETag: \"a\" | Link: 1 | Content-Length: 5");
    QCOMPARE(fields(2).c_str(),
             "Link: 2 | Link: 3 | Server: y | Via: p | ETag: \"a\" | Content-Length: 5");
}

void TestContents::fieldsAgreeWithRepeatedUpdates() {
    const Scenario scenario("0 GET 200 > ETag: \"a\" | Cache-Control: max-age=1 | X: 1 | Y: 1\n"
                            "5 GET 304 > X: 2 | Z: 2 | Z: 3\n9 GET 304 > X: 3 | Cache-Control: a\n"
                            "12 GET 304 > Y: 4 | Z: 4 | Age: 2");
    const replay::Log log = scenario.play();
    std::vector<http::Field> folded =
        replay::fieldsOf(scenario.traffic(), log, replay::VersionId(0));
    for (std::uint32_t i = 1; i < 4; ++i) {
        folded =
            cache::updateFields(folded, scenario.traffic().exchange(ExchangeId(i)).responseFields)
                .fields;
        std::vector<http::Field> told =
            replay::fieldsOf(scenario.traffic(), log, replay::VersionId(i));
        const auto byText = [](const http::Field &a, const http::Field &b) {
            return std::pair(a.name, a.value) < std::pair(b.name, b.value);
        };
        std::vector<http::Field> sorted = folded;
        std::sort(sorted.begin(), sorted.end(), byText);
        std::sort(told.begin(), told.end(), byText);
        QCOMPARE(textOf(told).c_str(), textOf(sorted).c_str());
    }
    // What decides is what is shown.
    const cache::ResponseFacts shown = cache::responseFactsOf(
        200, replay::fieldsOf(scenario.traffic(), log, replay::VersionId(3)), at(12));
    QVERIFY(shown == log.versions[3].facts.response);
}

void TestContents::fieldsAfterALongLife() {
    std::string text = "0 GET 200 > ETag: \"a\" | First: 1\n";
    const std::uint32_t renewals = 3 * replay::Log::landmarkDistance + 5;
    for (std::uint32_t i = 1; i <= renewals; ++i)
        text += std::to_string(i) + " GET 304 > Last: " + std::to_string(i) +
                (i == 10 ? " | Tenth: 1\n" : "\n");
    const Scenario scenario(text);
    const replay::Log log = scenario.play();
    QCOMPARE(log.landmarks.size(), std::size_t{3});
    const std::vector<http::Field> fields =
        replay::fieldsOf(scenario.traffic(), log, replay::VersionId(renewals));
    QCOMPARE(fields.size(), std::size_t{4});
    for (const char *name : {"ETag", "First", "Tenth", "Last"})
        QVERIFY2(http::find(fields, name) != nullptr, name);
    QCOMPARE(std::string(http::find(fields, "Last")->value), std::to_string(renewals));
}

void TestContents::aServerErrorLeavesWhatWasStored() {
    const Scenario scenario("0 GET 200 > ETag: \"a\"\n5 GET 503");
    const replay::Log log = scenario.play();
    QVERIFY(log.rows[1].result.isValid());
    QCOMPARE(log.rows[1].result, log.rows[1].considered);
    QVERIFY(!log.versions[0].until);
}

void TestContents::nextRequest_data() {
    static const std::vector<NextCase> rows{
        {"fresh", "Cache-Control: max-age=60 | ETag: \"a\"", 59, cache::Outcome::FreshHit, "", ""},
        {"stale, with a tag", "Cache-Control: max-age=60 | ETag: \"a\"", 60,
         cache::Outcome::Revalidate, "\"a\"", ""},
        {"with a date", "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT | Cache-Control: max-age=0",
         5, cache::Outcome::Revalidate, "", "Sun, 06 Nov 1994 08:49:37 GMT"},
        {"with nothing", "Cache-Control: max-age=0", 5, cache::Outcome::Forward, "", ""},
        {"Vary: * is never chosen", "Cache-Control: max-age=60 | ETag: \"a\" | Vary: *", 5,
         cache::Outcome::Forward, "", ""},
    };
    QTest::addColumn<const NextCase *>("row");
    for (const NextCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestContents::nextRequest() {
    QFETCH(const NextCase *, row);
    const Scenario scenario("0 GET 200 > " + std::string(row->stored));
    const replay::Log log = scenario.play();
    const replay::NextRequest next =
        replay::nextRequest(scenario.traffic(), log, replay::VersionId(0), at(row->now));
    QCOMPARE(cache::nameOf(next.outcome).data(), cache::nameOf(row->outcome).data());
    QCOMPARE(next.ifNoneMatch.c_str(), row->ifNoneMatch);
    QCOMPARE(next.ifModifiedSince.c_str(), row->ifModifiedSince);
    QVERIFY(next.version == replay::VersionId(0));
}

void TestContents::targetsNameTheirPlace() {
    const Scenario scenario("0 GET 200 by=bob url=https://www.shop.test:8443/a?b#c");
    const replay::Log log = scenario.play();
    const std::string name = replay::entryName(log.versions[0]);
    const flush::Target target = replay::targetOf(scenario.traffic(), log.versions[0], name);
    QCOMPARE(std::string(target.entry).c_str(), "stored-by-0");
    QCOMPARE(std::string(target.url).c_str(), "https://www.shop.test:8443/a?b#c");
    QCOMPARE(std::string(target.origin).c_str(), "https://www.shop.test:8443");
    QCOMPARE(std::string(target.site).c_str(), "shop.test");
    QCOMPARE(std::string(target.visitor).c_str(), "bob");
}

void TestContents::groundsOfAHit() {
    const Scenario scenario("0 GET 200 > Cache-Control: max-age=60\n5 GET 200 > Server: x");
    const replay::Log log = scenario.play();
    const replay::Grounds grounds = lastGrounds(scenario, log);
    QVERIFY(grounds.exchange == &scenario.traffic().exchange(ExchangeId(1)));
    QVERIFY(grounds.row == &log.rows[1]);
    QVERIFY(grounds.stored == log.versions[0].facts);
    QCOMPARE(textOf(grounds.storedFields).c_str(), "Cache-Control: max-age=60");
    QVERIFY(grounds.condition.empty());
    QVERIFY(!grounds.response.maxAge.has_value());
    QCOMPARE(grounds.updatedFields, 0U);
}

void TestContents::groundsOfARenewal() {
    const Scenario scenario("0 GET 200 > ETag: \"a\" | Server: x\n"
                            "5 GET 304 > Server: y | Date: @5 | Content-Length: 0");
    const replay::Log log = scenario.play();
    const replay::Grounds grounds = lastGrounds(scenario, log);
    QCOMPARE(textOf(grounds.storedFields).c_str(), "ETag: \"a\" | Server: x"); // before the 304
    QCOMPARE(std::string(grounds.condition.ifNoneMatch).c_str(), "\"a\"");
    QCOMPARE(grounds.updatedFields, 2U);
    QCOMPARE(grounds.keptFields, 1U);
}

void TestContents::groundsOfAMiss() {
    const Scenario scenario("0 GET 200 < Cache-Control: max-age=5 > Cache-Control: max-age=60");
    const replay::Log log = scenario.play();
    const replay::Grounds grounds = lastGrounds(scenario, log);
    QVERIFY(!grounds.stored.has_value());
    QVERIFY(grounds.storedFields.empty());
    QVERIFY(grounds.request.maxAge == http::DeltaSeconds(5));
    QVERIFY(grounds.response.maxAge == http::DeltaSeconds(60));
}

void TestContents::groundsOfAnotherVariant() {
    const Scenario scenario("0 GET 200 < Accept: a > Vary: Origin, Accept | Server: 1\n"
                            "1 GET 200 < Accept: b > Vary: Accept | Server: 2\n"
                            "2 GET 200 by=bob < Accept: c > Vary: Accept | Server: 3\n"
                            "3 GET 200 url=/b < Accept: c > Vary: Accept | Server: 4\n"
                            "9 GET 200 < Accept: d > Vary: Accept | Server: 5");
    const replay::Log log = scenario.play();
    const replay::Grounds grounds = lastGrounds(scenario, log);
    QVERIFY(!log.rows.back().considered.isValid());
    QCOMPARE(std::string(grounds.varyDiffersIn).c_str(), "Accept");
    QCOMPARE(textOf(grounds.storedFields).c_str(), "Vary: Accept | Server: 2");
}

void TestContents::groundsOfAnotherVariantAtOneInstant() {
    const Scenario scenario("- GET 200 < Accept: a > Vary: Accept | Server: 1\n"
                            "- GET 200 < Accept: b > Vary: Accept | Server: 2");
    const replay::Log log = scenario.play();
    const replay::Grounds grounds = lastGrounds(scenario, log);
    QCOMPARE(std::string(grounds.varyDiffersIn).c_str(), "Accept");
    QCOMPARE(textOf(grounds.storedFields).c_str(), "Vary: Accept | Server: 1");
}

QTEST_APPLESS_MAIN(TestContents)
#include "test_contents.moc"
