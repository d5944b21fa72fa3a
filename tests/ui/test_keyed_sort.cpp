// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "ui/models/keyed_sort.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace etagere::ui;

class TestKeyedSort : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sortsAsStableSortDoes_data();
    void sortsAsStableSortDoes();
    void ranksAreTheOrderOfBytes_data();
    void ranksAreTheOrderOfBytes();
};

void TestKeyedSort::sortsAsStableSortDoes_data() {
    QTest::addColumn<int>("count");
    QTest::addColumn<quint64>("mask");
    QTest::newRow("nothing") << 0 << ~quint64{0};
    QTest::newRow("one row") << 1 << ~quint64{0};
    QTest::newRow("few rows are compared") << 100 << quint64{0xf};
    QTest::newRow("many equal keys keep their order") << 20'000 << quint64{0x7};
    QTest::newRow("keys that differ in their highest bits only") << 5'000 << (quint64{0xff} << 56U);
    QTest::newRow("keys of one digit") << 5'000 << quint64{0x7ff};
    QTest::newRow("keys of all bits") << 20'000 << ~quint64{0};
    QTest::newRow("all equal") << 5'000 << quint64{0};
}

void TestKeyedSort::sortsAsStableSortDoes() {
    QFETCH(int, count);
    QFETCH(quint64, mask);
    std::mt19937_64 random(3);
    std::vector<KeyedRow> rows;
    for (int i = 0; i < count; ++i)
        rows.push_back({random() & mask, static_cast<std::uint32_t>(i)});
    std::vector<KeyedRow> expected = rows;
    std::stable_sort(expected.begin(), expected.end(),
                     [](const KeyedRow &a, const KeyedRow &b) { return a.key < b.key; });
    std::vector<KeyedRow> scratch;
    sortByKey(rows, scratch);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        QCOMPARE(rows[i].key, expected[i].key);
        QCOMPARE(rows[i].row, expected[i].row);
    }
}

using Texts = std::vector<std::string>;

void TestKeyedSort::ranksAreTheOrderOfBytes_data() {
    QTest::addColumn<Texts>("texts");
    QTest::newRow("nothing") << Texts{};
    QTest::newRow("equal texts share a rank") << Texts{"b", "a", "b", "a", "c"};
    QTest::newRow("the beginning of another comes before it")
        << Texts{"https://shop.test/ab", "https://shop.test/a", "https://shop.test/", ""};
    QTest::newRow("bytes above 127 come after ASCII") << Texts{"\xff", "z", "\xc3\xa9", "a"};
    QTest::newRow("zero bytes at the end count")
        << Texts{std::string("a\0", 2), "a", std::string("a\0\0", 3), std::string("a\0b", 3)};
    QTest::newRow("zero bytes across the eighth byte")
        << Texts{"1234567" + std::string(3, '\0'), "1234567", "1234567" + std::string(1, '\0'),
                 "1234567" + std::string(2, '\0') + "x"};
    QTest::newRow("equal for eight bytes, and for sixteen")
        << Texts{"12345678", "1234567890123456", "12345678", "12345678901234567", "123456789"};
    Texts many;
    std::mt19937 random(5);
    for (int i = 0; i < 4'000; ++i)
        many.push_back("https://" + std::string(random() % 20, 'a') +
                       std::to_string(random() % 900));
    QTest::newRow("many") << many;
}

void TestKeyedSort::ranksAreTheOrderOfBytes() {
    QFETCH(Texts, texts);
    Texts distinct = texts;
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    const std::vector<std::uint32_t> ranks = ranksOf(views);
    QCOMPARE(ranks.size(), texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto place = std::lower_bound(distinct.begin(), distinct.end(), texts[i]);
        QCOMPARE(ranks[i], static_cast<std::uint32_t>(place - distinct.begin()));
    }
}

QTEST_GUILESS_MAIN(TestKeyedSort)
#include "test_keyed_sort.moc"
