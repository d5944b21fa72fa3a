// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/wire/client_pool.h"
#include "core/wire/connector.h"

#include <memory>
#include <string>
#include <string_view>

namespace etagere::wire {

class AskedQuestion;

/// One connection to a server: connecting, then one question after the other.
class ClientConnection final : public Disposable,
                               private Stream::Reader,
                               private Connector::Listener {
public:
    ClientConnection(Client::Pool &pool, Endpoint endpoint);
    ~ClientConnection() override;

    /// The next question; only when idle, or just made.
    void ask(const Question &question, AskedQuestion &asked);
    void send(std::string_view bytes);
    void finishRequest();
    void pause(bool paused);
    /// Nobody wants the answer any more.
    void cancel();

    [[nodiscard]] bool isFull() const noexcept;
    /// Idle, and open as far as can be known.
    [[nodiscard]] bool isReusable() const noexcept;
    [[nodiscard]] const Endpoint &endpoint() const noexcept { return m_endpoint; }
    [[nodiscard]] const std::string &peerAddress() const noexcept { return m_peer; }
    [[nodiscard]] const MessageParser &parser() const noexcept { return m_parser; }
    void onTick(SteadyTime now);
    void close() noexcept;

private:
    void onConnected(std::unique_ptr<Stream> stream, std::string peerAddress) override;
    void onConnectFailed(const WireError &error) override;
    std::size_t onInput(std::string_view input) override;
    void onInputEnd(std::string_view rest) override;
    void onOutput() override;
    void onBroken(int systemError) override;

    void write(std::string_view bytes);
    bool take(const ParserStep &step);
    bool takeHead();
    void ended(bool reusable);
    void fail(const WireError &error);
    void over();
    [[nodiscard]] WireError limitBroken(SteadyTime now) const;
    [[nodiscard]] AskedQuestion *release() noexcept;

    Client::Pool &m_pool;
    Endpoint m_endpoint;
    std::unique_ptr<Connector> m_connector;
    std::unique_ptr<Stream> m_stream;
    MessageParser m_parser;
    AskedQuestion *m_asked = nullptr;
    std::string m_peer;
    std::string m_early; ///< written before there was a connection
    std::string m_text;
    SteadyTime m_since;
    BodyPlan m_plan;
    std::uint64_t m_bodyLeft = 0;
    unsigned m_interims = 0;
    bool m_requestSent = false;
    bool m_asksHead = false;
    bool m_keepAlive = true;
    bool m_headRead = false;
    bool m_interim = false;
    bool m_paused = false;
    bool m_over = false;
};

/// What the asker holds.
class AskedQuestion final : public Asked {
public:
    AskedQuestion(ClientConnection &connection, ResponseHandler &handler, bool reused)
        : m_connection(&connection)
        , m_handler(handler)
        , m_reused(reused) {}
    ~AskedQuestion() override {
        if (m_connection)
            m_connection->cancel();
    }

    void send(std::string_view bytes) override {
        if (m_connection)
            m_connection->send(bytes);
    }
    void finish() override {
        if (m_connection)
            m_connection->finishRequest();
    }
    [[nodiscard]] bool isFull() const noexcept override {
        return m_connection && m_connection->isFull();
    }
    void pause(bool paused) override {
        if (m_connection)
            m_connection->pause(paused);
    }
    [[nodiscard]] std::string_view peerAddress() const noexcept override {
        return m_connection ? std::string_view(m_connection->peerAddress()) : m_peer;
    }
    [[nodiscard]] bool isReused() const noexcept override { return m_reused; }
    [[nodiscard]] Framing framing() const noexcept override {
        return m_connection ? m_connection->parser().framing() : Framing::None;
    }
    [[nodiscard]] std::optional<std::uint64_t> contentLength() const noexcept override {
        return m_connection ? m_connection->parser().contentLength() : std::nullopt;
    }
    [[nodiscard]] ResponseHandler &handler() const noexcept { return m_handler; }
    /// The connection is done with it.
    void detach() {
        if (m_connection)
            m_peer = m_connection->peerAddress();
        m_connection = nullptr;
    }

private:
    ClientConnection *m_connection;
    ResponseHandler &m_handler;
    std::string m_peer;
    bool m_reused;
};

} // namespace etagere::wire
