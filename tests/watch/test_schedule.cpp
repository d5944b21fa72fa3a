// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/watch/schedule.h"
#include "tests/cache/lines.h"

using namespace etagere;
using namespace etagere::tests;
using namespace etagere::watch;
using namespace std::chrono_literals;

class TestSchedule : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void afterAnswers_data();
    void afterAnswers();
    void eagerOnesDoNotWait();
    void afterFailures();
    void retryAfter_data();
    void retryAfter();
};

void TestSchedule::afterAnswers_data() {
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("nothing said") << QByteArray("ETag: \"a\"") << qint64{600};
    QTest::newRow("fresh for longer") << QByteArray("Cache-Control: max-age=3600") << qint64{3600};
    QTest::newRow("fresh for less") << QByteArray("Cache-Control: max-age=60") << qint64{600};
    QTest::newRow("part of it is over")
        << QByteArray("Cache-Control: max-age=3600 | Age: 600") << qint64{3000};
    QTest::newRow("fresh until a date") << QByteArray("Date: @0 | Expires: @1800") << qint64{1800};
    QTest::newRow("fresh for a year")
        << QByteArray("Cache-Control: max-age=31536000") << qint64{86400};
    QTest::newRow("a guess does not count")
        << QByteArray("Date: @0 | Last-Modified: @-8640000") << qint64{600};
    QTest::newRow("no-cache comes first")
        << QByteArray("Cache-Control: no-cache, max-age=3600") << qint64{600};
    QTest::newRow("no-store comes first")
        << QByteArray("Cache-Control: no-store, max-age=3600") << qint64{600};
}

void TestSchedule::afterAnswers() {
    QFETCH(QByteArray, fields);
    QFETCH(qint64, seconds);
    const std::string text = fields.toStdString();
    const Lines lines(text);
    const Next next = afterAnswer({}, 200, lines.fields(), at(0));
    QCOMPARE((next.when - at(0)) / 1s, seconds);
    QVERIFY((next.pace == Pace::Freshness) == (seconds != 600));
}

void TestSchedule::eagerOnesDoNotWait() {
    Rhythm rhythm;
    rhythm.heedsFreshness = false;
    const Lines lines("Cache-Control: max-age=3600");
    QVERIFY((afterAnswer(rhythm, 200, lines.fields(), at(0)) == Next{at(600), Pace::Schedule}));
}

void TestSchedule::afterFailures() {
    const Rhythm rhythm;
    for (const double chance : {0.0, 0.5, 0.999}) {
        Instant before = at(0);
        for (std::uint32_t failures = 1; failures < 6; ++failures) {
            const Next next = afterFailure(rhythm, failures, {}, at(0), chance);
            QVERIFY(next.when > before && next.pace == Pace::BackOff);
            before = next.when;
        }
        QVERIFY(afterFailure(rhythm, 4'000'000'000U, {}, at(0), chance).when <= at(0) + 8h);
    }
    Rhythm daily;
    daily.every = 24h;
    QVERIFY(afterFailure(daily, 9, {}, at(0), 0).when == at(0) + 24h);
}

void TestSchedule::retryAfter_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("seconds"); // -1: none
    QTest::newRow("seconds") << QByteArray("120") << qint64{120};
    QTest::newRow("a date") << QByteArray("@90") << qint64{90};
    QTest::newRow("a date that is over") << QByteArray("@-90") << qint64{-1};
    QTest::newRow("words") << QByteArray("soon") << qint64{-1};
    QTest::newRow("nothing") << QByteArray("") << qint64{-1};
    QTest::newRow("negative") << QByteArray("-5") << qint64{-1};
}

void TestSchedule::retryAfter() {
    QFETCH(QByteArray, value);
    QFETCH(qint64, seconds);
    const std::string text = "Retry-After: " + value.toStdString();
    const Lines lines(text);
    const auto found = retryAfterIn(lines.fields(), at(0));
    QCOMPARE(found.has_value(), seconds >= 0);
    if (found)
        QVERIFY(*found == at(seconds));
    const Next never = afterFailure({}, 1, at(0) + 99 * 24h, at(0), 0.5);
    QVERIFY((never == Next{at(0) + 7 * 24h, Pace::RetryAfter}));
}

QTEST_APPLESS_MAIN(TestSchedule)
#include "test_schedule.moc"
