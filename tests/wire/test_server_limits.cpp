// SPDX-License-Identifier: Apache-2.0
#include "server_case.h"

#include <vector>

using namespace etagere::tests;
using namespace std::chrono_literals;

/// What one client may cost, and what becomes of one that goes.
class TestServerLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bigBodiesAreNotHeld();
    void slowClients();
    void stuckClients();
    void idleClients();
    void abortsAreNoticed();
    void halfClosedClientsAreAnswered();
    void unwantedBodiesEnd();
    void waitsForFreePlaces();
};

void TestServerLimits::bigBodiesAreNotHeld() {
    Server server;
    RawClient client(server.port());
    client.socket().setReadBufferSize(4096);
    client.send("GET /big HTTP/1.1\r\n\r\n");
    QTRY_VERIFY(server.seen.bigSent > 0);
    RawClient other(server.port());
    other.send("GET /a HTTP/1.1\r\n\r\n");
    QVERIFY(other.gets(helloA));
    // What the system's buffers take, and no more; how much that is, is the system's affair.
    QVERIFY(server.seen.bigSent < bigSize);
    client.socket().setReadBufferSize(0);
    qsizetype got = 0;
    QVERIFY(etagere::tests::waitFor(
        [&] {
            got += client.socket().readAll().size();
            return got >= qsizetype{bigSize};
        },
        std::chrono::seconds(60)));
    QVERIFY(server.seen.bigHeld > 0);
    QVERIFY(server.seen.bigHeld <= Limits().buffered + bigPiece);
}

void TestServerLimits::slowClients() {
    Limits limits;
    limits.head = 40ms;
    Server server(limits);
    RawClient client(server.port());
    client.send("GET /a HTTP/1.1\r\nHost: ");
    // Progress does not help: a head has so long and no longer.
    QVERIFY(etagere::tests::waitFor([&] {
        if (client.socket().state() == QAbstractSocket::ConnectedState)
            client.send("x");
        return client.received().contains("408");
    }));
    QVERIFY(server.seen.requests.isEmpty());
}

void TestServerLimits::stuckClients() {
    Limits limits;
    limits.progress = 40ms;
    Server server(limits);
    RawClient body(server.port());
    body.send("PUT /echo HTTP/1.1\r\nContent-Length: 5\r\n\r\nab");
    QVERIFY(body.gets("HTTP/1.1 408 "));
    RawClient reader(server.port());
    reader.socket().setReadBufferSize(1024);
    reader.send("GET /big HTTP/1.1\r\n\r\n");
    QTRY_COMPARE(server.seen.aborts.size(), 2);
    QTRY_COMPARE(server.listener->connectionCount(), std::size_t{0});
}

void TestServerLimits::idleClients() {
    Limits limits;
    limits.idle = 40ms;
    Server server(limits);
    RawClient fresh(server.port());
    RawClient used(server.port());
    used.send("GET /a HTTP/1.1\r\n\r\n");
    QCOMPARE(fresh.all(), QByteArray());
    QCOMPARE(used.all(), helloA);
    // Waiting for an answer is not idling.
    RawClient waiting(server.port());
    waiting.send("GET /hold HTTP/1.1\r\n\r\n");
    QTRY_VERIFY(server.seen.held != nullptr);
    RawClient another(server.port());
    QCOMPARE(another.all(), QByteArray());
    QVERIFY(server.seen.held != nullptr);
}

void TestServerLimits::abortsAreNoticed() {
    Server server;
    {
        RawClient client(server.port());
        client.send("GET /big HTTP/1.1\r\n\r\n");
        QTRY_VERIFY(server.seen.bigSent > 0);
        client.socket().abort();
    }
    QTRY_COMPARE(server.seen.aborts.size(), 1);
    RawClient uploader(server.port());
    uploader.send("PUT /echo HTTP/1.1\r\nContent-Length: 50\r\n\r\nab");
    QTRY_COMPARE(server.seen.body, QByteArray("ab"));
    uploader.socket().abort();
    QTRY_COMPARE(server.seen.aborts.size(), 2);
    QTRY_COMPARE(server.listener->connectionCount(), std::size_t{0});
}

void TestServerLimits::halfClosedClientsAreAnswered() {
    Server server;
    RawClient client(server.port());
    client.send("GET /hold HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n");
    QTRY_VERIFY(server.seen.held != nullptr);
    client.socket().disconnectFromHost();
    RawClient barrier(server.port());
    barrier.send("GET /a HTTP/1.1\r\n\r\n");
    QVERIFY(barrier.gets(helloA));
    QVERIFY(server.seen.held != nullptr);
    server.seen.held->respond(204, "No Content", {}, BodyPlan::none());
    server.seen.held->finish();
    QTRY_COMPARE(server.seen.requests.size(), 3);
}

void TestServerLimits::unwantedBodiesEnd() {
    Limits limits;
    limits.discarded = 1000;
    Server server(limits);
    RawClient little(server.port());
    little.send("PUT /a HTTP/1.1\r\nContent-Length: 500\r\n\r\n" + QByteArray(500, 'x') +
                "GET /b HTTP/1.1\r\n\r\n");
    QVERIFY(little.gets(helloA + helloB));
    RawClient much(server.port());
    much.send("PUT /a HTTP/1.1\r\nContent-Length: 500000\r\n\r\n" + QByteArray(5000, 'x'));
    QCOMPARE(much.all(), helloA);
}

void TestServerLimits::waitsForFreePlaces() {
    Server server({}, 2);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 4; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        clients.back()->send("GET /a HTTP/1.1\r\n\r\n");
    }
    QVERIFY(clients[0]->gets(helloA) && clients[1]->gets(helloA));
    QCOMPARE(server.listener->connectionCount(), std::size_t{2});
    QVERIFY(clients[2]->received().isEmpty());
    clients[0]->socket().abort();
    clients[1]->socket().abort();
    QVERIFY(clients[2]->gets(helloA) && clients[3]->gets(helloA));
}

QTEST_GUILESS_MAIN(TestServerLimits)
#include "test_server_limits.moc"
