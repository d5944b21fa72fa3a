// SPDX-License-Identifier: Apache-2.0
#include "core/wire/tls_stream.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace etagere::wire {

namespace {

constexpr qint64 mostBuffered = qint64{256} << 10U;

} // namespace

TlsStream::TlsStream(Loop &loop, Reader &reader, std::unique_ptr<QSslSocket> socket)
    : Stream(loop, reader)
    , m_socket(std::move(socket)) {
    m_socket->setReadBufferSize(mostBuffered);
    const QSslSocket *from = m_socket.get();
    QObject::connect(from, &QSslSocket::readyRead, from, [this] { readAll(); });
    QObject::connect(from, &QSslSocket::disconnected, from, [this] { ended(); });
    QObject::connect(from, &QSslSocket::encryptedBytesWritten, from, [this] {
        const Loop::Turn turn(this->loop());
        if (isOpen() && pending() < static_cast<std::size_t>(mostBuffered)) {
            outputReady();
            if (isOpen())
                this->reader().onOutput();
        }
    });
}

std::size_t TlsStream::pending() const noexcept {
    std::size_t waiting = Stream::pending();
    if (m_socket)
        waiting +=
            static_cast<std::size_t>(m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite());
    return waiting;
}

void TlsStream::readAll() {
    const Loop::Turn turn(loop());
    while (isOpen() && m_reading) {
        const std::span<char> room = loop().scratch();
        const qint64 got = m_socket->read(room.data(), static_cast<qint64>(room.size()));
        if (got <= 0)
            return;
        gotInput({room.data(), static_cast<std::size_t>(got)});
    }
}

void TlsStream::ended() {
    const Loop::Turn turn(loop());
    readAll();
    if (!isOpen() || m_inputEnded || !m_reading)
        return;
    m_inputEnded = true;
    gotInputEnd();
}

std::size_t TlsStream::send(std::string_view first, std::string_view second) {
    if (!isOpen() || m_socket->state() != QAbstractSocket::ConnectedState)
        return first.size() + second.size(); // nobody takes it; that it ended is told by reading
    std::size_t sent = 0;
    for (const std::string_view piece : {first, second}) {
        const qint64 took = m_socket->write(piece.data(), static_cast<qint64>(piece.size()));
        sent += static_cast<std::size_t>(std::max<qint64>(took, 0));
    }
    return sent;
}

void TlsStream::wantOutput(bool) {} // the socket always takes it, and tells when it was sent

void TlsStream::setReading(bool reading) {
    if (!isOpen() || m_reading == reading)
        return;
    m_reading = reading;
    if (!reading)
        return;
    // What the socket holds is not told again.
    QMetaObject::invokeMethod(
        m_socket.get(),
        [this] {
            readAll();
            if (isOpen() && m_socket->state() == QAbstractSocket::UnconnectedState)
                ended();
        },
        Qt::QueuedConnection);
}

void TlsStream::finishOutput() {
    flush();
    if (isOpen())
        m_socket->disconnectFromHost();
}

void TlsStream::close() noexcept {
    if (!isOpen())
        return;
    QSslSocket *socket = m_socket.release();
    QObject::disconnect(socket, nullptr, nullptr, nullptr);
    socket->abort();
    socket->deleteLater(); // we may stand in one of its signals
    dropBuffers();
}

bool TlsStream::isQuiet() const noexcept {
    if (!isOpen() || m_inputEnded || m_socket->state() != QAbstractSocket::ConnectedState ||
        m_socket->bytesAvailable() > 0)
        return false;
    // Session tickets may wait to be read; an end may not.
    char byte = 0;
    const int descriptor = static_cast<int>(m_socket->socketDescriptor());
    const ssize_t got = ::recv(descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got > 0 || (got < 0 && errno == EAGAIN);
}

} // namespace etagere::wire
