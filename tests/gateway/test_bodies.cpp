// SPDX-License-Identifier: Apache-2.0
#include "gateway_case.h"

#include <fstream>

using namespace etagere;
using namespace etagere::tests;

namespace {

constexpr qsizetype big = qsizetype{48} << 20;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool quarantined = true;
#elif defined(__has_feature)
constexpr bool quarantined = __has_feature(address_sanitizer);
#else
constexpr bool quarantined = false;
#endif

/// What this process holds; 0 where a sanitizer keeps what was freed.
qint64 residentKilobytes() {
    if (quarantined)
        return 0;
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("RssAnon:"))
            return std::stoll(line.substr(8));
    }
    return 0;
}

/// Sends as much as is asked for, a piece at a time, and counts what it gets.
class BigOrigin {
public:
    BigOrigin() {
        m_server.listen(QHostAddress(QHostAddress::LocalHost));
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            m_socket = m_server.nextPendingConnection();
            m_socket->setReadBufferSize(1 << 20);
            QObject::connect(m_socket, &QTcpSocket::readyRead, m_socket, [this] { read(); });
            QObject::connect(m_socket, &QTcpSocket::bytesWritten, m_socket, [this] { goOn(); });
        });
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_server.serverPort()); }
    qsizetype sent = 0;
    qsizetype received = 0;

private:
    void read() {
        const QByteArray bytes = m_socket->readAll();
        received += bytes.size();
        if (bytes.startsWith("GET ")) {
            m_left = big;
            m_socket->write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        } else if (received > big) {
            m_socket->write("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
        }
    }
    void goOn() {
        static const QByteArray piece = "10000\r\n" + QByteArray(65536, 'p') + "\r\n";
        while (m_left > 0 && m_socket->bytesToWrite() < (1 << 18)) {
            m_socket->write(piece);
            m_left -= 65536;
            sent += 65536;
            if (m_left == 0)
                m_socket->write("0\r\n\r\n");
        }
    }
    QTcpServer m_server;
    QTcpSocket *m_socket = nullptr;
    qsizetype m_left = 0;
};

} // namespace

/// Bodies of every framing and size.
class TestBodies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void framings_data();
    void framings();
    void declaredLess();
    void uploads();
    void largerThanMemory();
    void largeUploads();
    void unwantedBodies();
    void storedLargeBodies();
    void clientsThatGoWhileBodiesAreSent();
};

void TestBodies::framings_data() {
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<QByteArray>("client");
    const QByteArray chunks = "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: 1\r\n\r\n";
    QTest::newRow("a length") << QByteArray("Content-Length: 5\r\n") << QByteArray("abcde") << false
                              << QByteArray("abcde");
    QTest::newRow("chunks") << QByteArray("Transfer-Encoding: chunked\r\n") << chunks << false
                            << QByteArray("5\r\nabcde\r\n0\r\n\r\n");
    QTest::newRow("until close") << QByteArray() << QByteArray("abcde") << true
                                 << QByteArray("5\r\nabcde\r\n0\r\n\r\n");
    QTest::newRow("an unknown coding until close")
        << QByteArray("Transfer-Encoding: junk\r\n") << QByteArray("abcde") << true
        << QByteArray("5\r\nabcde\r\n0\r\n\r\n");
    QTest::newRow("nothing") << QByteArray("Content-Length: 0\r\n") << QByteArray() << false
                             << QByteArray();
}

/// The same bytes reach the client on the first answer, and on the next from the cache.
void TestBodies::framings() {
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, body);
    QFETCH(bool, closes);
    QFETCH(QByteArray, client);
    GatewayCase test;
    test.origin.answers["/a"] = {"HTTP/1.1 200 OK\r\n" + test.date() +
                                     "Cache-Control: max-age=60\r\n" + fields + "\r\n" + body,
                                 closes};
    QByteArray first = bodyOf(test.get("/a"));
    if (client.contains("\r\n")) {
        // However the chunks were cut on their way.
        QVERIFY(first.endsWith("0\r\n\r\n"));
        first.replace("3\r\nabc\r\n2\r\nde\r\n", "5\r\nabcde\r\n");
    }
    QCOMPARE(first, client);
    const QByteArray second = test.get("/a");
    QCOMPARE(test.origin.requests.size(), 1);
    QCOMPARE(bodyOf(second), client.isEmpty() ? client : QByteArray("abcde"));
    QCOMPARE(fieldOf(second, "Content-Length"), QByteArray::number(bodyOf(second).size()));
    QVERIFY(fieldOf(second, "Transfer-Encoding").isEmpty());
}

void TestBodies::declaredLess() {
    GatewayCase test;
    test.origin.answers["/a"] = {"HTTP/1.1 200 OK\r\n" + test.date() +
                                 "Cache-Control: max-age=60\r\nContent-Length: 10\r\n\r\n" +
                                 QByteArray("0123456789and more that nobody asked for")};
    for (int i = 0; i < 2; ++i) {
        const QByteArray response = test.get("/a");
        QCOMPARE(fieldOf(response, "Content-Length"), QByteArray("10"));
        QCOMPARE(bodyOf(response), QByteArray("0123456789"));
    }
    QCOMPARE(test.origin.requests.size(), 1);
    test.origin.answers["/b"] = {test.response("", "fine")};
    QCOMPARE(bodyOf(test.get("/b")), QByteArray("fine"));
    QCOMPARE(test.origin.connections, 2); // what follows is never taken for an answer
}

void TestBodies::uploads() {
    GatewayCase test;
    RawClient client(test.port());
    client.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\n\r\nabc");
    QTRY_COMPARE(test.origin.bodies, QByteArray("abc")); // as it comes, not when it is whole
    client.send("def");
    QTRY_COMPARE(test.origin.bodies, QByteArray("abcdef"));
    test.origin.release("/a", {"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"});
    QVERIFY(client.gets("HTTP/1.1 201 Created\r\n"));
    client.send(
        "POST /b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nxy\r\n0\r\n\r\n");
    QTRY_VERIFY(test.origin.bodies.endsWith("2\r\nxy\r\n0\r\n\r\n"));
    QVERIFY(test.origin.requests.at(1).contains("Transfer-Encoding: chunked\r\n"));
    test.origin.release("/b", {"HTTP/1.1 204 No Content\r\n\r\n"});
    QVERIFY(client.gets("HTTP/1.1 204 No Content\r\n"));
    QCOMPARE(test.origin.connections, 1);
}

void TestBodies::largerThanMemory() {
    BigOrigin origin;
    GatewayCase test([&origin](gateway::Options &options) {
        options.origin = gateway::upstreamFrom(origin.url());
        options.cache.limits.entry = Bytes{1 << 20};
    });
    RawClient client(test.port());
    client.socket().setReadBufferSize(1 << 20);
    const qint64 before = residentKilobytes();
    client.send("GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    // A client that does not read stops the origin, not the gateway.
    RawClient other(test.port());
    QTRY_VERIFY(origin.sent > 0);
    qsizetype got = 0;
    qint64 most = 0;
    QVERIFY(etagere::tests::waitFor(
        [&] {
            got += client.socket().readAll().size();
            most = std::max(most, residentKilobytes() - before);
            return client.socket().state() == QAbstractSocket::UnconnectedState &&
                   client.socket().bytesAvailable() == 0;
        },
        std::chrono::seconds(60)));
    QVERIFY(got > big);
    QVERIFY2(most < 24 * 1024, QByteArray::number(most));
}

void TestBodies::largeUploads() {
    BigOrigin origin;
    GatewayCase test([&origin](gateway::Options &options) {
        options.origin = gateway::upstreamFrom(origin.url());
    });
    RawClient client(test.port());
    const qint64 before = residentKilobytes();
    client.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: " + QByteArray::number(big) +
                "\r\n\r\n");
    const QByteArray piece(65536, 'u');
    qsizetype put = 0;
    qint64 most = 0;
    QVERIFY(etagere::tests::waitFor(
        [&] {
            while (put < big && client.socket().bytesToWrite() < (1 << 18)) {
                client.socket().write(piece);
                put += piece.size();
            }
            most = std::max(most, residentKilobytes() - before);
            return client.received().contains("HTTP/1.1 201 Created");
        },
        std::chrono::seconds(60)));
    QVERIFY2(most < 24 * 1024, QByteArray::number(most));
}

/// The body of a response that shows only what is stored is not waited for.
void TestBodies::unwantedBodies() {
    GatewayCase test;
    test.origin.answers["/a"] = {test.response("Cache-Control: max-age=60\r\n", "one")};
    test.get("/a");
    QCOMPARE(bodyOf(test.get("/a", "Range: bytes=0-1\r\n")), QByteArray("on"));
    RawClient client(test.port());
    client.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
    QVERIFY(client.gets("\r\n\r\none"));
    QCOMPARE(test.origin.requests.size(), 2);
}

void TestBodies::storedLargeBodies() {
    GatewayCase test;
    const QByteArray body(5 << 20, 'l');
    test.origin.answers["/a"] = {test.response("Cache-Control: max-age=60\r\n", body)};
    for (int i = 0; i < 3; ++i)
        QVERIFY(bodyOf(test.get("/a")) == body);
    QCOMPARE(test.origin.requests.size(), 1);
}

/// The system tells of it in the midst of sending.
void TestBodies::clientsThatGoWhileBodiesAreSent() {
    GatewayCase test;
    const QByteArray body(5 << 20, 'l');
    test.origin.answers["/a"] = {test.response("Cache-Control: max-age=60\r\n", body)};
    QVERIFY(bodyOf(test.get("/a")) == body);
    for (int i = 0; i < 10; ++i) {
        RawClient client(test.port());
        client.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
        client.socket().abort();
        test.get("/none", "Cache-Control: only-if-cached\r\n"); // by then it was seen
        QTRY_COMPARE(test.gateway->connectionCount(), std::size_t{0});
    }
    QVERIFY(bodyOf(test.get("/a")) == body);
    QCOMPARE(test.origin.requests.size(), 1);
}

QTEST_GUILESS_MAIN(TestBodies)
#include "test_bodies.moc"
