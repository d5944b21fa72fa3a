// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/http/vary.h"
#include "tests/http/dump.h"

using namespace etagere::http;

class TestVary : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void value_data();
    void value();
    void membersAreFoundByTheirNumber();
    void linesAreOneList();
    void aHostileListIsCutOff();
};

namespace {

std::string text(const Vary &vary) {
    std::string all = vary.any ? "any" : "";
    for (const std::string_view name : vary.names) {
        all += all.empty() ? "" : " ";
        all += name;
    }
    return all + dump::text(vary.deviations);
}

} // namespace

void TestVary::value_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *value, const char *expected) {
        QTest::newRow(name) << QByteArray(value) << QByteArray(expected);
    };
    row("one name", "Accept-Encoding", "Accept-Encoding");
    row("several names", "Accept-Encoding, Cookie,Origin", "Accept-Encoding Cookie Origin");
    row("anything", "*", "any");
    row("an asterisk among names", "Cookie, *", "any Cookie WildcardInList@0-9");
    row("repeats are dropped, case aside", "Cookie, cookie", "Cookie");
    row("what is no name is left out", "Accept Encoding, Cookie", "Cookie MalformedParameter@0-15");
    row("quotes are no name", "\"Cookie\"", " MalformedParameter@0-8");
    row("nothing", "", " EmptyValue@0-0");
}

void TestVary::value() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    QCOMPARE(dump::bytes(text(parseVary(dump::view(value)))), expected);
}

void TestVary::membersAreFoundByTheirNumber() {
    const Vary vary = parseVary("accept-encoding");
    QVERIFY(vary.mentions(FieldName::AcceptEncoding));
    QVERIFY(!vary.mentions(FieldName::Cookie));
}

void TestVary::linesAreOneList() {
    const Field lines[] = {{"Vary", "Cookie", FieldName::Vary},
                           {"Via", "*", FieldName::Via},
                           {"vary", "no name, cookie*, Origin", FieldName::Vary}};
    VaryNames names(lines);
    std::string all;
    for (std::string_view name; names.next(name); all += ' ')
        all += name;
    QCOMPARE(dump::bytes(all), QByteArray("Cookie cookie* Origin "));
    QCOMPARE(dump::bytes(text(varyOf(lines))), QByteArray("Cookie cookie* Origin"));
    QVERIFY(!varySaysAny(lines));
    const Field any[] = {{"Vary", "Cookie , * ", FieldName::Vary}};
    QVERIFY(varySaysAny(any));
}

void TestVary::aHostileListIsCutOff() {
    std::string value;
    for (int i = 0; i < 100'000; ++i)
        value += std::to_string(i) + ',';
    QCOMPARE(parseVary(value).names.size(), std::size_t{256});
    const Field lines[] = {{"Vary", value, FieldName::Vary}};
    VaryNames names(lines);
    std::size_t count = 0;
    for (std::string_view name; names.next(name);)
        ++count;
    QCOMPARE(count, std::size_t{256});
}

QTEST_APPLESS_MAIN(TestVary)
#include "test_vary.moc"
