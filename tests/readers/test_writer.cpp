// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "tests/readers/har_fixture.h"

#include <string>

using namespace etagere;
using namespace etagere::readers;

namespace {

const std::string rich =
    R"({"pageref":"p","startedDateTime":"2024-05-01T10:00:00.123456Z","time":12.5,"comment":"c","_initiator":{"type":"parser", "n":[1, 2.50]},)"
    R"("request":{"method":"GET","url":"https://u:pw@a.example/x.js?uid=abcdef123456&v=1#frag","httpVersion":"h2","cookies":[{"name":"uid","value":"abcdef123456","path":"/"}],)"
    R"("headers":[{"name":"Cookie","value":"uid=abcdef123456; s=\"q9w8e7r6\""},{"name":"If-None-Match","value":"W/\"abcdef123456-gzip\""},{"name":"Authorization","value":"Basic c2VjcmV0"},{"name":"X-Forwarded-For","value":"198.51.100.23"},{"name":"Accept","value":"*/*"},{"name":"Referer","value":"https://b.example/?tok=zyxwvu987654"}],)"
    R"("queryString":[],"headersSize":77,"bodySize":0},)"
    R"("response":{"status":200,"statusText":"Fine","httpVersion":"h2","cookies":[],"headers":[{"name":"ETag","value":"\"abcdef123456\""},{"name":"Set-Cookie","value":"uid=abcdef123456; Path=/; Secure"},{"name":"Cache-Control","value":"max-age=60"}],)"
    R"("content":{"size":6,"mimeType":"text/x","text":"body\u00e9","compression":2},"redirectURL":"","headersSize":99,"bodySize":4,"_transferSize":103,"_error":null},)"
    R"("cache":{},"timings":{"send":1.5,"wait":2,"receive":3,"_q":1},"serverIPAddress":"198.51.100.23","connection":"443"})";

const std::string pages =
    R"("pages":[{"id":"p","startedDateTime":"2024-05-01T10:00:00Z","title":"Hello"}],)";

QJsonObject logOf(const std::string &text) {
    QJsonParseError error{};
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(text), &error);
    return error.error == QJsonParseError::NoError
               ? document.object().value(QLatin1String("log")).toObject()
               : QJsonObject{};
}

QJsonObject entryOf(const std::string &text, int index = 0) {
    return logOf(text).value(QLatin1String("entries")).toArray().at(index).toObject();
}

QString textAt(QJsonObject object, const char *path) {
    const auto names = QString::fromLatin1(path).split(QLatin1Char('.'));
    for (int i = 0; i + 1 < names.size(); ++i)
        object = object.value(names[i]).toObject();
    return object.value(names.last()).toVariant().toString();
}

std::string conditionalEntry(const std::string &tag, int status,
                             const std::string &responseFields) {
    return R"({"startedDateTime":"2024-05-01T10:00:01Z","request":{"url":"https://a/","headers":[)" +
           (tag.empty() ? "" : R"({"name":"If-None-Match","value":")" + tag + "\"}") +
           R"(]},"response":{"status":)" + std::to_string(status) + R"(,"headers":[)" +
           responseFields + "]}}";
}

} // namespace

class TestWriter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRoundTripKeepsEverything();
    void whatIsNotModelledIsKept_data();
    void whatIsNotModelledIsKept();
    void heldTags_data();
    void heldTags();
    void strictLeaksNoIdentifier();
    void strictKeepsLinks();
    void chromeLikeLeavesOutCredentials();
    void bytesThatAreNoUtf8MakeValidJson();
    void bodiesThatAreNoUtf8BecomeBase64();
    void severalSourcesAreMerged();
    void damagedMembersAreNotCopied();
    void aFailingSinkEndsIt();
    void aStopLeavesAWholeFile();
};

void TestWriter::aRoundTripKeepsEverything() {
    fixture::Capture first;
    QVERIFY(first
                .read(fixture::har(rich + "," + fixture::entry("u2", R"(,"_fromCache":"disk")") +
                                       R"(,{"request":{"url":"u3"}})",
                                   pages))
                .has_value());
    fixture::Capture second;
    const auto imported = second.read(fixture::written(first.traffic));
    QVERIFY(imported.has_value());
    QCOMPARE(imported->log.imported, 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        const traffic::Exchange &a = first.at(i);
        const traffic::Exchange &b = second.at(i);
        QCOMPARE(second.url(i), first.url(i));
        QCOMPARE(fixture::fieldsText(b.requestFields), fixture::fieldsText(a.requestFields));
        QCOMPARE(fixture::fieldsText(b.responseFields), fixture::fieldsText(a.responseFields));
        QCOMPARE(second.body(i), first.body(i));
        QVERIFY(a.method == b.method && a.status == b.status && a.mimeType == b.mimeType);
        QVERIFY(a.requestVersion == b.requestVersion && a.responseVersion == b.responseVersion);
        QVERIFY(a.started == b.started && a.duration == b.duration);
        QVERIFY(a.serverAddress == b.serverAddress && a.servedFrom == b.servedFrom);
        QVERIFY(a.transferredBytes == b.transferredBytes && a.contentBytes == b.contentBytes);
        QCOMPARE(b.bodyBytes, a.bodyBytes);
        QCOMPARE(second.visitorOf(i), first.visitorOf(i));
    }
    QVERIFY(!imported->assumedVisitors);
    QCOMPARE(second.traffic.visit(second.at(0).visit).pageId, std::string_view("p"));
    QCOMPARE(second.traffic.visit(second.at(0).visit).title, std::string_view("Hello"));
}

void TestWriter::whatIsNotModelledIsKept_data() {
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *path, const char *text) {
        QTest::newRow(path) << QByteArray(path) << QString::fromLatin1(text);
    };
    row("comment", "c");
    row("connection", "443");
    row("_initiator.type", "parser");
    row("timings._q", "1");
    row("timings.send", "1.5");
    row("request.headersSize", "77");
    row("response.statusText", "Fine");
    row("response.headersSize", "99");
    row("response.content.compression", "2");
    row("cache.afterRequest.eTag", "\"abcdef123456\"");
    row("cache.afterRequest.expires", "2024-05-01T10:01:00.123456Z");
    row("cache.beforeRequest.eTag", "W/\"abcdef123456-gzip\"");
    row("time", "12.5");
}

void TestWriter::whatIsNotModelledIsKept() {
    QFETCH(QByteArray, path);
    QFETCH(QString, text);
    fixture::Capture capture;
    QVERIFY(capture.read(fixture::har(rich, pages)).has_value());
    QCOMPARE(textAt(entryOf(fixture::written(capture.traffic)), path.constData()), text);
}

void TestWriter::heldTags_data() {
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    const auto row = [](const char *name, const std::string &entry, const char *before,
                        const char *after) {
        QTest::newRow(name) << QByteArray::fromStdString(entry) << QString::fromLatin1(before)
                            << QString::fromLatin1(after);
    };
    const std::string tag = R"({"name":"ETag","value":"\"n\""})";
    const std::string noStore = R"({"name":"Cache-Control","value":"no-store"})";
    row("a first response is stored", conditionalEntry("", 200, tag), "", "\"n\"");
    row("a 304 without a tag renews the one that was sent", conditionalEntry(R"(\"o\")", 304, ""),
        "\"o\"", "\"o\"");
    row("a 304 with a tag", conditionalEntry(R"(\"o\")", 304, tag), "\"o\"", "\"n\"");
    row("a new response replaces it", conditionalEntry(R"(\"o\")", 200, tag), "\"o\"", "\"n\"");
    row("a new response without a tag leaves none", conditionalEntry(R"(\"o\")", 200, ""), "\"o\"",
        "");
    row("no-store is not stored", conditionalEntry("", 200, tag + "," + noStore), "", "");
    row("from a cache it was held before",
        R"({"_fromCache":"disk","request":{"url":"u"},"response":{"status":200,"headers":[)" + tag +
            "]}}",
        "\"n\"", "\"n\"");
    row("a condition of any tag names none", conditionalEntry("*", 200, ""), "", "");
}

void TestWriter::heldTags() {
    QFETCH(QByteArray, entry);
    QFETCH(QString, before);
    QFETCH(QString, after);
    fixture::Capture capture;
    QVERIFY(capture.read(fixture::har(entry.toStdString())).has_value());
    const QJsonObject written = entryOf(fixture::written(capture.traffic));
    QCOMPARE(textAt(written, "cache.beforeRequest.eTag"), before);
    QCOMPARE(textAt(written, "cache.afterRequest.eTag"), after);
}

void TestWriter::strictLeaksNoIdentifier() {
    fixture::Capture capture;
    QVERIFY(capture.read(fixture::har(rich, pages)).has_value());
    const std::string strict = fixture::written(capture.traffic, Privacy::Strict);
    QVERIFY(!logOf(strict).isEmpty());
    for (const char *secret : {"abcdef123456", "q9w8e7r6", "c2VjcmV0", "198.51.100.23",
                               "zyxwvu987654", "body\xC3", "u:pw", "frag", "Hello", "_initiator"})
        QVERIFY2(strict.find(secret) == std::string::npos, secret);
    for (const char *kept : {"a.example/x.js?uid=", "max-age=60", "Basic ", "Path=/; Secure", "*/*",
                             "https://b.example/?tok="})
        QVERIFY2(strict.find(kept) != std::string::npos, kept);
}

void TestWriter::strictKeepsLinks() {
    fixture::Capture capture;
    QVERIFY(capture.read(fixture::har(rich + "," + rich, pages)).has_value());
    fixture::Capture again;
    QVERIFY(again.read(fixture::written(capture.traffic, Privacy::Strict)).has_value());
    const auto value = [&](http::Fields fields, http::FieldName name) {
        return std::string(http::valueOf(fields, name));
    };
    const std::string tag = value(again.at(0).responseFields, http::FieldName::ETag);
    QCOMPARE(tag.size(), std::string("\"abcdef123456\"").size());
    const std::string id = tag.substr(1, tag.size() - 2);
    QVERIFY(value(again.at(0).requestFields, http::FieldName::Cookie)
                .starts_with("uid=" + id + "; s="));
    QVERIFY(value(again.at(0).requestFields, http::FieldName::IfNoneMatch)
                .starts_with("W/\"" + id + "-"));
    QVERIFY(std::string(again.url(0)).find("uid=" + id + "&v=") != std::string::npos);
    QCOMPARE(value(again.at(1).responseFields, http::FieldName::ETag), tag);
}

void TestWriter::chromeLikeLeavesOutCredentials() {
    fixture::Capture capture;
    QVERIFY(capture.read(fixture::har(rich, pages)).has_value());
    fixture::Capture again;
    QVERIFY(again.read(fixture::written(capture.traffic, Privacy::ChromeLike)).has_value());
    for (const auto fields : {again.at(0).requestFields, again.at(0).responseFields}) {
        for (const auto name :
             {http::FieldName::Cookie, http::FieldName::SetCookie, http::FieldName::Authorization})
            QVERIFY(http::find(fields, name) == nullptr);
    }
    QVERIFY(http::find(again.at(0).responseFields, http::FieldName::ETag) != nullptr);
    QCOMPARE(again.body(0), std::string("body\xC3\xA9"));
    const QJsonObject request = entryOf(fixture::written(capture.traffic, Privacy::ChromeLike))
                                    .value(QLatin1String("request"))
                                    .toObject();
    QVERIFY(request.value(QLatin1String("cookies")).toArray().isEmpty());
}

void TestWriter::bytesThatAreNoUtf8MakeValidJson() {
    traffic::Traffic traffic;
    const traffic::SourceId source = traffic.addSource({}, nullptr);
    const traffic::VisitId visit =
        traffic.addVisit({traffic.visitor("v\xFF"), source, "", "t\xC3", {}});
    const std::array<http::Field, 1> fields{
        http::Field{"ETag", "\"\xE9\x01\"", http::FieldName::ETag}};
    traffic::Exchange exchange;
    exchange.visit = visit;
    exchange.url = traffic.internUrl("http://a/\xF0\x9F");
    exchange.method = "GET";
    exchange.status = 200;
    exchange.responseFields = fields;
    traffic.append(exchange);
    const QJsonObject entry = entryOf(fixture::written(traffic));
    QVERIFY(textAt(entry, "request.url").startsWith(QLatin1String("http://a/")));
    QCOMPARE(textAt(entry, "cache.afterRequest.eTag"), QString::fromUtf8("\"\xEF\xBF\xBD\x01\""));
}

void TestWriter::bodiesThatAreNoUtf8BecomeBase64() {
    fixture::Capture first;
    QVERIFY(first
                .read(fixture::har("{\"request\":{\"url\":\"u\"},\"response\":{\"status\":200,"
                                   "\"content\":{\"text\":\"\xFF"
                                   "a\"}}}"))
                .has_value());
    const std::string text = fixture::written(first.traffic);
    QCOMPARE(textAt(entryOf(text), "response.content.encoding"), QStringLiteral("base64"));
    fixture::Capture second;
    QVERIFY(second.read(text).has_value());
    QCOMPARE(second.body(0), first.body(0));
}

void TestWriter::severalSourcesAreMerged() {
    fixture::Capture first;
    QVERIFY(first.read(fixture::har(rich, pages), {"a.har", "anna"}).has_value());
    QVERIFY(first.read(fixture::har(rich, pages), {"b.har", "bert"}).has_value());
    fixture::Capture second;
    const auto imported = second.read(fixture::written(first.traffic));
    QVERIFY(imported.has_value());
    QVERIFY(!imported->assumedVisitors);
    QCOMPARE(second.traffic.visitCount(), std::size_t{2});
    QCOMPARE(second.visitorOf(0), std::string_view("anna"));
    QCOMPARE(second.visitorOf(1), std::string_view("bert"));
}

void TestWriter::damagedMembersAreNotCopied() {
    fixture::Capture capture;
    QVERIFY(
        capture
            .read(fixture::har(
                R"({"_bad":tru,"_good":{"a": true},"request":{"url":"u"},"timings":{"wait":1e}})"))
            .has_value());
    const QJsonObject entry = entryOf(fixture::written(capture.traffic));
    QVERIFY(!entry.isEmpty());
    QVERIFY(!entry.contains(QLatin1String("_bad")));
    QCOMPARE(textAt(entry, "_good.a"), QStringLiteral("true"));
    QCOMPARE(textAt(entry, "timings.wait"), QStringLiteral("0"));
}

void TestWriter::aFailingSinkEndsIt() {
    fixture::Capture capture;
    QVERIFY(capture.read(fixture::har(rich, pages)).has_value());
    const auto failing = [](std::string_view) -> Result<void, FileError> {
        return Failure<FileError>(FileError{FileError::Step::Write, 28, "x"});
    };
    const auto done = writeHar(capture.traffic, failing);
    QVERIFY(!done.has_value());
    QCOMPARE(done.error().systemError, 28);
}

void TestWriter::aStopLeavesAWholeFile() {
    fixture::Capture capture;
    QVERIFY(capture.read(fixture::har(rich + "," + rich, pages)).has_value());
    std::stop_source stop;
    std::string text;
    const auto sink = [&text](std::string_view piece) -> Result<void, FileError> {
        text += piece;
        return {};
    };
    const Progress progress([&stop](std::uint64_t, std::uint64_t) { stop.request_stop(); });
    const auto done = writeHar(capture.traffic, sink, {}, stop.get_token(), progress);
    QVERIFY(done.has_value() && done->stopped);
    QCOMPARE(done->entries, 1U);
    QCOMPARE(logOf(text).value(QLatin1String("entries")).toArray().size(), 1);
}

QTEST_APPLESS_MAIN(TestWriter)
#include "test_writer.moc"
