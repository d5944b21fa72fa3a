// SPDX-License-Identifier: Apache-2.0
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

#include "core/session/ledger_place.h"

#include <atomic>
#include <cerrno>
#include <memory>
#include <string>

using namespace etagere;
using Kind = store::StoreError::Kind;

namespace {

/// Answers every connection with the same bytes, on a thread of its own; with none, it is silent.
class Answering {
public:
    explicit Answering(const QByteArray &answer) {
        m_thread.reset(QThread::create([this, answer] { serve(answer); }));
        m_thread->start();
        while (m_port == 0)
            QThread::yieldCurrentThread();
    }
    Answering(const Answering &) = delete;
    Answering &operator=(const Answering &) = delete;
    ~Answering() {
        m_over = true;
        m_thread->wait();
    }
    [[nodiscard]] std::string address() const {
        return "clickhouse://127.0.0.1:" + std::to_string(m_port) + "/?timeout=1";
    }
    [[nodiscard]] int asked() const { return m_asked; }

private:
    void serve(const QByteArray &answer) {
        QTcpServer server;
        server.listen(QHostAddress(QHostAddress::LocalHost));
        m_port = server.serverPort();
        while (!m_over) {
            if (!server.waitForNewConnection(20))
                continue;
            const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
            ++m_asked;
            QByteArray question;
            while (!question.contains("\r\n\r\n") && socket->waitForReadyRead(5000))
                question += socket->readAll();
            while (answer.isEmpty() && !m_over && socket->state() == QTcpSocket::ConnectedState)
                socket->waitForDisconnected(20);
            if (answer != "nothing")
                socket->write(answer);
            socket->disconnectFromHost();
            if (socket->state() != QTcpSocket::UnconnectedState)
                socket->waitForDisconnected(1000);
        }
    }

    std::atomic<quint16> m_port = 0;
    std::atomic<int> m_asked = 0;
    std::atomic<bool> m_over = false;
    std::unique_ptr<QThread> m_thread;
};

QByteArray answered(const char *status, const char *body) {
    return QByteArray("HTTP/1.1 ") + status +
           "\r\nContent-Length: " + QByteArray::number(qstrlen(body)) + "\r\n\r\n" + body;
}

} // namespace

/// What servers do that are none, or not well; no ClickHouse is needed.
class TestClickHouseServer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhatIsWrong_data() {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *name, const QByteArray &answer, Kind kind) {
            QTest::newRow(name) << answer << static_cast<int>(kind);
        };
        row("silent", {}, Kind::ServerTimedOut);
        row("no HTTP", "220 mail.example ESMTP\r\n", Kind::NotClickHouse);
        row("a web server", answered("404 Not Found", "<html>no"), Kind::NotClickHouse);
        row("another page", answered("200 OK", "<html>\tyes\n"), Kind::NotClickHouse);
        row("too old", answered("200 OK", "1.1.54318\n"), Kind::OldServer);
        row("no such database", answered("404 Not Found", "Code: 81, e"), Kind::NoSuchDatabase);
        row("a password is wanted", answered("401 Unauthorized", "Code: 193, e"), Kind::NotAllowed);
        row("a proxy wants one", answered("403 Forbidden", "no"), Kind::NotAllowed);
        row("cut off", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n", Kind::Unreachable);
    }
    void saysWhatIsWrong() {
        QFETCH(QByteArray, answer);
        QFETCH(int, kind);
        const Answering server(answer);
        const auto opened = session::openLedger(server.address(), Instant());
        QVERIFY(!opened.has_value());
        QCOMPARE(static_cast<int>(opened.error().kind), kind);
    }

    void asksAgainWhenTheConnectionBreaks() {
        const Answering server("nothing");
        const auto opened = session::openLedger(server.address(), Instant());
        QVERIFY(!opened.has_value());
        QVERIFY(opened.error().kind == Kind::Unreachable);
        QCOMPARE(server.asked(), 3);
    }

    void nobodyThereIsSaidAtOnce() {
        QTcpServer taken;
        taken.listen(QHostAddress(QHostAddress::LocalHost));
        const quint16 port = taken.serverPort();
        taken.close();
        const auto opened =
            session::openLedger("clickhouse://127.0.0.1:" + std::to_string(port) + "/", Instant());
        QVERIFY(!opened.has_value());
        QVERIFY(opened.error().kind == Kind::Unreachable);
        QCOMPARE(opened.error().systemError, ECONNREFUSED);
    }
};

QTEST_GUILESS_MAIN(TestClickHouseServer)
#include "test_clickhouse_server.moc"
