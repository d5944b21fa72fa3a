// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/http/field_lines.h"
#include "tests/http/dump.h"

#include <algorithm>
#include <iterator>
#include <random>
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
    void wantedLinesAreThoseOfTheWhole();
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

bool isSame(const Field &a, const Field &b) {
    return a.name == b.name && a.value.data() == b.value.data() && a.value == b.value &&
           a.known == b.known;
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

/// Sections put together of pieces that meet where they must not, and read in both ways.
void TestFieldLines::wantedLinesAreThoseOfTheWhole() {
    static constexpr std::string_view pieces[] = {
        "Date",
        "dATE",
        "Age",
        "ETag",
        "Cache-Contro",
        "If-None-Match",
        "Vary",
        "X-Date",
        "Da",
        "a",
        ":",
        " ",
        "\n",
        "\r\n",
        "v",
        "\t",
        "\r",
        "\xc3\xa9",
        "\nDate: ",
        "\nAge:",
        "\r\nvary: \t",
        "\nCACHE-CONTROL:  ",
        "\nIf-Match: ",
        "\nIf-Matchless: ",
        "\nX: ",
        "\nAccept-Encoding: ",
        "a-long-value-that-fills-a-good-part-of-a-block-of-bytes"};
    static constexpr FieldSet wanted{FieldName::Age,     FieldName::CacheControl, FieldName::Date,
                                     FieldName::IfMatch, FieldName::IfNoneMatch,  FieldName::Vary};
    std::mt19937 random(11);
    std::vector<Field> all;
    std::vector<Field> some;
    std::size_t kept = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (std::size_t count = random() % 60; count > 0; --count)
            text += pieces[random() % std::size(pieces)];
        readFieldLines(text, all);
        std::erase_if(all, [](const Field &line) { return !wanted.has(line.known); });
        readFieldLines(text, some, wanted);
        kept += some.size();
        QVERIFY2(std::equal(all.begin(), all.end(), some.begin(), some.end(), isSame),
                 text.c_str());
    }
    QVERIFY2(kept > 10'000, std::to_string(kept).c_str());
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
