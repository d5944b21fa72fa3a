// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/readers/har_time.h"

#include <chrono>

using namespace etagere;
using namespace etagere::readers;
using namespace std::chrono;

namespace {

/// Microseconds since 1970; -1 for no time.
qint64 microsecondsOf(const WrittenTime &time) {
    return time.instant ? static_cast<qint64>(time.instant->time_since_epoch().count()) : -1;
}

constexpr qint64 ten = 1714557600'000'000; // 2024-05-01T10:00:00Z

} // namespace

class TestHarTime : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
};

void TestHarTime::reads_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("microseconds");
    QTest::addColumn<bool>("odd");
    const auto row = [](const char *name, const char *text, qint64 time, bool odd) {
        QTest::newRow(name) << QByteArray(text) << time << odd;
    };
    row("UTC with milliseconds", "2024-05-01T10:00:00.123Z", ten + 123'000, false);
    row("no fraction", "2024-05-01T10:00:00Z", ten, false);
    row("no seconds", "2024-05-01T10:00Z", ten, false);
    row("an offset east", "2024-05-01T12:00:00.000+02:00", ten, false);
    row("an offset west", "2024-05-01T06:00:00.000-04:00", ten, false);
    row("an offset without colon", "2024-05-01T12:00:00.000+0200", ten, false);
    row("seven fraction digits, the last dropped", "2024-05-01T10:00:00.1234567Z", ten + 123'456,
        false);
    row("one fraction digit", "2024-05-01T10:00:00.5Z", ten + 500'000, false);
    row("before 1970", "1969-12-31T23:59:59Z", -1'000'000, false);
    row("the epoch means unknown", "1970-01-01T00:00:00.000Z", -1, false);
    row("no zone is odd and UTC", "2024-05-01T10:00:00", ten, true);
    row("a space for the T is odd", "2024-05-01 10:00:00Z", ten, true);
    row("a day alone is odd", "2024-05-01", ten - 36'000'000'000, true);
    row("an HTTP date is odd", "Wed, 01 May 2024 10:00:00 GMT", ten, true);
    row("a date in words with an offset", "Wed May 01 2024 12:00:00 GMT+0200", ten, true);
    row("an American date", "May 1, 2024 10:00:00 AM", ten, true);
    row("an American afternoon", "May 1, 2024 10:00:00 PM", ten + 43'200'000'000, true);
    row("milliseconds since 1970", "1714557600000", ten, true);
    row("seconds since 1970", "1714557600", ten, true);
    row("numbers that are none", "NaN-NaN-NaNTNaN:NaN:NaN.NaN+NaN:NaN", -1, true);
    row("the specification's own impossible month", "2009-16-02T10:00:00Z", -1, true);
    row("an impossible hour", "2024-05-01T25:00:00Z", -1, true);
    row("text behind the zone", "2024-05-01T10:00:00Zx", -1, true);
    row("nothing", "", -1, true);
    row("a huge number", "99999999999999999999999", -1, true);
    row("a negative number", "-5", -1, true);
}

void TestHarTime::reads() {
    QFETCH(QByteArray, text);
    QFETCH(qint64, microseconds);
    QFETCH(bool, odd);
    const WrittenTime time = readTime(text.toStdString());
    QCOMPARE(microsecondsOf(time), microseconds);
    QCOMPARE(time.odd, odd);
}

QTEST_APPLESS_MAIN(TestHarTime)
#include "test_har_time.moc"
