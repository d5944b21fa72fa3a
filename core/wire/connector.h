// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpSocket>

#include "core/wire/client.h"
#include "core/wire/stream.h"

#include <memory>
#include <string>

namespace etagere::wire {

/// Makes one connection: name, connection, TLS. Tells once, and never while it is being made.
class Connector {
public:
    class Listener {
    public:
        Listener() = default;
        Listener(const Listener &) = delete;
        Listener &operator=(const Listener &) = delete;
        virtual ~Listener() = default;
        virtual void onConnected(std::unique_ptr<Stream> stream, std::string peerAddress) = 0;
        virtual void onConnectFailed(const WireError &error) = 0;
    };
    struct Security {
        QSslConfiguration configuration;
        bool acceptsAny = false;
    };

    /// `reader` is what the stream tells first.
    Connector(Loop &loop, Listener &listener, Stream::Reader &reader, const Endpoint &endpoint,
              const Security &security);
    Connector(const Connector &) = delete;
    Connector &operator=(const Connector &) = delete;
    ~Connector();

    /// Where it stands, for telling that it took too long.
    [[nodiscard]] WireError::Step step() const noexcept;

private:
    void startPlain(const Endpoint &endpoint);
    void startSecure(const Endpoint &endpoint, const Security &security);
    void connected();
    void encrypted();
    void failed(QAbstractSocket::SocketError error);

    Loop &m_loop;
    Listener &m_listener;
    Stream::Reader &m_reader;
    std::unique_ptr<QTcpSocket> m_plain;
    std::unique_ptr<QSslSocket> m_secure;
    std::string m_certificateFault;
};

} // namespace etagere::wire
