// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/explain/numbers.h"
#include "core/explain/rfc.h"

#include <limits>
#include <string>

using namespace etagere;
using namespace etagere::explain;

namespace {

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

} // namespace

class TestNumbers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void numbersForPeople() {
        QCOMPARE(bytes(count(0)), QByteArray("0"));
        QCOMPARE(bytes(count(999)), QByteArray("999"));
        QCOMPARE(bytes(count(1234567)), QByteArray("1,234,567"));
        QCOMPARE(bytes(count(-1000)), QByteArray("-1,000"));
        QCOMPARE(bytes(count(std::numeric_limits<std::int64_t>::min())),
                 QByteArray("-9,223,372,036,854,775,808"));
        QCOMPARE(bytes(size(Bytes{999})), QByteArray("999 B"));
        QCOMPARE(bytes(size(Bytes{12'345'678})), QByteArray("12.3 MB"));
        QCOMPARE(bytes(size(Bytes{999'960})), QByteArray("1.0 MB"));
        QCOMPARE(bytes(bits(19.93)), QByteArray("19.9 bits"));
        QCOMPARE(bytes(bits(-0.01)), QByteArray("0.0 bits"));
        QCOMPARE(bytes(bits(std::numeric_limits<double>::infinity())), QByteArray("? bits"));
        QCOMPARE(bytes(decimal(1e308)).size(), qsizetype{311});
    }

    void percentagesDoNotRoundAwayDoubt() {
        QCOMPARE(bytes(percent(87.4)), QByteArray("87%"));
        QCOMPARE(bytes(percent(99.9)), QByteArray("99%"));
        QCOMPARE(bytes(percent(0.1)), QByteArray("1%"));
        QCOMPARE(bytes(percent(100)), QByteArray("100%"));
        QCOMPARE(bytes(percent(std::numeric_limits<double>::quiet_NaN())), QByteArray("?%"));
    }

    void durationsHaveTwoUnitsAtMost() {
        using namespace std::chrono_literals;
        QCOMPARE(bytes(duration(250ms)), QByteArray("250 ms"));
        QCOMPARE(bytes(duration(12500ms)), QByteArray("12.5 s"));
        QCOMPARE(bytes(duration(200s)), QByteArray("3 min 20 s"));
        QCOMPARE(bytes(duration(51h)), QByteArray("2 d 3 h"));
        QCOMPARE(bytes(duration(60s)), QByteArray("1 min"));
        QCOMPARE(bytes(duration(2h + 1s)), QByteArray("2 h"));
        QCOMPARE(bytes(duration(8760h)), QByteArray("365 d"));
        QCOMPARE(bytes(duration(-5s)), QByteArray("0 ms"));
    }

    void timesAreRfc3339_data() {
        QTest::addColumn<qint64>("microseconds");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("whole seconds have no fraction")
            << qint64{1'709'296'496'000'000} << QByteArray("2024-03-01T12:34:56Z");
        QTest::newRow("milliseconds have three digits")
            << qint64{1'709'296'496'789'000} << QByteArray("2024-03-01T12:34:56.789Z");
        QTest::newRow("microseconds have six")
            << qint64{1'709'296'496'789'123} << QByteArray("2024-03-01T12:34:56.789123Z");
        QTest::newRow("before 1970") << qint64{-1} << QByteArray("1969-12-31T23:59:59.999999Z");
        QTest::newRow("beyond year 9999 stays in it")
            << std::numeric_limits<qint64>::max() << QByteArray("9999-12-31T23:59:59.999999Z");
        QTest::newRow("before year 0 stays in it")
            << std::numeric_limits<qint64>::min() << QByteArray("0000-01-01T00:00:00Z");
    }
    void timesAreRfc3339() {
        QFETCH(qint64, microseconds);
        QTEST(bytes(rfc3339(Instant(std::chrono::microseconds(microseconds)))), "expected");
    }

    void citationsLinkToTheirSection() {
        QCOMPARE(bytes(rfcLink("RFC 9110 \u00a78.8.3")),
                 QByteArray("https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3"));
        QCOMPARE(bytes(rfcLink("RFC 9111")), QByteArray("https://www.rfc-editor.org/rfc/rfc9111"));
        QCOMPARE(bytes(rfcLink("RFC 9111 \u00a7<script>")), QByteArray());
        QCOMPARE(bytes(rfcLink("RFC x")), QByteArray());
        QCOMPARE(bytes(rfcLink("WHATWG Fetch")), QByteArray());
    }
};

QTEST_APPLESS_MAIN(TestNumbers)
#include "test_numbers.moc"
