// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace etagere::wire {

/// What of a message's grammar was broken (RFC 9112, and RFC 9110 §5.5).
enum class Fault : std::uint8_t {
    None,
    Method,           ///< the request line begins with no token
    Target,           ///< no request target, or one with characters that it cannot have
    Version,          ///< not HTTP/1.0 or HTTP/1.1
    Status,           ///< no three digits
    Reason,           ///< control characters in the reason phrase
    FieldName,        ///< no token before the colon
    FieldValue,       ///< control characters in a value
    LineEnding,       ///< a line that does not end with CR LF
    ContentLength,    ///< no number, or two that differ
    TransferEncoding, ///< beside Content-Length, twice, or a coding whose end cannot be known
    Chunk,            ///< chunk size or chunk end
    HeadTooLarge,     ///< more bytes than the limit
    TooManyFields,    ///< more field lines than the limit
    Count
};

/// What went wrong between two ends of a connection: a value, worded late and elsewhere.
struct WireError {
    /// Where in an exchange; in the order in which they come.
    enum class Step : std::uint8_t { Listen, Resolve, Connect, Encrypt, Send, Head, Body, Count };
    enum class Kind : std::uint8_t {
        Malformed,      ///< `fault` says what was expected
        Truncated,      ///< closed early; `expected` body bytes were declared, 0 when unknown
        Closed,         ///< closed before a byte of the answer came
        TimedOut,       ///< the other end was slower than the limits allow
        NotFound,       ///< no such host
        Refused,        ///< nobody listens there, or they refuse
        Unreachable,    ///< any other failure of the network; `systemError` may say more
        Certificate,    ///< the certificate is not trusted; `detail` says why
        NotLoopback,    ///< a listener's address that others could reach, not insisted on
        BadAddress,     ///< a listener's address that is none
        AddressInUse,   ///< the port is taken
        NotPermitted,   ///< the port needs rights
        TooManyStreams, ///< no file descriptor is left
        Cancelled,      ///< ended by this side
        Count
    };
    Step step = Step::Connect;
    Kind kind = Kind::Unreachable;
    Fault fault = Fault::None;
    std::uint64_t afterBytes = 0; ///< bytes of the message that had come by then; of the body for
                                  ///< the step Body, of the head otherwise
    std::uint64_t expected = 0;
    int systemError = 0;  ///< errno, or 0
    std::string detail{}; ///< the TLS library's words for a certificate; empty otherwise
    friend bool operator==(const WireError &, const WireError &) = default;
};

} // namespace etagere::wire
