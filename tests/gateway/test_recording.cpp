// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>

#include "core/gateway/recorder.h"
#include "core/traffic/document.h"
#include "gateway_case.h"

using namespace etagere;
using namespace etagere::tests;
using traffic::ServedFrom;

namespace {

const auto recording = [](gateway::Options &options) {
    options.records = true;
    options.recordedBody = 1000;
};

QByteArray bodyOf(const traffic::Traffic &traffic, const traffic::Exchange &exchange) {
    const auto loaded = traffic.loadBody(exchange.responseBody, Bytes{1 << 20});
    return loaded ? QByteArray::fromStdString(*loaded) : QByteArray("(none)");
}

} // namespace

/// What passed becomes traffic.
class TestRecording : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exchanges();
    void cutBodies();
    void failures();
    void interleavedBodies();
    void savedBodies();
    void memory();
};

void TestRecording::exchanges() {
    GatewayCase test(recording);
    test.origin.answers["/a"] = {test.response(
        "Cache-Control: max-age=60\r\nETag: \"1\"\r\nContent-Type: text/css\r\n", "one")};
    test.get("/a", "X-Own: 1\r\n");
    test.get("/a");
    test.now += std::chrono::seconds(100);
    test.origin.answers["/a"] = {"HTTP/1.1 304 Not Modified\r\n\r\n"};
    test.get("/a");
    const traffic::Traffic &traffic = *test.gateway->traffic();
    QCOMPARE(traffic.exchangeCount(), std::size_t{3});
    const ServedFrom expected[] = {ServedFrom::Network, ServedFrom::Cache, ServedFrom::Validated};
    for (std::size_t i = 0; i < 3; ++i) {
        const auto &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        QCOMPARE(exchange.servedFrom, expected[i]);
        QCOMPARE(exchange.status, std::uint16_t{200});
        QCOMPARE(::bodyOf(traffic, exchange), QByteArray("one"));
        QVERIFY(http::find(exchange.responseFields, "Cache-Status") != nullptr);
        QCOMPARE(std::string(http::valueOf(exchange.responseFields, http::FieldName::ETag)),
                 std::string("\"1\""));
        QCOMPARE(QByteArray::fromStdString(std::string(traffic.urlText(exchange.url))),
                 test.origin.url("/a"));
    }
    const auto &first = traffic.exchange(traffic::ExchangeId::fromSize(0));
    QCOMPARE(std::string(http::find(first.requestFields, "x-own")->value), std::string("1"));
    QCOMPARE(std::string(first.serverAddress), std::string("127.0.0.1"));
    QCOMPARE(std::string(first.mimeType), std::string("text/css"));
    QCOMPARE(*first.started, test.now - std::chrono::seconds(100));
    QCOMPARE(traffic.exchange(traffic::ExchangeId::fromSize(2)).transferredBytes, 0);
}

void TestRecording::cutBodies() {
    GatewayCase test(recording);
    test.origin.answers["/long"] = {test.response("", QByteArray(5000, 'x'))};
    test.origin.answers["/cut"] = {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", true};
    QCOMPARE(tests::bodyOf(test.get("/long")).size(), qsizetype{5000});
    test.get("/cut");
    const traffic::Traffic &traffic = *test.gateway->traffic();
    QCOMPARE(traffic.exchangeCount(), std::size_t{2});
    const auto &longer = traffic.exchange(traffic::ExchangeId::fromSize(0));
    QVERIFY(longer.responseBody.truncated && longer.responseBody.length <= 1000);
    const auto &cut = traffic.exchange(traffic::ExchangeId::fromSize(1));
    QVERIFY(cut.responseBody.truncated);
    QCOMPARE(::bodyOf(traffic, cut), QByteArray("abc"));
}

void TestRecording::failures() {
    GatewayCase test(recording);
    test.origin.answers["/a"] = {"", true};
    test.get("/a");
    RawClient client(test.port());
    client.send("PUT /gone HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc");
    QTRY_COMPARE(test.origin.waitingCount(), std::size_t{1});
    client.socket().abort();
    const traffic::Traffic &traffic = *test.gateway->traffic();
    QTRY_COMPARE(traffic.exchangeCount(), std::size_t{2});
    QCOMPARE(traffic.exchange(traffic::ExchangeId::fromSize(0)).status, std::uint16_t{502});
    QCOMPARE(traffic.exchange(traffic::ExchangeId::fromSize(1)).status, std::uint16_t{0});
}

/// Pieces of many bodies lie in one file between each other.
void TestRecording::interleavedBodies() {
    const auto spill = traffic::BodySpill::create();
    QVERIFY(spill != nullptr);
    traffic::BodySpill::Blob first, second, none;
    std::string expected;
    for (int i = 0; i < 50; ++i) {
        QVERIFY(spill->append(first, "a" + std::to_string(i)));
        QVERIFY(i % 3 != 0 || spill->append(second, std::string(100, 'b')));
        expected += "a" + std::to_string(i);
    }
    const std::uint64_t numbers[] = {spill->keep(second), spill->keep(none), spill->keep(first)};
    const traffic::SourceId source = traffic::SourceId::fromSize(0);
    const auto load = [&](std::uint64_t number, std::uint64_t length, std::uint64_t limit) {
        return spill->loadBody({source, traffic::BodyForm::Blob, false, number, length},
                               Bytes{limit});
    };
    QCOMPARE(*load(numbers[2], first.size(), 10000), expected);
    QCOMPARE(load(numbers[0], second.size(), 10000)->size(), std::size_t{1700});
    QCOMPARE(load(numbers[1], 0, 10000)->size(), std::size_t{0});
    QCOMPARE(load(numbers[2], first.size(), 10).error().kind, traffic::LoadError::Kind::TooLarge);
    QCOMPARE(load(99, 1, 10).error().kind, traffic::LoadError::Kind::Absent);
}

/// A capture that is saved and opened again has every body with its own exchange.
void TestRecording::savedBodies() {
    GatewayCase test(recording);
    for (const char *path : {"/a", "/b", "/c", "/d"}) {
        test.origin.answers[path] = {test.response("", QByteArray("body of ") + path)};
        test.get(path);
    }
    const QTemporaryDir folder;
    const std::filesystem::path file =
        folder.filePath(QStringLiteral("passed.etagere")).toStdString();
    QVERIFY(traffic::saveCapture(*test.gateway->traffic(), file).has_value());
    const auto opened = traffic::openCapture(file);
    QVERIFY(opened.has_value());
    for (std::size_t i = 0; i < 4; ++i) {
        const auto &exchange = opened->traffic.exchange(traffic::ExchangeId::fromSize(i));
        const std::string_view url = opened->traffic.urlText(exchange.url);
        QCOMPARE(::bodyOf(opened->traffic, exchange),
                 QByteArray("body of ") + QByteArray(url.substr(url.size() - 2).data(), 2));
    }
}

void TestRecording::memory() {
    gateway::Recorder recorder("127.0.0.1:8080", Instant());
    std::vector<http::Field> request, response;
    const auto add = [](std::vector<http::Field> &fields, std::string_view name,
                        std::string_view value) {
        fields.push_back({name, value, http::fieldNameFrom(name)});
    };
    add(request, "Host", "www.example.org");
    add(request, "User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox");
    add(request, "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
    add(request, "Accept-Language", "en-US,en;q=0.5");
    add(request, "Accept-Encoding", "gzip, deflate, br, zstd");
    add(request, "Cookie", "session=0123456789abcdef0123456789abcdef; consent=yes");
    add(response, "Date", "Tue, 01 Jan 2030 00:00:00 GMT");
    add(response, "Content-Type", "text/html; charset=utf-8");
    add(response, "Cache-Control", "public, max-age=3600");
    add(response, "ETag", "\"5e8c6a4f-1a2b\"");
    add(response, "Last-Modified", "Mon, 31 Dec 2029 00:00:00 GMT");
    add(response, "Content-Length", "6699");
    const std::string status = "etagere; hit; ttl=3600; key=\"https://www.example.org/page\"; "
                               "detail=\"stored-matches lifetime-max-age age-apparent fresh\"";
    add(response, "Cache-Status", status);
    constexpr int count = 20000;
    for (int i = 0; i < count; ++i) {
        const std::string url = "https://www.example.org/page/" + std::to_string(i);
        gateway::Passed passed;
        passed.method = "GET";
        passed.url = url;
        passed.requestFields = request;
        passed.status = 200;
        passed.responseFields = response;
        recorder.record(passed);
    }
    const std::uint64_t each = recorder.traffic().memory().count / count;
    QVERIFY2(each < 3000, QByteArray::number(each));
    QVERIFY(each > 500); // it is counted at all
}

QTEST_GUILESS_MAIN(TestRecording)
#include "test_recording.moc"
