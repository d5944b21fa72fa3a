// SPDX-License-Identifier: Apache-2.0
#include <QCryptographicHash>
#include <QTest>

#include "core/analysis/body_text.h"
#include "core/analysis/disguise.h"

#include <string>

using namespace etagere::analysis;

namespace {

const QByteArray id("Uzeubqdarf9-Kx42");

QByteArray md5(const QByteArray &text) {
    return QCryptographicHash::hash(text, QCryptographicHash::Md5);
}
QByteArray sha1(const QByteArray &text) {
    return QCryptographicHash::hash(text, QCryptographicHash::Sha1);
}

} // namespace

/// One identifier in several writings. What is compared is made by another library than ours.
class TestDisguise : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sameIdentifier_data();
    void sameIdentifier();
    void inBodies_data();
    void inBodies();
    void versionsAreNamed();
};

void TestDisguise::sameIdentifier_data() {
    QTest::addColumn<QByteArray>("tag");
    QTest::addColumn<QByteArray>("carried");
    QTest::addColumn<int>("disguise"); // -1: not the same
    QTest::newRow("the same text") << id << id << int(Disguise::Plain);
    QTest::newRow("case and punctuation aside")
        << id << QByteArray("uzeubqdarf9kx42") << int(Disguise::Plain);
    QTest::newRow("a part of the tag") << QByteArray("v1:" + id) << id << int(Disguise::Plain);
    QTest::newRow("the cookie is its base64") << id << id.toBase64() << int(Disguise::Encoded);
    QTest::newRow("the tag is the cookie's base64")
        << id.toBase64() << id << int(Disguise::Encoded);
    QTest::newRow("base64url without padding")
        << id << id.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
        << int(Disguise::Encoded);
    QTest::newRow("hexadecimal") << id << id.toHex() << int(Disguise::Encoded);
    QTest::newRow("the tag in hexadecimal") << id.toHex() << id << int(Disguise::Encoded);
    QTest::newRow("one in base64, the other in hexadecimal")
        << id.toBase64() << id.toHex() << int(Disguise::Encoded);
    QTest::newRow("raw bytes in base64 and hexadecimal")
        << md5("seed").toHex() << md5("seed").toBase64() << int(Disguise::Encoded);
    QTest::newRow("the cookie is its MD5") << id << md5(id).toHex() << int(Disguise::Digest);
    QTest::newRow("the tag is the cookie's MD5") << md5(id).toHex() << id << int(Disguise::Digest);
    QTest::newRow("SHA-1 in upper case")
        << sha1(id).toHex().toUpper() << id << int(Disguise::Digest);
    QTest::newRow("MD5 in base64") << md5(id).toBase64() << id << int(Disguise::Digest);
    QTest::newRow("SHA-1 in base64url without padding")
        << id << sha1(id).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
        << int(Disguise::Digest);
    QTest::newRow("another identifier") << id << QByteArray("Qmwbtpnzrk1-Vz77") << -1;
    QTest::newRow("the MD5 of another") << id << md5("another1").toHex() << -1;
    QTest::newRow("two digests of nothing in common")
        << md5("a-visitor").toHex() << sha1("b-visitor").toHex() << -1;
    QTest::newRow("too short") << QByteArray("abc1234") << QByteArray("abc1234") << -1;
    QTest::newRow("nothing") << QByteArray() << QByteArray() << -1;
    QTest::newRow("very long") << QByteArray(100'000, 'x') << QByteArray(100'000, 'x').toBase64()
                               << -1;
}

void TestDisguise::sameIdentifier() {
    QFETCH(QByteArray, tag);
    QFETCH(QByteArray, carried);
    QFETCH(int, disguise);
    for (const bool swapped : {false, true}) {
        const std::string a = (swapped ? carried : tag).toStdString();
        const std::string b = (swapped ? tag : carried).toStdString();
        Disguise how = Disguise::Plain;
        const bool same = isSameIdentifier(a, b, how);
        QCOMPARE(same ? int(how) : -1, disguise);
    }
}

void TestDisguise::inBodies_data() {
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("disguise");
    QTest::newRow("as it is") << id << QByteArray("var id='" + id + "';") << int(Disguise::Plain);
    QTest::newRow("inside a longer word") << id << QByteArray("x" + id + "y") << -1;
    QTest::newRow("in base64") << id << QByteArray("id=\"" + id.toBase64() + "\"")
                               << int(Disguise::Encoded);
    QTest::newRow("in hexadecimal")
        << id << QByteArray("{" + id.toHex() + "}") << int(Disguise::Encoded);
    QTest::newRow("as its digest")
        << id << QByteArray("[" + md5(id).toHex() + "]") << int(Disguise::Digest);
    QTest::newRow("the tag is the digest of a word")
        << sha1(id).toHex() << QByteArray("hello " + id + " there") << int(Disguise::Digest);
    QTest::newRow("no body") << id << QByteArray() << -1;
}

void TestDisguise::inBodies() {
    QFETCH(QByteArray, piece);
    QFETCH(QByteArray, body);
    QFETCH(int, disguise);
    const auto found = BodyText(body.toStdString()).find(piece.toStdString());
    QCOMPARE(found ? int(found->disguise) : -1, disguise);
}

void TestDisguise::versionsAreNamed() {
    const auto found = BodyText(R"({"_rev":"1-967A00DFF5E0"})").find("967a00dff5e0");
    QVERIFY(found.has_value());
    const auto whole = BodyText(R"({"Build": "967A00DFF5E0"})").find("967a00dff5e0");
    QVERIFY(whole.has_value());
    QCOMPARE(QByteArray::fromStdString(whole->member), QByteArray("build"));
}

QTEST_APPLESS_MAIN(TestDisguise)
#include "test_disguise.moc"
