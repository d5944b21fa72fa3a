// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/body/text_code.h"
#include "core/recipe/digest_match.h"
#include "tests/recipe/response.h"

using namespace etagere;
using namespace etagere::recipe;

/// Tags of servers that nobody has described.
class TestUniversal : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void numbers_data();
    void numbers();
    void digests_data();
    void digests();
    void encodedBodies();
    void servingTime();
    void urlText_data();
    void urlText();
    void contentRangeGivesTheWholeLength();
    void bodyIsWantedOnlyWhereItHelps();
    void partsLieInOrder();
};

void TestUniversal::numbers_data() {
    QTest::addColumn<QByteArray>("tag");
    QTest::addColumn<int>("unit");
    const auto row = [](const char *name, const char *tag, TimeUnit unit) {
        QTest::newRow(name) << QByteArray(tag) << static_cast<int>(unit);
    };
    row("milliseconds and size, an underscore between", "1709296496789_2640",
        TimeUnit::Milliseconds);
    row("FILETIME in hexadecimal", "1da6bd4ddeaae87:a50", TimeUnit::FileTime);
    row("ticks in decimal", "638448932967891234;2640", TimeUnit::Ticks);
    row("nanoseconds in decimal", "1709296496789123456.2640", TimeUnit::Nanoseconds);
    row("base36 milliseconds", "lt8n01w5-21c", TimeUnit::Milliseconds);
    row("ISO 8601 without punctuation", "20240301T123456Z-2640", TimeUnit::Seconds);
    row("ISO 8601 before the size", "2024-03-01T12:34:56Z-2640", TimeUnit::Seconds);
    row("a float", "1709296496.5_2640", TimeUnit::Seconds);
}

void TestUniversal::numbers() {
    QFETCH(QByteArray, tag);
    QFETCH(int, unit);
    Response response;
    response.tag = "\"" + tag.toStdString() + "\"";
    response.body = foxBody();
    response.modified = vectorSecond;
    const Recognition found = response.recognise();
    QCOMPARE(found.recipe, RecipeId::Universal);
    QCOMPARE(found.coverage, Coverage::Verified);
    QCOMPARE(found.parts.at(0).kind, PartKind::ModificationTime);
    QCOMPARE(static_cast<int>(found.parts.at(0).unit), unit);
    QCOMPARE(found.parts.at(1).kind, PartKind::Size);
}

void TestUniversal::digests_data() {
    QTest::addColumn<int>("algorithm");
    QTest::addColumn<int>("encoding");
    constexpr Encoding encodings[] = {Encoding::Hex,       Encoding::HexUpper, Encoding::Base64,
                                      Encoding::Base64Url, Encoding::Base32,   Encoding::Decimal,
                                      Encoding::Base36};
    for (int algorithm = 0; algorithm < static_cast<int>(body::Algorithm::Count); ++algorithm) {
        for (const Encoding encoding : encodings) {
            const std::string text = digestText(
                body::digestOf(static_cast<body::Algorithm>(algorithm), foxBody()), encoding);
            // Four bytes in base64 are six characters, which may be a word of anything.
            if (text.size() >= 7)
                QTest::addRow("algorithm %d in encoding %d", algorithm, static_cast<int>(encoding))
                    << algorithm << static_cast<int>(encoding);
        }
    }
}

void TestUniversal::digests() {
    QFETCH(int, algorithm);
    QFETCH(int, encoding);
    const std::string text =
        digestText(body::digestOf(static_cast<body::Algorithm>(algorithm), foxBody()),
                   static_cast<Encoding>(encoding));
    Response response;
    response.body = foxBody();
    response.tag = "\"" + text + "\"";
    QCOMPARE(response.recognise().coverage, Coverage::Verified);
    response.tag = "\"v7-" + text + "\"";
    QCOMPARE(response.recognise().coverage, Coverage::Partial);
    response.body += "x";
    QVERIFY(response.recognise().coverage <= Coverage::FormatOnly);
}

void TestUniversal::encodedBodies() {
    const std::string encoded = "not really gzip";
    const std::string decoded = foxBody();
    body::LazyDigests encodedDigests(encoded);
    body::LazyDigests decodedDigests(decoded);
    Response response;
    response.tag = "\"" + body::encodeHex(encodedDigests.get(body::Algorithm::Md5).bytes()) + "\"";
    Facts facts = response.facts(&decodedDigests);
    facts.encoded = &encodedDigests;
    const Recognition found = recognise(facts);
    QCOMPARE(found.recipe, RecipeId::BodyMd5);
    QCOMPARE(found.parts.at(0).over, Over::Encoded);
}

void TestUniversal::servingTime() {
    Response response;
    response.tag = "\"1709300000\"";
    response.hasBody = false;
    response.modified = vectorSecond;
    response.date = 1'709'300'000;
    const Recognition found = response.recognise();
    QCOMPARE(found.coverage, Coverage::Partial);
    QCOMPARE(found.parts.at(0).kind, PartKind::ServingTime);
}

void TestUniversal::urlText_data() {
    QTest::addColumn<QByteArray>("tag");
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<int>("over");
    QTest::newRow("a fingerprinted file name")
        << QByteArray("718e6475eab2662c") << QByteArray("http://a.test/font.718e6475eab2662c.woff")
        << static_cast<int>(Over::PathWithoutQuery);
    QTest::newRow("a version in the query")
        << QByteArray("0ydp86o") << QByteArray("http://a.test/load.php?version=0ydp86o")
        << static_cast<int>(Over::Query);
    QTest::newRow("a short text inside a word")
        << QByteArray("0ydp86") << QByteArray("http://a.test/load.php?version=0ydp86o")
        << static_cast<int>(Over::None);
    QTest::newRow("a text that is too short")
        << QByteArray("v22") << QByteArray("http://a.test/v22/x") << static_cast<int>(Over::None);
}

void TestUniversal::urlText() {
    QFETCH(QByteArray, tag);
    QFETCH(QByteArray, url);
    QFETCH(int, over);
    Response response;
    response.tag = "\"" + tag.toStdString() + "\"";
    response.hasBody = false;
    response.url = url.toStdString();
    response.path = response.url.substr(0, response.url.find('?'));
    const Recognition found = response.recognise();
    QCOMPARE(found.coverage == Coverage::Verified, over != static_cast<int>(Over::None));
    QCOMPARE(static_cast<int>(found.parts.at(0).over), over);
}

void TestUniversal::contentRangeGivesTheWholeLength() {
    Response response;
    response.tag = "\"65e1cb70-a50\"";
    response.hasBody = false;
    response.modified = vectorSecond;
    response.addField("Content-Range", "bytes 0-9/2640");
    response.addField("Content-Length", "10");
    const Recognition found = response.recognise();
    QCOMPARE(found.coverage, Coverage::Verified);
    QCOMPARE(found.parts.at(1).over, Over::ContentRange);
}

void TestUniversal::bodyIsWantedOnlyWhereItHelps() {
    Response response;
    response.hasBody = false;
    response.length = 2640;
    response.modified = vectorSecond;
    const auto wants = [&response](const char *tag) {
        response.tag = tag;
        Facts facts = response.facts(nullptr);
        facts.identityLength = 2640;
        return wantsBody(facts, recognise(facts));
    };
    QVERIFY(!wants("\"65e1cb70-a50\""));
    QVERIFY(wants("\"3281fb6fbc9c2ffbaaefd4c212d8a13b\""));
    QVERIFY(wants("W/\"a50-n4nHQM60bXQYySSnisV5QdXpZSA\""));
    QVERIFY(!wants("\"v22\""));
    QVERIFY(!wants("\"\""));
}

void TestUniversal::partsLieInOrder() {
    Response response;
    response.body = foxBody();
    response.modified = vectorSecond;
    response.tag = "\"x1-a50.y2:65e1cb70;z3,2640_more+text/and more\"";
    const Recognition found = response.recognise();
    QCOMPARE(found.coverage, Coverage::Partial);
    std::uint32_t end = 0;
    for (const Part &part : found.parts) {
        QVERIFY(part.begin >= end && part.end > part.begin);
        end = part.end;
    }
    QVERIFY(end <= response.tag.size() - 2);
}

QTEST_APPLESS_MAIN(TestUniversal)
#include "test_universal.moc"
