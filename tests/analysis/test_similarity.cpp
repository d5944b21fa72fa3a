// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/analysis/similarity.h"

#include <string>

using etagere::analysis::similarity;

class TestSimilarity : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knownPairs_data();
    void knownPairs();
    void orderDoesNotMatter_data();
    void orderDoesNotMatter();
    void textsBeyondAnIdentifiersLengthAreCut();
};

void TestSimilarity::knownPairs_data() {
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<double>("expected");
    QTest::newRow("equal texts are wholly alike")
        << QByteArray("abcdefgh") << QByteArray("abcdefgh") << 1.0;
    QTest::newRow("nothing in common") << QByteArray("aaaa") << QByteArray("bbbb") << 0.0;
    QTest::newRow("two empty texts are equal") << QByteArray() << QByteArray() << 1.0;
    QTest::newRow("one empty text") << QByteArray("a") << QByteArray() << 0.0;
    QTest::newRow("the textbook pair: WIKIM and IA match")
        << QByteArray("WIKIMEDIA") << QByteArray("WIKIMANIA") << 14.0 / 18.0;
    QTest::newRow("the longest run first, then either side")
        << QByteArray("xabcy") << QByteArray("zabcw") << 6.0 / 10.0;
    QTest::newRow("two visitors' timestamps share their start")
        << QByteArray("161795303618234") << QByteArray("241795303639086") << 18.0 / 30.0;
    QTest::newRow("of both orders the smaller: tide, diet")
        << QByteArray("tide") << QByteArray("diet") << 0.25;
    QTest::newRow("of both orders the smaller: longer texts")
        << QByteArray("GESTALT PATTERN") << QByteArray("GESTALT PRACTICE") << 20.0 / 31.0;
}

void TestSimilarity::knownPairs() {
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QFETCH(double, expected);
    QCOMPARE(similarity({a.data(), static_cast<std::size_t>(a.size())},
                        {b.data(), static_cast<std::size_t>(b.size())}),
             expected);
}

void TestSimilarity::orderDoesNotMatter_data() {
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    // In one order the tie between the runs is cut to advantage, in the other not.
    QTest::newRow("runs that tie")
        << QByteArray("GESTALT PATTERN") << QByteArray("GESTALT PRACTICE");
    QTest::newRow("repeated letters") << QByteArray("tide") << QByteArray("diet");
    QTest::newRow("crossing runs") << QByteArray("abxcd1ab") << QByteArray("cd2abycd");
}

void TestSimilarity::orderDoesNotMatter() {
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    const std::string one = a.toStdString();
    const std::string other = b.toStdString();
    QCOMPARE(similarity(one, other), similarity(other, one));
}

void TestSimilarity::textsBeyondAnIdentifiersLengthAreCut() {
    const std::string base(100, 'a');
    QCOMPARE(similarity(base + std::string(1'000'000, 'x'), base + std::string(1'000'000, 'y')),
             1.0);
}

QTEST_APPLESS_MAIN(TestSimilarity)
#include "test_similarity.moc"
