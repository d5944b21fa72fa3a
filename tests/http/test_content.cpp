// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/http/content_coding.h"
#include "core/http/content_type.h"
#include "tests/http/dump.h"

using namespace etagere::http;

class TestContent : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void coding_data();
    void coding();
    void everyCodingIsReadByItsName();
    void type_data();
    void type();
    void typesCompareWithoutCase();
    void textual_data();
    void textual();
};

namespace {

struct Row {
    const char *name;
    QByteArray value;
    QByteArray expected;
};

void addRows(const std::vector<Row> &rows) {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
    for (const Row &row : rows)
        QTest::newRow(row.name) << row.value << row.expected;
}

std::string text(const ContentType &parsed) {
    std::string all = std::string(parsed.type) + '/' + std::string(parsed.subtype);
    for (const Parameter &parameter : parsed.parameters)
        all += ';' + std::string(parameter.name) + '=' + std::string(parameter.value);
    return all + " <" + std::string(parsed.charset) + '>' + dump::text(parsed.deviations);
}

} // namespace

void TestContent::coding_data() {
    addRows({
        {"one coding", "gzip", "gzip"},
        {"in the order in which they were applied", "deflate, br,zstd", "deflate br zstd"},
        {"case does not count", "GZip", "gzip"},
        {"the old names", "x-gzip, x-compress", "gzip compress"},
        {"identity is one", "identity", "identity"},
        {"a charset is no coding", "utf-8", "? UnknownCoding@0-5"},
        {"a made-up coding keeps its place", "foo, gzip", "? gzip UnknownCoding@0-3"},
        {"nothing", " ", " EmptyValue@0-1"},
    });
}

void TestContent::coding() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    const ParsedContentCoding parsed = parseContentCoding(dump::view(value));
    std::string all;
    for (const CodingView &coding : parsed.codings) {
        all += all.empty() ? "" : " ";
        all += coding.coding == ContentCoding::Other ? "?" : spelling(coding.coding);
    }
    QCOMPARE(dump::bytes(all + dump::text(parsed.deviations)), expected);
}

void TestContent::everyCodingIsReadByItsName() {
    for (std::size_t i = 0; i < static_cast<std::size_t>(ContentCoding::Other); ++i) {
        const auto coding = static_cast<ContentCoding>(i);
        QVERIFY(contentCodingFrom(spelling(coding)) == coding);
    }
    QVERIFY(contentCodingFrom("gzipped") == ContentCoding::Other);
}

void TestContent::type_data() {
    addRows({
        {"a media type", "text/html", "text/html <>"},
        {"a charset", "text/html; charset=utf-8", "text/html;charset=utf-8 <utf-8>"},
        {"case is kept", "Text/HTML;Charset=UTF-8", "Text/HTML;Charset=UTF-8 <UTF-8>"},
        {"a charset in quotes", "text/html; charset=\"utf-8\"", "text/html;charset=utf-8 <utf-8>"},
        {"a semicolon in quotes does not cut", "a/b; x=\"1;2\"; y=3", "a/b;x=1;2;y=3 <>"},
        {"the first charset counts", "a/b;charset=x;charset=y", "a/b;charset=x;charset=y <x>"},
        {"empty parameters are allowed", "text/html;; ", "text/html <>"},
        {"a parameter without a value", "text/html; utf-8",
         "text/html <> MalformedParameter@11-16"},
        {"a parameter without a name", "text/html; =x", "text/html <> EmptyName@11-13"},
        {"no end quote", "text/html; charset=\"utf-8",
         "text/html;charset=utf-8 <utf-8> MissingEndQuote@19-25"},
        {"no slash", "html; charset=x", "/;charset=x <x> NotAMediaType@0-4"},
        {"no subtype", "text/", "/ <> NotAMediaType@0-5"},
        {"blanks inside", "text / html", "/ <> NotAMediaType@0-11"},
        {"of two the first counts", "text/html, text/plain", "text/html <> TrailingText@11-21"},
        {"nothing", "", "/ <> EmptyValue@0-0"},
    });
}

void TestContent::type() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    QCOMPARE(dump::bytes(text(parseContentType(dump::view(value)))), expected);
}

void TestContent::typesCompareWithoutCase() {
    const ContentType html = parseContentType("Text/HTML; charset=x");
    QVERIFY(html.is("text/html"));
    QVERIFY(!html.is("text/htm"));
    QVERIFY(!html.is("texthtml"));
    QVERIFY(!ContentType().is("text/html"));
}

void TestContent::textual_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("expected");
    for (const char *type :
         {"text/plain", "TEXT/CSS", "application/json", "application/ld+json", "image/svg+xml",
          "application/javascript", "application/x-www-form-urlencoded", "application/XML"})
        QTest::newRow(type) << QByteArray(type) << true;
    for (const char *type : {"image/png", "application/octet-stream", "font/woff2", "json",
                             "image/json", "application/wasm", ""})
        QTest::newRow(type) << QByteArray(type) << false;
}

void TestContent::textual() {
    QFETCH(QByteArray, value);
    QFETCH(bool, expected);
    QCOMPARE(isTextual(parseContentType(dump::view(value))), expected);
}

QTEST_APPLESS_MAIN(TestContent)
#include "test_content.moc"
