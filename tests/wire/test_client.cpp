// SPDX-License-Identifier: Apache-2.0
#include "client_case.h"

using namespace etagere::tests;

class TestClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void interimsAreTold();
    void endlessInterimsAreRefused();
    void connectionsAreReused();
    void namesBelowLocalhostAreThisMachine();
    void aNewOneOnRequest();
    void closedOnesAreNotAsked();
    void neverAsksTwice();
    void bodiesAreSent();
    void earlyAnswers();
};

void TestClient::answers_data() {
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind"); // -1: no error
    QTest::addColumn<bool>("reusable");
    using Kind = WireError::Kind;
    const int fine = -1;
    const auto row = [](const char *name, const char *method, const QByteArray &bytes,
                        bool closes) -> QTestData & {
        return QTest::newRow(name) << QByteArray(method) << bytes << closes;
    };
    row("a length", "GET", ok, false)
        << QByteArray("200|Content-Length=2") << QByteArray("ok") << fine << true;
    row("more than the length", "GET", ok + "more", false)
        << QByteArray("200|Content-Length=2") << QByteArray("ok") << fine << false;
    row("less than the length", "GET", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok", true)
        << QByteArray("200|Content-Length=9") << QByteArray("ok") << int(Kind::Truncated) << false;
    row("chunks", "GET",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", false)
        << QByteArray("200|transfer-encoding=chunked") << QByteArray("ok") << fine << true;
    row("chunks cut short", "GET",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n", true)
        << QByteArray("200|transfer-encoding=chunked") << QByteArray("ok") << int(Kind::Truncated)
        << false;
    row("until the connection closes", "GET", "HTTP/1.1 200 OK\r\n\r\nok", true)
        << QByteArray("200") << QByteArray("ok") << fine << false;
    row("an unknown coding", "GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: x\r\n\r\nok", true)
        << QByteArray("200|Transfer-Encoding=x") << QByteArray("ok") << fine << false;
    row("HEAD has no body", "HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", false)
        << QByteArray("200|Content-Length=9") << QByteArray() << fine << true;
    row("neither has 304", "GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", false)
        << QByteArray("304|Content-Length=9") << QByteArray() << fine << true;
    row("Connection: close", "GET",
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok", false)
        << QByteArray("200|Connection=close|Content-Length=2") << QByteArray("ok") << fine << false;
    row("HTTP/1.0", "GET", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", false)
        << QByteArray("200|Content-Length=2") << QByteArray("ok") << fine << false;
    row("a status of its own", "GET", "HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n", false)
        << QByteArray("999|Content-Length=0") << QByteArray() << fine << true;
    row("no HTTP", "GET", "SSH-2.0-OpenSSH\r\n", false)
        << QByteArray() << QByteArray() << int(Kind::Malformed) << false;
    row("two lengths", "GET", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok",
        false)
        << QByteArray() << QByteArray() << int(Kind::Malformed) << false;
    row("a bad chunk", "GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", false)
        << QByteArray("200|Transfer-Encoding=chunked") << QByteArray() << int(Kind::Malformed)
        << false;
    row("a head beyond the limit", "GET", "HTTP/1.1 200 OK\r\nA: " + QByteArray(70000, 'x'), false)
        << QByteArray() << QByteArray() << int(Kind::Malformed) << false;
    row("closed at once", "GET", "", true)
        << QByteArray() << QByteArray() << int(Kind::Closed) << false;
    row("closed in the head", "GET", "HTTP/1.1 200 OK\r\nA:", true)
        << QByteArray() << QByteArray() << int(Kind::Truncated) << false;
    row("a switch of protocols nobody asked for", "GET",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", false)
        << QByteArray() << QByteArray() << int(Kind::Malformed) << false;
}

void TestClient::answers() {
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, bytes);
    QFETCH(bool, closes);
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, body);
    QFETCH(int, kind);
    QFETCH(bool, reusable);
    RawServer server;
    Asker asker;
    Question question;
    question.method = {method.constData(), static_cast<std::size_t>(method.size())};
    const auto answer = asker.ask(server, question);
    QVERIFY(server.gets(0, method + " / HTTP/1.1\r\n\r\n"));
    server.send(0, bytes);
    if (closes)
        server.close(0);
    QVERIFY(answer->isOver());
    QCOMPARE(answer->head, head);
    QCOMPARE(answer->body, body);
    QCOMPARE(answer->outcome, QByteArray(kind < 0 ? "end" : "error"));
    if (kind >= 0)
        QCOMPARE(int(answer->error.kind), kind);
    QCOMPARE(asker.client.idleCount(), std::size_t{reusable ? 1U : 0U});
    QCOMPARE(QByteArray::fromStdString(std::string(answer->asked->peerAddress())),
             QByteArray("127.0.0.1"));
}

void TestClient::interimsAreTold() {
    RawServer server;
    Asker asker;
    const auto answer = asker.ask(server);
    QVERIFY(server.gets(0, request));
    server.send(0, "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early\r\nLink: a\r\n\r\n");
    QTRY_COMPARE(answer->interims, (QByteArrayList{"102", "103|Link=a"}));
    QVERIFY(answer->outcome.isEmpty());
    server.send(0, ok);
    QVERIFY(answer->isOver());
    QCOMPARE(answer->head, QByteArray("200|Content-Length=2"));
}

void TestClient::endlessInterimsAreRefused() {
    RawServer server;
    Asker asker;
    const auto answer = asker.ask(server);
    QVERIFY(server.gets(0, request));
    server.send(0, QByteArray("HTTP/1.1 102 Processing\r\n\r\n").repeated(100));
    QVERIFY(answer->isOver());
    QCOMPARE(answer->error.kind, WireError::Kind::Malformed);
}

void TestClient::connectionsAreReused() {
    RawServer server;
    Asker asker;
    for (int i = 0; i < 3; ++i) {
        const auto answer = asker.ask(server);
        QVERIFY(server.gets(0, request));
        server.received(0).clear();
        server.send(0, ok);
        QVERIFY(answer->isOver());
        QCOMPARE(answer->asked->isReused(), i > 0);
    }
    QCOMPARE(server.count(), std::size_t{1});
}

/// RFC 6761 section 6.3, whatever the system's resolver knows.
void TestClient::namesBelowLocalhostAreThisMachine() {
    RawServer server;
    Asker asker;
    for (const char *host : {"shop.localhost", "a.b.LocalHost."}) {
        const auto answer = asker.ask(server, {}, host);
        const std::size_t number = host[0] == 's' ? 0 : 1;
        QVERIFY(server.gets(number, request));
        server.send(number, ok);
        QVERIFY(answer->isOver());
    }
}

void TestClient::aNewOneOnRequest() {
    RawServer server;
    Asker asker;
    for (std::size_t i = 0; i < 2; ++i) {
        Question question;
        question.newConnection = true;
        question.keepAlive = i == 0;
        const auto answer = asker.ask(server, question);
        QVERIFY(server.gets(i, i == 0 ? request : "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"));
        server.send(i, ok);
        QVERIFY(answer->isOver());
        QVERIFY(!answer->asked->isReused());
    }
    QCOMPARE(asker.client.idleCount(), std::size_t{1});
}

/// Closed between two questions, seen before anything is sent: nothing is lost by a new connection.
void TestClient::closedOnesAreNotAsked() {
    RawServer server;
    Asker asker;
    auto answer = asker.ask(server);
    QVERIFY(server.gets(0, request));
    server.send(0, ok);
    QVERIFY(answer->isOver());
    server.socket(0).abort();
    answer = asker.ask(server);
    QVERIFY(server.gets(1, request));
    QVERIFY(!answer->asked->isReused());
    server.send(1, ok);
    QVERIFY(answer->isOver());
    QCOMPARE(answer->outcome, QByteArray("end"));
}

/// Once a question is out it is out.
void TestClient::neverAsksTwice() {
    RawServer server;
    Asker asker;
    auto answer = asker.ask(server);
    QVERIFY(server.gets(0, request));
    server.send(0, ok);
    QVERIFY(answer->isOver());
    server.received(0).clear();
    answer = asker.ask(server);
    QVERIFY(server.gets(0, request));
    server.close(0);
    QVERIFY(answer->isOver());
    QVERIFY(answer->asked->isReused());
    QCOMPARE(answer->error.kind, WireError::Kind::Closed);
    answer = asker.ask(server);
    QVERIFY(server.gets(1, request));
    QCOMPARE(server.count(), std::size_t{2});
}

void TestClient::bodiesAreSent() {
    RawServer server;
    Asker asker;
    Question question;
    question.method = "PUT";
    question.body = BodyPlan::unknown();
    auto answer = asker.ask(server, question);
    answer->asked->send("abc"); // before there is a connection
    QVERIFY(server.gets(0, "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"));
    answer->asked->send("de");
    answer->asked->finish();
    QVERIFY(server.gets(0, "2\r\nde\r\n0\r\n\r\n"));
    server.send(0, ok);
    QVERIFY(answer->isOver());
    server.received(0).clear();

    question.body = BodyPlan::ofLength(5);
    answer = asker.ask(server, question);
    answer->asked->send("abc");
    answer->asked->send("defgh"); // what is too much stays here
    answer->asked->finish();
    QVERIFY(server.gets(0, "PUT / HTTP/1.1\r\nContent-Length: 5\r\n\r\nabcde"));
    server.send(0, ok);
    QVERIFY(answer->isOver());
    QCOMPARE(server.count(), std::size_t{1});

    answer = asker.ask(server, question);
    answer->asked->send("abc");
    answer->asked->finish(); // too little: not a whole request
    QCOMPARE(answer->error.kind, WireError::Kind::Cancelled);
    QCOMPARE(asker.client.idleCount(), std::size_t{0});
}

void TestClient::earlyAnswers() {
    RawServer server;
    Asker asker;
    Question question;
    question.method = "PUT";
    question.body = BodyPlan::ofLength(1000);
    const auto answer = asker.ask(server, question);
    answer->asked->send("abc");
    QVERIFY(server.gets(0, "abc"));
    server.send(0, "HTTP/1.1 413 Too large\r\nContent-Length: 0\r\n\r\n");
    QVERIFY(answer->isOver());
    QCOMPARE(answer->head, QByteArray("413|Content-Length=0"));
    QCOMPARE(asker.client.idleCount(), std::size_t{0}); // its request never ended
    answer->asked->send("more");
    answer->asked->finish();
    QCOMPARE(answer->outcome, QByteArray("end"));
}

QTEST_GUILESS_MAIN(TestClient)
#include "test_client.moc"
