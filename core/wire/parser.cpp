// SPDX-License-Identifier: Apache-2.0
#include "core/wire/parser.h"

#include "core/http/text.h"
#include "core/wire/beast_machine.h"

#include <algorithm>

namespace etagere::wire {

namespace {

using Error = boost::beast::http::error;

/// What the grammar expected where the parser stopped.
Fault faultOf(const boost::system::error_code &code) noexcept {
    switch (static_cast<Error>(code.value())) {
    case Error::bad_method:
        return Fault::Method;
    case Error::bad_target:
        return Fault::Target;
    case Error::bad_version:
        return Fault::Version;
    case Error::bad_status:
        return Fault::Status;
    case Error::bad_reason:
        return Fault::Reason;
    case Error::bad_field:
        return Fault::FieldName;
    case Error::bad_value:
        return Fault::FieldValue;
    case Error::bad_content_length:
        return Fault::ContentLength;
    case Error::bad_transfer_encoding:
        return Fault::TransferEncoding;
    case Error::bad_chunk:
    case Error::bad_chunk_extension:
    case Error::body_limit:
        return Fault::Chunk;
    case Error::header_limit:
        return Fault::HeadTooLarge;
    case Error::buffer_overflow: // how the machine says it, which has no word of its own
        return Fault::TooManyFields;
    default:
        return Fault::LineEnding;
    }
}

/// One field, and its only value: any other coding would be taken off by nobody.
bool isChunkedAlone(http::Fields fields) noexcept {
    const auto isTransferEncoding = [](const http::Field &field) {
        return field.known == http::FieldName::TransferEncoding;
    };
    return std::count_if(fields.begin(), fields.end(), isTransferEncoding) == 1 &&
           http::equalsIgnoringCase(http::valueOf(fields, http::FieldName::TransferEncoding),
                                    "chunked");
}

std::size_t leadingLineEnds(std::string_view input) noexcept {
    std::size_t at = 0;
    while (input.substr(at, 2) == "\r\n")
        at += 2;
    return at;
}

} // namespace

struct MessageParser::Machines {
    std::optional<Machine<true>> request;
    std::optional<Machine<false>> response;
};

MessageParser::MessageParser(Side side, const Limits &limits)
    : m_side(side)
    , m_limits(limits)
    , m_machines(std::make_unique<Machines>()) {}

MessageParser::~MessageParser() = default;

ParserStep MessageParser::next(std::string_view input) {
    if (m_state == State::Failed)
        return {ParserEvent::Failed, 0, {}};
    std::size_t skipped = 0;
    if (m_state == State::Start || m_state == State::Ended) {
        // A server ignores empty lines before a request (RFC 9112 §2.2).
        skipped = m_side == Side::Requests ? leadingLineEnds(input) : 0;
        input.remove_prefix(skipped);
        if (m_state == State::Ended)
            m_state = State::Start;
        if (input.empty() || (m_side == Side::Requests && input == "\r"))
            return {ParserEvent::NeedMore, skipped, {}};
        begin();
    }
    ParserStep step = m_side == Side::Requests ? this->step(*m_machines->request, input)
                                               : this->step(*m_machines->response, input);
    step.consumed += skipped;
    return step;
}

void MessageParser::begin() {
    m_state = State::Head;
    m_framing = Framing::None;
    m_keepsAlive = true;
    m_length.reset();
    m_headBytes = m_bodyBytes = 0;
    m_head.clear();
    if (m_side == Side::Requests)
        m_machines->request.emplace(m_head, m_limits, false);
    else
        m_machines->response.emplace(m_head, m_limits, m_noBody);
    m_noBody = false;
}

template <bool isRequest>
ParserStep MessageParser::step(Machine<isRequest> &machine, std::string_view input) {
    if (m_state == State::Body && machine.is_done()) {
        m_state = State::Ended;
        return {ParserEvent::End, 0, {}};
    }
    ParserStep step;
    while (step.consumed < input.size()) {
        const std::string_view rest = input.substr(step.consumed);
        boost::beast::error_code code;
        machine.body = {};
        const std::size_t used = machine.put({rest.data(), rest.size()}, code);
        step.consumed += used;
        if (m_state == State::Head)
            m_headBytes += used;
        if (code && code != Error::need_more)
            return fail(faultOf(code), step.consumed);
        if (m_state == State::Head && m_headBytes > m_limits.headBytes)
            return fail(Fault::HeadTooLarge, step.consumed);
        if (code)
            return step;
        if (m_state == State::Head)
            return headRead(machine, step.consumed);
        if (!machine.body.empty()) {
            m_bodyBytes += machine.body.size();
            return {ParserEvent::Body, step.consumed, machine.body};
        }
        if (machine.is_done()) {
            m_state = State::Ended;
            return {ParserEvent::End, step.consumed, {}};
        }
    }
    return step;
}

template <bool isRequest>
ParserStep MessageParser::headRead(Machine<isRequest> &machine, std::size_t consumed) {
    const bool codings = http::find(m_head.fields(), http::FieldName::TransferEncoding) != nullptr;
    if (machine.chunked() ? !isChunkedAlone(m_head.fields()) : (isRequest && codings))
        return fail(Fault::TransferEncoding, consumed);
    m_state = State::Body;
    m_keepsAlive = machine.keep_alive();
    if (const auto length = machine.content_length())
        m_length = *length;
    if (machine.is_done())
        m_framing = Framing::None;
    else if (machine.chunked())
        m_framing = Framing::Chunked;
    else
        m_framing = m_length ? Framing::Length : Framing::UntilClose;
    return {ParserEvent::Head, consumed, {}};
}

ParserEvent MessageParser::close(std::string_view rest) {
    switch (m_state) {
    case State::Start:
    case State::Ended:
        m_state = State::Start;
        if (rest.empty())
            return ParserEvent::NeedMore;
        m_headBytes = rest.size();
        break;
    case State::Head:
        m_headBytes += rest.size();
        break;
    case State::Body:
        if (m_framing == Framing::UntilClose || m_framing == Framing::None) {
            m_state = State::Ended;
            return ParserEvent::End;
        }
        m_error = {WireError::Step::Body, WireError::Kind::Truncated, Fault::None, m_bodyBytes,
                   m_length.value_or(0)};
        m_state = State::Failed;
        return ParserEvent::Failed;
    case State::Failed:
        return ParserEvent::Failed;
    }
    m_error = {WireError::Step::Head, WireError::Kind::Truncated, Fault::None, m_headBytes, 0};
    m_state = State::Failed;
    return ParserEvent::Failed;
}

ParserStep MessageParser::fail(Fault fault, std::size_t consumed) {
    const bool inHead = m_state != State::Body;
    m_error = {inHead ? WireError::Step::Head : WireError::Step::Body, WireError::Kind::Malformed,
               fault, inHead ? m_headBytes : m_bodyBytes, m_length.value_or(0)};
    m_state = State::Failed;
    return {ParserEvent::Failed, consumed, {}};
}

} // namespace etagere::wire
