// SPDX-License-Identifier: Apache-2.0
#include "core/wire/listener.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace etagere::wire {

namespace {

/// Often enough that no limit is missed by more than a quarter.
std::chrono::milliseconds tickOf(const Limits &limits) {
    const auto shortest = std::min({limits.head, limits.idle, limits.progress});
    return std::min(shortest / 4, std::chrono::milliseconds{500});
}

} // namespace

Result<std::unique_ptr<Listener>, WireError>
Listener::open(Loop &loop, const ListenOptions &options, MakeHandler makeHandler) {
    if (!options.beyondLoopback && !isLoopback(options.address.text))
        return Failure<WireError>({WireError::Step::Listen, WireError::Kind::NotLoopback});
    if (!loop.isUsable())
        return Failure<WireError>({WireError::Step::Listen, WireError::Kind::TooManyStreams});
    const auto descriptor = listenOn(options.address);
    if (!descriptor)
        return Failure<WireError>(descriptor.error());
    return std::unique_ptr<Listener>(
        new Listener(loop, options, std::move(makeHandler), *descriptor));
}

Listener::Listener(Loop &loop, ListenOptions options, MakeHandler makeHandler, int descriptor)
    : m_loop(loop)
    , m_options(std::move(options))
    , m_makeHandler(std::move(makeHandler))
    , m_descriptor(descriptor)
    , m_address(localAddressOf(descriptor)) {
    m_loop.watch(m_descriptor, *this, Loop::Readable);
    m_loop.addTicking(*this, tickOf(m_options.limits));
}

Listener::~Listener() {
    stopAccepting();
    m_loop.removeTicking(*this);
    for (const auto &connection : m_connections)
        connection->close();
}

void Listener::stopAccepting() noexcept {
    if (m_descriptor < 0)
        return;
    m_loop.unwatch(m_descriptor);
    ::close(m_descriptor);
    m_descriptor = -1;
}

void Listener::onReady(unsigned) {
    ServerConnection::Owner &owner = *this;
    while (m_descriptor >= 0 && m_connections.size() < m_options.connections) {
        const int accepted =
            ::accept4(m_descriptor, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (accepted < 0) {
            // Without a free descriptor those who wait would wake us for ever.
            if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)
                accept(false);
            return;
        }
        m_connections.push_back(
            std::make_unique<ServerConnection>(m_loop, owner, m_options.limits, accepted));
        ServerConnection &connection = *m_connections.back();
        connection.setHandler(m_makeHandler(connection));
    }
    accept(m_connections.size() < m_options.connections);
}

void Listener::accept(bool accepting) {
    if (m_descriptor < 0 || accepting == m_accepting)
        return;
    m_accepting = accepting;
    m_loop.change(m_descriptor, *this, accepting ? unsigned{Loop::Readable} : 0U);
}

void Listener::onTick(SteadyTime now) {
    for (std::size_t i = m_connections.size(); i-- > 0;) {
        if (i < m_connections.size())
            m_connections[i]->onTick(now);
    }
    accept(m_connections.size() < m_options.connections);
}

void Listener::onOver(ServerConnection &connection) {
    const auto found =
        std::find_if(m_connections.begin(), m_connections.end(),
                     [&connection](const auto &each) { return each.get() == &connection; });
    if (found == m_connections.end())
        return;
    std::swap(*found, m_connections.back());
    m_loop.dispose(std::move(m_connections.back()));
    m_connections.pop_back();
    accept(true);
}

} // namespace etagere::wire
