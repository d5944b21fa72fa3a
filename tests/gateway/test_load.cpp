// SPDX-License-Identifier: Apache-2.0
#include "gateway_case.h"

using namespace etagere;
using namespace etagere::tests;
using namespace std::chrono_literals;

/// Many connections at once, kept alive.
class TestLoad : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void manyConnections();
    void pipelinedHits();
};

void TestLoad::manyConnections() {
    constexpr int clientCount = 200;
    constexpr int rounds = 10;
    GatewayCase test;
    for (int i = 0; i < 10; ++i) {
        const QByteArray path = "/" + QByteArray::number(i);
        const QByteArray control = i % 2 == 0 ? "Cache-Control: max-age=60\r\nETag: \"1\"\r\n"
                                              : "Cache-Control: no-store\r\n";
        test.origin.answers[path] = {test.response(control, "body of " + path)};
    }
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < clientCount; ++i)
        clients.push_back(std::make_unique<RawClient>(test.port()));
    for (int round = 0; round < rounds; ++round) {
        test.now += 30s;
        for (int i = 0; i < clientCount; ++i) {
            const QByteArray path = "/" + QByteArray::number((i + round) % 10);
            clients[static_cast<std::size_t>(i)]->received().clear();
            clients[static_cast<std::size_t>(i)]->send("GET " + path +
                                                       " HTTP/1.1\r\nHost: h\r\n\r\n");
        }
        for (int i = 0; i < clientCount; ++i) {
            const QByteArray path = "/" + QByteArray::number((i + round) % 10);
            RawClient &client = *clients[static_cast<std::size_t>(i)];
            QVERIFY(client.gets("\r\n\r\nbody of " + path));
            QVERIFY(client.received().startsWith("HTTP/1.1 200 OK\r\n"));
        }
    }
    QCOMPARE(test.gateway->connectionCount(), std::size_t{clientCount});
    QVERIFY(test.origin.requests.size() < clientCount * rounds);
    clients.clear();
    QTRY_COMPARE(test.gateway->connectionCount(), std::size_t{0});
}

void TestLoad::pipelinedHits() {
    GatewayCase test;
    test.origin.answers["/a"] = {test.response("Cache-Control: max-age=60\r\n", "one")};
    test.get("/a");
    RawClient client(test.port());
    constexpr int count = 2000;
    client.send(QByteArray("GET /a HTTP/1.1\r\nHost: h\r\n\r\n").repeated(count));
    QVERIFY(etagere::tests::waitFor(
        [&] {
            const QByteArray &all = client.received();
            return all.endsWith("\r\n\r\none") && all.count("HTTP/1.1 200 OK") == count;
        },
        std::chrono::seconds(60)));
    QCOMPARE(test.origin.requests.size(), 1);
}

QTEST_GUILESS_MAIN(TestLoad)
#include "test_load.moc"
