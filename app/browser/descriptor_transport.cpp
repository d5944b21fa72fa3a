// SPDX-License-Identifier: Apache-2.0
#include "app/browser/descriptor_transport.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace etagere {

namespace {

void prepare(int descriptor) noexcept {
    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
    ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

bool isForLater(int error) noexcept { return error == EAGAIN || error == EINTR; }

} // namespace

bool isOpen(int descriptor) noexcept { return ::fcntl(descriptor, F_GETFD) != -1; }

DescriptorTransport::DescriptorTransport(int in, int out, std::size_t mostUnread)
    : m_in(in)
    , m_out(out)
    , m_mostUnread(mostUnread)
    , m_readable(in, QSocketNotifier::Read)
    , m_writable(out, QSocketNotifier::Write) {
    prepare(in);
    prepare(out);
    m_writable.setEnabled(false);
    QObject::connect(&m_readable, &QSocketNotifier::activated, &m_readable, [this] { read(); });
    QObject::connect(&m_writable, &QSocketNotifier::activated, &m_writable, [this] { write(); });
}

DescriptorTransport::~DescriptorTransport() {
    ::close(m_in);
    ::close(m_out);
}

void DescriptorTransport::send(std::string_view json) {
    if (m_isOver)
        return;
    // Whoever reads nothing at all is not noticed where it is written to.
    if (m_waiting > m_mostUnread) {
        m_outgoing.clear();
        QMetaObject::invokeMethod(
            &m_writable, [this] { end(live::TransportEnd::Kind::TooLarge, 0); },
            Qt::QueuedConnection);
        return;
    }
    QByteArray message(json.data(), static_cast<qsizetype>(json.size()));
    message.append('\0');
    m_waiting += static_cast<std::size_t>(message.size());
    m_outgoing.push_back(std::move(message));
    m_writable.setEnabled(true);
}

void DescriptorTransport::write() {
    while (!m_outgoing.empty()) {
        const QByteArray &first = m_outgoing.front();
        const ssize_t count = ::write(m_out, first.constData() + m_written,
                                      static_cast<std::size_t>(first.size() - m_written));
        if (count < 0 && !isForLater(errno)) {
            end(live::TransportEnd::Kind::SystemError, errno);
            return;
        }
        if (count < 0)
            break;
        m_written += count;
        m_waiting -= static_cast<std::size_t>(count);
        if (m_written == first.size()) {
            m_outgoing.pop_front();
            m_written = 0;
        }
    }
    m_writable.setEnabled(!m_outgoing.empty());
}

void DescriptorTransport::read() {
    std::array<char, 65536> bytes{};
    const ssize_t count = ::read(m_in, bytes.data(), bytes.size());
    if (count < 0 && isForLater(errno))
        return;
    if (count <= 0) {
        end(count == 0 ? live::TransportEnd::Kind::Gone : live::TransportEnd::Kind::SystemError,
            count == 0 ? 0 : errno);
        return;
    }
    qsizetype from = m_incoming.size();
    m_incoming.append(bytes.data(), count);
    qsizetype start = 0;
    for (qsizetype nul = m_incoming.indexOf('\0', from); nul >= 0;
         nul = m_incoming.indexOf('\0', start)) {
        tell({m_incoming.constData() + start, static_cast<std::size_t>(nul - start)});
        start = nul + 1;
    }
    m_incoming.remove(0, start);
    if (static_cast<std::size_t>(m_incoming.size()) > live::maxMessageBytes)
        end(live::TransportEnd::Kind::TooLarge, 0);
}

void DescriptorTransport::end(live::TransportEnd::Kind kind, int systemError) {
    if (m_isOver)
        return;
    m_isOver = true;
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    tellEnd({kind, systemError, {}});
}

} // namespace etagere
