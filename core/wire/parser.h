// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/wire/error.h"
#include "core/wire/head.h"
#include "core/wire/limits.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace etagere::wire {

/// How the end of a body is known (RFC 9112 §6.3).
enum class Framing : std::uint8_t { None, Length, Chunked, UntilClose };

enum class ParserEvent : std::uint8_t {
    NeedMore, ///< what was given is consumed as far as it goes; give the rest with what follows
    Head,     ///< the head is complete
    Body,     ///< some bytes of the body
    End,      ///< the message is complete; what follows belongs to the next one
    Failed    ///< nothing more is read from this end
};

/// One step of reading.
struct ParserStep {
    ParserEvent event = ParserEvent::NeedMore;
    std::size_t consumed = 0; ///< bytes of the input that are done with
    std::string_view body{};  ///< points into the input
};

/// Reads messages of one end of a connection, one after the other, from bytes in any portions. No
/// socket, no clock: a state machine. Fields after a chunked body are read and dropped.
class MessageParser {
public:
    enum class Side : std::uint8_t { Requests, Responses };

    MessageParser(Side side, const Limits &limits);
    MessageParser(const MessageParser &) = delete;
    MessageParser &operator=(const MessageParser &) = delete;
    ~MessageParser();

    /// The next step. After Head, Body and End call it again, with what is left of the input, even
    /// when nothing is left; after End it begins the next message.
    [[nodiscard]] ParserStep next(std::string_view input);
    /// The other end has closed, and `rest` had not been consumed: End when that ends the message,
    /// NeedMore between two messages, else Failed.
    [[nodiscard]] ParserEvent close(std::string_view rest);

    /// Before a response is read: it answers HEAD, so that it has no body whatever its fields say.
    void expectNoBody() noexcept { m_noBody = true; }

    /// From the event Head until the next message begins.
    [[nodiscard]] const Head &head() const noexcept { return m_head; }
    /// The head, taken away; the parser goes on without it.
    [[nodiscard]] Head takeHead() noexcept { return std::move(m_head); }
    [[nodiscard]] Framing framing() const noexcept { return m_framing; }
    /// Declared by a Content-Length that counts.
    [[nodiscard]] std::optional<std::uint64_t> contentLength() const noexcept { return m_length; }
    /// The sender keeps the connection open after this message (RFC 9112 §9.3).
    [[nodiscard]] bool keepsAlive() const noexcept { return m_keepsAlive; }
    /// Nothing of the next message has been read.
    [[nodiscard]] bool isBetweenMessages() const noexcept {
        return m_state == State::Start || m_state == State::Ended;
    }
    [[nodiscard]] std::uint64_t bodyBytes() const noexcept { return m_bodyBytes; }
    /// After Failed.
    [[nodiscard]] const WireError &error() const noexcept { return m_error; }

private:
    enum class State : std::uint8_t { Start, Head, Body, Ended, Failed };
    template <bool isRequest>
    class Machine;
    struct Machines;
    template <bool isRequest>
    ParserStep step(Machine<isRequest> &machine, std::string_view input);
    template <bool isRequest>
    ParserStep headRead(Machine<isRequest> &machine, std::size_t consumed);
    void begin();
    ParserStep fail(Fault fault, std::size_t consumed);

    Side m_side;
    Limits m_limits;
    State m_state = State::Start;
    Framing m_framing = Framing::None;
    bool m_noBody = false;
    bool m_keepsAlive = true;
    std::optional<std::uint64_t> m_length;
    std::uint64_t m_headBytes = 0;
    std::uint64_t m_bodyBytes = 0;
    Head m_head;
    WireError m_error;
    std::unique_ptr<Machines> m_machines;
};

} // namespace etagere::wire
