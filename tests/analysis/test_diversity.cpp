// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/analysis/diversity.h"

#include <cmath>
#include <map>
#include <random>

using namespace etagere::analysis;

namespace {

/// Who is met when `visitors` come to `nodes` equally loaded servers; each visitor has a value of
/// their own for 0 nodes.
DiversityCounts draw(std::mt19937_64 &random, std::uint32_t visitors, std::uint32_t nodes) {
    std::map<std::uint64_t, std::uint32_t> drawsOf;
    for (std::uint32_t i = 0; i < visitors; ++i)
        ++drawsOf[nodes == 0 ? i : random() % nodes];
    DiversityCounts counts;
    counts.visitors = visitors;
    counts.distinct = static_cast<std::uint32_t>(drawsOf.size());
    for (const auto &[value, draws] : drawsOf) {
        counts.singletons += draws == 1 ? 1U : 0U;
        counts.doubletons += draws == 2 ? 1U : 0U;
    }
    return counts;
}

constexpr int runs = 4000;

/// The share of the runs, in per cent, that end in that class.
double shareOf(DiversityClass sought, std::uint32_t visitors, std::uint32_t nodes) {
    std::mt19937_64 random(20261121);
    int found = 0;
    for (int i = 0; i < runs; ++i)
        found += classOf(draw(random, visitors, nodes)) == sought ? 1 : 0;
    return 100.0 * found / runs;
}

} // namespace

Q_DECLARE_METATYPE(DiversityCounts)
Q_DECLARE_METATYPE(DiversityClass)

/// The published tables of cluster or visitor: the exact ones exactly, the simulated ones within
/// the error of a simulation.
class TestDiversity : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void clusterBounds_data();
    void clusterBounds();
    void theBoundIsSharp();
    void drawsToSeeAll_data();
    void drawsToSeeAll();
    void drawsHaveLimits();
    void constantBounds_data();
    void constantBounds();
    void replays();
    void coverageAndLowerBound_data();
    void coverageAndLowerBound();
    void classes_data();
    void classes();
    void simulatedClasses_data();
    void simulatedClasses();
    void simulatedRanges_data();
    void simulatedRanges();
    void unevenLoadOnlyRepeatsMore();
    void whatWouldDecide_data();
    void whatWouldDecide();
};

// n visitors, all with different tags, reject clusters of up to k equally loaded nodes.
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

void TestDiversity::theBoundIsSharp() {
    QVERIFY(chanceAllDistinct(30, 104) <= 0.01);
    QVERIFY(chanceAllDistinct(30, 105) > 0.01);
    QCOMPARE(chanceAllDistinct(3, 2), 0.0);
    QCOMPARE(chanceAllDistinct(2, 4), 0.75);
    QCOMPARE(chanceAllDistinct(1, 1), 1.0);
    QCOMPARE(chanceAllDistinct(0, 0), 1.0);
}

void TestDiversity::drawsToSeeAll_data() {
    QTest::addColumn<int>("nodes");
    QTest::addColumn<int>("at95");
    QTest::addColumn<int>("at99");
    struct Row {
        int nodes, at95, at99;
    };
    for (const Row &row :
         {Row{2, 6, 8}, Row{3, 11, 15}, Row{4, 16, 21}, Row{6, 27, 36}, Row{8, 38, 51},
          Row{10, 51, 66}, Row{12, 63, 82}, Row{16, 90, 115}, Row{24, 145, 183}, Row{32, 203, 255}})
        QTest::addRow("%d nodes", row.nodes) << row.nodes << row.at95 << row.at99;
}

void TestDiversity::drawsToSeeAll() {
    QFETCH(int, nodes);
    QFETCH(int, at95);
    QFETCH(int, at99);
    QCOMPARE(int(drawsToMeetAll(std::uint32_t(nodes), 0.95).value_or(0)), at95);
    QCOMPARE(int(drawsToMeetAll(std::uint32_t(nodes), 0.99).value_or(0)), at99);
}

void TestDiversity::drawsHaveLimits() {
    QCOMPARE(drawsToMeetAll(0, 0.95).value_or(9), 0U);
    QCOMPARE(drawsToMeetAll(1, 0.95).value_or(9), 1U);
    QVERIFY(drawsToMeetAll(1024, 0.95).has_value());
    QVERIFY(!drawsToMeetAll(1025, 0.95));
    QVERIFY(!drawsToMeetAll(4, 1.0));
    QVERIFY(!drawsToMeetAll(4, 0.0));
    QVERIFY(!drawsToMeetAll(4, std::nan("")));
}

void TestDiversity::constantBounds_data() {
    QTest::addColumn<int>("visitors");
    QTest::addColumn<double>("percent");
    QTest::newRow("ten equal tags") << 10 << 26.0;
    QTest::newRow("twenty") << 20 << 14.0;
    QTest::newRow("thirty") << 30 << 9.5;
}

void TestDiversity::constantBounds() {
    QFETCH(int, visitors);
    QFETCH(double, percent);
    const double bound = 100 * otherValueBound(std::uint32_t(visitors), 0.95);
    QVERIFY2(std::abs(bound - percent) < 0.5, qPrintable(QString::number(bound)));
    QCOMPARE(otherValueBound(0, 0.95), 1.0);
}

void TestDiversity::replays() {
    QCOMPARE(chanceAllAccepted(10, 2), std::pow(0.5, 10));
    QVERIFY(chanceAllAccepted(10, 2) < 0.001);
    QCOMPARE(chanceAllAccepted(0, 3), 1.0);
    QCOMPARE(chanceAllAccepted(5, 0), 0.0);
}

void TestDiversity::coverageAndLowerBound_data() {
    QTest::addColumn<DiversityCounts>("counts");
    QTest::addColumn<double>("coverage");
    QTest::addColumn<double>("atLeast");
    QTest::newRow("nobody") << DiversityCounts{} << 0.0 << 0.0;
    QTest::newRow("one value") << DiversityCounts{30, 1, 0, 0} << 1.0 << 1.0;
    QTest::newRow("six nodes, all met often") << DiversityCounts{30, 6, 0, 1} << 1.0 << 6.0;
    QTest::newRow("all different: only the ceiling of the formula")
        << DiversityCounts{30, 30, 30, 0} << 0.0 << 450.5;
    QTest::newRow("one met once") << DiversityCounts{30, 6, 1, 0} << 29.0 / 30 << 6.0;
    QTest::newRow("some met once") << DiversityCounts{10, 7, 5, 1} << 0.5 << 7 + 0.9 * 5 * 4 / 4.0;
}

void TestDiversity::coverageAndLowerBound() {
    QFETCH(DiversityCounts, counts);
    QFETCH(double, coverage);
    QFETCH(double, atLeast);
    QVERIFY(std::abs(goodTuringCoverage(counts) - coverage) < 1e-12);
    QVERIFY2(std::abs(chao1(counts) - atLeast) < 1e-9, qPrintable(QString::number(chao1(counts))));
}

void TestDiversity::classes_data() {
    QTest::addColumn<DiversityCounts>("counts");
    QTest::addColumn<DiversityClass>("expected");
    QTest::newRow("one visitor") << DiversityCounts{1, 1, 1, 0} << DiversityClass::Unseen;
    QTest::newRow("two agree") << DiversityCounts{2, 1, 0, 1} << DiversityClass::Constant;
    QTest::newRow("eleven differ, too few")
        << DiversityCounts{11, 11, 11, 0} << DiversityClass::Inconclusive;
    QTest::newRow("twelve differ") << DiversityCounts{12, 12, 12, 0} << DiversityClass::PerVisitor;
    QTest::newRow("one repeat among thirty")
        << DiversityCounts{30, 29, 28, 1} << DiversityClass::Inconclusive;
    QTest::newRow("nine of ten met before")
        << DiversityCounts{30, 8, 3, 2} << DiversityClass::Cluster;
    QTest::newRow("a little less") << DiversityCounts{30, 9, 4, 2} << DiversityClass::Inconclusive;
    QTest::newRow("a cluster needs twelve visitors as well")
        << DiversityCounts{11, 3, 0, 0} << DiversityClass::Inconclusive;
}

void TestDiversity::classes() {
    QFETCH(DiversityCounts, counts);
    QFETCH(DiversityClass, expected);
    QCOMPARE(int(classOf(counts)), int(expected));
    QCOMPARE(int(diversityOf(counts).verdict), int(expected));
}

// Four standard errors of a share over 4,000 runs are at most 3.2 per cent.
void TestDiversity::simulatedClasses_data() {
    QTest::addColumn<int>("visitors");
    QTest::addColumn<int>("nodes");
    QTest::addColumn<DiversityClass>("found");
    QTest::addColumn<double>("percent");
    QTest::addColumn<double>("within");
    QTest::newRow("30 visitors, 2 nodes: a cluster")
        << 30 << 2 << DiversityClass::Cluster << 100.0 << 0.1;
    QTest::newRow("30 visitors, 6 nodes: a cluster")
        << 30 << 6 << DiversityClass::Cluster << 100.0 << 0.5;
    QTest::newRow("30 visitors, 10 nodes: mostly a cluster")
        << 30 << 10 << DiversityClass::Cluster << 98.0 << 3.0;
    QTest::newRow("30 visitors, 20 nodes: open")
        << 30 << 20 << DiversityClass::Inconclusive << 95.0 << 4.0;
    QTest::newRow("30 visitors, 50 nodes: open")
        << 30 << 50 << DiversityClass::Inconclusive << 100.0 << 0.5;
    QTest::newRow("30 visitors, 100 nodes: one in a hundred called visitors")
        << 30 << 100 << DiversityClass::PerVisitor << 0.9 << 0.7;
    QTest::newRow("30 visitors, each their own: always found")
        << 30 << 0 << DiversityClass::PerVisitor << 100.0 << 0.0;
    QTest::newRow("40 visitors, 100 nodes: hardly ever called visitors")
        << 40 << 100 << DiversityClass::PerVisitor << 0.03 << 0.12;
    QTest::newRow("40 visitors, 200 nodes: seldom")
        << 40 << 200 << DiversityClass::PerVisitor << 1.5 << 0.8;
}

void TestDiversity::simulatedClasses() {
    QFETCH(int, visitors);
    QFETCH(int, nodes);
    QFETCH(DiversityClass, found);
    QFETCH(double, percent);
    QFETCH(double, within);
    const double share = shareOf(found, std::uint32_t(visitors), std::uint32_t(nodes));
    QVERIFY2(std::abs(share - percent) <= within, qPrintable(QString::number(share)));
}

// The middle of the simulated values lies inside the published ranges.
void TestDiversity::simulatedRanges_data() {
    QTest::addColumn<int>("nodes");
    QTest::addColumn<double>("leastCoverage");
    QTest::addColumn<double>("mostCoverage");
    QTest::addColumn<double>("fewest");
    QTest::addColumn<double>("most");
    QTest::newRow("6 nodes") << 6 << 0.97 << 1.0 << 5.9 << 6.3;
    QTest::newRow("12 nodes") << 12 << 0.87 << 0.97 << 10.0 << 15.0;
    QTest::newRow("30 nodes") << 30 << 0.47 << 0.77 << 20.0 << 45.0;
    QTest::newRow("each their own") << 0 << 0.0 << 0.0 << 450.5 << 450.5;
}

void TestDiversity::simulatedRanges() {
    QFETCH(int, nodes);
    QFETCH(double, leastCoverage);
    QFETCH(double, mostCoverage);
    QFETCH(double, fewest);
    QFETCH(double, most);
    std::mt19937_64 random(7);
    double coverage = 0;
    double atLeast = 0;
    for (int i = 0; i < runs; ++i) {
        const DiversityCounts counts = draw(random, 30, std::uint32_t(nodes));
        coverage += goodTuringCoverage(counts) / runs;
        atLeast += chao1(counts) / runs;
    }
    QVERIFY2(coverage >= leastCoverage - 0.005 && coverage <= mostCoverage + 0.005,
             qPrintable(QString::number(coverage)));
    QVERIFY2(atLeast >= fewest - 0.01 && atLeast <= most + 0.01,
             qPrintable(QString::number(atLeast)));
}

// The bounds are for equal loads; any other load repeats sooner, so they err on the safe side.
void TestDiversity::unevenLoadOnlyRepeatsMore() {
    std::mt19937_64 random(11);
    std::discrete_distribution<std::uint32_t> uneven{8, 4, 4, 2, 2, 1, 1, 1, 1, 1};
    int allDistinct = 0;
    for (int i = 0; i < runs; ++i) {
        std::map<std::uint32_t, int> seen;
        for (int visitor = 0; visitor < 4; ++visitor)
            ++seen[uneven(random)];
        allDistinct += seen.size() == 4 ? 1 : 0;
    }
    QVERIFY(double(allDistinct) / runs < chanceAllDistinct(4, 10));
}

void TestDiversity::whatWouldDecide_data() {
    QTest::addColumn<DiversityCounts>("counts");
    QTest::addColumn<int>("more"); // 0: decided, or only a probe decides
    QTest::newRow("nothing seen") << DiversityCounts{} << 12;
    QTest::newRow("one visitor") << DiversityCounts{1, 1, 1, 0} << 11;
    QTest::newRow("five, all different") << DiversityCounts{5, 5, 5, 0} << 7;
    QTest::newRow("twelve, all different") << DiversityCounts{12, 12, 12, 0} << 18;
    QTest::newRow("thirty, all different") << DiversityCounts{30, 30, 30, 0} << 0;
    QTest::newRow("a cluster is recognised") << DiversityCounts{30, 3, 0, 0} << 0;
    QTest::newRow("one value") << DiversityCounts{30, 1, 0, 0} << 0;
    QTest::newRow("twelve visitors, eight nodes")
        << DiversityCounts{12, 7, 3, 3} << int(drawsToMeetAll(8, 0.95).value_or(0)) - 12;
    QTest::newRow("hundreds of nodes, only a probe") << DiversityCounts{30, 29, 28, 1} << 0;
}

void TestDiversity::whatWouldDecide() {
    QFETCH(DiversityCounts, counts);
    QFETCH(int, more);
    QCOMPARE(int(diversityOf(counts).moreVisitors.value_or(0)), more);
}

QTEST_APPLESS_MAIN(TestDiversity)
#include "test_diversity.moc"
