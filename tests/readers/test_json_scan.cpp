// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/readers/json_blocks.h"
#include "core/readers/json_scan.h"
#include "core/readers/json_scan_wide.h"

#include <random>
#include <string>
#include <vector>

using namespace etagere::readers;

namespace {

/// The obvious second implementation: one byte after the other.
ValueEnd skipSlowly(std::string_view text, std::size_t begin,
                    std::vector<LongString> &longStrings) {
    longStrings.clear();
    std::size_t depth = 0;
    std::size_t stringBegin = 0;
    bool inString = false;
    bool escaped = false;
    for (std::size_t at = begin; at < text.size(); ++at) {
        const char c = text[at];
        const bool isQuote = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        if (isQuote) {
            if (inString && at - stringBegin >= longFrom)
                longStrings.push_back({stringBegin, at - stringBegin});
            inString = !inString;
            stringBegin = at + 1;
        }
        if (inString || isQuote)
            continue;
        depth += c == '{' || c == '[' ? 1 : 0;
        if ((c == '}' || c == ']') && --depth == 0)
            return {at + 1, true};
    }
    return {text.size(), false};
}

std::string randomJsonish(std::mt19937 &random) {
    static constexpr std::string_view letters = "{}[]\"\\,: ax\n";
    std::uniform_int_distribution<std::size_t> pick(0, letters.size() - 1);
    std::uniform_int_distribution<int> chance(0, 99);
    std::string text = "{";
    const std::size_t size = std::uniform_int_distribution<std::size_t>(0, 700)(random);
    while (text.size() < size) {
        text += letters[pick(random)];
        if (chance(random) < 2)
            text += "\"" + std::string(static_cast<std::size_t>(chance(random)) * 80, 'x') + "\"";
        if (chance(random) < 2)
            text += std::string(static_cast<std::size_t>(chance(random)), '\\');
    }
    return text;
}

} // namespace

class TestJsonScan : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void agreesWithTheSlowWay();
    void blocksAreReadAlikeBothWays();
    void longStringsAreNoted_data();
    void longStringsAreNoted();
    void hostileDepthIsOnlyANumber();
    void stringsAndScalars();
};

void TestJsonScan::agreesWithTheSlowWay() {
    std::mt19937 random(7);
    for (int i = 0; i < 20'000; ++i) {
        const std::string text = randomJsonish(random);
        std::vector<LongString> fast;
        std::vector<LongString> slow;
        const ValueEnd expected = skipSlowly(text, 0, slow);
        const ValueEnd found = skipContainer(text, 0, &fast);
        QCOMPARE(found.end, expected.end);
        QCOMPARE(found.closed, expected.closed);
        QVERIFY2(fast == slow, text.c_str());
        // The other way for other processors gives the same.
        fast.clear();
        QVERIFY(skipContainerPlainly(text, 0, &fast) == expected);
        QVERIFY2(fast == slow, text.c_str());
    }
}

void TestJsonScan::blocksAreReadAlikeBothWays() {
    std::mt19937 random(3);
    std::uniform_int_distribution<int> byte(0, 255);
    for (int i = 0; i < 5'000; ++i) {
        std::string text(blockSize, ' ');
        for (char &c : text)
            c = static_cast<char>(byte(random));
        const BlockMasks fast = readBlock(text.data());
        const BlockMasks slow = readBlockPortably(text.data());
        QCOMPARE(fast.quotes, slow.quotes);
        QCOMPARE(fast.backslashes, slow.backslashes);
        QCOMPARE(fast.opens, slow.opens);
        QCOMPARE(fast.closes, slow.closes);
        QCOMPARE(endsRun(text.data()), (slow.quotes | slow.backslashes) != 0);
    }
}

void TestJsonScan::longStringsAreNoted_data() {
    QTest::addColumn<int>("length");
    QTest::addColumn<bool>("noted");
    QTest::newRow("one byte short of long is not noted") << 4095 << false;
    QTest::newRow("long is noted") << 4096 << true;
    QTest::newRow("very long is noted") << 1'000'000 << true;
}

void TestJsonScan::longStringsAreNoted() {
    QFETCH(int, length);
    QFETCH(bool, noted);
    const auto size = static_cast<std::size_t>(length);
    const std::string text = R"(x{"a":")" + std::string(size, '}') + R"(","b":[1]}tail)";
    std::vector<LongString> longStrings;
    const ValueEnd end = skipContainer(text, 1, &longStrings);
    QCOMPARE(end.end, text.size() - 4);
    QVERIFY(end.closed);
    const std::vector<LongString> expected{{7, size}};
    QCOMPARE(longStrings == expected, noted);
}

void TestJsonScan::hostileDepthIsOnlyANumber() {
    const std::size_t depth = 3'000'000;
    const std::string text = std::string(depth, '[') + std::string(depth, ']') + "]";
    QCOMPARE(skipContainer(text, 0).end, 2 * depth);
    QVERIFY(!skipContainer(std::string_view(text).substr(0, depth), 0).closed);
}

void TestJsonScan::stringsAndScalars() {
    QCOMPARE(skipString("\"a\\\"b\" x", 0).end, std::size_t{6});
    QVERIFY(!skipString("\"a\\\"", 0).closed);
    const std::string longOne = "\"" + std::string(200, 'a') + "\\\"" + std::string(90, 'b') + "\"";
    QCOMPARE(skipString(longOne, 0).end, longOne.size());
    QCOMPARE(skipScalar("-1.5e3,2", 0).end, std::size_t{6});
    QCOMPARE(skipScalar("true", 0).end, std::size_t{4});
}

QTEST_APPLESS_MAIN(TestJsonScan)
#include "test_json_scan.moc"
