// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/explain/printable.h"
#include "core/explain/utf8.h"

#include <string>

using namespace etagere::explain;

namespace {

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

} // namespace

class TestPrintable : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsHostileTextSafely_data() {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("plain text stays") << QByteArray("a \"b\" c") << QByteArray("a \"b\" c");
        QTest::newRow("letters of any script stay")
            << QByteArray("\xc3\xa9\xe6\x97\xa5") << QByteArray("\xc3\xa9\xe6\x97\xa5");
        QTest::newRow("an ANSI escape is shown")
            << QByteArray("\x1b[31mred") << QByteArray("\\x1b[31mred");
        QTest::newRow("line ends and tabs are shown")
            << QByteArray("a\nb\tc\r") << QByteArray("a\\nb\\tc\\x0d");
        QTest::newRow("NUL is shown") << QByteArray("a\0b", 3) << QByteArray("a\\x00b");
        QTest::newRow("DEL is shown") << QByteArray("\x7f") << QByteArray("\\x7f");
        QTest::newRow("a C1 control is shown") << QByteArray("\xc2\x9b"
                                                             "0m")
                                               << QByteArray("\\u{009b}0m");
        QTest::newRow("a bidi override is shown") << QByteArray("\xe2\x80\xae"
                                                                "gpj")
                                                  << QByteArray("\\u{202e}gpj");
        QTest::newRow("a bidi isolate is shown")
            << QByteArray("\xe2\x81\xa6") << QByteArray("\\u{2066}");
        QTest::newRow("a right-to-left mark is shown")
            << QByteArray("\xe2\x80\x8f") << QByteArray("\\u{200f}");
        QTest::newRow("a zero-width space is shown")
            << QByteArray("\xe2\x80\x8b") << QByteArray("\\u{200b}");
        QTest::newRow("bytes that are no UTF-8 are shown")
            << QByteArray("a\xff\xc3(") << QByteArray("a\\xff\\xc3(");
        QTest::newRow("an overlong form is no UTF-8")
            << QByteArray("\xc0\xaf") << QByteArray("\\xc0\\xaf");
        QTest::newRow("a surrogate is no UTF-8")
            << QByteArray("\xed\xa0\x80") << QByteArray("\\xed\\xa0\\x80");
        QTest::newRow("a sequence cut at the end is no UTF-8")
            << QByteArray("\xe6\x97") << QByteArray("\\xe6\\x97");
    }
    void showsHostileTextSafely() {
        QFETCH(QByteArray, raw);
        QTEST(bytes(printable(raw.toStdString())), "expected");
    }

    void everyTwoBytesGiveSafeUtf8() {
        for (int first = 0; first < 256; ++first) {
            for (int second = 0; second < 256; ++second) {
                const std::string raw{static_cast<char>(first), static_cast<char>(second)};
                const std::string shown = printable(raw);
                const std::string valid = validUtf8(raw);
                QVERIFY(QString::fromStdString(shown).toStdString() == shown);
                QVERIFY(QString::fromStdString(valid).toStdString() == valid);
                for (std::string_view rest = shown; !rest.empty();) {
                    const CodePoint point = firstCodePoint(rest);
                    QVERIFY(point.valid && !isDeceptive(point.value));
                    rest.remove_prefix(point.length);
                }
            }
        }
    }

    void longTextEndsInAnEllipsis() {
        QCOMPARE(bytes(printable("abcdef", 3)), QByteArray("abc\xe2\x80\xa6"));
        QCOMPARE(bytes(printable("abc", 3)), QByteArray("abc"));
        QCOMPARE(bytes(shortened("\xc3\xa9\xc3\xa9\xc3\xa9", 2)),
                 QByteArray("\xc3\xa9\xc3\xa9\xe2\x80\xa6"));
    }

    void columnsAreThoseOfATerminal() {
        QCOMPARE(columns("abc"), std::size_t{3});
        QCOMPARE(columns("\xe6\x97\xa5"), std::size_t{2});
        QCOMPARE(columns("e\xcc\x81"), std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(TestPrintable)
#include "test_printable.moc"
