// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/http/field_lines.h"
#include "tests/http/dump.h"

#include <string>
#include <vector>

using namespace etagere::http;

/// What becomes of the text of a header section, wherever in it a line happens to stand.
class TestFieldLines : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void section_data();
    void section();
    void everyNameIsFoundAtEveryPlace();
    void onlyWantedLinesAreKept();
    void longLinesAreCutLikeShortOnes_data();
    void longLinesAreCutLikeShortOnes();
};

namespace {

/// "Name(number)=value" for each line, and how many were left out.
QByteArray cut(std::string_view text) {
    std::vector<Field> lines;
    const std::size_t leftOut = readFieldLines(text, lines);
    QByteArray all;
    for (const Field &line : lines) {
        all += dump::bytes(std::string(line.name));
        all += line.known == FieldName::Other ? "" : "!";
        all += '=' + dump::bytes(std::string(line.value)) + '|';
    }
    return all + QByteArray::number(static_cast<int>(leftOut));
}

/// Whether a name that stands behind a line of so many letters gets its number.
bool isFound(FieldName name, std::size_t before, std::string_view rest) {
    const std::string line = std::string(spelling(name)) + ": ";
    const std::string text = std::string(before, 'x') + ":\n" + line + std::string(rest);
    std::vector<Field> lines;
    return readFieldLines(text, lines) == 0 && lines.size() == (rest.empty() ? 2U : 3U) &&
           lines[1].known == name && lines[1].name == spelling(name);
}

} // namespace

void TestFieldLines::section_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *text, const char *expected) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(expected);
    };
    row("nothing", "", "0");
    row("one line without an end", "ETag: \"a\"", "ETag!=\"a\"|0");
    row("LF and CRLF", "age: 1\r\nx-a: b\n", "age!=1|x-a=b|0");
    row("blanks around the value", "Age: \t 1 \t\r\n", "Age!=1|0");
    row("no blank before the value", "Age:1\n", "Age!=1|0");
    row("no value", "Age:\nVia: \n", "Age!=|Via!=|0");
    row("colons in the value", "X: a:b: c\n", "X=a:b: c|0");
    row("letter case is kept and makes no difference", "eTAG: x\n", "eTAG!=x|0");
    row("a control character is no capital", "cache\rcontrol: x\n", "1");
    row("an empty line ends it", "A: 1\r\n\r\nB: 2\r\n", "A=1|0");
    row("no colon", "A: 1\nGarbage\nB: 2\n", "A=1|B=2|1");
    row("no colon, then no name", "Garbage\n: x\nB: 2\n", "B=2|2");
    row("no name", ": x\nB: 2\n", "B=2|1");
    row("a blank in the name", "A b: x\nB: 2\n", "B=2|1");
    row("a blank behind the name", "A : x\nB: 2\n", "B=2|1");
    row("a folded line", "A: x\n y: z\nB: 2\n", "A=x|B=2|1");
    row("bytes above 127", "X-\xc3\xa9: \xc3\xa9\n", "X-\xc3\xa9=\xc3\xa9|0");
}

void TestFieldLines::section() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(cut(dump::view(text)), expected);
}

void TestFieldLines::everyNameIsFoundAtEveryPlace() {
    QByteArray missed;
    for (unsigned i = 1; i < static_cast<unsigned>(FieldName::Count); ++i) {
        const auto name = static_cast<FieldName>(i);
        for (std::size_t before = 1; before < 140; ++before) {
            // Right at the end of the text, and with more behind it.
            if (!isFound(name, before, "") ||
                !isFound(name, before, "\nX-Long-Enough-To-Read: 1\n"))
                missed += dump::bytes(spelling(name)) + ' ';
        }
    }
    QCOMPARE(missed, QByteArray());
}

void TestFieldLines::onlyWantedLinesAreKept() {
    const std::string text = "Date: a\nX-Date: b\nAge: 1\nDate: c\nDaxe: d\n";
    std::vector<Field> lines;
    readFieldLines(text, lines, {FieldName::Date});
    QCOMPARE(lines.size(), std::size_t{2});
    QCOMPARE(lines[1].value, std::string_view("c"));
    readFieldLines(text, lines, {FieldName::Date, FieldName::Other});
    QCOMPARE(lines.size(), std::size_t{5});
}

void TestFieldLines::longLinesAreCutLikeShortOnes_data() {
    QTest::addColumn<int>("length");
    for (const int length : {63, 64, 65, 127, 128, 5000})
        QTest::addRow("%d letters", length) << length;
}

void TestFieldLines::longLinesAreCutLikeShortOnes() {
    QFETCH(int, length);
    const QByteArray name(length, 'n');
    const QByteArray value(length, 'v');
    const QByteArray text = name + ": " + value + '\n' + value + "\nAge: 1";
    QCOMPARE(cut(dump::view(text)), name + '=' + value + "|Age!=1|1");
}

QTEST_APPLESS_MAIN(TestFieldLines)
#include "test_field_lines.moc"
