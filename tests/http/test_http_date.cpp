// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/http/http_date.h"
#include "tests/http/dump.h"

#include <chrono>

using namespace etagere;
using namespace etagere::http;

class TestHttpDate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void date_data();
    void date();
    void twoDigitYears_data();
    void twoDigitYears();
    void everyInstantComesBack();
    void yearsBeyondFourDigitsHaveNoForm();
    void partsOfASecondAreCutOff();
};

namespace {

struct Row {
    const char *name;
    QByteArray value;
    QByteArray expected;
};

} // namespace

void TestHttpDate::date_data() {
    static const std::vector<Row> rows{
        {"IMF-fixdate", "Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"},
        {"blanks around it", " Sun, 06 Nov 1994 08:49:37 GMT\t", "Sun, 06 Nov 1994 08:49:37 GMT"},
        {"RFC 850", "Sunday, 06-Nov-94 08:49:37 GMT",
         "Sun, 06 Nov 1994 08:49:37 GMT ObsoleteDateForm@0-30"},
        {"asctime", "Sun Nov  6 08:49:37 1994",
         "Sun, 06 Nov 1994 08:49:37 GMT ObsoleteDateForm@0-24"},
        {"asctime with a two-digit day", "Wed Nov 16 08:49:37 1994",
         "Wed, 16 Nov 1994 08:49:37 GMT ObsoleteDateForm@0-24"},
        {"before 1970", "Wed, 31 Dec 1969 23:59:59 GMT", "Wed, 31 Dec 1969 23:59:59 GMT"},
        {"the year 1", "Mon, 01 Jan 0001 00:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 GMT"},
        {"the last year", "Fri, 31 Dec 9999 23:59:59 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"},
        {"a leap day", "Thu, 29 Feb 2024 00:00:00 GMT", "Thu, 29 Feb 2024 00:00:00 GMT"},
        {"a leap second is the next second", "Sat, 31 Dec 2016 23:59:60 GMT",
         "Sun, 01 Jan 2017 00:00:00 GMT"},
        {"a wrong day name", "Mon, 06 Nov 1994 08:49:37 GMT",
         "Sun, 06 Nov 1994 08:49:37 GMT WrongDayName@0-3"},
        {"no day name", "06 Nov 1994 08:49:37 GMT",
         "Sun, 06 Nov 1994 08:49:37 GMT UnusualDateForm@0-24"},
        {"a one-digit day", "Sun, 6 Nov 1994 08:49:37 GMT",
         "Sun, 06 Nov 1994 08:49:37 GMT UnusualDateForm@0-28"},
        {"a one-digit hour", "Sun, 06 Nov 1994 8:49:37 GMT",
         "Sun, 06 Nov 1994 08:49:37 GMT UnusualDateForm@0-28"},
        {"no seconds", "Sun, 06 Nov 1994 08:49 GMT",
         "Sun, 06 Nov 1994 08:49:00 GMT UnusualDateForm@0-26"},
        {"lower case", "sun, 06 nov 1994 08:49:37 GMT",
         "Sun, 06 Nov 1994 08:49:37 GMT UnusualDateForm@0-29"},
        {"dashes and a short day name", "Sun, 06-Nov-1994 08:49:37 GMT",
         "Sun, 06 Nov 1994 08:49:37 GMT UnusualDateForm@0-29"},
        {"full month name", "Sunday, 06 November 1994 08:49:37 GMT",
         "Sun, 06 Nov 1994 08:49:37 GMT UnusualDateForm@0-37"},
        {"an offset is taken off", "Sun, 06 Nov 1994 08:49:37 +0200",
         "Sun, 06 Nov 1994 06:49:37 GMT NotGmt@0-31"},
        {"an offset west of Greenwich", "Sun, 06 Nov 1994 20:49:37 -0530",
         "Mon, 07 Nov 1994 02:19:37 GMT NotGmt@0-31"},
        {"an offset with a colon", "Sun, 06 Nov 1994 08:49:37 +02:00",
         "Sun, 06 Nov 1994 06:49:37 GMT NotGmt@0-32"},
        {"an offset behind GMT", "Sun, 06 Nov 1994 08:49:37 GMT+0200",
         "Sun, 06 Nov 1994 06:49:37 GMT NotGmt@0-34"},
        {"a second offset is other text", "Sun, 06 Nov 1994 08:49:37 +0200 +0300",
         "Sun, 06 Nov 1994 06:49:37 GMT NotGmt@0-31 TrailingText@31-37"},
        {"an American zone", "Sun, 06 Nov 1994 08:49:37 EST",
         "Sun, 06 Nov 1994 13:49:37 GMT NotGmt@0-29"},
        {"UTC is not the word", "Sun, 06 Nov 1994 08:49:37 UTC",
         "Sun, 06 Nov 1994 08:49:37 GMT NotGmt@0-29"},
        {"an unknown zone reads as GMT", "Sun, 06 Nov 1994 08:49:37 XYZ",
         "Sun, 06 Nov 1994 08:49:37 GMT NotGmt@0-29"},
        {"no zone", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 GMT NotGmt@0-25"},
        {"Java's form", "Sun Nov 06 08:49:37 GMT 1994",
         "Sun, 06 Nov 1994 08:49:37 GMT UnusualDateForm@0-28"},
        {"JavaScript's form", "Fri Mar 27 2015 10:21:35 GMT+0200 (EET)",
         "Fri, 27 Mar 2015 08:21:35 GMT UnusualDateForm@0-33 NotGmt@0-33 TrailingText@33-39"},
        {"two lines joined", "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
         "Sun, 06 Nov 1994 08:49:37 GMT TrailingText@29-60"},
        {"nothing", "", "none EmptyValue@0-0"},
        {"zero", "0", "none BadDate@0-1"},
        {"minus one", "-1", "none BadDate@0-2"},
        {"seconds since 1970", "784111777", "none BadDate@0-9"},
        {"ISO 8601", "1994-11-06T08:49:37Z", "none BadDate@0-20"},
        {"months as numbers", "06-11-1994 08:49:37 GMT", "none BadDate@0-23"},
        {"no time", "Sun, 06 Nov 1994", "none BadDate@0-16"},
        {"no year", "Sun, 06 Nov 08:49:37 GMT", "none BadDate@0-24"},
        {"a day that is not", "Wed, 31 Apr 2019 00:00:00 GMT", "none BadDate@0-29"},
        {"29 February of a common year", "Wed, 29 Feb 2023 00:00:00 GMT", "none BadDate@0-29"},
        {"hour 24", "Sun, 06 Nov 1994 24:00:00 GMT", "none BadDate@0-29"},
        {"minute 60", "Sun, 06 Nov 1994 08:60:00 GMT", "none BadDate@0-29"},
        {"second 61", "Sun, 06 Nov 1994 08:49:61 GMT", "none BadDate@0-29"},
        {"a letter among the digits", "Sun, 06 Nov 1994 08:4x:37 GMT", "none BadDate@0-29"},
        {"a dash where nothing is left to read", "Sun, 06 Nov 1994 08:49:37 -",
         "Sun, 06 Nov 1994 08:49:37 GMT NotGmt@0-25 TrailingText@25-27"},
    };
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
    for (const Row &row : rows)
        QTest::newRow(row.name) << row.value << row.expected;
}

void TestHttpDate::date() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    const ParsedDate parsed = parseHttpDate(dump::view(value));
    QCOMPARE(dump::bytes(dump::text(parsed.time) + dump::text(parsed.deviations)), expected);
}

void TestHttpDate::twoDigitYears_data() {
    QTest::addColumn<int>("now");
    QTest::addColumn<int>("written");
    QTest::addColumn<int>("meant");
    QTest::newRow("without a now 69 is 2069") << 0 << 69 << 2069;
    QTest::newRow("without a now 70 is 1970") << 0 << 70 << 1970;
    QTest::newRow("50 years ahead is ahead") << 2025 << 75 << 2075;
    QTest::newRow("51 years ahead is in the past") << 2025 << 76 << 1976;
    QTest::newRow("this year is this year") << 2025 << 25 << 2025;
    QTest::newRow("near the century's end the next century is close") << 2090 << 10 << 2110;
}

void TestHttpDate::twoDigitYears() {
    QFETCH(int, now);
    QFETCH(int, written);
    QFETCH(int, meant);
    const std::string value = "Sunday, 06-Nov-" + std::to_string(written) + " 08:49:37 GMT";
    const auto year = now == 0 ? std::nullopt : std::optional(std::chrono::year(now));
    const auto time = parseHttpDate(value, year).time;
    QVERIFY(time.has_value());
    const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(*time));
    QCOMPARE(static_cast<int>(date.year()), meant);
}

void TestHttpDate::everyInstantComesBack() {
    using namespace std::chrono;
    const Instant earliest = sys_days(year(0) / 1 / 1);
    const Instant latest = sys_days(year(9999) / 12 / 31);
    int count = 0;
    for (Instant time = earliest; time <= latest; time += days(17) + seconds(52'711), ++count) {
        const ParsedDate parsed = parseHttpDate(formatHttpDate(time));
        QVERIFY(parsed.time == time);
        QVERIFY(parsed.deviations.empty());
    }
    QVERIFY(count > 200'000);
}

void TestHttpDate::yearsBeyondFourDigitsHaveNoForm() {
    using namespace std::chrono;
    QCOMPARE(formatHttpDate(sys_days(year(10'000) / 1 / 1)), std::string());
    QCOMPARE(formatHttpDate(sys_days(year(-1) / 12 / 31)), std::string());
}

void TestHttpDate::partsOfASecondAreCutOff() {
    const Instant time = Instant(std::chrono::microseconds(-1));
    QCOMPARE(formatHttpDate(time), std::string("Wed, 31 Dec 1969 23:59:59 GMT"));
}

QTEST_APPLESS_MAIN(TestHttpDate)
#include "test_http_date.moc"
