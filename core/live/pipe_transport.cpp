// SPDX-License-Identifier: Apache-2.0
#include "core/live/pipe_transport.h"

#include <fcntl.h>

#include <array>
#include <cerrno>
#include <csignal>

namespace etagere::live {

namespace {

/// At most this much is read before the event loop gets its turn.
constexpr std::size_t readPortion = std::size_t{1} << 18U;

void unblock(const Descriptor &descriptor) {
    const int flags = ::fcntl(descriptor.get(), F_GETFL);
    if (flags >= 0)
        ::fcntl(descriptor.get(), F_SETFL, flags | O_NONBLOCK);
}

bool isForLater(int error) noexcept {
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

/// write() to a pipe that nobody reads any more, without the signal that would end this program.
ssize_t writeQuietly(int descriptor, std::string_view bytes) {
    sigset_t pipeOnly;
    sigset_t before;
    sigemptyset(&pipeOnly);
    sigaddset(&pipeOnly, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipeOnly, &before);
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    const int error = errno;
    if (written < 0 && error == EPIPE && sigismember(&before, SIGPIPE) == 0) {
        const timespec now{};
        sigtimedwait(&pipeOnly, nullptr, &now);
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    errno = error;
    return written;
}

/// What stands for an answer that is too long, whose id is its first member; empty: it is none.
std::string refusalFor(std::string_view message) {
    constexpr std::string_view start = "{\"id\":";
    constexpr std::size_t mostDigits = 18;
    if (!message.starts_with(start))
        return {};
    const std::string_view digits = message.substr(start.size(), mostDigits);
    const std::size_t count = digits.find_first_not_of("0123456789");
    if (count == 0 || count == std::string_view::npos)
        return {};
    return std::string(start) + std::string(digits.substr(0, count)) +
           R"(,"error":{"code":-32000,"message":"The answer is too large."}})";
}

} // namespace

PipeTransport::PipeTransport(Descriptor input, Descriptor output, std::size_t longestMessage)
    : m_in(std::move(input))
    , m_out(std::move(output))
    , m_longest(longestMessage) {
    unblock(m_in);
    unblock(m_out);
    m_readable.reset(new QSocketNotifier(m_in.get(), QSocketNotifier::Read));
    QObject::connect(m_readable.get(), &QSocketNotifier::activated, m_readable.get(),
                     [this] { readSome(); });
    m_writable.reset(new QSocketNotifier(m_out.get(), QSocketNotifier::Write));
    m_writable->setEnabled(false);
    QObject::connect(m_writable.get(), &QSocketNotifier::activated, m_writable.get(),
                     [this] { writeSome(); });
}

PipeTransport::~PipeTransport() {
    // They outlive the descriptors until the event loop deletes them.
    m_readable->setEnabled(false);
    m_writable->setEnabled(false);
}

void PipeTransport::send(std::string_view json) {
    if (!m_out.isOpen())
        return;
    m_output.append(json);
    m_output.push_back('\0');
    // Written from the event loop: send() must never tell of an end.
    m_writable->setEnabled(true);
}

void PipeTransport::writeSome() {
    while (m_written < m_output.size()) {
        const ssize_t count =
            writeQuietly(m_out.get(), std::string_view(m_output).substr(m_written));
        if (count < 0 && isForLater(errno))
            break;
        if (count < 0) {
            const int error = errno;
            end(error == EPIPE ? TransportEnd::Kind::Gone : TransportEnd::Kind::SystemError,
                error == EPIPE ? 0 : error);
            return;
        }
        m_written += static_cast<std::size_t>(count);
    }
    if (m_written == m_output.size()) {
        m_output.clear();
        m_written = 0;
        m_writable->setEnabled(false);
    } else if (m_written > m_output.size() / 2) {
        m_output.erase(0, m_written);
        m_written = 0;
    }
}

void PipeTransport::readSome() {
    std::array<char, std::size_t{1} << 16U> portion; // NOLINT: filled by read()
    std::size_t taken = 0;
    while (taken < readPortion) {
        const ssize_t count = ::read(m_in.get(), portion.data(), portion.size());
        if (count < 0 && isForLater(errno))
            return;
        if (count <= 0) {
            end(count == 0 ? TransportEnd::Kind::Gone : TransportEnd::Kind::SystemError,
                count == 0 ? 0 : errno);
            return;
        }
        taken += static_cast<std::size_t>(count);
        m_input.append(portion.data(), static_cast<std::size_t>(count));
        if (!tellWhole())
            return;
        if (m_input.size() > m_longest && !skipLong())
            return;
    }
}

bool PipeTransport::skipLong() {
    const std::weak_ptr<const bool> alive = m_alive.watch();
    const std::string refused = m_isSkipping ? std::string() : refusalFor(m_input);
    m_isSkipping = true;
    m_input = {};
    m_searched = 0;
    if (!refused.empty())
        tell(refused);
    return !alive.expired();
}

bool PipeTransport::tellWhole() {
    const std::weak_ptr<const bool> alive = m_alive.watch();
    if (m_isSkipping) {
        const std::size_t nul = m_input.find('\0');
        m_input.erase(0, nul == std::string::npos ? nul : nul + 1);
        m_isSkipping = nul == std::string::npos;
    }
    std::size_t begin = 0;
    // What a listener is told of is borrowed, so the buffer stands still meanwhile.
    std::string whole = std::move(m_input);
    m_input.clear();
    for (std::size_t nul = whole.find('\0', m_searched); nul != std::string::npos;
         nul = whole.find('\0', begin)) {
        tell(std::string_view(whole).substr(begin, nul - begin));
        if (alive.expired())
            return false;
        begin = nul + 1;
    }
    whole.erase(0, begin);
    m_input = std::move(whole);
    m_searched = m_input.size();
    return m_in.isOpen();
}

void PipeTransport::end(TransportEnd::Kind kind, int systemError) {
    m_readable->setEnabled(false);
    m_writable->setEnabled(false);
    m_in.close();
    m_out.close();
    m_output.clear();
    m_written = 0;
    tellEnd({kind, systemError, {}});
}

} // namespace etagere::live
