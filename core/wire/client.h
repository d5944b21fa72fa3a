// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/wire/limits.h"
#include "core/wire/loop.h"
#include "core/wire/parser.h"
#include "core/wire/writer.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace etagere::wire {

/// Whom to ask.
struct Endpoint {
    bool secure = false;
    std::string host; ///< a name or a numeric address, an IPv6 one without brackets
    std::uint16_t port = 80;
    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

/// What a client sends. Borrowed during Client::ask only.
struct Question {
    std::string_view method = "GET";
    std::string_view target = "/";
    http::Fields fields;        ///< with Host; without what concerns the connection
    BodyPlan body{};            ///< None: a request without a body
    bool newConnection = false; ///< none that was used before
    bool keepAlive = true;      ///< the connection may be used again
};

/// Told what becomes of a question. After onEnd or onError nothing follows. Never called before
/// Client::ask has returned.
class ResponseHandler {
public:
    ResponseHandler() = default;
    ResponseHandler(const ResponseHandler &) = delete;
    ResponseHandler &operator=(const ResponseHandler &) = delete;
    virtual ~ResponseHandler() = default;

    /// An interim response (1xx).
    virtual void onInterim(const Head &head) = 0;
    /// The final response's head; valid until the end.
    virtual void onHead(const Head &head) = 0;
    virtual void onBody(std::string_view bytes) = 0;
    /// The response is whole.
    virtual void onEnd() = 0;
    /// It is not, or there is none.
    virtual void onError(const WireError &error) = 0;
    /// Some of the request's body was taken by the other end.
    virtual void onSent() {}
};

/// One question under way. Destroying it cancels it; its connection is closed then.
class Asked {
public:
    Asked() = default;
    Asked(const Asked &) = delete;
    Asked &operator=(const Asked &) = delete;
    virtual ~Asked() = default;

    /// Some of the request's body, and its end.
    virtual void send(std::string_view bytes) = 0;
    virtual void finish() = 0;
    /// More of the request's body waits than a slow server should cost.
    [[nodiscard]] virtual bool isFull() const noexcept = 0;
    /// Stops or goes on reading the response's body.
    virtual void pause(bool paused) = 0;
    /// The address it was sent to; empty before there is a connection.
    [[nodiscard]] virtual std::string_view peerAddress() const noexcept = 0;
    /// It went out on a connection that an earlier question had used.
    [[nodiscard]] virtual bool isReused() const noexcept = 0;
    /// How the response's body ends, and its length, once there is a head.
    [[nodiscard]] virtual Framing framing() const noexcept = 0;
    [[nodiscard]] virtual std::optional<std::uint64_t> contentLength() const noexcept = 0;
};

struct ClientOptions {
    Limits limits{};
    /// Certificates that are trusted beside the system's: PEM text.
    std::string trusted{};
    bool acceptsAnyCertificate = false; ///< for servers under test; the user insists on it
};

/// Asks servers over http and https. Connections are kept for the next question to the same
/// endpoint, and an unused one is looked at before a question goes out on it. It never asks twice:
/// what fails is told. It follows no redirect and decodes no content coding.
class Client {
public:
    Client(Loop &loop, const ClientOptions &options);
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;
    ~Client();

    [[nodiscard]] std::unique_ptr<Asked> ask(const Endpoint &endpoint, const Question &question,
                                             ResponseHandler &handler);
    /// Connections that wait for a question.
    [[nodiscard]] std::size_t idleCount() const noexcept;

private:
    class Pool;
    friend class ClientConnection;
    std::unique_ptr<Pool> m_pool;
};

} // namespace etagere::wire
