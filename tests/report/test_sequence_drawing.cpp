// SPDX-License-Identifier: Apache-2.0
#include <QtCore/QXmlStreamReader>
#include <QtTest/QTest>

#include "core/report/sequence_layout.h"
#include "tests/report/sequence_case.h"

#include <cmath>

namespace {

using etagere::report::Sequence;
using etagere::report::SequenceRow;
using Kind = SequenceRow::Kind;
using sequence_case::Whole;

QByteArray allText(const std::string &svg) {
    QXmlStreamReader reader(QByteArray::fromStdString(svg));
    QByteArray text;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::Characters)
            text += reader.text().toUtf8();
    }
    return reader.hasError() ? QByteArray("not XML: ") + reader.errorString().toUtf8() : text;
}

const std::string hostile = "</text><script>alert(1)</script>\"'&;#\n%%{init}\x1b[31m end";

} // namespace

class TestSequenceDrawing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wrapping_data();
    void wrapping();
    void nothingOverlaps();
    void svgIsXml();
    void hostileTextsStayText();
    void svgOfNobody();
    void textTellsEachRow();
    void namesAreCutOnlyToFit();
};

void TestSequenceDrawing::wrapping_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("lines");
    const auto row = [](const char *name, const char *text, const QByteArrayList &lines) {
        QTest::newRow(name) << QByteArray(text) << lines;
    };
    row("nothing has no line", "", {});
    row("what fits stays", "one two", {"one two"});
    row("cut between words", "one two three", {"one two", "three"});
    row("a long word is cut", "abcdefghijk", {"abcdefgh", "ijk"});
    row("wide characters count twice", "\u65e5\u672c\u8a9e\u6587\u5b57",
        {"\u65e5\u672c\u8a9e\u6587", "\u5b57"});
    row("spaces at the ends are no words", "  a  b  ", {"a b"});
}

void TestSequenceDrawing::wrapping() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, lines);
    QByteArrayList found;
    for (const std::string &line : etagere::report::wrapped(text.toStdString(), 8))
        found.append(QByteArray::fromStdString(line));
    QCOMPARE(found, lines);
}

/// Boxes end before the neighbours' lines, and the text of an arrow is not wider than the arrow.
void TestSequenceDrawing::nothingOverlaps() {
    Whole whole;
    for (auto &message : whole.trace.messages)
        message.fields.emplace_back("Cache-Control", std::string(80, 'w'));
    whole.scenario.actors[1].name = sequence_case::text(std::string(200, 'W'));
    const Sequence sequence = whole.sequence();
    const etagere::report::SequenceLayout layout = etagere::report::layOut(sequence);
    for (std::size_t i = 0; i + 1 < layout.heads.size(); ++i) {
        const double room = layout.lifelines[i + 1] - layout.lifelines[i];
        QVERIFY((layout.heads[i].width + layout.heads[i + 1].width) / 2 < room);
    }
    for (const auto &block : layout.blocks) {
        const SequenceRow &row = *block.row;
        const double x = layout.lifelines[row.from];
        if (row.kind == Kind::Message) {
            QVERIFY(block.width < std::abs(layout.lifelines[row.to] - x));
        } else if (row.kind == Kind::Decision) {
            const double before = row.from == 0 ? layout.gutter : layout.lifelines[row.from - 1];
            QVERIFY(x - block.width / 2 > before);
            QVERIFY(row.from + 1 == layout.lifelines.size() ||
                    x + block.width / 2 < layout.lifelines[row.from + 1]);
            QVERIFY(x + block.width / 2 < layout.width);
        }
    }
}

void TestSequenceDrawing::svgIsXml() {
    for (const bool dark : {false, true}) {
        const std::string svg = etagere::report::sequenceSvg(Whole().sequence(), "A title", dark);
        const QByteArray text = allText(svg);
        QVERIFY2(text.contains("A title") && text.contains("304 Not Modified"), text);
        QVERIFY(!QByteArray::fromStdString(svg).contains("href"));
        QVERIFY2(!text.contains("\\n"), text); // the table has lines, none is shown as a character
    }
}

void TestSequenceDrawing::hostileTextsStayText() {
    Whole whole;
    whole.scenario.actors[3].name = sequence_case::text(hostile);
    whole.scenario.steps[0].text = sequence_case::text(hostile);
    for (auto &message : whole.trace.messages) {
        message.method = hostile;
        message.fields = {{"ETag", hostile}, {"X-Note", "\xff\xfe"}};
    }
    const Sequence sequence = whole.sequence();
    const auto svg = QByteArray::fromStdString(etagere::report::sequenceSvg(sequence, hostile));
    QVERIFY(!allText(svg.toStdString()).startsWith("not XML"));
    QVERIFY(!svg.contains("<script") && !svg.contains('\x1b'));

    const auto mermaid = QByteArray::fromStdString(etagere::report::sequenceMermaid(sequence));
    QVERIFY(!mermaid.contains("<script") && !mermaid.contains("%%") && !mermaid.contains('\x1b'));
    // A statement a line: rows, lifelines and the head.
    QCOMPARE(static_cast<std::size_t>(mermaid.count('\n')),
             sequence.rows.size() + sequence.lifelines.size() + 1);

    const auto text = QByteArray::fromStdString(etagere::report::sequenceText(sequence));
    QVERIFY(!text.contains('\x1b'));
}

void TestSequenceDrawing::svgOfNobody() {
    QVERIFY(!allText(etagere::report::sequenceSvg({}, "Nobody")).startsWith("not XML"));
    QCOMPARE(etagere::report::sequenceMermaid({}), std::string("sequenceDiagram\n"));
    QVERIFY(etagere::report::sequenceText({}).empty());
}

void TestSequenceDrawing::textTellsEachRow() {
    const Sequence sequence = Whole().sequence();
    const auto text = QByteArray::fromStdString(etagere::report::sequenceText(sequence));
    for (const SequenceRow &row : sequence.rows)
        QVERIFY2(text.contains(QByteArray::fromStdString(row.label)), row.label.c_str());
    QVERIFY2(text.contains("Browser \u2192 proxy") && text.contains("Browser \u2190 proxy"), text);
}

void TestSequenceDrawing::namesAreCutOnlyToFit() {
    Whole whole;
    whole.scenario.actors[0].name = sequence_case::text("Balancer for style and script");
    whole.scenario.actors[1].name = sequence_case::text(std::string(60, 'n'));
    const Sequence sequence = whole.sequence();
    QVERIFY(etagere::report::sequenceText(sequence).find("Balancer for style and script") !=
            std::string::npos);
    const SequenceRow &row = sequence.rows[3]; // the cache asks the origin
    QCOMPARE(QByteArray::fromStdString(whoOf(sequence, row, 29)),
             QByteArray(28, 'n') + "\u2026 \u2192 Balancer for style and script");
}

QTEST_APPLESS_MAIN(TestSequenceDrawing)
#include "test_sequence_drawing.moc"
