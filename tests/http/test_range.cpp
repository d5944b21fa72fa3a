// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QtTest>

#include "core/http/range.h"

#include <limits>
#include <string>
#include <vector>

using namespace etagere;
using namespace etagere::http;

namespace {

struct ParseCase {
    const char *name;
    const char *value;
    bool valid;
    std::vector<RangeSpec> members;
};

struct SatisfyCase {
    const char *name;
    const char *value;
    std::uint64_t length;
    const char *contentRange; ///< empty: it cannot be satisfied
};

} // namespace

class TestRange : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void parses_data();
    void parses();
    void satisfies_data();
    void satisfies();
    void formats();
    void keepsAtMost64Members();
};

void TestRange::parses_data() {
    static const std::vector<ParseCase> rows{
        {"from the beginning", "bytes=0-9", true, {{0, 9, 0}}},
        {"to the end", "bytes=5-", true, {{5, {}, 0}}},
        {"the last bytes", "bytes=-5", true, {{{}, {}, 5}}},
        {"several", "bytes=0-1, 4-5,-2", true, {{0, 1, 0}, {4, 5, 0}, {{}, {}, 2}}},
        {"the unit in capitals", "BYTES=0-9", true, {{0, 9, 0}}},
        {"the end before the beginning", "bytes=5-2", false, {}},
        {"no dash", "bytes=5", false, {}},
        {"no number", "bytes=a-b", false, {}},
        {"nothing", "bytes=", false, {}},
        {"another unit", "lines=0-9", false, {}},
        {"a number beyond 64 bits is the largest",
         "bytes=0-99999999999999999999",
         true,
         {{0, std::numeric_limits<std::uint64_t>::max(), 0}}},
    };
    QTest::addColumn<const ParseCase *>("row");
    for (const ParseCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestRange::parses() {
    QFETCH(const ParseCase *, row);
    const RequestedRanges ranges = parseRange(row->value);
    QCOMPARE(ranges.valid, row->valid);
    if (row->valid)
        QVERIFY(ranges.members == row->members);
}

void TestRange::satisfies_data() {
    static const std::vector<SatisfyCase> rows{
        {"inside", "bytes=5-9", 20, "bytes 5-9/20"},
        {"cut at the end", "bytes=5-99", 20, "bytes 5-19/20"},
        {"to the end", "bytes=5-", 20, "bytes 5-19/20"},
        {"the last bytes", "bytes=-5", 20, "bytes 15-19/20"},
        {"more last bytes than there are", "bytes=-50", 20, "bytes 0-19/20"},
        {"beyond the end", "bytes=20-", 20, ""},
        {"the last none", "bytes=-0", 20, ""},
        {"of nothing", "bytes=0-", 0, ""},
    };
    QTest::addColumn<const SatisfyCase *>("row");
    for (const SatisfyCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestRange::satisfies() {
    QFETCH(const SatisfyCase *, row);
    const RequestedRanges ranges = parseRange(row->value);
    QVERIFY(ranges.valid);
    const auto part = satisfy(ranges.members.front(), row->length);
    const std::string text = part ? formatContentRange(*part, row->length) : std::string();
    QCOMPARE(text.c_str(), row->contentRange);
}

void TestRange::formats() {
    QCOMPARE(formatRange(5, 9).c_str(), "bytes=5-9");
    QCOMPARE(formatRange(5, {}).c_str(), "bytes=5-");
    QCOMPARE(formatContentRange({Bytes{1}, Bytes{2}}, {}).c_str(), "bytes 1-2/*");
}

void TestRange::keepsAtMost64Members() {
    std::string value = "bytes=0-0";
    for (int i = 1; i < 64; ++i)
        value += ",1-1";
    QVERIFY(parseRange(value).valid);
    QVERIFY(!parseRange(value + ",2-2").valid);
}

QTEST_APPLESS_MAIN(TestRange)
#include "test_range.moc"
