// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/session/parallel.h"

#include <atomic>
#include <vector>

using etagere::session::onAllCores;

class TestParallel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyIndexIsWorkedOnce_data();
    void everyIndexIsWorkedOnce();
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

QTEST_APPLESS_MAIN(TestParallel)
#include "test_parallel.moc"
