// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/http/age.h"
#include "core/http/content_length.h"
#include "core/http/content_range.h"
#include "core/http/delta_seconds.h"
#include "core/http/expires.h"
#include "tests/http/dump.h"

#include <functional>

using namespace etagere;
using namespace etagere::http;

class TestNumbers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void field_data();
    void field();
    void deltaSecondsSaturate();
    void expiryIsComparedWithDate();
};

namespace {

std::string number(const std::optional<Bytes> &bytes) {
    return bytes ? std::to_string(bytes->count) : "none";
}
std::string seconds(const ParsedDeltaSeconds &parsed) {
    return (parsed.value ? std::to_string(parsed.value->count()) : "none") +
           dump::text(parsed.deviations);
}
std::string delta(std::string_view value) { return seconds(parseDeltaSeconds(value)); }
std::string age(std::string_view value) { return seconds(parseAge(value)); }
std::string expires(std::string_view value) {
    const ParsedExpires parsed = parseExpires(value);
    return dump::text(parsed.time) + dump::text(parsed.deviations);
}
std::string length(std::string_view value) {
    const ParsedContentLength parsed = parseContentLength(value);
    return number(parsed.length) + dump::text(parsed.deviations);
}
std::string range(std::string_view value) {
    const ParsedContentRange parsed = parseContentRange(value);
    std::string text(parsed.unit);
    text += ' ';
    if (parsed.range)
        text += number(parsed.range->first) + '-' + number(parsed.range->last);
    return text + '/' + number(parsed.completeLength) + dump::text(parsed.deviations);
}

using Reader = std::function<std::string(std::string_view)>;
struct Row {
    const char *name;
    Reader read;
    QByteArray value;
    QByteArray expected;
};
const std::vector<Row> &rows() {
    static const std::vector<Row> all{
        {"delta: a number", delta, "60", "60"},
        {"delta: zero", delta, "0", "0"},
        {"delta: leading zeros", delta, "007", "7"},
        {"delta: blanks around", delta, " 60 ", "60"},
        {"delta: the cap fits", delta, "2147483648", "2147483648"},
        {"delta: beyond the cap is the cap", delta, "2147483649", "2147483648 NumberTooLarge@0-10"},
        {"delta: far beyond 64 bits is the cap", delta, "99999999999999999999999999",
         "2147483648 NumberTooLarge@0-26"},
        {"delta: quoted", delta, "\"60\"", "60 QuotedNumber@0-4"},
        {"delta: a quote alone", delta, "\"", "none QuotedNumber@0-1 NotANumber@1-1"},
        {"delta: negative", delta, "-60", "none NegativeNumber@0-3"},
        {"delta: a sign alone", delta, "-", "none NotANumber@0-1"},
        {"delta: a fraction", delta, "6.5", "none NotANumber@0-3"},
        {"delta: a plus sign", delta, "+6", "none NotANumber@0-2"},
        {"delta: nothing", delta, "", "none EmptyValue@0-0"},
        {"age: a number", age, "60", "60"},
        {"age: of a list the first counts", age, "60, 70", "60 ConflictingValues@4-6"},
        {"age: the same twice is no conflict", age, "60, 60", "60"},
        {"age: the first is no number", age, " x, 70", "none NotANumber@1-2 ConflictingValues@4-6"},
        {"age: only commas", age, " , ", "none EmptyValue@0-0"},
        {"expires: a date", expires, "Sun, 06 Nov 1994 08:49:37 GMT",
         "Sun, 06 Nov 1994 08:49:37 GMT"},
        {"expires: zero is long ago", expires, "0", "none BadDate@0-1"},
        {"expires: minus one is long ago", expires, "-1", "none BadDate@0-2"},
        {"expires: nothing is long ago", expires, "", "none EmptyValue@0-0"},
        {"length: a number", length, "42", "42"},
        {"length: beyond 32 bits", length, "4294967296", "4294967296"},
        {"length: the largest", length, "9223372036854775807", "9223372036854775807"},
        {"length: too large", length, "9223372036854775808", "none NumberTooLarge@0-19"},
        {"length: the same twice", length, "42, 42", "42"},
        {"length: two that disagree", length, "42, 43", "none ConflictingValues@4-6"},
        {"length: a number and a word", length, "42, x",
         "none NotANumber@4-5 ConflictingValues@4-5"},
        {"length: negative", length, "-42", "none NegativeNumber@0-3"},
        {"length: hexadecimal", length, "0x2A", "none NotANumber@0-4"},
        {"length: nothing", length, "", "none EmptyValue@0-0"},
        {"range: of a known length", range, "bytes 0-9/20", "bytes 0-9/20"},
        {"range: of an unknown length", range, "bytes 0-9/*", "bytes 0-9/none"},
        {"range: unsatisfied", range, "bytes */20", "bytes /20"},
        {"range: the unit in upper case", range, "BYTES 0-9/20", "BYTES 0-9/20"},
        {"range: another unit", range, "lines 1-2/3", "lines /none"},
        {"range: the last before the first", range, "bytes 9-0/20",
         "bytes /20 ImpossibleRange@6-9"},
        {"range: beyond the length", range, "bytes 0-20/20", "bytes /20 ImpossibleRange@6-10"},
        {"range: the very last byte", range, "bytes 0-19/20", "bytes 0-19/20"},
        {"range: no length", range, "bytes 0-9", "bytes /none NotANumber@5-9"},
        {"range: no last", range, "bytes 0-/20", "bytes /20 NotANumber@5-11"},
        {"range: too large", range, "bytes 0-9223372036854775808/*", "bytes /none NotANumber@5-29"},
        {"range: no unit", range, "=0-9/20", " /none EmptyName@0-7"},
        {"range: nothing", range, "", " /none EmptyValue@0-0"},
    };
    return all;
}

} // namespace

void TestNumbers::field_data() {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < rows().size(); ++i)
        QTest::newRow(rows()[i].name) << static_cast<int>(i);
}

void TestNumbers::field() {
    QFETCH(int, index);
    const Row &row = rows()[static_cast<std::size_t>(index)];
    QCOMPARE(dump::bytes(row.read(dump::view(row.value))), row.expected);
}

void TestNumbers::deltaSecondsSaturate() {
    QCOMPARE(DeltaSeconds(DeltaSeconds::cap).count(), DeltaSeconds::cap);
    QCOMPARE(DeltaSeconds(~std::uint64_t{0}).count(), DeltaSeconds::cap);
    QVERIFY(DeltaSeconds(5) < DeltaSeconds(6));
    QVERIFY(DeltaSeconds(5).seconds() == std::chrono::seconds(5));
}

void TestNumbers::expiryIsComparedWithDate() {
    const Instant date = parseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT").time.value();
    QVERIFY(parseExpires("0").isExpiredAt(date));
    QVERIFY(parseExpires("Sun, 06 Nov 1994 08:49:37 GMT").isExpiredAt(date));
    QVERIFY(!parseExpires("Sun, 06 Nov 1994 08:49:38 GMT").isExpiredAt(date));
}

QTEST_APPLESS_MAIN(TestNumbers)
#include "test_numbers.moc"
