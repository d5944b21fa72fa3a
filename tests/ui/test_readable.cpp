// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QTest>

#include "ui/panes/readable.h"

using namespace etagere;

class TestReadable final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsLines_data();
    void readsLines();
    void breaksLongLines();
    void breaksNoCharacterInTwo();
    void dumpsBytes();
    void tellsTextFromBytes_data();
    void tellsTextFromBytes();
    void indentsJson_data();
    void indentsJson();
    void partsCoverEverything_data();
    void partsCoverEverything();
};

void TestReadable::readsLines_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("lines");
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("lines and tabs stay") << QByteArray("a\n\tb\n") << QStringLiteral("a\n\tb\n");
    QTest::newRow("a carriage return goes with its line end")
        << QByteArray("a\r\nb") << QStringLiteral("a\nb");
    QTest::newRow("an escape is shown") << QByteArray("\x1b[2J") << QStringLiteral("\\x1b[2J");
    QTest::newRow("a right-to-left override is shown") << QByteArray("a\xe2\x80\xae"
                                                                     "b")
                                                       << QStringLiteral("a\\u{202e}b");
    QTest::newRow("what is no UTF-8 is shown") << QByteArray("\xff!") << QStringLiteral("\\xff!");
    QTest::newRow("markup stays as it is")
        << QByteArray("<b>&amp;</b>") << QStringLiteral("<b>&amp;</b>");
}

void TestReadable::readsLines() {
    QFETCH(QByteArray, bytes);
    QTEST(ui::readableLines({bytes.constData(), static_cast<std::size_t>(bytes.size())}), "lines");
}

void TestReadable::breaksLongLines() {
    const QString lines = ui::readableLines(std::string(10'000, 'x'));
    const QStringList broken = lines.split(u'\n');
    QCOMPARE(broken.size(), 3);
    for (const QString &line : broken)
        QVERIFY(line.size() <= ui::longestLine);
    QCOMPARE(broken.join(QString()), QString(10'000, u'x'));
}

void TestReadable::breaksNoCharacterInTwo() {
    std::string bytes = "x"; // every character after it begins at an odd unit
    for (int i = 0; i < 3000; ++i)
        bytes += "\xf0\x9f\xa7\xaa";
    for (const QString &line : ui::readableLines(bytes).split(u'\n')) {
        QVERIFY(!line.front().isLowSurrogate());
        QVERIFY(!line.back().isHighSurrogate());
    }
}

void TestReadable::dumpsBytes() {
    const QString expected =
        QStringLiteral("00000100   47 49 46 38 39 61 01 00  01 00 80 00 00 ff ff ff  "
                       "|GIF89a..........|\n"
                       "00000110   00                                                |.|");
    const std::string gif("GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00", 17);
    QCOMPARE(ui::hexDump(gif, 0x100), expected);
    QCOMPARE(ui::hexDump({}, 0), QString());
}

void TestReadable::tellsTextFromBytes_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("text");
    QTest::newRow("nothing is a text") << QByteArray() << true;
    QTest::newRow("a page") << QByteArray("<!doctype html>\r\n\t<p>caf\xc3\xa9") << true;
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) << false;
    QTest::newRow("Latin-1") << QByteArray("caf\xe9") << false;
    QTest::newRow("one escape among much text")
        << QByteArray("\x1b").append(QByteArray(200, 'a')) << true;
    QTest::newRow("one zero among little text") << QByteArray("ab\0cd", 5) << false;
}

void TestReadable::tellsTextFromBytes() {
    QFETCH(QByteArray, bytes);
    QTEST(ui::isText({bytes.constData(), static_cast<std::size_t>(bytes.size())}), "text");
}

void TestReadable::indentsJson_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("indented");
    QTest::newRow("members stand on lines of their own")
        << QByteArray("{\"a\":[1, 2.50],\"b\":{}}")
        << QByteArray("{\n  \"a\": [\n    1,\n    2.50\n  ],\n  \"b\": {}\n}");
    QTest::newRow("brackets in strings are text")
        << QByteArray("[\"{[,:\\\"]\"]") << QByteArray("[\n  \"{[,:\\\"]\"\n]");
    QTest::newRow("white space is made anew") << QByteArray("[ \n\t]") << QByteArray("[]");
    QTest::newRow("a string that never ends") << QByteArray("[\"a\\") << QByteArray("[\n  \"a\\");
    QTest::newRow("more ends than beginnings") << QByteArray("]]1") << QByteArray("\n]\n]1");
}

void TestReadable::indentsJson() {
    QFETCH(QByteArray, json);
    QTEST(QByteArray::fromStdString(ui::indentedJson(json.toStdString())), "indented");
}

void TestReadable::partsCoverEverything_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("asDump");
    QTest::addColumn<int>("parts");
    const auto size = static_cast<int>(ui::partBytes);
    QTest::newRow("nothing is one part") << QByteArray() << false << 1;
    QTest::newRow("a part exactly") << QByteArray(size, 'x') << false << 1;
    QTest::newRow("one byte more") << QByteArray(size + 1, 'x') << false << 2;
    QTest::newRow("cut after a line")
        << QByteArray(size / 2, 'x').append('\n').append(QByteArray(size, 'y')) << false << 2;
    QTest::newRow("never more than so many lines") << QByteArray(25'000, '\n') << false << 3;
    QTest::newRow("no character in two")
        << QByteArray("ab").append(QByteArray("\xf0\x9f\xa7\xaa").repeated(size / 2)) << false << 3;
    QTest::newRow("a dump") << QByteArray(size, '\0') << true << 4;
}

void TestReadable::partsCoverEverything() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, asDump);
    const std::string_view view(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    const auto begins = ui::partsOf(view, asDump);
    QTEST(static_cast<int>(begins.size()), "parts");
    QCOMPARE(begins.front(), std::size_t{0});
    for (std::size_t i = 1; i < begins.size(); ++i) {
        QVERIFY(begins[i] > begins[i - 1]);
        QVERIFY(begins[i] < view.size());
        QVERIFY2(asDump || ui::isText(view.substr(begins[i - 1], begins[i] - begins[i - 1])),
                 "a character was cut");
    }
}

QTEST_APPLESS_MAIN(TestReadable)
#include "test_readable.moc"
