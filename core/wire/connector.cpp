// SPDX-License-Identifier: Apache-2.0
#include "core/wire/connector.h"

#include <QNetworkProxy>
#include <QSslError>

#include "core/wire/tls_stream.h"

#include <fcntl.h>

#include <cerrno>
#include <utility>

namespace etagere::wire {

namespace {

/// Takes a socket out of use; one of its signals may be up the stack.
template <class Socket>
void retire(std::unique_ptr<Socket> &socket) {
    if (!socket)
        return;
    QObject::disconnect(socket.get(), nullptr, nullptr, nullptr);
    socket.release()->deleteLater();
}

WireError::Kind kindOf(QAbstractSocket::SocketError error) noexcept {
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        return WireError::Kind::NotFound;
    case QAbstractSocket::ConnectionRefusedError:
        return WireError::Kind::Refused;
    case QAbstractSocket::SocketTimeoutError:
        return WireError::Kind::TimedOut;
    case QAbstractSocket::RemoteHostClosedError:
        return WireError::Kind::Closed;
    case QAbstractSocket::SocketResourceError:
        return WireError::Kind::TooManyStreams;
    case QAbstractSocket::SslHandshakeFailedError:
        return WireError::Kind::Malformed;
    default:
        return WireError::Kind::Unreachable;
    }
}

/// Names below "localhost" are this machine's (RFC 6761 §6.3): browsers know that by themselves,
/// and many resolvers do not.
QString reachedAs(const QString &host) {
    QString name = host.toLower();
    if (name.endsWith(u'.'))
        name.chop(1);
    return name.endsWith(QStringLiteral(".localhost")) ? QStringLiteral("127.0.0.1") : host;
}

} // namespace

Connector::~Connector() {
    retire(m_plain);
    retire(m_secure);
}

WireError::Step Connector::step() const noexcept {
    const QAbstractSocket *socket = m_secure ? m_secure.get() : m_plain.get();
    if (!socket || socket->state() == QAbstractSocket::HostLookupState)
        return WireError::Step::Resolve;
    return socket->state() == QAbstractSocket::ConnectedState ? WireError::Step::Encrypt
                                                              : WireError::Step::Connect;
}

Connector::Connector(Loop &loop, Listener &listener, Stream::Reader &reader,
                     const Endpoint &endpoint, const Security &security)
    : m_loop(loop)
    , m_listener(listener)
    , m_reader(reader) {
    if (endpoint.secure)
        startSecure(endpoint, security);
    else
        startPlain(endpoint);
}

void Connector::startPlain(const Endpoint &endpoint) {
    m_plain = std::make_unique<QTcpSocket>();
    QTcpSocket *socket = m_plain.get();
    socket->setProxy(QNetworkProxy::NoProxy);
    QObject::connect(socket, &QTcpSocket::connected, socket, [this] { connected(); });
    QObject::connect(socket, &QTcpSocket::errorOccurred, socket,
                     [this](QAbstractSocket::SocketError error) { failed(error); });
    // A refusal may come at once, and nothing may be told yet.
    const QString host = QString::fromStdString(endpoint.host);
    QMetaObject::invokeMethod(
        socket,
        [socket, host, port = endpoint.port] { socket->connectToHost(reachedAs(host), port); },
        Qt::QueuedConnection);
}

void Connector::startSecure(const Endpoint &endpoint, const Security &security) {
    m_secure = std::make_unique<QSslSocket>();
    QSslSocket *socket = m_secure.get();
    socket->setProxy(QNetworkProxy::NoProxy);
    socket->setSslConfiguration(security.configuration);
    QObject::connect(socket, &QSslSocket::encrypted, socket, [this] { encrypted(); });
    QObject::connect(socket, &QSslSocket::sslErrors, socket,
                     [this, socket, any = security.acceptsAny](const QList<QSslError> &errors) {
                         if (any)
                             return socket->ignoreSslErrors();
                         if (!errors.isEmpty())
                             m_certificateFault = errors.front().errorString().toStdString();
                     });
    QObject::connect(socket, &QSslSocket::errorOccurred, socket,
                     [this](QAbstractSocket::SocketError error) { failed(error); });
    const QString host = QString::fromStdString(endpoint.host);
    QMetaObject::invokeMethod(
        socket,
        [socket, host, port = endpoint.port] {
            socket->connectToHostEncrypted(reachedAs(host), port, host);
        },
        Qt::QueuedConnection);
}

void Connector::connected() {
    const Loop::Turn turn(m_loop);
    // From here on the descriptor needs nothing of Qt's.
    const int descriptor =
        ::fcntl(static_cast<int>(m_plain->socketDescriptor()), F_DUPFD_CLOEXEC, 0);
    const std::string peer = m_plain->peerAddress().toString().toStdString();
    retire(m_plain);
    if (descriptor < 0)
        return m_listener.onConnectFailed(
            {WireError::Step::Connect, WireError::Kind::TooManyStreams, Fault::None, 0, 0, errno});
    m_listener.onConnected(std::make_unique<DescriptorStream>(m_loop, m_reader, descriptor), peer);
}

void Connector::encrypted() {
    const Loop::Turn turn(m_loop);
    const std::string peer = m_secure->peerAddress().toString().toStdString();
    QObject::disconnect(m_secure.get(), nullptr, nullptr, nullptr);
    m_listener.onConnected(std::make_unique<TlsStream>(m_loop, m_reader, std::move(m_secure)),
                           peer);
}

void Connector::failed(QAbstractSocket::SocketError error) {
    const Loop::Turn turn(m_loop);
    WireError told{step(), kindOf(error)};
    if (told.kind == WireError::Kind::NotFound)
        told.step = WireError::Step::Resolve;
    else if (error == QAbstractSocket::SslHandshakeFailedError ||
             told.kind == WireError::Kind::Closed)
        told.step = WireError::Step::Encrypt;
    else if (told.step == WireError::Step::Resolve)
        told.step = WireError::Step::Connect;
    if (!m_certificateFault.empty()) {
        told.kind = WireError::Kind::Certificate;
        told.detail = m_certificateFault;
    }
    retire(m_plain);
    retire(m_secure);
    m_listener.onConnectFailed(told);
}

} // namespace etagere::wire
