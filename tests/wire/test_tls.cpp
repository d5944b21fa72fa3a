// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QSslKey>
#include <QSslServer>
#include <QTest>

#include "core/wire/client.h"
#include "raw_peers.h"

#include <memory>
#include <string>
#include <utility>

using namespace etagere::wire;

namespace {

QByteArray fileOf(const char *name) {
    QFile file(QStringLiteral(ETAGERE_TEST_DATA "/wire/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Answers every request on a connection with its number there.
class SecureServer {
public:
    SecureServer() {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(QSslCertificate(fileOf("localhost.pem")));
        configuration.setPrivateKey(QSslKey(fileOf("localhost.key"), QSsl::Ec));
        m_server.setSslConfiguration(configuration);
        m_server.listen(QHostAddress(QHostAddress::LocalHost));
        QObject::connect(&m_server, &QTcpServer::pendingConnectionAvailable, &m_server, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            ++connections;
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                m_received += socket->readAll();
                while (m_received.contains("\r\n\r\n")) {
                    m_received.remove(0, m_received.indexOf("\r\n\r\n") + 4);
                    socket->write(answer);
                    if (closes)
                        socket->disconnectFromHost();
                }
            });
        });
    }
    quint16 port() const { return m_server.serverPort(); }
    int connections = 0;
    bool closes = false;
    QByteArray answer = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret";

private:
    QSslServer m_server;
    QByteArray m_received;
};

class Answer final : public ResponseHandler {
public:
    QByteArray body, outcome;
    WireError error;
    std::unique_ptr<Asked> asked;
    bool pauses = false; ///< at the first bytes
    bool isOver() {
        return etagere::tests::waitFor([this] { return !outcome.isEmpty(); });
    }

private:
    void onInterim(const Head &) override {}
    void onHead(const Head &) override {}
    void onBody(std::string_view bytes) override {
        if (std::exchange(pauses, false))
            asked->pause(true);
        body.append(bytes.data(), static_cast<qsizetype>(bytes.size()));
    }
    void onEnd() override { outcome = "end"; }
    void onError(const WireError &failure) override {
        outcome = "error";
        error = failure;
    }
};

} // namespace

class TestTls : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trustedServersAnswer();
    void othersAreNotAsked();
    void unlessTheUserInsists();
    void namesCount();
    void largeBodiesBothWays();
    void untilClose();
    void noTlsAtAll();
};

void TestTls::trustedServersAnswer() {
    SecureServer server;
    Loop loop;
    Client client(loop, {{}, fileOf("localhost.pem").toStdString(), false});
    for (int i = 0; i < 2; ++i) {
        Answer answer;
        answer.asked = client.ask({true, "127.0.0.1", server.port()}, {}, answer);
        QVERIFY(answer.isOver());
        QCOMPARE(answer.outcome, QByteArray("end"));
        QCOMPARE(answer.body, QByteArray("secret"));
        QCOMPARE(answer.asked->isReused(), i == 1);
    }
    QCOMPARE(server.connections, 1);
}

void TestTls::othersAreNotAsked() {
    SecureServer server;
    Loop loop;
    Client client(loop, {});
    Answer answer;
    answer.asked = client.ask({true, "127.0.0.1", server.port()}, {}, answer);
    QVERIFY(answer.isOver());
    QCOMPARE(answer.error.kind, WireError::Kind::Certificate);
    QCOMPARE(answer.error.step, WireError::Step::Encrypt);
    QVERIFY(!answer.error.detail.empty());
}

void TestTls::unlessTheUserInsists() {
    SecureServer server;
    Loop loop;
    Client client(loop, {{}, {}, true});
    Answer answer;
    answer.asked = client.ask({true, "127.0.0.1", server.port()}, {}, answer);
    QVERIFY(answer.isOver());
    QCOMPARE(answer.body, QByteArray("secret"));
}

void TestTls::namesCount() {
    SecureServer server;
    Loop loop;
    Client client(loop, {{}, fileOf("localhost.pem").toStdString(), false});
    Answer answer;
    answer.asked = client.ask({true, "127.0.0.2", server.port()}, {}, answer);
    QVERIFY(answer.isOver());
    QVERIFY(answer.error.kind == WireError::Kind::Certificate ||
            answer.error.kind == WireError::Kind::Refused); // listens on 127.0.0.1 alone
}

void TestTls::largeBodiesBothWays() {
    SecureServer server;
    server.answer = "HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n" + QByteArray(9000000, 'z');
    Loop loop;
    Client client(loop, {{}, fileOf("localhost.pem").toStdString(), false});
    Answer answer;
    answer.pauses = true;
    answer.asked = client.ask({true, "127.0.0.1", server.port()}, {}, answer);
    QTRY_VERIFY(!answer.body.isEmpty());
    Answer other;
    other.asked = client.ask({true, "127.0.0.1", server.port()}, {}, other);
    QVERIFY(etagere::tests::waitFor([&] { return !other.outcome.isEmpty(); },
                                    std::chrono::seconds(60)));
    QVERIFY(answer.body.size() < 9000000);
    answer.asked->pause(false);
    QVERIFY(etagere::tests::waitFor([&] { return !answer.outcome.isEmpty(); },
                                    std::chrono::seconds(60)));
    QCOMPARE(answer.outcome, QByteArray("end"));
    QCOMPARE(answer.body.size(), qsizetype{9000000});
}

void TestTls::untilClose() {
    SecureServer server;
    server.answer = "HTTP/1.1 200 OK\r\n\r\nthat is all";
    server.closes = true;
    Loop loop;
    Client client(loop, {{}, fileOf("localhost.pem").toStdString(), false});
    Answer answer;
    answer.asked = client.ask({true, "127.0.0.1", server.port()}, {}, answer);
    QVERIFY(answer.isOver());
    QCOMPARE(answer.outcome, QByteArray("end"));
    QCOMPARE(answer.body, QByteArray("that is all"));
    QCOMPARE(client.idleCount(), std::size_t{0});
}

void TestTls::noTlsAtAll() {
    QTcpServer server;
    server.listen(QHostAddress(QHostAddress::LocalHost));
    QObject::connect(&server, &QTcpServer::newConnection, &server, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        socket->write("HTTP/1.1 400 What?\r\n\r\n");
        socket->disconnectFromHost();
    });
    Loop loop;
    Client client(loop, {});
    Answer answer;
    answer.asked = client.ask({true, "127.0.0.1", server.serverPort()}, {}, answer);
    QVERIFY(answer.isOver());
    QCOMPARE(answer.outcome, QByteArray("error"));
    QCOMPARE(answer.error.step, WireError::Step::Encrypt);
}

QTEST_GUILESS_MAIN(TestTls)
#include "test_tls.moc"
