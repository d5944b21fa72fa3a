// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/wire/listener.h"
#include "tests/wire/raw_peers.h"

#include <algorithm>
#include <string>

namespace etagere::tests {

using namespace wire;

inline constexpr std::size_t bigSize = std::size_t{64} << 20U;
inline constexpr std::size_t bigPiece = std::size_t{32} << 10U; ///< what is handed over at once

/// What happened, over all connections.
struct Seen {
    QByteArrayList requests;
    QByteArrayList aborts;
    QByteArray body;
    std::size_t ends = 0;
    std::size_t bigSent = 0;
    std::size_t bigHeld = 0; ///< the most that waited for a slow client
    ServerConnection *held = nullptr;
};

/// Answers by path.
class Handler final : public RequestHandler {
public:
    Handler(Seen &seen, ServerConnection &connection)
        : m_seen(seen)
        , m_connection(connection) {}

private:
    void onRequest(const Head &head) override {
        m_path = std::string(head.target());
        m_seen.requests << QByteArray::fromStdString(std::string(head.method()) + " " + m_path);
        m_bigSent = 0;
        if (m_path == "/hold")
            m_seen.held = &m_connection;
        else if (m_path == "/interim")
            m_connection.inform(103, "Early Hints", {});
        else if (m_path == "/chunked")
            return chunked();
        else if (m_path == "/short")
            return shorter();
        else if (m_path == "/raw")
            return raw();
        else if (m_path == "/big")
            return startBig();
        else if (m_path == "/paused")
            m_connection.pauseRequest(true);
        if (m_path != "/hold" && m_path != "/echo" && m_path != "/paused")
            answer("hello " + m_path);
    }
    void onRequestBody(std::string_view bytes) override {
        m_seen.body.append(bytes.data(), static_cast<qsizetype>(bytes.size()));
    }
    void onRequestEnd() override {
        ++m_seen.ends;
        if (m_path == "/echo")
            answer(m_seen.body.toStdString());
    }
    void onOutput() override {
        if (m_path == "/big")
            goOnBig();
    }
    void onAbort(const WireError &error) override {
        m_seen.aborts << QByteArray::number(static_cast<int>(error.kind)) + "/" +
                             QByteArray::number(static_cast<int>(error.step));
        m_seen.held = nullptr;
        m_path.clear();
    }
    std::string refusalOf(const WireError &) override { return "refused"; }

    void answer(const std::string &body) {
        m_connection.respond(200, "OK", {}, BodyPlan::ofLength(body.size()));
        m_connection.send(body);
        m_connection.finish();
    }
    void chunked() {
        m_connection.respond(200, "OK", {}, BodyPlan::unknown());
        m_connection.send("abc");
        m_connection.send("");
        m_connection.send("0123456789");
        m_connection.finish();
    }
    void shorter() {
        m_connection.respond(200, "OK", {}, BodyPlan::ofLength(10));
        m_connection.send("abc");
        m_connection.finish();
    }
    void raw() {
        m_connection.sendRaw("HTTP/9.9 what\n\x01");
        m_connection.finish();
    }
    void startBig() {
        m_connection.respond(200, "OK", {}, BodyPlan::ofLength(bigSize));
        goOnBig();
    }
    void goOnBig() {
        const std::string piece(bigPiece, 'b');
        while (m_bigSent < bigSize && !m_connection.isFull() && m_path == "/big") {
            m_connection.send(piece);
            m_bigSent += piece.size();
            m_seen.bigHeld = std::max(m_seen.bigHeld, m_connection.waiting());
        }
        m_seen.bigSent = m_bigSent;
        if (m_bigSent == bigSize && m_path == "/big") {
            m_path.clear();
            m_connection.finish();
        }
    }

    Seen &m_seen;
    ServerConnection &m_connection;
    std::string m_path;
    std::size_t m_bigSent = 0;
};

/// A listener and what it saw.
struct Server {
    explicit Server(const Limits &limits = {}, std::size_t connections = 64) {
        ListenOptions options;
        options.limits = limits;
        options.connections = connections;
        auto made = Listener::open(loop, options, [this](ServerConnection &connection) {
            return std::make_unique<Handler>(seen, connection);
        });
        listener = std::move(*made);
    }
    quint16 port() const { return listener->address().port; }
    Loop loop;
    Seen seen;
    std::unique_ptr<Listener> listener;
};

inline const QByteArray helloA = "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhello /a";
inline const QByteArray helloB = "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhello /b";

} // namespace etagere::tests
