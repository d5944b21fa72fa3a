// SPDX-License-Identifier: Apache-2.0
#include "core/live/socket_transport.h"

#include <QNetworkProxy>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <charconv>
#include <filesystem>
#include <system_error>

namespace etagere::live {

namespace {

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
constexpr auto failed = &QWebSocket::errorOccurred;
#else
constexpr auto failed = QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error);
#endif

/// The port on which a descriptor of this process listens; 0 for anything else.
std::uint16_t listeningPort(int descriptor) {
    int listens = 0;
    socklen_t length = sizeof listens;
    if (::getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) != 0 || listens == 0)
        return 0;
    sockaddr_storage address{};
    length = sizeof address;
    // The sockets interface is made of such casts.
    if (::getsockname(descriptor, reinterpret_cast<sockaddr *>(&address), &length) != 0)
        return 0;
    if (address.ss_family == AF_INET)
        return ntohs(reinterpret_cast<const sockaddr_in *>(&address)->sin_port);
    if (address.ss_family == AF_INET6)
        return ntohs(reinterpret_cast<const sockaddr_in6 *>(&address)->sin6_port);
    return 0;
}

} // namespace

SocketTransport::SocketTransport(const QUrl &address, std::size_t longestMessage)
    : m_socket(new QWebSocket) {
    m_socket->setProxy(QNetworkProxy::NoProxy);
    m_socket->setMaxAllowedIncomingMessageSize(longestMessage);
    m_socket->setMaxAllowedIncomingFrameSize(longestMessage);
    QObject::connect(m_socket.get(), &QWebSocket::connected, m_socket.get(), [this] {
        std::size_t begin = 0;
        for (std::size_t nul = m_early.find('\0'); nul != std::string::npos;
             nul = m_early.find('\0', begin)) {
            send(std::string_view(m_early).substr(begin, nul - begin));
            begin = nul + 1;
        }
        m_early = {};
        if (m_onConnected)
            m_onConnected();
    });
    QObject::connect(m_socket.get(), &QWebSocket::textMessageReceived, m_socket.get(),
                     [this](const QString &text) {
                         const QByteArray bytes = text.toUtf8();
                         tell({bytes.constData(), static_cast<std::size_t>(bytes.size())});
                     });
    QObject::connect(m_socket.get(), &QWebSocket::disconnected, m_socket.get(), [this] {
        const bool tooLarge = m_socket->closeCode() == QWebSocketProtocol::CloseCodeTooMuchData;
        end(tooLarge ? TransportEnd::Kind::TooLarge : TransportEnd::Kind::Gone,
            m_socket->closeReason());
    });
    QObject::connect(m_socket.get(), failed, m_socket.get(), [this](QAbstractSocket::SocketError) {
        if (m_socket->state() == QAbstractSocket::UnconnectedState)
            end(TransportEnd::Kind::Gone, m_socket->errorString());
    });
    m_socket->open(address);
}

SocketTransport::~SocketTransport() {
    m_socket->disconnect();
    m_socket->abort();
}

void SocketTransport::send(std::string_view json) {
    if (m_hasEnded)
        return;
    if (m_socket->isValid()) {
        m_socket->sendTextMessage(
            QString::fromUtf8(json.data(), static_cast<qsizetype>(json.size())));
        return;
    }
    m_early.append(json);
    m_early.push_back('\0');
}

void SocketTransport::end(TransportEnd::Kind kind, const QString &detail) {
    if (m_hasEnded)
        return;
    m_hasEnded = true;
    m_early = {};
    tellEnd({kind, 0, detail.toStdString()});
}

bool closeListener(std::uint16_t port) {
    std::error_code failure;
    bool isClosed = false;
    for (const auto &entry : std::filesystem::directory_iterator("/proc/self/fd", failure)) {
        const std::string name = entry.path().filename().string();
        int descriptor = -1;
        std::from_chars(name.data(), name.data() + name.size(), descriptor);
        if (port != 0 && listeningPort(descriptor) == port)
            isClosed = ::shutdown(descriptor, SHUT_RDWR) == 0 || isClosed;
    }
    return isClosed;
}

} // namespace etagere::live
