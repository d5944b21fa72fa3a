// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace etagere::live {

/// Why messages no longer come.
struct TransportEnd {
    enum class Kind : std::uint8_t {
        Closed,     ///< by this side
        Gone,       ///< by the other: the browser ended or crashed
        TooLarge,   ///< a message beyond maxMessageBytes
        SystemError ///< `systemError` says which
    };
    Kind kind = Kind::Gone;
    int systemError = 0; ///< errno, or 0
    std::string detail;  ///< the last lines that the browser wrote, for people; may be empty
};

/// The longest message that is taken: a body of 50 MB in base64, with room.
inline constexpr std::size_t maxMessageBytes = std::size_t{96} << 20U;

/// Carries whole JSON messages between this program and a browser, over a pipe, a socket or inside
/// the process. Used from one thread, whose event loop drives it.
class Transport {
public:
    using MessageListener = std::function<void(std::string_view json)>;
    using EndListener = std::function<void(const TransportEnd &)>;

    Transport() = default;
    Transport(const Transport &) = delete;
    Transport &operator=(const Transport &) = delete;
    /// Closes. No listener is called any more.
    virtual ~Transport() = default;

    /// One message, whole, without a NUL in it. After the end it is dropped.
    virtual void send(std::string_view json) = 0;
    /// Called from the event loop, never from within send(). What they are called with is borrowed.
    void listen(MessageListener onMessage, EndListener onEnd) {
        m_onMessage = std::move(onMessage);
        m_onEnd = std::move(onEnd);
    }

protected:
    void tell(std::string_view json) const {
        if (m_onMessage)
            m_onMessage(json);
    }
    /// Once.
    void tellEnd(const TransportEnd &end) const {
        if (m_onEnd)
            m_onEnd(end);
    }

private:
    MessageListener m_onMessage;
    EndListener m_onEnd;
};

} // namespace etagere::live
