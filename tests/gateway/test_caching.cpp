// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "gateway_case.h"

using namespace etagere;
using namespace etagere::tests;
using namespace std::chrono_literals;

/// What is answered from the cache and what is asked, over real connections.
class TestCaching : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hitsUntilItIsStale();
    void validatesWithTheStoredTag();
    void unreachableOrigins_data();
    void unreachableOrigins();
    void onlyIfCached();
    void cutResponsesAreNeverServedAsWhole();
    void collapses();
    void collapsedOnesGoOnWhenTheFirstIsGone();
    void patienceEnds();
    void renewsBehindTheBack();
    void unsafeMethodsInvalidate();
    void sharedOrPrivate();
    void modelsDiffer();
    void headIsAnswered();
    void rangesAreServed();
    void equalQueriesAreValidatedWhereTheyAreStored();
};

void TestCaching::hitsUntilItIsStale() {
    GatewayCase test;
    test.origin.answers["/a"] = {
        test.response("Cache-Control: max-age=60\r\nETag: \"1\"\r\n", "one")};
    const QByteArray first = test.get("/a");
    QCOMPARE(bodyOf(first), QByteArray("one"));
    QVERIFY(
        fieldOf(first, "Cache-Status").startsWith("etagere; fwd=uri-miss; fwd-status=200; stored"));
    QVERIFY(fieldOf(first, "Age").isEmpty());
    test.now += 59s;
    const QByteArray second = test.get("/a");
    QCOMPARE(bodyOf(second), QByteArray("one"));
    QCOMPARE(fieldOf(second, "Age"), QByteArray("59"));
    QCOMPARE(fieldOf(second, "Date"), fieldOf(first, "Date"));
    QVERIFY(fieldOf(second, "Cache-Status").startsWith("etagere; hit; ttl=1;"));
    QCOMPARE(test.origin.requests.size(), 1);
    test.now += 2s;
    test.origin.answers["/a"] = {test.response("Cache-Control: max-age=60\r\n", "two")};
    QCOMPARE(bodyOf(test.get("/a")), QByteArray("two"));
    QCOMPARE(test.origin.requests.size(), 2);
}

void TestCaching::validatesWithTheStoredTag() {
    GatewayCase test;
    test.origin.answers["/a"] = {
        test.response("Cache-Control: no-cache\r\nETag: W/\"1\"\r\n", "one")};
    QCOMPARE(bodyOf(test.get("/a")), QByteArray("one"));
    test.origin.answers["/a"] = {"HTTP/1.1 304 Not Modified\r\nETag: W/\"1\"\r\nX-New: 1\r\n\r\n"};
    const QByteArray second = test.get("/a");
    QVERIFY(second.startsWith("HTTP/1.1 200 OK\r\n"));
    QCOMPARE(bodyOf(second), QByteArray("one"));
    QCOMPARE(fieldOf(second, "X-New"), QByteArray("1"));
    QVERIFY(fieldOf(second, "Cache-Status").contains("fwd=stale; fwd-status=304"));
    QVERIFY(test.origin.requests.at(1).contains("\r\nIf-None-Match: W/\"1\"\r\n"));
    QCOMPARE(test.origin.connections, 1);
}

void TestCaching::unreachableOrigins_data() {
    QTest::addColumn<QByteArray>("directive");
    QTest::addColumn<bool>("stops");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("closed, and stale may be used")
        << QByteArray("max-age=1") << false << QByteArray("200");
    QTest::newRow("closed, and it must be asked")
        << QByteArray("max-age=1, must-revalidate") << false << QByteArray("502");
    QTest::newRow("gone, and stale may be used")
        << QByteArray("max-age=1") << true << QByteArray("200");
    QTest::newRow("gone, and it must be asked")
        << QByteArray("no-cache") << true << QByteArray("502");
}

void TestCaching::unreachableOrigins() {
    QFETCH(QByteArray, directive);
    QFETCH(bool, stops);
    QFETCH(QByteArray, status);
    GatewayCase test;
    const QByteArray origin = test.origin.url();
    test.origin.answers["/a"] = {
        test.response("ETag: \"1\"\r\nConnection: close\r\nCache-Control: " + directive + "\r\n",
                      "one"),
        true};
    QCOMPARE(bodyOf(test.get("/a")), QByteArray("one"));
    test.now += 100s;
    test.origin.answers["/a"] = {"", true};
    if (stops)
        test.origin.stop();
    const QByteArray second = test.get("/a");
    QVERIFY2(second.startsWith("HTTP/1.1 " + status), second);
    QCOMPARE(bodyOf(second), status == "200" ? QByteArray("one") : "refused 1 " + origin + "\n");
    QVERIFY(!fieldOf(second, "Cache-Status").isEmpty());
    QCOMPARE(test.origin.requests.size(), stops ? 1 : 2); // asked once, never twice
}

void TestCaching::onlyIfCached() {
    GatewayCase test;
    const QByteArray none = test.get("/a", "Cache-Control: only-if-cached\r\n");
    QVERIFY(none.startsWith("HTTP/1.1 504 "));
    QCOMPARE(bodyOf(none), "refused 2 " + test.origin.url("/a") + "\n");
    QVERIFY(test.origin.requests.isEmpty());
}

void TestCaching::cutResponsesAreNeverServedAsWhole() {
    GatewayCase test;
    const QByteArray head =
        "HTTP/1.1 200 OK\r\n" + test.date() + "Cache-Control: max-age=60\r\nETag: \"1\"\r\n";
    const QByteArray shorter = head + "Content-Length: 10\r\n\r\nabc";
    const QByteArray chunked = head + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n";
    for (const QByteArray &bytes : {shorter, chunked}) {
        test.origin.answers["/a"] = {bytes, true};
        RawClient client(test.port());
        client.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
        QVERIFY(client.isClosed());
        QVERIFY(!client.received().contains("0\r\n\r\n")); // no end of chunks
        QVERIFY(bodyOf(client.received()).size() < 10);
        const auto asked = test.origin.requests.size();
        test.origin.answers["/a"] = {test.response("ETag: \"2\"\r\n", "0123456789")};
        QCOMPARE(bodyOf(test.get("/a")), QByteArray("0123456789"));
        QVERIFY(test.origin.requests.size() > asked);
        test.gateway->cache().clear();
    }
}

void TestCaching::collapses() {
    GatewayCase test;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 5; ++i) {
        clients.push_back(std::make_unique<RawClient>(test.port()));
        clients.back()->send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    }
    QTRY_COMPARE(test.origin.waitingCount(), std::size_t{1});
    QCOMPARE(bodyOf(test.get("/b", "Cache-Control: only-if-cached\r\n")).left(9),
             QByteArray("refused 2"));
    QCOMPARE(test.origin.requests.size(), 1);
    test.origin.release("/a", {test.response("Cache-Control: max-age=60\r\n", "one")});
    int collapsed = 0;
    for (const auto &client : clients) {
        QVERIFY(client->gets("\r\n\r\none"));
        collapsed += fieldOf(client->received(), "Cache-Status").contains("hit") ? 1 : 0;
    }
    QCOMPARE(collapsed, 4);
    QCOMPARE(test.origin.requests.size(), 1);
}

void TestCaching::collapsedOnesGoOnWhenTheFirstIsGone() {
    GatewayCase test;
    auto first = std::make_unique<RawClient>(test.port());
    first->send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    QTRY_COMPARE(test.origin.waitingCount(), std::size_t{1});
    RawClient second(test.port());
    second.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    QTRY_COMPARE(test.gateway->connectionCount(), std::size_t{2});
    test.origin.answers["/a"] = {test.response("Cache-Control: max-age=60\r\n", "one")};
    // A reset: what was sent to the client is of no use to anybody.
    first->reset();
    QVERIFY(second.gets("\r\n\r\none"));
    QCOMPARE(test.origin.requests.size(), 2);
}

void TestCaching::patienceEnds() {
    GatewayCase test([](gateway::Options &options) { options.patience = 40ms; });
    RawClient first(test.port());
    first.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    QTRY_COMPARE(test.origin.waitingCount(), std::size_t{1});
    RawClient second(test.port());
    second.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    QTRY_COMPARE(test.origin.waitingCount(), std::size_t{2});
    test.origin.release("/a", {test.response("", "one")});
    QVERIFY(first.gets("\r\n\r\none") && second.gets("\r\n\r\none"));
}

void TestCaching::renewsBehindTheBack() {
    GatewayCase test;
    const QByteArray control = "Cache-Control: max-age=1, stale-while-revalidate=60\r\n";
    test.origin.answers["/a"] = {test.response(control, "one")};
    test.get("/a");
    test.now += 10s;
    test.origin.answers["/a"] = {test.response(control, "two")};
    QCOMPARE(bodyOf(test.get("/a", "X-Own: 1\r\n")), QByteArray("one"));
    QTRY_COMPARE(test.origin.requests.size(), 2);
    QVERIFY(test.origin.requests.at(1).contains("\r\nX-Own: 1\r\n"));
    QTRY_COMPARE(bodyOf(test.get("/a")), QByteArray("two"));
    QCOMPARE(test.origin.requests.size(), 2);
}

void TestCaching::unsafeMethodsInvalidate() {
    GatewayCase test;
    test.origin.answers["/a"] = {test.response("Cache-Control: max-age=60\r\n", "one")};
    test.get("/a");
    RawClient client(test.port());
    client.send("M-SEARCH /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    QVERIFY(client.all().contains("Cache-Status: etagere; fwd=method"));
    QVERIFY(test.origin.hasRequest("M-SEARCH /a"));
    test.get("/a");
    QCOMPARE(test.origin.requests.size(), 3);
}

void TestCaching::sharedOrPrivate() {
    for (const bool shared : {false, true}) {
        GatewayCase test(
            [shared](gateway::Options &options) { options.cache.model.shared = shared; });
        test.origin.answers["/a"] = {
            test.response("Cache-Control: private, max-age=60\r\n", "one")};
        test.get("/a");
        test.get("/a");
        QCOMPARE(test.origin.requests.size(), shared ? 2 : 1);
    }
}

void TestCaching::modelsDiffer() {
    // A request's max-age is heeded by RFC 9111 and not by Chromium; Age is written by neither
    // browser.
    for (const auto &[name, asked] : {std::pair("rfc9111", 2), std::pair("chromium", 1)}) {
        GatewayCase test([model = name](gateway::Options &options) {
            options.cache.model = *cache::modelFrom(model);
        });
        test.origin.answers["/a"] = {test.response("Cache-Control: max-age=600\r\n", "one")};
        test.get("/a");
        test.now += 20s;
        const QByteArray second = test.get("/a", "Cache-Control: max-age=10\r\n");
        QCOMPARE(test.origin.requests.size(), asked);
        QVERIFY(fieldOf(second, "Age").isEmpty());
    }
}

void TestCaching::headIsAnswered() {
    GatewayCase test;
    test.origin.answers["/a"] = {test.response("Cache-Control: max-age=60\r\n", "one")};
    test.get("/a");
    RawClient client(test.port());
    client.send("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\nGET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    QVERIFY(client.gets("\r\n\r\none"));
    const QByteArray head = client.received().left(client.received().indexOf("\r\n\r\n") + 4);
    QCOMPARE(fieldOf(head, "Content-Length"), QByteArray("3"));
    QCOMPARE(client.received().count("HTTP/1.1 200 OK"), 2);
    QCOMPARE(test.origin.requests.size(), 1);
}

void TestCaching::rangesAreServed() {
    GatewayCase test;
    test.origin.answers["/a"] = {
        test.response("Cache-Control: max-age=60\r\nETag: \"1\"\r\n", "0123456789")};
    test.get("/a");
    const QByteArray part = test.get("/a", "Range: bytes=2-4\r\n");
    QVERIFY(part.startsWith("HTTP/1.1 206 Partial Content\r\n"));
    QCOMPARE(bodyOf(part), QByteArray("234"));
    QCOMPARE(fieldOf(part, "Content-Range"), QByteArray("bytes 2-4/10"));
    QCOMPARE(fieldOf(part, "Content-Length"), QByteArray("3"));
    QCOMPARE(test.origin.requests.size(), 1);
}

/// No-Vary-Search makes two URLs one; what is stored under the one is validated there.
void TestCaching::equalQueriesAreValidatedWhereTheyAreStored() {
    GatewayCase test([](gateway::Options &options) { options.cache.model = cache::chromium(); });
    const QByteArray fields = "Cache-Control: max-age=60\r\nETag: \"1\"\r\nNo-Vary-Search: "
                              "params=(\"u\")\r\n";
    test.origin.answers["/a?x=1&u=1"] = {test.response(fields, "one")};
    QCOMPARE(bodyOf(test.get("/a?x=1&u=1")), QByteArray("one"));
    QCOMPARE(bodyOf(test.get("/a?x=1&u=2")), QByteArray("one"));
    QCOMPARE(test.origin.requests.size(), 1);
    test.now += 100s;
    test.origin.answers["/a?x=1&u=1"] = {"HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n"};
    test.origin.answers["/a?x=1&u=3"] = {test.response(fields, "two")};
    const QByteArray third = test.get("/a?x=1&u=3");
    const bool validated = test.origin.requests.at(1).contains("If-None-Match");
    QVERIFY(
        test.origin.requests.at(1).startsWith(validated ? "GET /a?x=1&u=1 " : "GET /a?x=1&u=3 "));
    QCOMPARE(bodyOf(third), QByteArray(validated ? "one" : "two"));
}

QTEST_GUILESS_MAIN(TestCaching)
#include "test_caching.moc"
