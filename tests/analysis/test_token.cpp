// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/analysis/token.h"

#include <algorithm>
#include <string>

using namespace etagere;
using namespace etagere::analysis;

class TestToken : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tokens_data();
    void tokens();
    void identifying_data();
    void identifying();
    void words_data();
    void words();
};

void TestToken::tokens_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArrayList>("expected");
    QTest::newRow("a short value has none") << QByteArray("abc1234") << QByteArrayList{};
    QTest::newRow("a plain value is one, in lower case")
        << QByteArray("UzeUbqdarf9") << QByteArrayList{"uzeubqdarf9"};
    QTest::newRow("parts between punctuation, and joined")
        << QByteArray("12345678-abcdefgh.x")
        << QByteArrayList{"12345678-abcdefgh.x", "12345678", "abcdefgh", "12345678abcdefghx"};
    QTest::newRow("short parts count only joined")
        << QByteArray("abc-def-gh1") << QByteArrayList{"abc-def-gh1", "abcdefgh1"};
    QTest::newRow("base64 padding is punctuation")
        << QByteArray("LSCUi3zixA==") << QByteArrayList{"lscui3zixa==", "lscui3zixa"};
    QTest::newRow("more than 256 characters are no identifier")
        << QByteArray(257, 'a') << QByteArrayList{};
    QTest::newRow("256 are") << QByteArray(256, 'a') << QByteArrayList{QByteArray(256, 'a')};
}

void TestToken::tokens() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArrayList, expected);
    QByteArrayList actual;
    for (const std::string &token : tokensOf(value.toStdString()))
        actual << QByteArray::fromStdString(token);
    QCOMPARE(actual, expected);
}

void TestToken::identifying_data() {
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<bool>("expected");
    QTest::newRow("random base36 can") << QByteArray("uzeubqdarf9") << true;
    QTest::newRow("sixteen digits can") << QByteArray("1617953036182341") << true;
    QTest::newRow("zeros cannot") << QByteArray("00000000") << false;
    QTest::newRow("two characters in turn cannot") << QByteArray("abababab") << false;
    QTest::newRow("a calendar date cannot") << QByteArray("20260301") << false;
    QTest::newRow("a date with a time cannot") << QByteArray("20260301123456") << false;
    QTest::newRow("digits that are no date can") << QByteArray("20269901") << true;
    QTest::newRow("the seconds of the exchange cannot") << QByteArray("1772323200") << false;
    QTest::newRow("its milliseconds cannot") << QByteArray("1772323200123") << false;
    QTest::newRow("a time of another year can") << QByteArray("1672323200") << true;
}

void TestToken::identifying() {
    QFETCH(QByteArray, token);
    QFETCH(bool, expected);
    const Instant when = std::chrono::sys_days(std::chrono::year{2026} / 3 / 1);
    QCOMPARE(canIdentify(token.toStdString(), when), expected);
}

void TestToken::words_data() {
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<bool>("expected");
    QTest::newRow("letters only") << QByteArray("undefined") << true;
    QTest::newRow("a digit makes it none") << QByteArray("undefined1") << false;
    QTest::newRow("longer than words are") << QByteArray("abcdefghijklmnopq") << false;
}

void TestToken::words() {
    QFETCH(QByteArray, token);
    QFETCH(bool, expected);
    QCOMPARE(looksLikeWord(token.toStdString()), expected);
}

QTEST_APPLESS_MAIN(TestToken)
#include "test_token.moc"
