// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/session/parallel.h"

#include <atomic>
#include <new>
#include <vector>

using etagere::session::onAllCores;

class TestParallel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyIndexIsWorkedOnce_data();
    void everyIndexIsWorkedOnce();
    void anExceptionIsThrownOn();
};

void TestParallel::everyIndexIsWorkedOnce_data() {
    QTest::addColumn<int>("count");
    QTest::newRow("nothing to do") << 0;
    QTest::newRow("one") << 1;
    QTest::newRow("fewer than cores may be") << 2;
    QTest::newRow("many") << 100'000;
}

void TestParallel::everyIndexIsWorkedOnce() {
    QFETCH(int, count);
    const auto size = static_cast<std::size_t>(count);
    std::vector<std::atomic<int>> worked(size);
    std::size_t sum = 0; // only the threads' end orders this against their work
    onAllCores(size, [&worked](std::size_t i) { ++worked[i]; });
    for (const auto &times : worked) {
        QCOMPARE(times.load(), 1);
        ++sum;
    }
    QCOMPARE(sum, size);
}

void TestParallel::anExceptionIsThrownOn() {
    std::atomic<int> begun = 0;
    const auto work = [&begun](std::size_t i) {
        ++begun;
        if (i >= 10)
            throw std::bad_alloc();
    };
    QVERIFY_THROWS_EXCEPTION(std::bad_alloc, onAllCores(1'000'000, work));
    QVERIFY(begun < 1'000'000);
}

QTEST_APPLESS_MAIN(TestParallel)
#include "test_parallel.moc"
