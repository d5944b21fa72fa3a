// SPDX-License-Identifier: Apache-2.0
#include "core/explain/gateway_text.h"

#include "core/explain/error_text.h"

#include <array>
#include <cstddef>

namespace etagere::explain {

namespace {

using gateway::Refusal;
using wire::Fault;
using wire::WireError;

template <class Enum>
constexpr std::size_t countOf() {
    return static_cast<std::size_t>(Enum::Count);
}
template <class Enum>
constexpr std::size_t indexOf(Enum value) {
    return static_cast<std::size_t>(value);
}

constexpr std::array faults{
    ETAGERE_TEXT("errors", "it breaks HTTP's grammar"),
    ETAGERE_TEXT("errors", "it should begin with a method"),
    ETAGERE_TEXT("errors", "a request target was expected"),
    ETAGERE_TEXT("errors", "HTTP/1.0 or HTTP/1.1 was expected"),
    ETAGERE_TEXT("errors", "a status of three digits was expected"),
    ETAGERE_TEXT("errors", "its reason phrase has control characters"),
    ETAGERE_TEXT("errors", "a field name and a colon were expected"),
    ETAGERE_TEXT("errors", "a field value has control characters"),
    ETAGERE_TEXT("errors", "a line should end with carriage return and line feed"),
    ETAGERE_TEXT("errors", "its Content-Length is no number, or says two"),
    ETAGERE_TEXT("errors", "its Transfer-Encoding leaves the body's end unknown"),
    ETAGERE_TEXT("errors", "a chunk size, or a chunk's end, was expected"),
    ETAGERE_TEXT("errors", "its head is longer than allowed"),
    ETAGERE_TEXT("errors", "it has more fields than allowed"),
};
static_assert(faults.size() == countOf<Fault>());

// %1 is the server or the address, %2 the bytes that had come, %3 the expected ones, %4 the fault
// or the system's words.
constexpr std::array kinds{
    ETAGERE_TEXT("errors", "%1 sent what cannot be understood, after %2 bytes: %4"),
    ETAGERE_TEXT("errors",
                 "%1 closed the connection before the response was whole, after %2 bytes"),
    ETAGERE_TEXT("errors", "%1 closed the connection without a response"),
    ETAGERE_TEXT("errors", "%1 took too long"),
    ETAGERE_TEXT("errors", "%1 cannot be found: there is no such host"),
    ETAGERE_TEXT("errors", "%1 refuses connections"),
    ETAGERE_TEXT("errors", "%1 cannot be reached: %4"),
    ETAGERE_TEXT("errors", "the certificate of %1 is not trusted: %4"),
    ETAGERE_TEXT("errors", "%1 can be reached by other machines; insist with --beyond-loopback"),
    ETAGERE_TEXT("errors", "%1 is no address of this machine"),
    ETAGERE_TEXT("errors", "%1 is in use by another program"),
    ETAGERE_TEXT("errors", "listening on %1 is not permitted"),
    ETAGERE_TEXT("errors", "%1: no file descriptor is left"),
    ETAGERE_TEXT("errors", "%1: ended by this side"),
};
static_assert(kinds.size() == countOf<WireError::Kind>());

constexpr Message cutShort = ETAGERE_TEXT(
    "errors", "%1 closed the connection after %2 of the %3 bytes that it had announced");
constexpr Message noTls = ETAGERE_TEXT("errors", "%1 does not speak TLS, or not one we know");
constexpr Message isItself =
    ETAGERE_TEXT("errors", "%1 is the gateway itself: the origin has to be another server");

// Where it took too long.
constexpr std::array late{
    ETAGERE_TEXT("errors", "%1 took too long"),
    ETAGERE_TEXT("errors", "finding %1 took too long"),
    ETAGERE_TEXT("errors", "connecting to %1 took too long"),
    ETAGERE_TEXT("errors", "agreeing on encryption with %1 took too long"),
    ETAGERE_TEXT("errors", "%1 took too long to read"),
    ETAGERE_TEXT("errors", "%1 took too long to answer"),
    ETAGERE_TEXT("errors", "%1 stopped sending, after %2 bytes of the body"),
};
static_assert(late.size() == countOf<WireError::Step>());

constexpr std::array refusals{
    ETAGERE_TEXT("errors", "This request cannot be understood: %1."),
    ETAGERE_TEXT("errors", "No answer: %1."),
    ETAGERE_TEXT("errors", "Nothing is stored for %1, and the request allows no network."),
    ETAGERE_TEXT("errors", "This is a proxy: it needs the whole URL in the request, not %1 alone."),
    ETAGERE_TEXT("errors", "%1 is no http or https URL."),
    ETAGERE_TEXT("errors", "No tunnel to %1: what is encrypted end to end cannot be cached. Ask "
                           "for http:// URLs, or start a gateway with --origin https://HOST."),
    ETAGERE_TEXT("errors", "%1 is the gateway itself: the request would come back to it."),
};
static_assert(refusals.size() == countOf<Refusal::Kind>());

constexpr Message clientLate = ETAGERE_TEXT("errors", "it took too long to arrive");

const Message &messageOf(const WireError &error) {
    using Kind = WireError::Kind;
    if (error.kind == Kind::TimedOut)
        return late[indexOf(error.step)];
    if (error.kind == Kind::Truncated && error.expected > 0)
        return cutShort;
    if (error.step == WireError::Step::Encrypt &&
        (error.kind == Kind::Malformed || error.kind == Kind::Closed))
        return noTls;
    if (error.step == WireError::Step::Listen && error.kind == Kind::Refused)
        return isItself;
    return kinds[indexOf(error.kind)];
}

} // namespace

std::string sentenceOf(const WireError &error, std::string_view about) {
    std::string why;
    if (error.kind == WireError::Kind::Malformed)
        why = text(faults[indexOf(error.fault)]);
    else if (!error.detail.empty())
        why = error.detail;
    else
        why = systemErrorText(error.systemError);
    return text(messageOf(error), about, error.afterBytes, error.expected, why);
}

std::string sentenceOf(const Refusal &refusal) {
    const Message &message = refusals[indexOf(refusal.kind)];
    if (refusal.kind == Refusal::Kind::NoAnswer)
        return text(message, sentenceOf(refusal.error, refusal.about));
    if (refusal.kind != Refusal::Kind::BadRequest)
        return text(message, refusal.about);
    const bool isLate = refusal.error.kind == WireError::Kind::TimedOut;
    return text(message, text(isLate ? clientLate : faults[indexOf(refusal.error.fault)]));
}

} // namespace etagere::explain
