// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/cache/freshness.h"
#include "tests/cache/lines.h"

#include <limits>
#include <vector>

using namespace etagere;
using namespace etagere::cache;
using namespace etagere::tests;

class TestFreshness : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lifetime_data();
    void lifetime();
    void age_data();
    void age();
    void reasons_data();
    void reasons();
    void theDivisorIsTheModels();
    void partsOfASecondCount();
    void nothingOverflows();
};

namespace {

constexpr std::int64_t longest = std::int64_t{1} << 31;

struct LifetimeCase {
    const char *name;
    std::uint16_t status;
    const char *fields;
    std::int64_t seconds;
    Rule rule;
};

/// A response that was asked for at 0 and came `took` seconds later, looked at at `now`.
struct AgeCase {
    const char *name;
    const char *fields;
    std::int64_t took;
    std::int64_t now;
    std::int64_t seconds;
};

struct ReasonCase {
    const char *name;
    const char *fields;
    std::int64_t now;
    const char *expected;
};

StoredFacts storedWith(std::string_view fields, std::int64_t took = 0, std::uint16_t status = 200) {
    const Lines lines(fields);
    return {responseFactsOf(status, lines.fields(), at(took)), at(0), at(took)};
}

qint64 secondsIn(Duration duration) {
    return std::chrono::floor<std::chrono::seconds>(duration).count();
}

} // namespace

void TestFreshness::lifetime_data() {
    static const std::vector<LifetimeCase> rows{
        {"max-age", 200, "Cache-Control: max-age=60", 60, Rule::LifetimeMaxAge},
        {"max-age of 0 is a lifetime", 200, "Cache-Control: max-age=0", 0, Rule::LifetimeMaxAge},
        {"max-age beyond all bounds", 200, "Cache-Control: max-age=99999999999", longest,
         Rule::LifetimeMaxAge},
        {"max-age without a number", 200, "Cache-Control: max-age", 0, Rule::LifetimeMaxAgeBad},
        {"a bad max-age is no reason to guess", 200,
         "Cache-Control: max-age=-1 | Date: @0 | Expires: @60 | Last-Modified: @-1000", 0,
         Rule::LifetimeMaxAgeBad},
        {"max-age stands above Expires", 200, "Cache-Control: max-age=60 | Date: @0 | Expires: @5",
         60, Rule::LifetimeMaxAge},
        {"s-maxage is not for us", 200, "Cache-Control: s-maxage=60", 0, Rule::LifetimeUnknown},
        {"Expires less Date", 200, "Date: @-30 | Expires: @60", 90, Rule::LifetimeExpires},
        {"Expires before Date", 200, "Date: @0 | Expires: @-60", 0, Rule::LifetimeExpires},
        {"Expires without Date counts from the receipt", 200, "Expires: @60", 60,
         Rule::LifetimeExpires},
        {"Expires in the year 9999", 200, "Date: @0 | Expires: Fri, 31 Dec 9999 23:59:59 GMT",
         longest, Rule::LifetimeExpires},
        {"Expires that is no date", 200, "Date: @0 | Expires: -1 | Last-Modified: @-1000", 0,
         Rule::LifetimeExpiresBad},
        {"a tenth of the time since Last-Modified", 200, "Date: @0 | Last-Modified: @-1000", 100,
         Rule::LifetimeHeuristic},
        {"Last-Modified without Date", 200, "Last-Modified: @-1000", 100, Rule::LifetimeHeuristic},
        {"modified as it was sent", 200, "Date: @0 | Last-Modified: @0", 0,
         Rule::LifetimeHeuristic},
        {"modified after it was sent", 200, "Date: @0 | Last-Modified: @1", 0,
         Rule::LifetimeUnknown},
        {"a status whose lifetime must not be guessed", 302, "Date: @0 | Last-Modified: @-1000", 0,
         Rule::LifetimeUnknown},
        {"public permits to guess", 302, "Cache-Control: public | Date: @0 | Last-Modified: @-1000",
         100, Rule::LifetimeHeuristic},
        {"private does not", 302, "Cache-Control: private | Date: @0 | Last-Modified: @-1000", 0,
         Rule::LifetimeUnknown},
        {"nothing to go by", 200, "ETag: \"a\"", 0, Rule::LifetimeUnknown},
    };
    QTest::addColumn<const LifetimeCase *>("row");
    for (const LifetimeCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestFreshness::lifetime() {
    QFETCH(const LifetimeCase *, row);
    const Lifetime lifetime = lifetimeOf(storedWith(row->fields, 0, row->status), rfc9111());
    QCOMPARE(secondsIn(lifetime.length), row->seconds);
    QCOMPARE(rowOf(lifetime.rule).id.data(), rowOf(row->rule).id.data());
}

void TestFreshness::age_data() {
    static const std::vector<AgeCase> rows{
        {"new at its receipt", "Date: @0", 0, 0, 0},
        {"grows with the time since", "Date: @0", 0, 7, 7},
        {"by Date it was old already", "Date: @-10", 0, 5, 15},
        {"by Age it was old already", "Date: @0 | Age: 20", 0, 5, 25},
        {"the greater of Date and Age counts", "Date: @-30 | Age: 20", 0, 5, 35},
        {"the time it took is added to Age", "Date: @4 | Age: 20", 4, 5, 25},
        {"the time it took counts without Age", "Date: @4", 4, 5, 5},
        {"a Date ahead of the clock", "Date: @100", 0, 5, 5},
        {"no Date", "Server: x", 0, 5, 5},
        {"a look before it came", "Date: @-10", 4, 1, 14},
        {"Age beyond all bounds", "Age: 99999999999", 0, 5, longest},
        {"a Date in the year 1", "Date: Mon, 01 Jan 0001 00:00:00 GMT", 0, 5, longest},
        {"a hundred years later", "Date: @0", 0, std::int64_t{36'525} * 86'400, longest},
    };
    QTest::addColumn<const AgeCase *>("row");
    for (const AgeCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestFreshness::age() {
    QFETCH(const AgeCase *, row);
    QCOMPARE(secondsIn(ageOf(storedWith(row->fields, row->took), at(row->now))), row->seconds);
}

void TestFreshness::reasons_data() {
    static const std::vector<ReasonCase> rows{
        {"lifetime, age, verdict", "Cache-Control: max-age=60 | Date: @-1", 5,
         "lifetime-max-age age-apparent fresh"},
        {"everything that can be said",
         "Cache-Control: max-age=60, s-maxage=5 | Expires: 0 | Date: @9 | Age: 60", 5,
         "lifetime-max-age expires-overridden shared-max-age-ignored clock-ahead age-field stale"},
        {"neither Date nor Age", "Cache-Control: max-age=60", 5,
         "lifetime-max-age date-missing fresh"},
        {"Age without Date", "Cache-Control: max-age=60 | Age: 0", 5,
         "lifetime-max-age date-missing age-field fresh"},
        {"a bad max-age overrides as well", "Cache-Control: max-age=x | Expires: @60 | Date: @0", 5,
         "lifetime-max-age-bad expires-overridden age-apparent stale"},
        {"Expires alone overrides nothing", "Expires: @60 | Date: @0", 5,
         "lifetime-expires age-apparent fresh"},
    };
    QTest::addColumn<const ReasonCase *>("row");
    for (const ReasonCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestFreshness::reasons() {
    QFETCH(const ReasonCase *, row);
    Reasons reasons;
    const StoredFacts stored = storedWith(row->fields);
    const Freshness freshness = freshnessOf(stored, at(row->now), rfc9111(), reasons);
    QCOMPARE(idsOf(reasons).c_str(), row->expected);
    QCOMPARE(freshness.isFresh(), reasons.contains(Rule::Fresh));
    QVERIFY(freshness.lifetime == lifetimeOf(stored, rfc9111()).length);
    QVERIFY(freshness.age == ageOf(stored, at(row->now)));
}

void TestFreshness::theDivisorIsTheModels() {
    const StoredFacts stored = storedWith("Date: @0 | Last-Modified: @-1000");
    Model model = rfc9111();
    model.heuristicDivisor = 4;
    QCOMPARE(secondsIn(lifetimeOf(stored, model).length), qint64{250});
    model.heuristicDivisor = 0; // guesses nothing
    QVERIFY(lifetimeOf(stored, model).rule == Rule::LifetimeUnknown);
}

void TestFreshness::partsOfASecondCount() {
    const StoredFacts stored = storedWith("Cache-Control: max-age=60 | Date: @0");
    Reasons reasons;
    QVERIFY(freshnessOf(stored, at(60) - Duration(1), rfc9111(), reasons).isFresh());
    QVERIFY(!freshnessOf(stored, at(60), rfc9111(), reasons).isFresh());
}

void TestFreshness::nothingOverflows() {
    const std::vector<Instant> instants{Instant::min(), Instant::min() + Duration(1), at(0),
                                        Instant::max() - Duration(1), Instant::max()};
    constexpr Duration cap = std::chrono::seconds(longest);
    for (const Instant asked : instants) {
        for (const Instant came : instants) {
            for (const Instant said : instants) {
                StoredFacts stored;
                stored.response.status = 200;
                stored.response.age = http::DeltaSeconds(http::DeltaSeconds::cap);
                stored.response.date = said;
                stored.response.lastModified = asked;
                stored.requestTime = asked;
                stored.responseTime = came;
                const Duration age = ageOf(stored, said);
                QVERIFY(age >= Duration::zero() && age <= cap);
                const Duration guessed = lifetimeOf(stored, rfc9111()).length;
                QVERIFY(guessed >= Duration::zero() && guessed <= cap);
                stored.response.expires = came;
                const Duration length = lifetimeOf(stored, rfc9111()).length;
                QVERIFY(length >= Duration::zero() && length <= cap);
            }
        }
    }
}

QTEST_APPLESS_MAIN(TestFreshness)
#include "test_freshness.moc"
