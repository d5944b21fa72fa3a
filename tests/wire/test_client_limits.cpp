// SPDX-License-Identifier: Apache-2.0
#include "client_case.h"

using namespace etagere::tests;
using namespace std::chrono_literals;

/// What one server may cost, and what cannot be reached.
class TestClientLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pausesReading();
    void cancels();
    void timeLimits();
    void unreachable();
    void talkingUnaskedEndsIt();
};

void TestClientLimits::pausesReading() {
    RawServer server;
    Asker asker;
    const auto answer = asker.ask(server);
    QVERIFY(server.gets(0, request));
    server.send(0, "HTTP/1.1 200 OK\r\nContent-Length: 20000000\r\n\r\nx");
    QTRY_VERIFY(!answer->body.isEmpty());
    answer->asked->pause(true);
    const qsizetype before = answer->body.size();
    server.send(0, QByteArray(19999999, 'y'));
    const auto other = asker.ask(server);
    QVERIFY(server.gets(1, request));
    server.send(1, ok);
    QVERIFY(other->isOver());
    QCOMPARE(answer->body.size(), before);
    QVERIFY(server.socket(0).bytesToWrite() > 0); // it waits on the other side
    answer->asked->pause(false);
    QVERIFY(etagere::tests::waitFor([&] { return !answer->outcome.isEmpty(); },
                                    std::chrono::seconds(60)));
    QCOMPARE(answer->outcome, QByteArray("end"));
    QCOMPARE(answer->body.size(), qsizetype{20000000});
}

void TestClientLimits::cancels() {
    RawServer server;
    Asker asker;
    auto answer = asker.ask(server);
    QVERIFY(server.gets(0, request));
    answer->asked.reset();
    QTRY_COMPARE(server.socket(0).state(), QAbstractSocket::UnconnectedState);
    QVERIFY(answer->outcome.isEmpty());
    answer = asker.ask(server);
    answer->asked.reset(); // before there is a connection
    QCOMPARE(asker.client.idleCount(), std::size_t{0});
}

void TestClientLimits::timeLimits() {
    Limits limits;
    limits.answer = 40ms;
    limits.progress = 40ms;
    limits.pooled = 40ms;
    RawServer server;
    Asker asker(limits);
    const auto silent = asker.ask(server);
    QVERIFY(server.gets(0, request));
    QVERIFY(silent->isOver());
    const WireError noAnswer{WireError::Step::Head, WireError::Kind::TimedOut};
    QVERIFY(silent->error == noAnswer);
    const auto stalled = asker.ask(server);
    QVERIFY(server.gets(1, request));
    server.send(1, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab");
    QVERIFY(stalled->isOver());
    const WireError noMore{WireError::Step::Body, WireError::Kind::TimedOut, Fault::None, 2, 9};
    QVERIFY(stalled->error == noMore);
    const auto fine = asker.ask(server);
    QVERIFY(server.gets(2, request));
    server.send(2, ok);
    QVERIFY(fine->isOver());
    QTRY_COMPARE(asker.client.idleCount(), std::size_t{0});
}

void TestClientLimits::unreachable() {
    RawServer server;
    const quint16 port = server.port();
    server.stop();
    Asker asker;
    Answer refused;
    refused.asked = asker.client.ask({false, "127.0.0.1", port}, {}, refused);
    QVERIFY(refused.outcome.isEmpty()); // never before ask() has returned
    QVERIFY(refused.isOver());
    QCOMPARE(refused.error.kind, WireError::Kind::Refused);
    QCOMPARE(refused.error.step, WireError::Step::Connect);
    Answer unknown;
    unknown.asked = asker.client.ask({false, "no-such-host.invalid", port}, {}, unknown);
    QVERIFY(etagere::tests::waitFor([&] { return !unknown.outcome.isEmpty(); },
                                    std::chrono::seconds(60)));
    QCOMPARE(unknown.error.kind, WireError::Kind::NotFound);
    QCOMPARE(unknown.error.step, WireError::Step::Resolve);
}

void TestClientLimits::talkingUnaskedEndsIt() {
    RawServer server;
    Asker asker;
    const auto answer = asker.ask(server);
    QVERIFY(server.gets(0, request));
    server.send(0, ok);
    QVERIFY(answer->isOver());
    QCOMPARE(asker.client.idleCount(), std::size_t{1});
    server.send(0, "HTTP/1.1 200 OK\r\n");
    QTRY_COMPARE(asker.client.idleCount(), std::size_t{0});
}

QTEST_GUILESS_MAIN(TestClientLimits)
#include "test_client_limits.moc"
