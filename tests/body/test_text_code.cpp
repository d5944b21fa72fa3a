// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/body/text_code.h"

#include <random>

using namespace etagere::body;

namespace {
ByteVector bytesOf(std::string_view text) { return {text.begin(), text.end()}; }
} // namespace

class TestTextCode : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knownValues();
    void tolerantReading();
    void noReading();
    void numbers();
    void roundTrips();
    void tooLong();
};

void TestTextCode::knownValues() {
    const ByteVector foobar = bytesOf("foobar");
    const ByteVector foob = bytesOf("foob");
    QCOMPARE(encodeHex(foob), std::string("666f6f62"));
    QCOMPARE(encodeHex(foob, Letters::Upper), std::string("666F6F62"));
    QCOMPARE(encodeBase64(foobar), std::string("Zm9vYmFy"));
    QCOMPARE(encodeBase64(foob), std::string("Zm9vYg=="));
    QCOMPARE(encodeBase64(foob, Base64::Standard, Padding::None), std::string("Zm9vYg"));
    QCOMPARE(encodeBase64(ByteVector{0xfb, 0xff}, Base64::Url), std::string("-_8="));
    QCOMPARE(encodeBase32(foob), std::string("MZXW6YQ"));
    QCOMPARE(encodeBase32(foob, Padding::Equals), std::string("MZXW6YQ="));
    QCOMPARE(encodeHex({}), std::string());
    QCOMPARE(encodeBase64({}), std::string());
}

void TestTextCode::tolerantReading() {
    QVERIFY(decodeHex("666F6f62") == bytesOf("foob"));
    QVERIFY(decodeBase64("Zm9vYg==") == bytesOf("foob"));
    QVERIFY(decodeBase64("Zm9vYg") == bytesOf("foob"));
    QVERIFY(decodeBase64("Zm9vYg=") == bytesOf("foob"));
    QVERIFY(decodeBase64("Zm9vYh") == bytesOf("foob")); // bits left over
    QVERIFY(decodeBase64("-_-_+/+/").has_value());
    QVERIFY(decodeBase32("mzxw6yq") == bytesOf("foob"));
    QVERIFY(decodeBase64("").has_value());
}

void TestTextCode::noReading() {
    QVERIFY(!decodeHex("abc"));
    QVERIFY(!decodeHex("0g"));
    QVERIFY(!decodeBase64("Zm9vY"));
    QVERIFY(!decodeBase64("Zm9 Yg"));
    QVERIFY(!decodeBase64("Zm=vYg"));
    QVERIFY(!decodeBase32("M1"));
    QVERIFY(!decodeBase32("MZX"));
}

void TestTextCode::numbers() {
    constexpr std::uint64_t most = 0xffff'ffff'ffff'ffff;
    QCOMPARE(encodeNumber(0, 36), std::string("0"));
    QCOMPARE(encodeNumber(0xa50, 16, 8), std::string("00000a50"));
    QCOMPARE(encodeNumber(most, 36), std::string("3w5e11264sgsf"));
    QCOMPARE(decodeNumber("3W5E11264SGSF", 36), std::optional(most));
    QCOMPARE(decodeNumber("18446744073709551615", 10), std::optional(most));
    QVERIFY(!decodeNumber("18446744073709551616", 10));
    QVERIFY(!decodeNumber("", 10));
    QVERIFY(!decodeNumber("-1", 10));
    QVERIFY(!decodeNumber("1a", 10));
    QVERIFY(!decodeNumber("g", 16));
}

void TestTextCode::roundTrips() {
    std::mt19937_64 generator(7);
    for (std::size_t size = 0; size < 200; ++size) {
        ByteVector bytes(size);
        for (auto &byte : bytes)
            byte = static_cast<std::uint8_t>(generator());
        QVERIFY(decodeHex(encodeHex(bytes)) == bytes);
        QVERIFY(decodeHex(encodeHex(bytes, Letters::Upper)) == bytes);
        for (const Padding padding : {Padding::None, Padding::Equals}) {
            QVERIFY(decodeBase64(encodeBase64(bytes, Base64::Standard, padding)) == bytes);
            QVERIFY(decodeBase64(encodeBase64(bytes, Base64::Url, padding)) == bytes);
            QVERIFY(decodeBase32(encodeBase32(bytes, padding)) == bytes);
        }
        const std::uint64_t number = generator() >> (size % 64);
        for (unsigned base = 2; base <= 36; ++base)
            QCOMPARE(decodeNumber(encodeNumber(number, base), base), std::optional(number));
    }
}

void TestTextCode::tooLong() {
    const std::string text(maxCodedText + 4, 'A');
    QVERIFY(!decodeHex(text));
    QVERIFY(!decodeBase64(text));
    QVERIFY(!decodeBase32(text));
}

QTEST_APPLESS_MAIN(TestTextCode)
#include "test_text_code.moc"
