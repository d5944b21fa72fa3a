// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/http/field.h"
#include "tests/http/dump.h"

#include <set>

using namespace etagere::http;

class TestField : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyNameIsFoundInAnyCase();
    void otherNames_data();
    void otherNames();
    void spellingsDiffer();
    void theFirstLineIsFound();
};

void TestField::everyNameIsFoundInAnyCase() {
    for (std::size_t i = 1; i < static_cast<std::size_t>(FieldName::Count); ++i) {
        const auto name = static_cast<FieldName>(i);
        const QByteArray usual = dump::bytes(spelling(name));
        QVERIFY(!usual.isEmpty());
        QByteArray mixed = usual.toUpper();
        mixed[0] = usual.toLower().at(0);
        for (const QByteArray &written : {usual, usual.toLower(), usual.toUpper(), mixed})
            QVERIFY2(fieldNameFrom(dump::view(written)) == name, written.constData());
        QVERIFY(fieldNameFrom(dump::view(usual + "x")) == FieldName::Other);
        QVERIFY(fieldNameFrom(dump::view("x" + usual)) == FieldName::Other);
        QVERIFY(fieldNameFrom(dump::view(usual.chopped(1))) == FieldName::Other);
    }
}

void TestField::otherNames_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("no name") << QByteArray();
    QTest::newRow("one letter") << QByteArray("e");
    QTest::newRow("a name with the same length and ends") << QByteArray("eaag");
    QTest::newRow("a dash that differs in the case bit only") << QByteArray("If\x0dMatch");
    QTest::newRow("a blank behind") << QByteArray("ETag ");
    QTest::newRow("a NUL inside") << QByteArray("ET\0g", 4);
    QTest::newRow("bytes above 127") << QByteArray("\xc5\xd4\xe1\xe7");
    QTest::newRow("a megabyte") << QByteArray(1 << 20, 'e');
}

void TestField::otherNames() {
    QFETCH(QByteArray, name);
    QVERIFY(fieldNameFrom(dump::view(name)) == FieldName::Other);
}

void TestField::spellingsDiffer() {
    std::set<QByteArray> seen;
    for (std::size_t i = 0; i < static_cast<std::size_t>(FieldName::Count); ++i)
        seen.insert(dump::bytes(spelling(static_cast<FieldName>(i))).toLower());
    QCOMPARE(seen.size(), static_cast<std::size_t>(FieldName::Count));
}

void TestField::theFirstLineIsFound() {
    const Field lines[] = {{"etag", "\"a\"", FieldName::ETag},
                           {"X-Test", "1", FieldName::Other},
                           {"ETag", "\"b\"", FieldName::ETag}};
    QCOMPARE(find(lines, FieldName::ETag), &lines[0]);
    QCOMPARE(find(lines, FieldName::Date), nullptr);
    QCOMPARE(find(lines, std::string_view("x-test")), &lines[1]);
    QCOMPARE(find(lines, std::string_view("x-tes")), nullptr);
    QCOMPARE(dump::bytes(valueOf(lines, FieldName::ETag)), QByteArray("\"a\""));
    QVERIFY(valueOf({}, FieldName::ETag).empty());
}

QTEST_APPLESS_MAIN(TestField)
#include "test_field.moc"
