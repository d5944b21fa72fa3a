// SPDX-License-Identifier: Apache-2.0
#include "server_case.h"

using namespace etagere::tests;

class TestServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesAddressesOthersReach();
    void keepsAliveAndAnswersInOrder();
    void answersOneByteAtATime();
    void answersAtOnceWhenHeld();
    void framesBodies();
    void oldClients();
    void passesInterim();
    void readsBodies();
    void pausesBodies();
    void refusals_data();
    void refusals();
    void abortsWhatIsNotWhole();
    void sendsRawBytes();
};

void TestServer::refusesAddressesOthersReach() {
    Loop loop;
    ListenOptions options;
    options.address = {"0.0.0.0", 0};
    const auto none = [](ServerConnection &) { return std::unique_ptr<RequestHandler>(); };
    const auto refused = Listener::open(loop, options, none);
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().kind, WireError::Kind::NotLoopback);
    options.beyondLoopback = true;
    QVERIFY(Listener::open(loop, options, none).has_value());
}

void TestServer::keepsAliveAndAnswersInOrder() {
    Server server;
    RawClient client(server.port());
    client.send("GET /a HTTP/1.1\r\n\r\n");
    QVERIFY(client.gets(helloA));
    client.send("GET /b HTTP/1.1\r\n\r\nGET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\nConnection: "
                "close\r\n\r\n");
    const QByteArray last =
        "HTTP/1.1 200 OK\r\nContent-Length: 8\r\nConnection: close\r\n\r\nhello "
        "/b";
    QCOMPARE(client.all(), helloA + helloB + helloA + last);
    QTRY_COMPARE(server.listener->connectionCount(), std::size_t{0});
}

void TestServer::answersOneByteAtATime() {
    Server server;
    RawClient client(server.port());
    for (const char byte : QByteArray("PUT /echo HTTP/1.1\r\nContent-Length: 2\r\n\r\nxy")) {
        client.send(QByteArray(1, byte));
        QCoreApplication::processEvents();
    }
    QVERIFY(client.gets("\r\n\r\nxy"));
}

/// A second request waits until the first is answered; nothing of it is told before.
void TestServer::answersAtOnceWhenHeld() {
    Server server;
    RawClient client(server.port());
    client.send("GET /hold HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n");
    QTRY_VERIFY(server.seen.held != nullptr);
    client.send("GET /a HTTP/1.1\r\n\r\n");
    QCOMPARE(server.seen.requests.size(), 1);
    server.seen.held->respond(204, "No Content", {}, BodyPlan::none());
    server.seen.held->finish();
    QVERIFY(client.gets("HTTP/1.1 204 No Content\r\n\r\n" + helloB + helloA));
}

void TestServer::framesBodies() {
    Server server;
    RawClient client(server.port());
    client.send("GET /chunked HTTP/1.1\r\n\r\n");
    QVERIFY(
        client.gets("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\na\r\n0123456789\r\n0\r\n\r\n"));
    client.received().clear();
    client.send("HEAD /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n");
    QVERIFY(client.gets("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n" + helloB));
}

void TestServer::oldClients() {
    Server server;
    RawClient closing(server.port());
    closing.send("GET /chunked HTTP/1.0\r\n\r\n");
    QCOMPARE(closing.all(),
             QByteArray("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabc0123456789"));
    RawClient keeping(server.port());
    keeping.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    QVERIFY(keeping.gets("Connection: keep-alive\r\n\r\nhello /a"));
    QCOMPARE(server.listener->connectionCount(), std::size_t{1});
}

void TestServer::passesInterim() {
    Server server;
    RawClient client(server.port());
    client.send("GET /interim HTTP/1.1\r\n\r\n");
    QVERIFY(client.gets("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n"));
    RawClient old(server.port());
    old.send("GET /interim HTTP/1.0\r\n\r\n");
    QVERIFY(!old.all().contains("103"));
}

void TestServer::readsBodies() {
    Server server;
    RawClient client(server.port());
    client.send("PUT /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
    QTRY_COMPARE(server.seen.body, QByteArray("abc"));
    client.send("1\r\nd\r\n0\r\n\r\n");
    QVERIFY(client.gets("Content-Length: 4\r\n\r\nabcd"));
}

void TestServer::pausesBodies() {
    Server server;
    RawClient client(server.port());
    ServerConnection *connection = nullptr;
    client.send("PUT /paused HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n");
    QTRY_COMPARE(server.seen.requests.size(), 1);
    client.send("GET /never HTTP/1.1\r\n\r\n");
    RawClient other(server.port());
    other.send("GET /a HTTP/1.1\r\n\r\n");
    QVERIFY(other.gets(helloA));
    QVERIFY(connection == nullptr && server.seen.body.isEmpty());
}

void TestServer::refusals_data() {
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("no HTTP") << QByteArray("\x16\x03\x01 hello\r\n\r\n") << QByteArray("400");
    QTest::newRow("a later version") << QByteArray("GET / HTTP/3.0\r\n\r\n") << QByteArray("505");
    QTest::newRow("a large head") << "GET / HTTP/1.1\r\nA: " + QByteArray(70000, 'x') + "\r\n\r\n"
                                  << QByteArray("431");
    QTest::newRow("many fields") << "GET / HTTP/1.1\r\n" + QByteArray("A: 1\r\n").repeated(300) +
                                        "\r\n"
                                 << QByteArray("431");
    QTest::newRow("an unknown transfer coding")
        << QByteArray("PUT / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n") << QByteArray("501");
    QTest::newRow("two lengths")
        << QByteArray("PUT / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n")
        << QByteArray("400");
}

void TestServer::refusals() {
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, status);
    Server server;
    RawClient client(server.port());
    client.send("GET /a HTTP/1.1\r\n\r\n");
    QVERIFY(client.gets(helloA));
    client.received().clear();
    client.send(request);
    const QByteArray all = client.all();
    QVERIFY2(all.startsWith("HTTP/1.1 " + status + " "), all);
    QVERIFY(all.contains("Connection: close\r\n") && all.endsWith("\r\n\r\nrefused"));
    QCOMPARE(server.seen.requests.size(), 1);
}

void TestServer::abortsWhatIsNotWhole() {
    Server server;
    RawClient client(server.port());
    client.send("GET /short HTTP/1.1\r\n\r\nGET /a HTTP/1.1\r\n\r\n");
    QVERIFY(client.isClosed());
    QCOMPARE(client.socket().error(), QAbstractSocket::RemoteHostClosedError);
    QVERIFY(!client.received().contains("hello"));
    QCOMPARE(server.seen.requests, QByteArrayList{"GET /short"});
}

void TestServer::sendsRawBytes() {
    Server server;
    RawClient client(server.port());
    client.send("GET /raw HTTP/1.1\r\n\r\nGET /a HTTP/1.1\r\n\r\n");
    QCOMPARE(client.all(), QByteArray("HTTP/9.9 what\n\x01"));
}

QTEST_GUILESS_MAIN(TestServer)
#include "test_server.moc"
