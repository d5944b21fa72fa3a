// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "tests/readers/har_fixture.h"

#include <string>
#include <vector>

using namespace etagere;
using namespace etagere::readers;

namespace {

std::string urls(const fixture::Capture &capture) {
    std::string all;
    for (std::size_t i = 0; i < capture.traffic.exchangeCount(); ++i)
        all += std::string(capture.url(i)) + " ";
    return all;
}

const std::string pages = "\"pages\":[{\"id\":\"p\",\"startedDateTime\":\"2024-05-01T10:00:00Z\","
                          "\"title\":\"x\\\"{\",\"pageTimings\":{}}],";

} // namespace

class TestDamage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void truncationAtEveryByte();
    void aDamagedEntryLosesItselfOnly_data();
    void aDamagedEntryLosesItselfOnly();
    void changingAnyByteKeepsTheSum();
    void wantonNestingIsNoHarm();
    void manyDamagedEntriesTakeLinearTime();
    void aStopKeepsWhatWasRead();
    void progressReachesTheEnd();
};

void TestDamage::truncationAtEveryByte() {
    std::vector<std::size_t> ends;
    std::string entries;
    const std::string before = fixture::har("", pages);
    const std::size_t offset = before.size() - 3;
    for (int i = 0; i < 4; ++i) {
        entries +=
            (i > 0 ? ",\n" : "") + fixture::entry("u" + std::to_string(i), R"(,"_c":"\\\"}{[")");
        ends.push_back(offset + entries.size());
    }
    const std::string whole = fixture::har(entries, pages);
    for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
        fixture::Capture capture;
        const auto imported = capture.read(whole.substr(0, cut));
        std::size_t fullyBefore = 0;
        for (const std::size_t end : ends)
            fullyBefore += end <= cut ? 1 : 0;
        QVERIFY2(imported.has_value() || fullyBefore == 0, std::to_string(cut).c_str());
        if (!imported)
            continue;
        QCOMPARE(imported->log.imported, static_cast<std::uint32_t>(fullyBefore));
        QCOMPARE(imported->log.imported + imported->log.skipped.size(),
                 std::size_t{imported->log.entries});
        QCOMPARE(capture.traffic.exchangeCount(), fullyBefore);
        for (const auto &skipped : imported->log.skipped)
            QVERIFY(skipped.why == traffic::Skip::CutOff);
    }
}

void TestDamage::aDamagedEntryLosesItselfOnly_data() {
    QTest::addColumn<QByteArray>("damaged");
    const auto row = [](const char *name, const std::string &damaged) {
        QTest::newRow(name) << QByteArray::fromStdString(damaged);
    };
    const std::string entry = fixture::entry("lost");
    row("no colon", R"({"request" {"url":"lost"}})");
    row("a brace is missing at the end", entry.substr(0, entry.size() - 1));
    row("two braces are missing at the end", entry.substr(0, entry.size() - 2));
    row("a bracket is missing",
        R"({"request":{"url":"lost","headers":[{"name":"a","value":"b"}}})");
    row("a quote is missing in the URL", R"({"request":{"url":"lost},"response":{"status":200}})");
    row("a quote is missing in a name", R"({"request:{"url":"lost"},"response":{"status":200}})");
    row("a quote too many", R"({"request":{"url":"lo"st"},"response":{"status":200}})");
    row("a backslash before the last quote", R"({"request":{"url":"lost\"}})");
    row("cut in the middle", entry.substr(0, entry.size() / 2));
    row("cut in the middle of a string", entry.substr(0, entry.find("lost") + 2));
    row("words where a value belongs", R"({"request":{"url":lost "x"}})");
}

void TestDamage::aDamagedEntryLosesItselfOnly() {
    QFETCH(QByteArray, damaged);
    fixture::Capture capture;
    const auto imported =
        capture.read(fixture::har(fixture::entry("a") + "," + damaged.toStdString() + ",\n" +
                                  fixture::entry("b") + "," + fixture::entry("c")));
    QVERIFY(imported.has_value());
    QCOMPARE(QByteArray::fromStdString(urls(capture)), QByteArray("a b c "));
    QCOMPARE(imported->log.entries, 4U);
    QCOMPARE(imported->log.skipped.size(), std::size_t{1});
    QCOMPARE(imported->log.skipped[0].entry, 1U);
    QVERIFY(imported->log.skipped[0].why == traffic::Skip::BadJson ||
            imported->log.skipped[0].why == traffic::Skip::NoUrl);
}

void TestDamage::changingAnyByteKeepsTheSum() {
    const std::string whole = fixture::har(
        fixture::entry("a") + "," + fixture::entry("b") + "," + fixture::entry("c"), pages);
    const std::size_t begin = whole.find("{\"started", whole.find("entries"));
    const std::size_t end = begin + fixture::entry("a").size();
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const char byte : {'"', '{', '}', ']', '\\', 'x', '\0', '\xFF'}) {
            std::string changed = whole;
            changed[at] = byte;
            fixture::Capture capture;
            const auto imported = capture.read(changed);
            if (!imported)
                continue;
            QCOMPARE(imported->log.imported + imported->log.skipped.size(),
                     std::size_t{imported->log.entries});
            QCOMPARE(std::size_t{imported->log.imported}, capture.traffic.exchangeCount());
            // The entry behind the changed byte's own is never lost.
            const bool inFirst = at > begin && at + 1 < end;
            QVERIFY2(!inFirst || urls(capture).find("c ") != std::string::npos, changed.c_str());
        }
    }
}

void TestDamage::wantonNestingIsNoHarm() {
    const std::size_t depth = 1'000'000;
    fixture::Capture capture;
    const auto imported = capture.read(
        fixture::har(R"({"_deep":)" + std::string(depth, '[') + std::string(depth, ']') +
                     R"(,"request":{"url":"deep"}},)" + fixture::entry("next")));
    QVERIFY(imported.has_value());
    QCOMPARE(urls(capture), std::string("deep next "));
    QVERIFY(fixture::written(capture.traffic).find("_deep") == std::string::npos);
}

void TestDamage::manyDamagedEntriesTakeLinearTime() {
    // Each swallows the rest of the file; found anew at every one, this would be a thousand million
    // bytes to read. What the budget does not reach is given up, and the sum holds all the same.
    std::string entries;
    for (int i = 0; i < 20'000; ++i)
        entries += R"({"request":{"url":"x},)";
    fixture::Capture capture;
    const auto imported = capture.read(fixture::har(entries + fixture::entry("last")));
    QVERIFY(imported.has_value());
    QCOMPARE(imported->log.imported + imported->log.skipped.size(),
             std::size_t{imported->log.entries});
}

void TestDamage::aStopKeepsWhatWasRead() {
    std::string entries;
    const std::string padding(2'000, 'p');
    for (int i = 0; i < 4'000; ++i)
        entries += (i > 0 ? "," : "") + fixture::entry(padding + std::to_string(i));
    std::stop_source stop;
    traffic::Traffic traffic;
    const Progress progress([&stop](std::uint64_t, std::uint64_t) { stop.request_stop(); });
    const auto imported =
        readHar(fixture::mapped(fixture::har(entries)), {}, traffic, stop.get_token(), progress);
    QVERIFY(imported.has_value());
    QVERIFY(imported->stopped);
    QVERIFY(imported->log.imported > 0 && imported->log.imported < 4'000);
    QCOMPARE(std::size_t{imported->log.imported}, traffic.exchangeCount());
    const auto never =
        readHar(fixture::mapped(fixture::har(entries)), {}, traffic, stop.get_token());
    QVERIFY(!never && never.error().kind == ImportError::Kind::Stopped);
}

void TestDamage::progressReachesTheEnd() {
    const std::string text = fixture::har(fixture::entry("a"));
    std::uint64_t last = 0;
    std::uint64_t all = 0;
    const Progress progress([&](std::uint64_t done, std::uint64_t total) {
        QVERIFY(done >= last && done <= total);
        last = done;
        all = total;
    });
    traffic::Traffic traffic;
    QVERIFY(readHar(fixture::mapped(text), {}, traffic, {}, progress).has_value());
    QCOMPARE(all, std::uint64_t{text.size()});
    QVERIFY(last + 3 >= text.size());
}

QTEST_APPLESS_MAIN(TestDamage)
#include "test_damage.moc"
