// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <QTextDocument>

#include "tests/ui/model_capture.h"
#include "ui/models/text.h"

#include <string>

using namespace etagere;
using namespace etagere::ui;

class TestText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recordedBytesAreShown_data();
    void recordedBytesAreShown();
    void aTooltipIsNeverRich_data();
    void aTooltipIsNeverRich();
    void onlyTheJoinerIsAdded();
    void aMegabyteIsCut();
    void aCutSparesSurrogates();
};

void TestText::recordedBytesAreShown_data() {
    QTest::addColumn<QByteArray>("recorded");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QByteArray &recorded, const QString &text) {
        QTest::newRow(name) << recorded << text;
    };
    row("nothing", "", QString());
    row("ASCII stays", "https://shop.test/a?b=c&d", QStringLiteral("https://shop.test/a?b=c&d"));
    row("markup stays: it is shown as plain text", "<b>x</b>", QStringLiteral("<b>x</b>"));
    row("other letters stay", "caf\xc3\xa9", QStringLiteral("caf\u00e9"));
    row("an escape character is made visible", "\x1b[31m", QStringLiteral("\\x1b[31m"));
    row("a line end is made visible", "a\r\nb", QStringLiteral("a\\x0d\\nb"));
    row("a bidirectional mark is made visible",
        "a\xe2\x80\xae"
        "b",
        QStringLiteral("a\\u{202e}b"));
    row("bytes that are no UTF-8 are made visible", "\xff", QStringLiteral("\\xff"));
    row("a zero byte ends nothing", QByteArray("a\0b", 3), QStringLiteral("a\\x00b"));
}

void TestText::recordedBytesAreShown() {
    QFETCH(QByteArray, recorded);
    QFETCH(QString, text);
    QCOMPARE(shown(recorded.toStdString()), text);
}

void TestText::aTooltipIsNeverRich_data() {
    QTest::addColumn<QByteArray>("recorded");
    int number = 0;
    for (const std::string_view text : tests::hostileTexts)
        QTest::addRow("hostile text %d", number++)
            << QByteArray(text.data(), static_cast<qsizetype>(text.size()));
    QTest::newRow("markup after the first line") << QByteArray(150, 'a') + "<b>x</b>";
    QTest::newRow("markup across the first line's end") << QByteArray(99, 'a') + "<b>x</b>";
    QTest::newRow("blanks before markup") << QByteArray("   <b>x</b>");
    QTest::newRow("markup that the joiner must not complete") << QByteArray("<<b>x</b>");
    QTest::newRow("an entity across the line's end") << QByteArray(98, 'a') + "&lt;b";
}

void TestText::aTooltipIsNeverRich() {
    QFETCH(QByteArray, recorded);
    const QString text = toolTipOf(recorded.toStdString());
    QVERIFY(!text.isEmpty());
    QVERIFY2(!Qt::mightBeRichText(text), qPrintable(text));
}

void TestText::onlyTheJoinerIsAdded() {
    QVERIFY(Qt::mightBeRichText(QStringLiteral("<b>x</b>")));
    const QString text = neverRich(QStringLiteral("a <b>&amp;</b>"));
    QVERIFY(!Qt::mightBeRichText(text));
    QCOMPARE(QString(text).remove(QChar(0x2060)), QStringLiteral("a <b>&amp;</b>"));
    QCOMPARE(neverRich(QStringLiteral("plain > text")), QStringLiteral("plain > text"));
}

void TestText::aMegabyteIsCut() {
    const std::string megabyte(1'000'000, 'x');
    QCOMPARE(shown(megabyte).size(), qsizetype{513}); // and an ellipsis
    QCOMPARE(shown(megabyte, 10), QStringLiteral("xxxxxxxxxx\u2026"));
    const QStringList lines = toolTipOf(megabyte).split(u'\n');
    QCOMPARE(lines.size(), qsizetype{21});
    QCOMPARE(lines.front().size(), qsizetype{100});
}

void TestText::aCutSparesSurrogates() {
    const std::string recorded = std::string(99, 'a') + "\U0001f36a" + "b";
    const QStringList lines = toolTipOf(recorded).split(u'\n');
    QCOMPARE(lines.size(), qsizetype{2});
    QVERIFY(lines[0].back().isLowSurrogate());
    QCOMPARE(lines[1], QStringLiteral("b"));
}

QTEST_GUILESS_MAIN(TestText)
#include "test_text.moc"
