// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

#include <sys/socket.h>

#include <chrono>
#include <memory>
#include <vector>

namespace etagere::tests {

/// Handles events until the condition holds, at the latest until the time is up.
template <class Condition>
[[nodiscard]] bool waitFor(const Condition &condition,
                           std::chrono::milliseconds atMost = std::chrono::seconds(30)) {
    const QDeadlineTimer deadline(atMost);
    QTimer wake; // waiting ends for it, whatever else does not happen
    wake.start(std::chrono::milliseconds(50));
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
    return true;
}

/// A client that sends exactly the bytes it is told and keeps all it gets.
class RawClient {
public:
    explicit RawClient(quint16 port) {
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        m_socket.waitForConnected();
    }
    void send(const QByteArray &bytes) {
        m_socket.write(bytes);
        m_socket.flush();
    }
    QByteArray &received() {
        m_received += m_socket.readAll();
        return m_received;
    }
    bool gets(const QByteArray &bytes) {
        return waitFor([&] { return received().contains(bytes); });
    }
    bool isClosed() {
        return waitFor([&] { return m_socket.state() == QAbstractSocket::UnconnectedState; });
    }
    /// What came until the other end closed.
    QByteArray all() { return isClosed() ? received() : QByteArray("(still open)"); }
    QTcpSocket &socket() { return m_socket; }
    /// Ends the connection so that the other end knows at once.
    void reset() {
        const linger none{1, 0};
        ::setsockopt(static_cast<int>(m_socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &none,
                     sizeof none);
        m_socket.abort();
    }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};

/// A server that keeps what it gets and sends exactly the bytes it is told.
class RawServer {
public:
    struct Connection {
        std::unique_ptr<QTcpSocket> socket;
        QByteArray received;
    };
    RawServer() {
        m_server.listen(QHostAddress(QHostAddress::LocalHost));
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection()) {
                socket->setParent(nullptr);
                m_connections.push_back({std::unique_ptr<QTcpSocket>(socket), {}});
            }
        });
    }
    quint16 port() const { return m_server.serverPort(); }
    std::size_t count() const { return m_connections.size(); }
    QTcpSocket &socket(std::size_t i) { return *m_connections[i].socket; }
    QByteArray &received(std::size_t i) {
        m_connections[i].received += m_connections[i].socket->readAll();
        return m_connections[i].received;
    }
    bool gets(std::size_t i, const QByteArray &bytes) {
        return waitFor([&] { return count() > i && received(i).contains(bytes); });
    }
    void send(std::size_t i, const QByteArray &bytes) {
        socket(i).write(bytes);
        socket(i).flush();
    }
    void close(std::size_t i) { socket(i).disconnectFromHost(); }
    void stop() { m_server.close(); }

private:
    QTcpServer m_server;
    std::vector<Connection> m_connections;
};

} // namespace etagere::tests
