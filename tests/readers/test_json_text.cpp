// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/readers/json_text.h"

#include <string>

using namespace etagere::readers;

namespace {

constexpr std::size_t noLimit = 1U << 20U;

QByteArray bytesOf(const std::string &text) { return QByteArray::fromStdString(text); }

} // namespace

class TestJsonText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void unescapes_data();
    void unescapes();
    void decodesBase64_data();
    void decodesBase64();
    void badBase64SaysWhere();
    void stopsAtTheLimit();
    void encodesBase64_data();
    void encodesBase64();
    void knowsUtf8_data();
    void knowsUtf8();
};

void TestJsonText::unescapes_data() {
    QTest::addColumn<QByteArray>("inside");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const char *inside, const QByteArray &text) {
        QTest::newRow(name) << QByteArray(inside) << text;
    };
    row("plain text stays", "abc", "abc");
    row("the short escapes", R"(\"\\\/\b\f\n\r\t)", "\"\\/\b\f\n\r\t");
    row("two-byte characters", R"(\u00e9)", "\xC3\xA9");
    row("zero is a byte like others", R"(a\u0000b)", QByteArray("a\0b", 3));
    row("a surrogate pair is one character", R"(\ud83d\ude00)", "\xF0\x9F\x98\x80");
    row("a lone high surrogate is replaced", R"(\ud83dx)", "\xEF\xBF\xBDx");
    row("a lone low surrogate is replaced", R"(\ude00)", "\xEF\xBF\xBD");
    row("two high ones are both replaced", R"(\ud83d\ud83d)", "\xEF\xBF\xBD\xEF\xBF\xBD");
    row("a high one before an ordinary one", R"(\ud83d\u0041)",
        "\xEF\xBF\xBD"
        "A");
    row("an unknown escape is its letter", R"(\q)", "q");
    row("an unfinished unicode escape is text", R"(\u12)", "u12");
    row("a backslash at the end is dropped", "a\\", "a");
    row("raw bytes that are no UTF-8 stay", "\xFF", "\xFF");
}

void TestJsonText::unescapes() {
    QFETCH(QByteArray, inside);
    QFETCH(QByteArray, text);
    std::string out;
    QVERIFY(appendUnescaped(inside.toStdString(), noLimit, out));
    QCOMPARE(bytesOf(out), text);
}

void TestJsonText::decodesBase64_data() {
    QTest::addColumn<QByteArray>("inside");
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const char *inside, const QByteArray &bytes) {
        QTest::newRow(name) << QByteArray(inside) << bytes;
    };
    row("nothing", "", "");
    row("one byte", "QQ==", "A");
    row("two bytes", "QUI=", "AB");
    row("three bytes", "QUJD", "ABC");
    row("padding may be missing", "QUI", "AB");
    row("lines are joined", "QU\\r\\nJD", "ABC");
    row("an escaped slash", R"(\/\/\/\/)", "\xFF\xFF\xFF");
    row("an escaped letter", R"(\u0051UJD)", "ABC");
    row("the URL alphabet", "__--", "\xFF\xFF\xBE");
    row("long enough for whole words",
        "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=", "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

void TestJsonText::decodesBase64() {
    QFETCH(QByteArray, inside);
    QFETCH(QByteArray, bytes);
    std::string out;
    std::size_t badAt = 0;
    QVERIFY(appendBase64(inside.toStdString(), noLimit, out, badAt));
    QCOMPARE(bytesOf(out), bytes);
    QVERIFY(looksLikeBase64(inside.toStdString()) || inside.contains("\\u"));
}

void TestJsonText::badBase64SaysWhere() {
    std::string out;
    std::size_t badAt = 0;
    QVERIFY(!appendBase64("QUJDREVG*A==", noLimit, out, badAt));
    QCOMPARE(badAt, std::size_t{8});
    QVERIFY(!looksLikeBase64("QUJDREVG*A=="));
    QVERIFY(!looksLikeBase64("<html>" + std::string(10'000, 'a')));
    QVERIFY(looksLikeBase64(std::string(10'000, 'a')));
}

void TestJsonText::stopsAtTheLimit() {
    std::string out;
    std::size_t badAt = 0;
    QVERIFY(!appendUnescaped("abcdef", 5, out));
    QCOMPARE(out.size(), std::size_t{5});
    out.clear();
    QVERIFY(appendUnescaped("abcde", 5, out));
    out.clear();
    QVERIFY(!appendBase64("QUJDQUJD", 5, out, badAt));
    QCOMPARE(badAt, std::string_view::npos);
}

void TestJsonText::encodesBase64_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("one byte") << QByteArray("\xFB");
    QTest::newRow("two bytes") << QByteArray("\xFB\x01");
    QTest::newRow("three bytes") << QByteArray("\xFB\x01\x7F");
    QTest::newRow("a sentence") << QByteArray("any carnal pleasure.");
}

void TestJsonText::encodesBase64() {
    QFETCH(QByteArray, bytes);
    std::string out;
    appendAsBase64(bytes.toStdString(), out);
    QCOMPARE(bytesOf(out), bytes.toBase64());
}

void TestJsonText::knowsUtf8_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("valid");
    const auto row = [](const char *name, const char *text, bool valid) {
        QTest::newRow(name) << QByteArray(text) << valid;
    };
    row("ASCII over eight bytes", "hello, world", true);
    row("two, three and four bytes", "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", true);
    row("a lone continuation", "a\x80", false);
    row("an overlong slash", "\xC0\xAF", false);
    row("an overlong three-byte form", "\xE0\x80\xAF", false);
    row("an encoded surrogate", "\xED\xA0\x80", false);
    row("the last code point", "\xF4\x8F\xBF\xBF", true);
    row("beyond the last code point", "\xF4\x90\x80\x80", false);
    row("cut short", "\xE2\x82", false);
}

void TestJsonText::knowsUtf8() {
    QFETCH(QByteArray, text);
    QFETCH(bool, valid);
    QCOMPARE(isUtf8(text.toStdString()), valid);
}

QTEST_APPLESS_MAIN(TestJsonText)
#include "test_json_text.moc"
