// SPDX-License-Identifier: Apache-2.0
#include "core/gateway/upstream.h"
#include "gateway_case.h"

using namespace etagere;
using namespace etagere::tests;
using namespace std::chrono_literals;

namespace {

const auto forward = [](gateway::Options &options) { options.origin.reset(); };

} // namespace

/// What goes out and what comes back, beside the bodies.
class TestForwarding : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fieldsBothWays();
    void interimResponses();
    void continueIsTheOrigins();
    void forwardMode();
    void refusals_data();
    void refusals();
    void malformedOrigins_data();
    void malformedOrigins();
    void originsOwnPath();
    void slowOrigins();
    void slowClientsAreCut();
    void redirectsAndCodingsPass();
    void aGatewayBeforeItselfIsRefused();
    void abortedRequestsEndAtTheOrigin();
};

void TestForwarding::fieldsBothWays() {
    GatewayCase test;
    test.origin.answers["/a?b=c"] = {
        test.response("X-oWn: \xe9 1\r\nConnection: X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\n"
                      "Set-Cookie: a=b\r\nset-cookie: c=d\r\nServer: s\r\n",
                      "one")};
    const QByteArray response =
        test.get("/a?b=c", "X-aBc: \xff\r\nConnection: x-secret\r\nX-Secret: 1\r\nTE: trailers\r\n"
                           "Accept-Encoding: br\r\nproxy-authorization: no\r\n");
    const QByteArray request = test.origin.requests.at(0);
    QCOMPARE(request,
             "GET /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(test.origin.port()) +
                 "\r\nX-aBc: \xff\r\nAccept-Encoding: br\r\n\r\n");
    QVERIFY(response.contains("\r\nX-oWn: \xe9 1\r\n"));
    QVERIFY(response.contains("\r\nSet-Cookie: a=b\r\nset-cookie: c=d\r\n"));
    QVERIFY(!response.contains("X-Hop") && !response.contains("Keep-Alive"));
    QVERIFY(!response.contains("Via:") && !response.contains("Age:"));
}

void TestForwarding::interimResponses() {
    GatewayCase test;
    test.origin.answers["/a"] = {
        "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\nConnection: "
        "a\r\n\r\n" +
        test.response("Cache-Control: max-age=60\r\n", "one")};
    const QByteArray first = test.get("/a");
    QVERIFY(first.startsWith("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: "
                             "</x>\r\n\r\nHTTP/1.1 200 OK\r\n"));
    const QByteArray second = test.get("/a");
    QVERIFY(second.startsWith("HTTP/1.1 200 OK\r\n") && !second.contains("Link"));
}

void TestForwarding::continueIsTheOrigins() {
    GatewayCase test;
    RawClient client(test.port());
    client.send("PUT /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    QTRY_VERIFY(test.origin.hasRequest("\r\nExpect: 100-continue\r\n"));
    QVERIFY(client.received().isEmpty());
    test.origin.release("/a", {"HTTP/1.1 100 Continue\r\n\r\n"});
    QVERIFY(client.gets("HTTP/1.1 100 Continue\r\n\r\n"));
    client.send("abc");
    QTRY_COMPARE(test.origin.bodies, QByteArray("abc"));
}

void TestForwarding::forwardMode() {
    GatewayCase test(forward);
    test.origin.answers["/a?b"] = {test.response("Cache-Control: max-age=60\r\n", "one")};
    const QByteArray first = test.get(test.origin.url("/a?b"));
    QCOMPARE(bodyOf(first), QByteArray("one"));
    QVERIFY(test.origin.requests.at(0).startsWith("GET /a?b HTTP/1.1\r\nHost: 127.0.0.1:"));
    QVERIFY(fieldOf(test.get(test.origin.url("/a?b")), "Cache-Status").contains("hit"));
    QCOMPARE(test.origin.requests.size(), 1);
}

void TestForwarding::refusals_data() {
    using Kind = gateway::Refusal::Kind;
    QTest::addColumn<bool>("forwards");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<int>("kind");
    QTest::newRow("a tunnel") << true << QByteArray("CONNECT h:443") << QByteArray("501")
                              << int(Kind::NoTunnel);
    QTest::newRow("a tunnel through a reverse gateway")
        << false << QByteArray("CONNECT h:443") << QByteArray("501") << int(Kind::NoTunnel);
    QTest::newRow("a path alone") << true << QByteArray("GET /a") << QByteArray("400")
                                  << int(Kind::NeedsAbsolute);
    QTest::newRow("another scheme")
        << true << QByteArray("GET ftp://h/") << QByteArray("400") << int(Kind::NotHttp);
    QTest::newRow("itself") << true << QByteArray("GET http://localhost:PORT/") << QByteArray("508")
                            << int(Kind::Loop);
    QTest::newRow("itself by address") << true << QByteArray("GET http://127.0.0.1:PORT/a")
                                       << QByteArray("508") << int(Kind::Loop);
}

void TestForwarding::refusals() {
    QFETCH(bool, forwards);
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, status);
    QFETCH(int, kind);
    GatewayCase test(forwards ? GatewayCase::Change(forward) : GatewayCase::Change());
    line.replace("PORT", QByteArray::number(test.port()));
    RawClient client(test.port());
    client.send(line + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    const QByteArray response = client.all();
    QVERIFY2(response.startsWith("HTTP/1.1 " + status + " "), response);
    QVERIFY(bodyOf(response).startsWith("refused " + QByteArray::number(kind) + " "));
    QVERIFY(test.origin.requests.isEmpty());
}

void TestForwarding::malformedOrigins_data() {
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("no HTTP") << QByteArray("SSH-2.0-x\r\n\r\n");
    QTest::newRow("two lengths") << QByteArray(
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab");
    QTest::newRow("control characters") << QByteArray("HTTP/1.1 200 OK\r\nA: b\x01\r\n\r\n");
    QTest::newRow("an endless head") << "HTTP/1.1 200 OK\r\nA: " + QByteArray(100000, 'a');
    QTest::newRow("a switch of protocols") << QByteArray("HTTP/1.1 101 Go\r\nUpgrade: x\r\n\r\n");
    QTest::newRow("half a head") << QByteArray("HTTP/1.1 200 OK\r\nA: b");
}

void TestForwarding::malformedOrigins() {
    QFETCH(QByteArray, answer);
    GatewayCase test;
    test.origin.answers["/a"] = {answer, true};
    const QByteArray response = test.get("/a");
    QVERIFY2(response.startsWith("HTTP/1.1 502 "), response);
    QCOMPARE(bodyOf(response), "refused 1 " + test.origin.url() + "\n");
    QCOMPARE(test.origin.requests.size(), 1);
}

void TestForwarding::originsOwnPath() {
    GatewayCase test([](gateway::Options &options) {
        options.origin = gateway::upstreamFrom(options.origin->origin + "/base");
    });
    test.origin.answers["/base/a"] = {test.response("", "one")};
    QCOMPARE(bodyOf(test.get("/a")), QByteArray("one"));
}

void TestForwarding::slowOrigins() {
    GatewayCase test([](gateway::Options &options) {
        options.client.limits.answer = 40ms;
        options.client.limits.progress = 40ms;
    });
    QVERIFY(test.get("/silent").startsWith("HTTP/1.1 504 "));
    test.origin.answers["/stalls"] = {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"};
    const QByteArray cut = test.get("/stalls");
    QCOMPARE(bodyOf(cut).size(), qsizetype{3}); // and then no more, of nine
}

void TestForwarding::slowClientsAreCut() {
    GatewayCase test([](gateway::Options &options) { options.listen.limits.head = 40ms; });
    RawClient client(test.port());
    client.send("GET /a HTT");
    const QByteArray response = client.all();
    QVERIFY(response.startsWith("HTTP/1.1 408 "));
    QVERIFY(bodyOf(response).startsWith("refused 0"));
}

void TestForwarding::redirectsAndCodingsPass() {
    GatewayCase test;
    test.origin.answers["/a"] = {"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Encoding: "
                                 "gzip\r\nContent-Length: 5\r\n\r\n\x1f\x8b\x08zz"};
    const QByteArray response = test.get("/a");
    QVERIFY(response.startsWith("HTTP/1.1 302 Found\r\n"));
    QCOMPARE(bodyOf(response), QByteArray("\x1f\x8b\x08zz"));
    QCOMPARE(test.origin.requests.size(), 1);
}

void TestForwarding::aGatewayBeforeItselfIsRefused() {
    wire::Loop loop;
    const auto taken = wire::listenOn({"127.0.0.1", 0});
    const wire::Address address = wire::localAddressOf(*taken);
    ::close(*taken);
    gateway::Options options;
    options.origin = gateway::upstreamFrom("http://" + wire::textOf(address));
    options.listen.address = address;
    options.clock = [] { return Instant(); };
    const auto started = gateway::Gateway::start(loop, options);
    QVERIFY(!started.has_value());
    QCOMPARE(started.error().kind, wire::WireError::Kind::Refused);
}

void TestForwarding::abortedRequestsEndAtTheOrigin() {
    GatewayCase test;
    RawClient client(test.port());
    client.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
    QTRY_COMPARE(test.origin.bodies, QByteArray("abc"));
    client.socket().abort();
    QTRY_COMPARE(test.gateway->connectionCount(), std::size_t{0});
    test.origin.answers["/b"] = {test.response("", "fine")};
    QCOMPARE(bodyOf(test.get("/b")), QByteArray("fine"));
    QCOMPARE(test.origin.connections, 2); // that one was not used again
}

QTEST_GUILESS_MAIN(TestForwarding)
#include "test_forwarding.moc"
