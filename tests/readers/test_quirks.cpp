// SPDX-License-Identifier: Apache-2.0
// One row per thing an exporter does differently: what is imported, and which repair is recorded.
#include <QTest>

#include "tests/readers/har_fixture.h"

#include <algorithm>
#include <string>

using namespace etagere;
using namespace etagere::readers;
using traffic::Repair;

namespace {

constexpr int noRepair = -1;

/// One exchange as text, all that the rows look at.
std::string dump(const fixture::Capture &capture, std::size_t i) {
    const traffic::Exchange &exchange = capture.at(i);
    return std::string(exchange.method) + " " + std::string(capture.url(i)) + " " +
           std::to_string(exchange.status) + " [" + fixture::fieldsText(exchange.requestFields) +
           "] [" + fixture::fieldsText(exchange.responseFields) + "] " +
           std::to_string(exchange.contentBytes) + " " + std::to_string(exchange.bodyBytes) + " " +
           std::to_string(exchange.transferredBytes) + " " + capture.body(i) +
           (exchange.responseBody.truncated ? " cut" : "");
}

bool has(const traffic::ImportLog &log, Repair what) {
    return std::any_of(log.repaired.begin(), log.repaired.end(),
                       [what](const traffic::RepairedEntry &row) { return row.what == what; });
}

} // namespace

class TestQuirks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void entries_data();
    void entries();
    void skipped_data();
    void skipped();
    void files_data();
    void files();
    void refused_data();
    void refused();
    void everythingOfAnEntryIsKept();
    void longValuesThatAreNoBodiesAreKept();
    void longBodiesAreLocatedAndLoaded();
    void sanitisedChromeIsNoticed_data();
    void sanitisedChromeIsNoticed();
};

void TestQuirks::entries_data() {
    QTest::addColumn<QByteArray>("entry");
    QTest::addColumn<QByteArray>("dumped");
    QTest::addColumn<int>("repair");
    const auto row = [](const char *name, const char *entry, const char *dumped,
                        int repair = noRepair) {
        QTest::newRow(name) << QByteArray(entry) << QByteArray(dumped) << repair;
    };
    const auto repaired = [](Repair repair) { return static_cast<int>(repair); };
    row("nothing but a URL", R"({"request":{"url":"u"}})", "GET u 0 [] [] -1 -1 -1 (none)",
        repaired(Repair::MissingResponse));
    row("no method", R"({"request":{"url":"u","method":null},"response":{"status":204}})",
        "GET u 204 [] [] -1 -1 -1 (none)", repaired(Repair::MissingMethod));
    row("an empty response", R"({"request":{"method":"GET","url":"u"},"response":{}})",
        "GET u 0 [] [] -1 -1 -1 (none)", repaired(Repair::MissingResponse));
    row("fields as pairs", R"({"request":{"url":"u","headers":[["A","1"],["B",2]]}})",
        "GET u 0 [A=1|B=2|] [] -1 -1 -1 (none)", repaired(Repair::FieldsAsPairs));
    row("fields as an object", R"({"request":{"url":"u","headers":{"A":"1","B":["2","3"]}}})",
        "GET u 0 [A=1|B=2|B=3|] [] -1 -1 -1 (none)", repaired(Repair::FieldsAsObject));
    row("a value that is a list",
        R"({"request":{"url":"u","headers":[{"name":"a","value":["1","2"]}]}})",
        "GET u 0 [a=1|a=2|] [] -1 -1 -1 (none)");
    row("value before name", R"({"request":{"url":"u","headers":[{"value":"1","name":"a"}]}})",
        "GET u 0 [a=1|] [] -1 -1 -1 (none)");
    row("fields without a name are left out",
        R"({"request":{"url":"u","headers":[{"name":"","value":"1"},{"value":"2"},7]}})",
        "GET u 0 [] [] -1 -1 -1 (none)", repaired(Repair::FieldWithoutName));
    row("lines joined by a newline",
        R"({"request":{"url":"u"},"response":{"status":200,"headers":[{"name":"Set-Cookie","value":"a=1\r\n b=2\n"}]}})",
        "GET u 200 [] [Set-Cookie=a=1|Set-Cookie=b=2|] -1 -1 -1 (none)",
        repaired(Repair::LinesJoined));
    row("pseudo fields",
        R"({"request":{"url":"u","headers":[{"name":":path","value":"/"},{"name":"b","value":"c"}]}})",
        "GET u 0 [b=c|] [] -1 -1 -1 (none)", repaired(Repair::PseudoFields));
    row("a status in quotes", R"({"request":{"url":"u"},"response":{"status":"200"}})",
        "GET u 200 [] [] -1 -1 -1 (none)", repaired(Repair::OddStatus));
    row("status null", R"({"request":{"url":"u"},"response":{"status":null}})",
        "GET u 0 [] [] -1 -1 -1 (none)", repaired(Repair::OddStatus));
    row("status -999", R"({"request":{"url":"u"},"response":{"status":-999}})",
        "GET u 0 [] [] -1 -1 -1 (none)", repaired(Repair::OddStatus));
    row("sizes null, in quotes and below -1",
        R"({"request":{"url":"u"},"response":{"status":200,"bodySize":"12","_transferSize":-615,"content":{"size":null}}})",
        "GET u 200 [] [] -1 12 -1 (none)", repaired(Repair::OddNumber));
    row("sizes with a fraction",
        R"({"request":{"url":"u"},"response":{"status":200,"bodySize":1.2e1}})",
        "GET u 200 [] [] -1 12 -1 (none)");
    row("WebPageTest's own count of bytes",
        R"({"request":{"url":"u"},"response":{"status":200},"_bytesIn":"321"})",
        "GET u 200 [] [] -1 -1 321 (none)");
    row("a body in base64",
        R"({"request":{"url":"u"},"response":{"status":200,"content":{"text":"QUJD","encoding":"base64"}}})",
        "GET u 200 [] [] -1 -1 -1 ABC");
    row("encoding before text, in capitals",
        R"({"request":{"url":"u"},"response":{"status":200,"content":{"encoding":"BASE64","text":"QUJD"}}})",
        "GET u 200 [] [] -1 -1 -1 ABC");
    row("encoding utf-8 is no base64",
        R"({"request":{"url":"u"},"response":{"status":200,"content":{"encoding":"utf-8","text":"QUJD"}}})",
        "GET u 200 [] [] -1 -1 -1 QUJD");
    row("damaged base64",
        R"({"request":{"url":"u"},"response":{"status":200,"content":{"encoding":"base64","text":"<p>"}}})",
        "GET u 200 [] [] -1 -1 -1 (none)", repaired(Repair::BadBase64));
    row("a body that is an object",
        R"({"request":{"url":"u"},"response":{"status":200,"content":{"text":{"a":1}}}})",
        "GET u 200 [] [] -1 -1 -1 (none)", repaired(Repair::BodyIsNoString));
    row("a body in another file",
        R"({"request":{"url":"u"},"response":{"status":200,"content":{"size":5,"_file":"x.bin"}}})",
        "GET u 200 [] [] 5 -1 -1 (none)", repaired(Repair::BodyElsewhere));
    row("an empty body is a body",
        R"({"request":{"url":"u"},"response":{"status":200,"content":{"size":0,"text":""}}})",
        "GET u 200 [] [] 0 -1 -1 ");
    row("a body cut by its recorder",
        R"({"request":{"url":"u"},"response":{"status":200,"content":{"size":200000,"text":"begin"}}})",
        "GET u 200 [] [] 200000 -1 -1 begin cut", repaired(Repair::BodyCut));
    row("UTF-16 counts twice the characters, and is whole",
        R"({"request":{"url":"u"},"response":{"status":200,"content":{"size":200,"mimeType":"text/plain;charset=utf-16","text":"0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"}}})",
        "GET u 200 [] [] 200 -1 -1 "
        "012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
        "0"
        "123456789");
    row("escapes in names and values",
        R"({"\u0072equest":{"url":"\u0075\/","headers":[{"name":"E\u0054ag","value":"\"a\\\"b\""}]}})",
        R"(GET u/ 0 [ETag="a\"b"|] [] -1 -1 -1 (none))");
    row("the last of two members counts",
        R"({"request":{"url":"a","headers":[{"name":"x","value":"1"}]},"request":{"url":"b","url":"c"}})",
        "GET c 0 [] [] -1 -1 -1 (none)", repaired(Repair::DuplicateMember));
    row("an address that is none", R"({"request":{"url":"u"},"serverIPAddress":"blocked"})",
        "GET u 0 [] [] -1 -1 -1 (none)", repaired(Repair::InvalidAddress));
    row("an IPv6 address in brackets is one",
        R"({"request":{"url":"u"},"serverIPAddress":"[2001:db8::1]"})",
        "GET u 0 [] [] -1 -1 -1 (none)");
    row("a time in words",
        R"({"request":{"url":"u"},"startedDateTime":"Wed, 01 May 2024 10:00:00 GMT"})",
        "GET u 0 [] [] -1 -1 -1 (none)", repaired(Repair::OddTime));
    row("a time that is none", R"({"request":{"url":"u"},"startedDateTime":"NaN-NaN"})",
        "GET u 0 [] [] -1 -1 -1 (none)", repaired(Repair::UnreadableTime));
    row("no time", R"({"request":{"url":"u"}})", "GET u 0 [] [] -1 -1 -1 (none)",
        repaired(Repair::MissingStartTime));
    row("an empty URL", R"({"request":{"url":""}})", "GET  0 [] [] -1 -1 -1 (none)");
    row("a bare control character", "{\"request\":{\"url\":\"a\tb\"}}",
        "GET a\tb 0 [] [] -1 -1 -1 (none)", repaired(Repair::BareControlCharacter));
    row("bytes that are no UTF-8", "{\"request\":{\"url\":\"a\xFF\"}}",
        "GET a\xEF\xBF\xBD 0 [] [] -1 -1 -1 (none)", repaired(Repair::InvalidUtf8));
    row("a body's own bytes stay as they are, though the entry was mended",
        "{\"request\":{\"url\":\"\xFF\"},\"response\":{\"status\":200,\"content\":{\"text\":"
        "\"\xFE\xFDq\"}}}",
        "GET \xEF\xBF\xBD 200 [] [] -1 -1 -1 \xFE\xFDq", repaired(Repair::InvalidUtf8));
    row("trailing commas", R"({"request":{"url":"u","headers":[{"name":"a","value":"b"},],},})",
        "GET u 0 [a=b|] [] -1 -1 -1 (none)", repaired(Repair::TrailingComma));
    row("everything null",
        R"({"request":{"url":"u","headers":null,"cookies":null,"postData":null},"response":{"status":200,"headers":null,"content":null},"cache":null,"timings":null,"pageref":null,"serverIPAddress":null})",
        "GET u 200 [] [] -1 -1 -1 (none)");
}

void TestQuirks::entries() {
    QFETCH(QByteArray, entry);
    QFETCH(QByteArray, dumped);
    QFETCH(int, repair);
    fixture::Capture capture;
    // Good entries on both sides: what is odd must stay in its place.
    const auto imported = capture.read(fixture::har(
        fixture::entry("before") + "," + entry.toStdString() + "," + fixture::entry("after")));
    QVERIFY(imported.has_value());
    QCOMPARE(imported->log.imported, 3U);
    QVERIFY(imported->log.skipped.empty());
    QCOMPARE(QByteArray::fromStdString(dump(capture, 1)), dumped);
    QCOMPARE(QByteArray::fromStdString(dump(capture, 2)),
             QByteArray("GET after 200 [] [ETag=\"t\"|] 2 -1 -1 hi"));
    if (repair == noRepair)
        return;
    const traffic::RepairedEntry expected{static_cast<Repair>(repair), 1};
    QCOMPARE(std::count(imported->log.repaired.begin(), imported->log.repaired.end(), expected), 1);
}

void TestQuirks::skipped_data() {
    QTest::addColumn<QByteArray>("element");
    QTest::addColumn<int>("why");
    const auto row = [](const char *name, const char *element, traffic::Skip why) {
        QTest::newRow(name) << QByteArray(element) << static_cast<int>(why);
    };
    row("null", "null", traffic::Skip::NotAnObject);
    row("a number", "17", traffic::Skip::NotAnObject);
    row("a string", "\"},{\"", traffic::Skip::NotAnObject);
    row("a list", R"([{"request":1}])", traffic::Skip::NotAnObject);
    row("an empty object", "{}", traffic::Skip::NoRequest);
    row("a request that is null", R"({"request":null})", traffic::Skip::NoRequest);
    row("no URL", R"({"request":{"method":"GET"}})", traffic::Skip::NoUrl);
    row("a URL that is a number", R"({"request":{"url":5}})", traffic::Skip::NoUrl);
    row("no JSON", R"({"request" "url"})", traffic::Skip::BadJson);
}

void TestQuirks::skipped() {
    QFETCH(QByteArray, element);
    QFETCH(int, why);
    fixture::Capture capture;
    const std::string text = fixture::har(fixture::entry("before") + "," + element.toStdString() +
                                          "," + fixture::entry("after"));
    const auto imported = capture.read(text);
    QVERIFY(imported.has_value());
    QCOMPARE(imported->log.entries, 3U);
    QCOMPARE(imported->log.imported, 2U);
    const std::vector<traffic::SkippedEntry> expected{
        {static_cast<traffic::Skip>(why), 1, text.find(element.toStdString(), 60)}};
    QVERIFY(imported->log.skipped == expected);
    QCOMPARE(capture.at(1).indexInSource, 2U);
}

void TestQuirks::files_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("repair");
    const std::string entry = fixture::entry("u");
    const auto row = [](const char *name, const std::string &file, int repair) {
        QTest::newRow(name) << QByteArray::fromStdString(file) << repair;
    };
    const auto repaired = [](Repair repair) { return static_cast<int>(repair); };
    const std::string whole = fixture::har(entry);
    row("a byte order mark", "\xEF\xBB\xBF" + whole, repaired(Repair::ByteOrderMark));
    row("in a call", "onInputData(" + whole + ");\n", repaired(Repair::WrappedInCall));
    row("no log", R"({"version":"1.2","entries":[)" + entry + "]}", repaired(Repair::NoLogObject));
    row("entries before everything", R"({"log":{"entries":[)" + entry + R"(],"version":"1.1"}})",
        repaired(Repair::MissingPages));
    row("pages null", fixture::har(entry, R"("pages":null,)"), repaired(Repair::MissingPages));
    row("text behind the end", whole + "\n<!-- saved -->", repaired(Repair::TrailingText));
    row("NUL bytes behind the end", whole + std::string(5, '\0'), repaired(Repair::MissingPages));
    row("no end", whole.substr(0, whole.size() - 3), repaired(Repair::Truncated));
    row("two lists of entries", R"({"log":{"entries":[],"entries":[)" + entry + "]}}",
        repaired(Repair::DuplicateMember));
    row("another member named log",
        R"({"a":{"log":{"entries":[]}},"log":{"entries":[)" + entry + "]}}",
        repaired(Repair::MissingPages));
}

void TestQuirks::files() {
    QFETCH(QByteArray, file);
    QFETCH(int, repair);
    fixture::Capture capture;
    const auto imported = capture.read(file.toStdString(), {"my.har", ""});
    QVERIFY(imported.has_value());
    QCOMPARE(imported->log.imported, 1U);
    QCOMPARE(imported->log.entries, 1U);
    QVERIFY(has(imported->log, static_cast<Repair>(repair)));
    QCOMPARE(capture.traffic.sourceInfo(imported->source).name, std::string_view("my.har"));
}

void TestQuirks::refused_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("offset");
    const auto row = [](const char *name, const char *file, ImportError::Kind kind, int offset) {
        QTest::newRow(name) << QByteArray(file) << static_cast<int>(kind) << offset;
    };
    row("nothing", "", ImportError::Kind::NotJson, 0);
    row("words", "no json", ImportError::Kind::NotJson, 0);
    row("a comment", "//x\n{}", ImportError::Kind::NotJson, 0);
    row("single quotes", R"({"log":{"version":'1'}})", ImportError::Kind::NotJson, 18);
    row("a list", "[]", ImportError::Kind::NotHar, 0);
    row("an empty object", "{}", ImportError::Kind::NotHar, 2);
    row("a log without entries", R"({"log":{"version":"1.2"}})", ImportError::Kind::NotHar, 25);
    row("a log that is a list", R"({"log":[]})", ImportError::Kind::NotHar, 10);
    row("entries that are an object", R"({"log":{"entries":{}}})", ImportError::Kind::NotHar, 22);
    row("cut before the entries", R"({"log":{"ver)", ImportError::Kind::NotHar, 12);
    row("UTF-16", "{\0\"\0l\0", ImportError::Kind::NotHar, 1);
}

void TestQuirks::refused() {
    QFETCH(QByteArray, file);
    QFETCH(int, kind);
    QFETCH(int, offset);
    fixture::Capture capture;
    const auto imported = capture.read(file.toStdString());
    QVERIFY(!imported.has_value());
    QCOMPARE(static_cast<int>(imported.error().kind), kind);
    QCOMPARE(static_cast<int>(imported.error().byteOffset), offset);
    QCOMPARE(capture.traffic.sourceCount() + capture.traffic.visitCount(), std::size_t{0});
}

void TestQuirks::everythingOfAnEntryIsKept() {
    fixture::Capture capture;
    const auto imported = capture.read(fixture::har(
        R"({"startedDateTime":"2024-05-01T10:00:00.5Z","time":12.25,"request":{"method":"POST","url":"https://a.example/","httpVersion":"h2","headers":[],"postData":{"text":"q=\u00e9"}},"response":{"status":201,"httpVersion":"h3","headers":[],"bodySize":7,"_transferSize":9,"content":{"size":8,"mimeType":"text/x"}},"serverIPAddress":"192.0.2.7"})",
        R"("browser":{"name":"B","version":"2"},)"));
    QVERIFY(imported.has_value());
    const traffic::Exchange &exchange = capture.at(0);
    QCOMPARE(exchange.method, std::string_view("POST"));
    QCOMPARE(exchange.requestVersion, std::string_view("h2"));
    QCOMPARE(exchange.responseVersion, std::string_view("h3"));
    QCOMPARE(exchange.mimeType, std::string_view("text/x"));
    QCOMPARE(exchange.serverAddress, std::string_view("192.0.2.7"));
    QCOMPARE(exchange.duration->count(), 12'250);
    QCOMPARE(exchange.started->time_since_epoch().count() % 1'000'000, 500'000);
    QCOMPARE(exchange.status, std::uint16_t{201});
    QCOMPARE(exchange.bodyBytes + exchange.contentBytes + exchange.transferredBytes, 7 + 8 + 9);
    QCOMPARE(capture.traffic.loadBody(exchange.requestBody, Bytes{10}).value(),
             std::string("q=\xC3\xA9"));
    QVERIFY(exchange.responseBody.form == traffic::BodyForm::Absent);
    const traffic::SourceInfo &info = capture.traffic.sourceInfo(imported->source);
    QCOMPARE(info.creator, std::string_view("test"));
    QCOMPARE(info.browser, std::string_view("B 2"));
    const std::string raw = capture.traffic.loadRaw(exchange.raw).value();
    QVERIFY(raw.starts_with("{\"startedDateTime\"") && raw.ends_with("}"));
}

void TestQuirks::longValuesThatAreNoBodiesAreKept() {
    const std::string value = std::string(5'000, 'v') + R"(\"\u00e9)";
    fixture::Capture capture;
    const auto imported = capture.read(fixture::har(
        R"({"_x":")" + std::string(9'000, 'x') + R"(","request":{"url":"data:,)" + value +
        R"(","headers":[{"name":"a","value":")" + value + R"("},{"name":"b","value":""}]}})"));
    QVERIFY(imported.has_value());
    const std::string decoded = std::string(5'000, 'v') + "\"\xC3\xA9";
    QCOMPARE(std::string(capture.url(0)), "data:," + decoded);
    QCOMPARE(fixture::fieldsText(capture.at(0).requestFields), "a=" + decoded + "|b=|");
}

void TestQuirks::longBodiesAreLocatedAndLoaded() {
    const std::string text(2'000'000, 'b');
    fixture::Capture capture;
    const auto imported = capture.read(fixture::har(
        R"({"request":{"url":"u","postData":{"text":"p)" + text +
        R"("}},"response":{"status":200,"headers":[{"name":"ETag","value":"x"}],"content":{"size":2000003,"text":"\n)" +
        text + R"(\"e"},"_after":"kept"}})" + "," + fixture::entry("next")));
    QVERIFY(imported.has_value());
    QCOMPARE(imported->log.imported, 2U);
    QCOMPARE(capture.body(0), "\n" + text + "\"e");
    QCOMPARE(capture.traffic.loadBody(capture.at(0).requestBody, Bytes{1U << 22U}).value(),
             "p" + text);
    const auto tooSmall = capture.traffic.loadBody(capture.at(0).responseBody, Bytes{1000});
    QVERIFY(!tooSmall && tooSmall.error().kind == traffic::LoadError::Kind::TooLarge);
    const std::string raw = capture.traffic.loadRaw(capture.at(0).raw).value();
    QVERIFY(raw.size() < 500 && raw.find("\"kept\"") != std::string::npos);
    QVERIFY(capture.traffic.memory().count < 10'000);
}

void TestQuirks::sanitisedChromeIsNoticed_data() {
    QTest::addColumn<QByteArray>("creator");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<bool>("sanitised");
    QTest::newRow("Chrome without cookies")
        << QByteArray("WebInspector") << QByteArray("a") << true;
    QTest::newRow("Chrome with a cookie")
        << QByteArray("WebInspector") << QByteArray("cookie") << false;
    QTest::newRow("Chrome with an authorization")
        << QByteArray("WebInspector") << QByteArray("Authorization") << false;
    QTest::newRow("Firefox without cookies") << QByteArray("Firefox") << QByteArray("a") << false;
}

void TestQuirks::sanitisedChromeIsNoticed() {
    QFETCH(QByteArray, creator);
    QFETCH(QByteArray, field);
    QFETCH(bool, sanitised);
    fixture::Capture capture;
    const auto imported =
        capture.read(R"({"log":{"creator":{"name":")" + creator.toStdString() +
                     R"("},"entries":[{"request":{"url":"u","headers":[{"name":")" +
                     field.toStdString() + R"(","value":"v"}]}}]}})");
    QVERIFY(imported.has_value());
    QCOMPARE(imported->sanitised, sanitised);
}

QTEST_APPLESS_MAIN(TestQuirks)
#include "test_quirks.moc"
