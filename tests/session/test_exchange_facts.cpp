// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/session/query.h"
#include "tests/session/query_fixture.h"

using namespace etagere;
using analysis::Finding;
using analysis::Grade;
using http::FieldName;
using session::gradesOf;
using session::typeOf;
using tests::queryField;
using tests::QueryFixture;

class TestExchangeFacts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theTypeOfAResource_data();
    void theTypeOfAResource();
    void aFindingConcernsItsExchanges();
    void theWorstFindingCounts();
    void whatAFindingDoesNotListIsKnownByTheOther();
};

void TestExchangeFacts::theTypeOfAResource_data() {
    QTest::addColumn<QByteArray>("mime");
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("type");
    const auto row = [](const char *name, const char *mime, const char *url, const char *type) {
        QTest::newRow(name) << QByteArray(mime) << QByteArray(url) << QByteArray(type);
    };
    const char *const plain = "https://a.test/x";
    row("HTML", "text/html", plain, "document");
    row("HTML with a charset, in capitals", "TEXT/HTML ; charset=utf-8", plain, "document");
    row("a script of old", "application/x-javascript", plain, "script");
    row("a style sheet", "text/css", plain, "style");
    row("SVG is an image, not XML", "image/svg+xml", plain, "image");
    row("an old font type", "application/font-woff", plain, "font");
    row("a video", "video/mp4", plain, "media");
    row("a stream's manifest", "application/dash+xml", plain, "media");
    row("JSON of a kind", "application/ld+json", plain, "data");
    row("the MIME type goes before the path", "image/png", "https://a.test/a.js", "image");
    row("a MIME type that says nothing", "application/octet-stream", "https://a.test/a.woff2",
        "font");
    row("text/plain by its path", "text/plain", "https://a.test/a.js", "script");
    row("text/plain alone", "text/plain", plain, "data");
    row("no MIME type", "", "https://a.test/dir.d/App.MJS?x=.css#.png", "script");
    row("an exporter's word for unknown", "x-unknown", "https://a.test/a.jpeg", "image");
    row("nothing at all", "", plain, "other");
    row("a dot in a folder only", "", "https://a.test/a.css/b", "other");
    row("an unknown ending", "", "https://a.test/a.xyz", "other");
}

void TestExchangeFacts::theTypeOfAResource() {
    QFETCH(QByteArray, mime);
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, type);
    traffic::Exchange exchange;
    const std::string text = mime.toStdString();
    exchange.mimeType = text;
    const std::string address = url.toStdString();
    QCOMPARE(QByteArray::fromStdString(std::string(session::nameOf(typeOf(exchange, address)))),
             type);
    // The same when only the field says it.
    const std::vector<http::Field> fields{queryField(FieldName::ContentType, text)};
    exchange.mimeType = {};
    exchange.responseFields = fields;
    QCOMPARE(QByteArray::fromStdString(std::string(session::nameOf(typeOf(exchange, address)))),
             type);
}

namespace {

Finding finding(Grade grade, tags::Validator validator, std::vector<std::string> values,
                std::vector<std::string> urls) {
    Finding made;
    made.grade = grade;
    made.validator = validator;
    made.origin = "https://a.test";
    made.valueCount = values.size();
    made.urlCount = urls.size();
    made.values = std::move(values);
    made.urls = std::move(urls);
    return made;
}

using Grades = std::vector<std::uint8_t>;
constexpr auto etag = tags::Validator::ETag;
constexpr auto lastModified = tags::Validator::LastModified;

} // namespace

void TestExchangeFacts::aFindingConcernsItsExchanges() {
    QueryFixture made;
    const auto add = [&made](const char *url, std::vector<http::Field> request,
                             std::vector<http::Field> response) {
        made.add({.url = url, .request = std::move(request), .response = std::move(response)}, {},
                 0, false);
    };
    add("https://a.test/1", {}, {queryField(FieldName::ETag, "\"x\"")});
    add("https://a.test/1", {}, {queryField(FieldName::ETag, "\"y\"")});
    add("https://a.test/1", {queryField(FieldName::IfNoneMatch, "\"x\"")}, {});
    add("https://a.test/2", {}, {queryField(FieldName::ETag, "\"x\"")});
    add("https://a.test/1", {}, {queryField(FieldName::LastModified, "\"x\"")});
    add("https://a.test/1", {}, {});
    QCOMPARE(gradesOf(made.traffic,
                      {finding(Grade::Recognition, etag, {"\"x\""}, {"https://a.test/1"})}),
             (Grades{4, 0, 4, 0, 0, 0}));
    QCOMPARE(gradesOf(made.traffic,
                      {finding(Grade::Varies, lastModified, {"\"x\""}, {"https://a.test/1"})}),
             (Grades{0, 0, 0, 0, 2, 0}));
    QCOMPARE(gradesOf(made.traffic, {}), Grades(6));
    QCOMPARE(gradesOf(traffic::Traffic(), {}), Grades());
}

void TestExchangeFacts::theWorstFindingCounts() {
    QueryFixture made;
    made.add({.url = "https://a.test/1", .response = {queryField(FieldName::ETag, "\"x\"")}}, {}, 0,
             false);
    const std::vector<Finding> both{
        finding(Grade::Varies, etag, {"\"x\""}, {"https://a.test/1"}),
        finding(Grade::Respawn, etag, {"\"x\""}, {"https://a.test/1"}),
        finding(Grade::Unexplained, etag, {"\"x\""}, {"https://a.test/1"})};
    QCOMPARE(gradesOf(made.traffic, both), (Grades{5}));
}

void TestExchangeFacts::whatAFindingDoesNotListIsKnownByTheOther() {
    QueryFixture made;
    const auto add = [&made](const char *url, const char *tag) {
        made.add({.url = url, .response = {queryField(FieldName::ETag, tag)}}, {}, 0, false);
    };
    add("https://a.test/1", "\"x\"");
    add("https://a.test/1", "\"unlisted\"");
    add("https://a.test/2", "\"x\"");
    add("https://a.test/2", "\"unlisted\"");
    add("https://b.test/1", "\"x\"");
    Finding moreValues = finding(Grade::IdentifierCapable, etag, {"\"x\""}, {"https://a.test/1"});
    moreValues.valueCount = 2;
    QCOMPARE(gradesOf(made.traffic, {moreValues}), (Grades{3, 3, 0, 0, 0}));
    Finding moreUrls = finding(Grade::IdentifierCapable, etag, {"\"x\""}, {"https://a.test/1"});
    moreUrls.urlCount = 2;
    QCOMPARE(gradesOf(made.traffic, {moreUrls}), (Grades{3, 0, 3, 0, 0}));
}

QTEST_APPLESS_MAIN(TestExchangeFacts)
#include "test_exchange_facts.moc"
