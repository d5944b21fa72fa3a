// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/http/text.h"
#include "tests/http/dump.h"

using namespace etagere::http;

class TestText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void list_data();
    void list();
    void tokenCharacters();
    void casesOfOtherBytesDiffer();
    void hostileValuesKeepFewDeviations();
};

void TestText::list_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *value, const char *expected) {
        QTest::newRow(name) << QByteArray(value) << QByteArray(expected);
    };
    row("members come trimmed", " a ,\tb\t", "a|b|");
    row("empty members are skipped", ",,a, ,", "a|");
    row("commas in quotes do not cut", "\"a,b\",c", "\"a,b\"|c|");
    row("an escaped quote stays inside", R"("a\",b",c)", R"("a\",b"|c|)");
    row("an open quote runs to the end", "a,\"b,c", "a|\"b,c|");
    row("an open quote ends with its line", "\"a,b\nc", "\"a,b|c|");
    row("a backslash at the very end", "a,\"b\\", "a|\"b\\|");
    row("line ends cut", "a\r\nb\n", "a|b|");
    row("nothing", "", "");
}

void TestText::list() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    ListReader reader(dump::view(value));
    std::string_view member;
    std::string all;
    while (reader.next(member))
        all.append(member).append("|");
    QCOMPARE(dump::bytes(all), expected);
}

void TestText::tokenCharacters() {
    const QByteArray allowed = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"
                               "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (int c = 0; c < 256; ++c)
        QCOMPARE(isTokenChar(static_cast<char>(c)),
                 c != 0 && allowed.contains(static_cast<char>(c)));
}

void TestText::casesOfOtherBytesDiffer() {
    QVERIFY(equalsIgnoringCase("aBc", "AbC"));
    QVERIFY(!equalsIgnoringCase("@", "`"));
    QVERIFY(!equalsIgnoringCase("\xc3\x89", "\xc3\xa9"));
    QVERIFY(!equalsIgnoringCase("a", "ab"));
}

void TestText::hostileValuesKeepFewDeviations() {
    Deviations deviations;
    for (std::size_t i = 0; i < 1000; ++i)
        note(deviations, DeviationKind::Unquoted, {i, i + 1});
    QCOMPARE(deviations.size(), std::size_t{64});
    note(deviations, DeviationKind::BadDate, {0, 1});
    QVERIFY(!contains(deviations, DeviationKind::BadDate));
}

QTEST_APPLESS_MAIN(TestText)
#include "test_text.moc"
