// SPDX-License-Identifier: Apache-2.0
#include "core/wire/stream.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace etagere::wire {

namespace {

constexpr std::size_t copiedAtMost = std::size_t{16} << 10U;
constexpr std::size_t keptCapacity = std::size_t{64} << 10U;

} // namespace

void Stream::write(std::string_view bytes) {
    if (!isOpen())
        return;
    m_out.append(bytes);
    if (m_flushQueued || m_blocked)
        return;
    m_flushQueued = true;
    m_loop.flushLater(*this);
}

void Stream::writeThrough(std::string_view bytes) {
    if (m_blocked || bytes.size() + m_out.size() <= copiedAtMost)
        return write(bytes);
    const std::string_view waiting = std::string_view(m_out).substr(m_outAt);
    const std::size_t sent = send(waiting, bytes);
    if (!isOpen())
        return;
    if (sent < waiting.size()) {
        m_outAt += sent;
        return write(bytes);
    }
    m_out.clear();
    m_outAt = 0;
    const std::string_view rest = bytes.substr(sent - waiting.size());
    if (!rest.empty()) {
        m_out.append(rest);
        m_blocked = true;
        wantOutput(true);
    }
}

std::size_t Stream::pending() const noexcept { return m_out.size() - m_outAt; }

void Stream::flush() {
    m_flushQueued = false;
    if (!m_blocked && !m_out.empty())
        outputReady();
}

void Stream::outputReady() {
    const std::string_view waiting = std::string_view(m_out).substr(m_outAt);
    const std::size_t sent = waiting.empty() ? 0 : send(waiting, {});
    m_outAt += sent;
    const bool all = m_outAt >= m_out.size();
    if (all) {
        m_out.clear();
        m_outAt = 0;
        if (m_out.capacity() > keptCapacity)
            std::string().swap(m_out);
    }
    if (m_blocked != !all && isOpen()) {
        m_blocked = !all;
        wantOutput(m_blocked);
    }
    if (sent > 0 && isOpen())
        m_reader->onOutput();
}

void Stream::gotInput(std::string_view bytes) {
    if (m_leftAt < m_left.size()) {
        m_left.append(bytes);
        return pump();
    }
    m_pumping = true;
    const std::size_t used = m_reader->onInput(bytes);
    m_pumping = false;
    if (isOpen())
        keep(bytes.substr(used));
}

void Stream::keep(std::string_view rest) {
    m_left.assign(rest);
    m_leftAt = 0;
    if (m_left.empty() && m_left.capacity() > keptCapacity)
        std::string().swap(m_left);
}

void Stream::pump() {
    if (m_pumping || !isOpen())
        return;
    m_pumping = true;
    m_leftAt += m_reader->onInput(unread());
    m_pumping = false;
    if (!isOpen())
        return;
    if (m_leftAt >= m_left.size())
        return keep({});
    if (m_leftAt > keptCapacity) {
        m_left.erase(0, m_leftAt);
        m_leftAt = 0;
    }
}

void Stream::gotInputEnd() { m_reader->onInputEnd(unread()); }

void Stream::dropBuffers() noexcept {
    std::string().swap(m_out);
    m_outAt = 0;
    m_blocked = false;
    if (m_pumping) // somebody up the stack still reads from it
        return;
    std::string().swap(m_left);
    m_leftAt = 0;
}

DescriptorStream::DescriptorStream(Loop &loop, Reader &reader, int descriptor)
    : Stream(loop, reader)
    , m_descriptor(descriptor)
    , m_interest(Loop::Readable) {
    const int on = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    loop.watch(m_descriptor, *this, m_interest);
}

void DescriptorStream::onReady(unsigned ready) {
    if (isOpen() && (ready & Loop::Readable) != 0) {
        // What was sent before a reset can still be read.
        const bool all = (ready & Loop::Broken) != 0;
        while (readSome() && all && (m_interest & Loop::Readable) != 0) {
        }
    }
    if (isOpen() && (ready & Loop::Writable) != 0) {
        outputReady();
        shutdownIfDone();
    }
    if (isOpen() && (ready & Loop::Broken) != 0) {
        int error = 0;
        socklen_t size = sizeof error;
        ::getsockopt(m_descriptor, SOL_SOCKET, SO_ERROR, &error, &size);
        broken(error);
    }
}

bool DescriptorStream::readSome() {
    if (!isOpen())
        return false;
    const std::span<char> room = loop().scratch();
    const ssize_t got = ::recv(m_descriptor, room.data(), room.size(), 0);
    if (got > 0) {
        gotInput({room.data(), static_cast<std::size_t>(got)});
        return true;
    }
    if (got == 0) {
        m_inputEnded = true;
        setInterest(m_interest & ~unsigned{Loop::Readable});
        gotInputEnd();
    } else if (errno != EAGAIN && errno != EINTR) {
        broken(errno);
    }
    return false;
}

std::size_t DescriptorStream::send(std::string_view first, std::string_view second) {
    if (!isOpen())
        return 0;
    // NOLINTBEGIN(cppcoreguidelines-pro-type-const-cast): the system's interface has no const
    iovec pieces[2] = {{const_cast<char *>(first.data()), first.size()},
                       {const_cast<char *>(second.data()), second.size()}};
    // NOLINTEND(cppcoreguidelines-pro-type-const-cast)
    msghdr message{};
    message.msg_iov = pieces;
    message.msg_iovlen = second.empty() ? 1 : 2;
    const ssize_t sent = ::sendmsg(m_descriptor, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0)
        return static_cast<std::size_t>(sent);
    if (errno != EAGAIN && errno != EINTR)
        broken(errno);
    return 0;
}

void DescriptorStream::setReading(bool reading) {
    if (!isOpen() || m_inputEnded)
        return;
    setInterest(reading ? m_interest | Loop::Readable : m_interest & ~unsigned{Loop::Readable});
}

void DescriptorStream::wantOutput(bool wanted) {
    setInterest(wanted ? m_interest | Loop::Writable : m_interest & ~unsigned{Loop::Writable});
}

void DescriptorStream::setInterest(unsigned interest) {
    if (!isOpen() || interest == m_interest)
        return;
    m_interest = interest;
    loop().change(m_descriptor, *this, interest);
}

void DescriptorStream::finishOutput() {
    m_finishing = true;
    flush();
    shutdownIfDone();
}

void DescriptorStream::shutdownIfDone() {
    if (!m_finishing || m_shutDown || !isOpen() || pending() > 0)
        return;
    m_shutDown = true;
    ::shutdown(m_descriptor, SHUT_WR);
}

void DescriptorStream::close() noexcept {
    if (!isOpen())
        return;
    loop().unwatch(m_descriptor);
    ::close(m_descriptor);
    m_descriptor = -1;
    dropBuffers();
}

void DescriptorStream::reset() noexcept {
    if (!isOpen())
        return;
    // Without lingering, closing resets.
    const linger none{1, 0};
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    close();
}

bool DescriptorStream::isQuiet() const noexcept {
    if (!isOpen() || m_inputEnded)
        return false;
    char byte = 0;
    return ::recv(m_descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && errno == EAGAIN;
}

void DescriptorStream::broken(int systemError) {
    if (!isOpen())
        return;
    close();
    reader().onBroken(systemError);
}

} // namespace etagere::wire
