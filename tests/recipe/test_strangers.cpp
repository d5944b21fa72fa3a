// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/recipe/make.h"
#include "tests/recipe/response.h"

#include <random>

using namespace etagere::recipe;

/// Tags that no response explains: none of them may count as verified.
class TestStrangers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void neverVerified_data();
    void neverVerified();
    void tagsOfOtherFiles_data();
    void tagsOfOtherFiles();
    void randomTags_data();
    void randomTags();
    void randomPartsBesideDerivedOnes();
    void emptyAndLongTags();
};

void TestStrangers::neverVerified_data() {
    QTest::addColumn<QByteArray>("tag");
    QTest::newRow("an evercookie's id") << QByteArray("\"uzeubqdarf9\"");
    QTest::newRow("an id, a time and a session") << QByteArray("161795303618234.1795303618234.1");
    QTest::newRow("a cut hash of address and agent") << QByteArray("5617116decc894b28d");
    QTest::newRow("a word and a number") << QByteArray("PRIVATE7520710249");
    QTest::newRow("a marker") << QByteArray("OPTOUT");
    QTest::newRow("128 random hexadecimal digits")
        << QByteArray("3f9a1c").repeated(21) + QByteArray("9e");
    QTest::newRow("a base64 id") << QByteArray("\"TFNDVWkzaXgtbm90LWEtcmVhbC1pZC1hdC1hbGw=\"");
    QTest::newRow("a random UUID") << QByteArray("\"9f1c2d3e-4b5a-4c6d-8e7f-0a1b2c3d4e5f\"");
    QTest::newRow("an unknown digest") << QByteArray("\"d41d8cd98f00b204e9800998ecf8427f\"");
    QTest::newRow("a large number") << QByteArray("1973433647318543259");
    QTest::newRow("a negative number") << QByteArray("-905066128");
    QTest::newRow("a short word") << QByteArray("\"v22\"");
    QTest::newRow("one quote") << QByteArray("\"");
    QTest::newRow("control characters") << QByteArray("\"\x01\x02\xff-\x03\"");
}

void TestStrangers::neverVerified() {
    QFETCH(QByteArray, tag);
    Response response;
    response.tag = tag.size() == 1 ? "\"\"\"" : tag.toStdString();
    response.body = foxBody();
    response.modified = vectorSecond;
    response.date = vectorSecond + 100'000;
    const Recognition found = response.recognise();
    QVERIFY(found.coverage <= Coverage::FormatOnly);
    QVERIFY(found.unexplainedBits > 0);
}

void TestStrangers::tagsOfOtherFiles_data() {
    QTest::addColumn<int>("recipe");
    for (const RecipeRow &row : allRecipes()) {
        const std::string body = zeroBody();
        FileFacts file;
        file.body = body;
        file.partSize = 5;
        if (makeTag(row.recipe, file))
            QTest::newRow(row.id.data()) << static_cast<int>(row.recipe);
    }
}

void TestStrangers::tagsOfOtherFiles() {
    QFETCH(int, recipe);
    const std::string body = zeroBody();
    FileFacts file;
    file.size = body.size();
    file.body = body;
    file.modifiedNs = 1'600'000'000'123'456'789;
    file.inode = 77;
    file.partSize = 5;
    file.path = "/other.js";
    file.diskPath = "/srv/other.js";
    const auto tag = makeTag(static_cast<RecipeId>(recipe), file);
    QVERIFY(tag.has_value());
    Response response;
    response.tag = *tag;
    response.body = foxBody();
    response.modified = vectorSecond;
    QVERIFY(response.recognise().coverage <= Coverage::FormatOnly);
    response.body = body;
    response.modified = 1'600'000'000;
    response.path = "/other.js";
    response.preimageTries = 1;
    const Recognition right = response.recognise();
    const bool hidesMore = right.recipe == RecipeId::Werkzeug ||
                           recipe == int(RecipeId::Lighttpd) || recipe == int(RecipeId::Starlette);
    QVERIFY(hidesMore || right.coverage == Coverage::Verified);
}

void TestStrangers::randomTags_data() {
    QTest::addColumn<QByteArray>("alphabet");
    QTest::addColumn<int>("length");
    QTest::newRow("11 of base36") << QByteArray("0123456789abcdefghijklmnopqrstuvwxyz") << 11;
    QTest::newRow("32 hexadecimal") << QByteArray("0123456789abcdef") << 32;
    QTest::newRow("8 hexadecimal") << QByteArray("0123456789abcdef") << 8;
    QTest::newRow("40 hexadecimal") << QByteArray("0123456789abcdef") << 40;
    QTest::newRow("10 decimal") << QByteArray("0123456789") << 10;
    QTest::newRow("22 of base64")
        << QByteArray("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") << 22;
    QTest::newRow("20 with punctuation") << QByteArray("0123456789abcdef-.:") << 20;
}

void TestStrangers::randomTags() {
    QFETCH(QByteArray, alphabet);
    QFETCH(int, length);
    std::mt19937 generator(20240301);
    std::uniform_int_distribution<int> letter(0, static_cast<int>(alphabet.size()) - 1);
    const std::string body = foxBody();
    etagere::body::LazyDigests digests(body);
    Response response;
    response.body = body;
    response.modified = vectorSecond;
    for (int i = 0; i < 5000; ++i) {
        std::string tag = "\"";
        for (int j = 0; j < length; ++j)
            tag.push_back(alphabet[letter(generator)]);
        response.tag = tag + "\"";
        const Recognition found = recognise(response.facts(&digests));
        QVERIFY2(found.coverage < Coverage::Verified, tag.c_str());
    }
}

void TestStrangers::randomPartsBesideDerivedOnes() {
    Response response;
    response.body = foxBody();
    response.modified = vectorSecond;
    for (const char *tag :
         {"\"65e1cb70-a50-9f3c77aa\"", "\"a50-9f3c77aa0b\"", "\"2640-uzeubqdarf9\"",
          "\"65e1cb70-uzeubqdarf9\"", "\"1709296496.q7w8e9r0t1\""}) {
        response.tag = tag;
        const Recognition found = response.recognise();
        QCOMPARE(found.coverage, Coverage::Partial);
        QVERIFY(found.unexplainedBits >= 32);
    }
}

void TestStrangers::emptyAndLongTags() {
    Response response;
    response.tag = "\"\"";
    const Recognition empty = response.recognise();
    QCOMPARE(empty.coverage, Coverage::None);
    QCOMPARE(empty.unexplainedBits, 0.0);
    response.tag = "\"" + std::string(5000, 'a') + "\"";
    const Recognition longOne = response.recognise();
    QCOMPARE(longOne.coverage, Coverage::None);
    QCOMPARE(longOne.parts.size(), std::size_t{1});
    QVERIFY(longOne.unexplainedBits > 1000);
}

QTEST_APPLESS_MAIN(TestStrangers)
#include "test_strangers.moc"
