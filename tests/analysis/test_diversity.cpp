// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/analysis/diversity.h"

using etagere::analysis::largestClusterRejected;

class TestDiversity : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void clusterBounds_data();
    void clusterBounds();
};

// The published table of exact bounds: n visitors, all with different tags, reject clusters of up
// to k equally loaded nodes.
void TestDiversity::clusterBounds_data() {
    QTest::addColumn<int>("visitors");
    QTest::addColumn<double>("alpha");
    QTest::addColumn<int>("largest");
    struct Row {
        int visitors, at05, at01, at001;
    };
    for (const Row &row : {Row{5, 5, 4, 4}, Row{10, 18, 13, 10}, Row{15, 40, 28, 20},
                           Row{20, 70, 48, 34}, Row{30, 155, 104, 73}, Row{40, 273, 183, 126}}) {
        QTest::addRow("%d visitors at 5 %%", row.visitors) << row.visitors << 0.05 << row.at05;
        QTest::addRow("%d visitors at 1 %%", row.visitors) << row.visitors << 0.01 << row.at01;
        QTest::addRow("%d visitors at 0.1 %%", row.visitors) << row.visitors << 0.001 << row.at001;
    }
    QTest::newRow("one visitor rejects nothing") << 1 << 0.05 << 0;
}

void TestDiversity::clusterBounds() {
    QFETCH(int, visitors);
    QFETCH(double, alpha);
    QFETCH(int, largest);
    QCOMPARE(int(largestClusterRejected(std::uint32_t(visitors), alpha)), largest);
}

QTEST_APPLESS_MAIN(TestDiversity)
#include "test_diversity.moc"
