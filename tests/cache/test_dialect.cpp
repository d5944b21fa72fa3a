// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QtTest>

#include "core/cache/dialect.h"
#include "core/http/http_date.h"
#include "tests/cache/lines.h"

#include <string>
#include <vector>

using namespace etagere;
using namespace etagere::cache;
using namespace etagere::tests;

namespace {

/// What each model makes of a max-age: seconds, or -1 where it says nothing (in rfc9111 also where
/// it is taken as stale).
struct ControlCase {
    const char *value;
    std::int64_t rfc9111;
    std::int64_t chromium;
    std::int64_t firefox;
};

/// Whether each model reads a date, and which: empty where it reads none.
struct DateCase {
    const char *value;
    const char *rfc9111;
    const char *chromium;
    const char *firefox;
};

std::int64_t maxAgeOf(const char *value, const Model &model) {
    const Lines lines(std::string("Cache-Control: ") + value);
    const auto age = readCacheControl(lines.fields(), model).maxAge;
    return age ? std::int64_t{age->count()} : -1;
}

std::string dateOf(const char *value, const Model &model) {
    const auto time = readDate(value, std::chrono::year(2026), model);
    return time ? http::formatHttpDate(*time) : std::string();
}

} // namespace

/// The readings of the browsers were measured in Chromium 156 and Firefox 153.
class TestDialect : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void maxAge_data();
    void maxAge();
    void dates_data();
    void dates();
    void ages();
    void firefoxStopsWhereItDoesNotUnderstand();
    void inSafariTheFirstCounts();
};

void TestDialect::maxAge_data() {
    static const std::vector<ControlCase> rows{
        {"max-age=60", 60, 60, 60},
        {"MAX-AGE=60", 60, 60, 60},
        {"max-age=60, max-age=5", 60, 60, 5},
        {"max-age=\"60\"", 60, -1, -1},
        {"max-age= 60", 60, 60, 60},
        {"max-age =60", 60, -1, 60},
        {"max-age=60.5", -1, -1, 60},
        {"max-age=60a", -1, -1, 60},
        {"max-age=a60", -1, -1, -1},
        {"max-age=-60", -1, -1, -1},
        {"max-age=60;no-cache", -1, -1, 60},
        {"max-age=4294967296", 2147483648, 2147483648, -1},
        {"foo=\"max-age=5\", max-age=60", 60, 60, 60},
        {"max-age", -1, -1, -1},
    };
    QTest::addColumn<const ControlCase *>("row");
    for (const ControlCase &row : rows)
        QTest::newRow(row.value) << &row;
}

void TestDialect::maxAge() {
    QFETCH(const ControlCase *, row);
    QCOMPARE(maxAgeOf(row->value, rfc9111()), row->rfc9111);
    QCOMPARE(maxAgeOf(row->value, chromium()), row->chromium);
    QCOMPARE(maxAgeOf(row->value, firefox()), row->firefox);
}

void TestDialect::dates_data() {
    static constexpr const char *usual = "Thu, 18 Aug 2050 02:01:18 GMT";
    static constexpr const char *midnight = "Thu, 18 Aug 2050 00:00:00 GMT";
    static const std::vector<DateCase> rows{
        {"Thu, 18 Aug 2050 02:01:18 GMT", usual, usual, usual},
        {"thu, 18 aug 2050 02:01:18 gmt", usual, usual, usual},
        {"Thursday, 18-Aug-50 02:01:18 GMT", usual, usual, usual},
        {"Thu Aug 18 02:01:18 2050", usual, usual, usual},
        {"Thu, 18 Aug 2050 02:01:18 UTC", "", usual, usual},
        {"Thu, 18 Aug 2050 02:01:18 AEST", "", usual, usual},
        {"Thu, 18 Aug 2050 04:01:18 +0200", "", usual, usual},
        {"Thu 18 Aug 2050 02:01:18 GMT", "", usual, usual},
        {"18 Aug 2050 02:01:18 GMT", "", usual, usual},
        {"Thu,  18  Aug  2050  02:01:18  GMT", "", usual, usual},
        {"Thu, 18-Aug-2050 02:01:18 GMT", "", usual, usual},
        {"Thu, 18 August 2050 2:01:18 GMT", "", usual, usual},
        {"foo Thu, 18 Aug 2050 02:01:18 GMT foo", "", usual, usual},
        {"Thu, 18 Aug 2050 02.01.18 GMT", "", midnight, midnight},
        {"Thu, 18 Aug 2050", "", midnight, midnight},
        {"Thu, 18 Aug 2050 25:01:18 GMT", "", midnight, midnight},
        {"18-8-2050", "", midnight, midnight},
        {"08/18/2050", "", midnight, midnight},
        {"2050-08-18T02:01:18Z", "", usual, ""},
        {"Thu, 32 Aug 2050 02:01:18 GMT", "", "", ""},
        {"2050", "", "", ""},
        {"junk", "", "", ""},
        {"-1", "", "", ""},
        {"", "", "", ""},
    };
    QTest::addColumn<const DateCase *>("row");
    for (const DateCase &row : rows)
        QTest::newRow(*row.value == '\0' ? "empty" : row.value) << &row;
}

void TestDialect::dates() {
    QFETCH(const DateCase *, row);
    QCOMPARE(dateOf(row->value, rfc9111()).c_str(), row->rfc9111);
    QCOMPARE(dateOf(row->value, chromium()).c_str(), row->chromium);
    QCOMPARE(dateOf(row->value, firefox()).c_str(), row->firefox);
}

void TestDialect::ages() {
    const auto seconds = [](const char *value, const Model &model) {
        const auto age = readAge(value, model);
        return age ? std::int64_t{age->count()} : -1;
    };
    QCOMPARE(seconds("7200, 0", rfc9111()), std::int64_t{7200});
    QCOMPARE(seconds("7200, 0", chromium()), std::int64_t{7200});
    QCOMPARE(seconds("7200;foo=bar", chromium()), std::int64_t{-1});
    QCOMPARE(seconds("7200;foo=bar", firefox()), std::int64_t{7200});
    QCOMPARE(seconds("7200.0", firefox()), std::int64_t{7200});
    QCOMPARE(seconds("-7200", rfc9111()), std::int64_t{-1});
    QCOMPARE(seconds("-7200", firefox()), std::int64_t{http::DeltaSeconds::cap});
}

void TestDialect::firefoxStopsWhereItDoesNotUnderstand() {
    const Lines lines("Cache-Control: max-age=60a, no-cache");
    QVERIFY(!readCacheControl(lines.fields(), firefox()).has(http::Directive::NoCache));
    QVERIFY(readCacheControl(lines.fields(), chromium()).has(http::Directive::NoCache));
    QVERIFY(readCacheControl(lines.fields(), rfc9111()).has(http::Directive::NoCache));
}

/// The public suite's record: freshness-max-age-two-* as in Chromium, -decimal-* as in Firefox.
void TestDialect::inSafariTheFirstCounts() {
    QCOMPARE(maxAgeOf("max-age=60, max-age=5", safari()), std::int64_t{60});
    QCOMPARE(maxAgeOf("max-age=60.5", safari()), std::int64_t{60});
}

QTEST_APPLESS_MAIN(TestDialect)
#include "test_dialect.moc"
