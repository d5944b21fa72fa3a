// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/scenario/time_text.h"

using namespace etagere;
using namespace etagere::scenario;

Q_DECLARE_METATYPE(std::optional<etagere::Duration>)

namespace {

struct Row {
    const char *name;
    const char *text;
    std::optional<Duration> expected;
};

void add(std::span<const Row> rows) {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::optional<Duration>>("expected");
    for (const Row &row : rows)
        QTest::newRow(row.name) << std::string(row.text) << row.expected;
}

} // namespace

class TestTimes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void timesInWords_data() {
        using namespace std::chrono;
        const std::array rows{
            Row{"hours and minutes", "1 h 30 min", minutes(90)},
            Row{"days", "10 d", hours(240)},
            Row{"before the start", "-10 d", hours(-240)},
            Row{"the minus is for the whole", "-1 h 30 min", minutes(-90)},
            Row{"milliseconds", "500 ms", milliseconds(500)},
            Row{"a fraction", "1.5 s", milliseconds(1500)},
            Row{"a unit in words", "1 minute", minutes(1)},
            Row{"several of them", "2 days 1 hour 30 minutes 5 seconds", seconds(178205)},
            Row{"half a word", "1 minu", std::nullopt},
            Row{"without spaces", "1h30min", minutes(90)},
            Row{"spaces around", "  12 h  ", hours(12)},
            Row{"nothing", "", std::nullopt},
            Row{"a minus alone", "-", std::nullopt},
            Row{"no unit", "90", std::nullopt},
            Row{"an unknown unit", "2 weeks", std::nullopt},
            Row{"a unit alone", "min", std::nullopt},
            Row{"two minuses", "--1 s", std::nullopt},
            Row{"a minus within", "1 h -30 min", std::nullopt},
            Row{"an exponent", "1e3 s", std::nullopt},
            Row{"a hundred years", "36525 d", longestTime},
            Row{"more than a hundred years", "36526 d", std::nullopt},
            Row{"too many digits", "999999999999999999999999999999 d", std::nullopt},
        };
        add(rows);
    }
    void timesInWords() {
        QFETCH(std::string, text);
        QTEST(timeIn(text), "expected");
    }

    void times_data() {
        using namespace std::chrono;
        const std::array rows{
            Row{"whole seconds", "90", seconds(90)},
            Row{"a fraction", "0.5", milliseconds(500)},
            Row{"a microsecond", "0.000001", microseconds(1)},
            Row{"negative", "-1.25", milliseconds(-1250)},
            Row{"an exponent", "1e2", seconds(100)},
            Row{"too long", "1e300", std::nullopt},
        };
        add(rows);
    }
    void times() {
        QFETCH(std::string, text);
        QTEST(secondsIn(text), "expected");
    }

    void timesAreWrittenAsTheyAreRead() {
        for (const std::int64_t count : {0LL, 1LL, -1LL, 500'000LL, -250'000LL, 90'000'000LL,
                                         -90'000'001LL, 3'155'760'000'000'000LL})
            QCOMPARE(secondsIn(timeJson(Duration(count))), std::optional(Duration(count)));
        QCOMPARE(timeJson(Duration(500'000)), "0.5");
        QCOMPARE(timeJson(Duration(-250'000)), "-0.25");
        QCOMPARE(timeJson(Duration(90'000'000)), "90");
    }
};

QTEST_APPLESS_MAIN(TestTimes)
#include "test_times.moc"
