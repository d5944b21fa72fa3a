// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QtTest>

#include "core/cache/content.h"

#include <memory>
#include <random>
#include <string>

using namespace etagere;
using namespace etagere::cache;

namespace {

std::shared_ptr<const std::string> bytes(std::string text) {
    return std::make_shared<const std::string>(std::move(text));
}

http::ByteRange range(std::uint64_t first, std::uint64_t last) {
    return {Bytes{first}, Bytes{last}};
}

std::string textOf(const Slices &slices) {
    std::string text;
    for (const Slice &slice : slices)
        text += slice.view();
    return text;
}

} // namespace

class TestContent : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void partsJoin();
    void whatIsThereStays();
    void gapsAreFound();
    void agreesWithAPlainArray();
};

void TestContent::partsJoin() {
    Content content;
    content.put(5, bytes("fghij"));
    QCOMPARE(content.prefix(), std::uint64_t{0});
    content.put(0, bytes("abcde"));
    QCOMPARE(content.prefix(), std::uint64_t{10});
    QVERIFY(content.covers(range(0, 9)));
    QCOMPARE(textOf(content.slices(range(3, 6))).c_str(), "defg");
    QCOMPARE(content.ranges().size(), std::size_t{1});
}

void TestContent::whatIsThereStays() {
    Content content;
    content.put(2, bytes("cd"));
    content.put(0, bytes("ABCDEF"));
    QCOMPARE(textOf(content.slices(range(0, 5))).c_str(), "ABcdEF");
    QCOMPARE(content.size(), std::uint64_t{6});
}

void TestContent::gapsAreFound() {
    Content content;
    content.put(2, bytes("cd"));
    content.put(6, bytes("gh"));
    QVERIFY(content.firstGap(range(0, 7)) == range(0, 1));
    QVERIFY(content.firstGap(range(2, 7)) == range(4, 5));
    QVERIFY(!content.firstGap(range(6, 7)));
    QVERIFY(!content.hasOneGap(range(0, 7)));
    QVERIFY(content.hasOneGap(range(2, 7)));
    QVERIFY(!content.hasOneGap(range(2, 3)));
}

void TestContent::agreesWithAPlainArray() {
    std::mt19937 chance(7);
    for (int round = 0; round < 300; ++round) {
        Content content;
        std::string plain(64, '.');
        for (int part = 0; part < 8; ++part) {
            const std::size_t at = chance() % 60;
            std::string text(1 + chance() % (64 - at), static_cast<char>('a' + part));
            for (std::size_t i = 0; i < text.size(); ++i)
                plain[at + i] = plain[at + i] == '.' ? text[i] : plain[at + i];
            content.put(at, bytes(std::move(text)));
        }
        std::string kept = plain;
        std::erase(kept, '.');
        QCOMPARE(textOf(content.slices(range(0, 63))), kept);
        QCOMPARE(content.size(), std::uint64_t{kept.size()});
        const auto gap = content.firstGap(range(0, 63));
        QCOMPARE(gap ? gap->first.count : std::uint64_t{64},
                 std::uint64_t{std::min(plain.find('.'), plain.size())});
    }
}

QTEST_APPLESS_MAIN(TestContent)
#include "test_content.moc"
