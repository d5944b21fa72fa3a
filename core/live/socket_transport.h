// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QUrl>
#include <QWebSocket>

#include "core/live/alive.h"
#include "core/live/transport.h"

#include <memory>

namespace etagere::live {

/// Messages over a WebSocket, for a browser that has no pipe. No Origin is sent: browsers refuse
/// pages that way, and would refuse this program as one. No proxy is asked.
class SocketTransport final : public Transport {
public:
    /// Connects; what is sent before that waits. `longestMessage` in bytes. A browser that is not
    /// there is told of as an end.
    explicit SocketTransport(const QUrl &address, std::size_t longestMessage = maxMessageBytes);
    ~SocketTransport() override;

    void send(std::string_view json) override;
    /// Called once, when the connection stands: time to close the browser's listener, where it is
    /// within this process (see closeListener).
    void onConnected(std::function<void()> listener) { m_onConnected = std::move(listener); }

private:
    void end(TransportEnd::Kind kind, const QString &detail);

    LaterPtr<QWebSocket> m_socket;
    std::string m_early; ///< what was sent before the connection stood, each ended by a NUL
    bool m_hasEnded = false;
    std::function<void()> m_onConnected;
};

/// Shuts a listening socket of this very process, so that nobody else can connect to a debugging
/// port that an engine opened inside it; connections that stand go on. False when this process
/// listens on no such port of the loopback interface.
[[nodiscard]] bool closeListener(std::uint16_t port);

} // namespace etagere::live
