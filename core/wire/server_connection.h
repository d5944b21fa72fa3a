// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/wire/limits.h"
#include "core/wire/parser.h"
#include "core/wire/stream.h"
#include "core/wire/writer.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace etagere::wire {

class ServerConnection;

/// What answers the requests of one connection, one after the other. It lives as long as the
/// connection and may call it at any time.
class RequestHandler {
public:
    RequestHandler() = default;
    RequestHandler(const RequestHandler &) = delete;
    RequestHandler &operator=(const RequestHandler &) = delete;
    virtual ~RequestHandler() = default;

    /// A request's head; valid until its answer is finished.
    virtual void onRequest(const Head &head) = 0;
    virtual void onRequestBody(std::string_view bytes) = 0;
    virtual void onRequestEnd() = 0;
    /// Some of the answer was taken by the client.
    virtual void onOutput() {}
    /// The client is gone, or broke the rules, before its answer was finished; it gets none any
    /// more. `error` says how.
    virtual void onAbort(const WireError &error) = 0;
    /// What the client that sent no valid request is told, in words.
    [[nodiscard]] virtual std::string refusalOf(const WireError &error) = 0;
};

/// One client's connection: reads its requests in order, pipelined ones too, and sends the answers.
/// Every call but those that ask is ignored when no answer is due.
class ServerConnection final : public Disposable, private Stream::Reader {
public:
    /// Told when the connection is over, so that its owner disposes of it.
    class Owner {
    public:
        Owner() = default;
        Owner(const Owner &) = delete;
        Owner &operator=(const Owner &) = delete;
        virtual ~Owner() = default;
        virtual void onOver(ServerConnection &connection) = 0;
    };
    struct Peer {
        std::string address;
        std::uint16_t port = 0;
    };

    ServerConnection(Loop &loop, Owner &owner, const Limits &limits, int descriptor);
    ~ServerConnection() override;
    void setHandler(std::unique_ptr<RequestHandler> handler) { m_handler = std::move(handler); }

    /// An interim answer (1xx); nothing to a client of HTTP/1.0, which knows none.
    void inform(std::uint16_t status, std::string_view reason, http::Fields fields);
    /// The answer's head. To HEAD, and with 204 and 304, no body is sent whatever the plan says.
    /// Fields that concern the connection are this side's and must not be among them.
    void respond(std::uint16_t status, std::string_view reason, http::Fields fields,
                 const BodyPlan &plan);
    /// Some of the body; what goes beyond the planned length is dropped.
    void send(std::string_view bytes);
    /// The answer is whole. With less than the planned length it is aborted instead. May begin the
    /// next request before it returns.
    void finish();
    /// Ends the connection so that the client cannot take what it got for whole.
    void abort();
    /// Bytes as they are in place of an answer: for servers that break the rules on purpose. The
    /// connection ends with finish().
    void sendRaw(std::string_view bytes);
    /// No further request after this answer.
    void closeAfter() noexcept { m_keepsAlive = false; }
    /// Stops or goes on reading the request's body.
    void pauseRequest(bool paused);

    /// More of the answer waits than a slow client should cost.
    [[nodiscard]] bool isFull() const noexcept;
    /// Bytes of the answer that wait here because the system has not taken them.
    [[nodiscard]] std::size_t waiting() const noexcept { return m_stream.pending(); }
    [[nodiscard]] bool isAnswering() const noexcept { return m_phase == Phase::Answering; }
    [[nodiscard]] bool hasResponded() const noexcept { return m_responded; }
    [[nodiscard]] bool isRequestRead() const noexcept { return m_requestRead; }
    [[nodiscard]] Framing requestFraming() const noexcept { return m_parser.framing(); }
    [[nodiscard]] std::optional<std::uint64_t> requestLength() const noexcept {
        return m_parser.contentLength();
    }
    [[nodiscard]] const Peer &peer() const noexcept { return m_peer; }

    /// The owner's: time limits, and the end.
    void onTick(SteadyTime now);
    void close() noexcept;

private:
    enum class Phase : std::uint8_t {
        Idle,      ///< between answers
        Answering, ///< a request's head is read, its answer not finished
        Answered,  ///< finished, but the request's body still comes
        Lingering, ///< all is said; waits for the client to close
        Over
    };
    std::size_t onInput(std::string_view input) override;
    void onInputEnd(std::string_view rest) override;
    void onOutput() override;
    void onBroken(int systemError) override;

    bool take(const ParserStep &step);
    void beginRequest();
    void discard(std::size_t bytes);
    void messageDone();
    void refuse(const WireError &error);
    void clientGone(const WireError &error);
    void linger();
    void over();
    void noteHead(bool unread);
    void touch() { m_since = m_loop.now(); }
    [[nodiscard]] bool readsInput() const noexcept;
    void writeHead(std::uint16_t status, std::string_view reason, http::Fields fields,
                   const BodyPlan &plan);

    Loop &m_loop;
    Owner &m_owner;
    Limits m_limits;
    DescriptorStream m_stream;
    MessageParser m_parser;
    std::unique_ptr<RequestHandler> m_handler;
    Peer m_peer;
    SteadyTime m_since;
    SteadyTime m_headSince;
    SteadyTime m_outputSince;
    Phase m_phase = Phase::Idle;
    bool m_headBegun = false;
    bool m_requestRead = false;
    bool m_responded = false;
    bool m_keepsAlive = true;
    bool m_inputEnded = false;
    bool m_paused = false;
    bool m_inInput = false;
    bool m_chunked = false;
    bool m_bodyless = false;
    bool m_raw = false;
    std::uint64_t m_left = 0; ///< of the planned length
    bool m_counted = false;   ///< a length was planned
    std::size_t m_discarded = 0;
    std::string m_text; ///< heads are put together here
};

} // namespace etagere::wire
