// SPDX-License-Identifier: Apache-2.0
#include "core/wire/server_connection.h"

#include "core/wire/address.h"

#include <algorithm>
#include <utility>

namespace etagere::wire {

namespace {

constexpr std::chrono::seconds lingerTime{2};

/// What the client's fault is called among the statuses.
std::uint16_t statusOf(const WireError &error) noexcept {
    if (error.kind == WireError::Kind::TimedOut)
        return 408;
    switch (error.fault) {
    case Fault::HeadTooLarge:
    case Fault::TooManyFields:
        return 431;
    case Fault::TransferEncoding:
        return 501;
    case Fault::Version:
        return 505;
    default:
        return 400;
    }
}

constexpr http::Field plainText{"Content-Type", "text/plain; charset=utf-8",
                                http::FieldName::ContentType};

} // namespace

ServerConnection::ServerConnection(Loop &loop, Owner &owner, const Limits &limits, int descriptor)
    : m_loop(loop)
    , m_owner(owner)
    , m_limits(limits)
    , m_stream(loop, *this, descriptor)
    , m_parser(MessageParser::Side::Requests, limits)
    , m_since(loop.now())
    , m_outputSince(m_since) {
    const Address peer = peerAddressOf(descriptor);
    m_peer = {peer.text, peer.port};
}

ServerConnection::~ServerConnection() = default;

bool ServerConnection::readsInput() const noexcept {
    if (m_phase == Phase::Over || m_paused)
        return false;
    return m_phase == Phase::Idle || m_phase == Phase::Lingering || !m_requestRead;
}

std::size_t ServerConnection::onInput(std::string_view input) {
    touch();
    std::size_t used = 0;
    m_inInput = true;
    while (readsInput()) {
        if (m_phase == Phase::Lingering) {
            used = input.size();
            break;
        }
        const ParserStep step = m_parser.next(input.substr(used));
        used += step.consumed;
        if (!take(step))
            break;
    }
    m_inInput = false;
    if (m_phase == Phase::Over)
        return input.size();
    if (m_phase == Phase::Idle && m_inputEnded)
        linger();
    noteHead(used < input.size());
    // A client that sends on before its answer is there waits in its own buffers.
    m_stream.setReading(readsInput() || (used == input.size() && !m_paused));
    return used;
}

/// A head's time counts from its first byte, however many more trickle in.
void ServerConnection::noteHead(bool unread) {
    const bool begun = m_phase == Phase::Idle && (unread || !m_parser.isBetweenMessages());
    if (begun && !m_headBegun)
        m_headSince = m_loop.now();
    m_headBegun = begun;
}

/// Whether there may be more in the input.
bool ServerConnection::take(const ParserStep &step) {
    switch (step.event) {
    case ParserEvent::NeedMore:
        return false;
    case ParserEvent::Head:
        beginRequest();
        return true;
    case ParserEvent::Body:
        if (m_phase == Phase::Answering && !m_raw)
            m_handler->onRequestBody(step.body);
        else
            discard(step.body.size());
        return true;
    case ParserEvent::End:
        m_requestRead = true;
        if (m_phase == Phase::Answering)
            m_handler->onRequestEnd();
        if (m_phase == Phase::Answered)
            messageDone();
        return true;
    case ParserEvent::Failed:
        refuse(m_parser.error());
        return false;
    }
    return false;
}

void ServerConnection::beginRequest() {
    m_phase = Phase::Answering;
    m_headBegun = m_requestRead = m_responded = m_chunked = m_bodyless = m_counted = m_raw = false;
    m_left = 0;
    m_discarded = 0;
    m_keepsAlive = m_keepsAlive && m_parser.keepsAlive();
    m_handler->onRequest(m_parser.head());
}

void ServerConnection::discard(std::size_t bytes) {
    m_discarded += bytes;
    if (m_discarded > m_limits.discarded)
        linger();
}

void ServerConnection::inform(std::uint16_t status, std::string_view reason, http::Fields fields) {
    const Loop::Turn turn(m_loop);
    if (m_phase != Phase::Answering || m_responded || m_parser.head().minorVersion() == 0)
        return;
    m_text.clear();
    writeStatusLine(m_text, status, reason);
    writeFields(m_text, fields, BodyPlan::none());
    m_text.append("\r\n");
    m_stream.write(m_text);
}

void ServerConnection::respond(std::uint16_t status, std::string_view reason, http::Fields fields,
                               const BodyPlan &plan) {
    const Loop::Turn turn(m_loop);
    if (m_phase != Phase::Answering || m_responded)
        return;
    writeHead(status, reason, fields, plan);
}

void ServerConnection::writeHead(std::uint16_t status, std::string_view reason, http::Fields fields,
                                 const BodyPlan &plan) {
    m_responded = true;
    const bool asksHead = m_parser.head().method() == "HEAD";
    const bool old = m_parser.head().minorVersion() == 0;
    m_bodyless = plan.kind == BodyPlan::Kind::None || asksHead || status == 204 || status == 304;
    m_counted = plan.kind == BodyPlan::Kind::Length;
    m_left = plan.length;
    m_chunked = plan.kind == BodyPlan::Kind::Unknown && !m_bodyless && !old;
    if (plan.kind == BodyPlan::Kind::Unknown && !m_bodyless && old)
        m_keepsAlive = false;
    m_text.clear();
    writeStatusLine(m_text, status, reason);
    // A 204 has no Content-Length (RFC 9110 §8.6); what a 304 or HEAD would have is told.
    const bool tellsLength = m_counted && status != 204;
    writeFields(m_text, fields, m_counted && !tellsLength ? BodyPlan::unknown() : plan);
    if (m_chunked)
        m_text.append("Transfer-Encoding: chunked\r\n");
    if (!m_keepsAlive || m_inputEnded)
        m_text.append("Connection: close\r\n");
    else if (old)
        m_text.append("Connection: keep-alive\r\n");
    m_text.append("\r\n");
    if (m_stream.pending() == 0)
        m_outputSince = m_loop.now();
    m_stream.write(m_text);
}

void ServerConnection::send(std::string_view bytes) {
    const Loop::Turn turn(m_loop);
    if (m_phase != Phase::Answering || !m_responded || m_bodyless)
        return;
    if (m_counted) {
        bytes = bytes.substr(
            0, static_cast<std::size_t>(std::min<std::uint64_t>(m_left, bytes.size())));
        m_left -= bytes.size();
    }
    if (bytes.empty())
        return;
    if (m_stream.pending() == 0)
        m_outputSince = m_loop.now();
    if (m_chunked) {
        m_text.clear();
        writeChunkSize(m_text, bytes.size());
        m_stream.write(m_text);
    }
    m_stream.writeThrough(bytes);
    if (m_chunked)
        m_stream.write(chunkEnd);
}

void ServerConnection::sendRaw(std::string_view bytes) {
    const Loop::Turn turn(m_loop);
    if (m_phase != Phase::Answering)
        return;
    m_raw = m_responded = true;
    m_keepsAlive = false;
    m_stream.writeThrough(bytes);
}

void ServerConnection::finish() {
    const Loop::Turn turn(m_loop);
    if (m_phase != Phase::Answering || !m_responded)
        return;
    if (m_counted && !m_bodyless && m_left > 0 && !m_raw)
        return abort();
    if (m_chunked)
        m_stream.write(lastChunk);
    m_phase = Phase::Answered;
    if (m_requestRead) {
        messageDone();
    } else if (m_paused) {
        // Nobody would read on.
        m_paused = false;
        m_stream.setReading(true);
        if (!m_inInput)
            m_stream.pump();
    }
}

void ServerConnection::messageDone() {
    touch();
    if (!m_keepsAlive || (m_inputEnded && m_stream.unread().empty()))
        return linger();
    m_phase = Phase::Idle;
    m_requestRead = m_paused = false;
    if (m_inInput)
        return;
    m_stream.setReading(true);
    m_stream.pump();
}

void ServerConnection::abort() {
    const Loop::Turn turn(m_loop);
    if (m_phase != Phase::Answering)
        return;
    m_stream.reset();
    over();
}

void ServerConnection::pauseRequest(bool paused) {
    const Loop::Turn turn(m_loop);
    if (m_phase != Phase::Answering || m_requestRead || m_paused == paused)
        return;
    m_paused = paused;
    touch();
    if (m_inInput)
        return;
    m_stream.setReading(!paused);
    if (!paused)
        m_stream.pump();
}

bool ServerConnection::isFull() const noexcept { return m_stream.pending() >= m_limits.buffered; }

void ServerConnection::refuse(const WireError &error) {
    if (m_phase == Phase::Answering) {
        m_handler->onAbort(error);
        if (m_responded) {
            m_stream.reset();
            return over();
        }
    }
    if (m_phase == Phase::Answered)
        return linger();
    m_phase = Phase::Answering;
    m_requestRead = true;
    m_chunked = m_bodyless = m_counted = m_raw = m_keepsAlive = false;
    const std::string words = m_handler->refusalOf(error);
    const std::uint16_t status = statusOf(error);
    m_text.clear();
    writeStatusLine(m_text, status, usualReason(status));
    writeFields(m_text, {&plainText, 1}, BodyPlan::ofLength(words.size()));
    m_text.append("Connection: close\r\n\r\n").append(words);
    m_stream.write(m_text);
    linger();
}

void ServerConnection::linger() {
    if (m_phase == Phase::Over)
        return;
    m_phase = Phase::Lingering;
    m_paused = false;
    touch();
    m_stream.finishOutput();
    if (m_inputEnded && m_stream.pending() == 0)
        return over();
    m_stream.setReading(true);
    if (!m_inInput)
        m_stream.pump();
}

void ServerConnection::onInputEnd(std::string_view rest) {
    m_inputEnded = true;
    if (m_phase == Phase::Lingering) {
        if (m_stream.pending() == 0)
            over();
        return;
    }
    // It may well be waiting for answers to what it has sent already.
    if (m_phase == Phase::Answering && m_requestRead)
        return;
    if (m_phase == Phase::Answering && m_parser.close(rest) == ParserEvent::Failed)
        return clientGone(m_parser.error());
    linger();
}

void ServerConnection::onOutput() {
    m_outputSince = m_loop.now();
    if (m_phase == Phase::Lingering && m_inputEnded && m_stream.pending() == 0)
        return over();
    if (m_phase == Phase::Answering)
        m_handler->onOutput();
}

void ServerConnection::onBroken(int systemError) {
    clientGone({WireError::Step::Send, WireError::Kind::Closed, Fault::None, 0, 0, systemError});
}

void ServerConnection::clientGone(const WireError &error) {
    const bool told = m_phase == Phase::Answering;
    over();
    if (told)
        m_handler->onAbort(error);
}

void ServerConnection::onTick(SteadyTime now) {
    using Step = WireError::Step;
    const auto quiet = now - m_since;
    const bool stuck = m_stream.pending() > 0 && now - m_outputSince > m_limits.progress;
    if (stuck)
        return clientGone({Step::Send, WireError::Kind::TimedOut});
    if (m_phase == Phase::Lingering && m_stream.pending() == 0 && quiet > lingerTime)
        return over();
    if (m_phase == Phase::Idle && m_headBegun && now - m_headSince > m_limits.head)
        return refuse({Step::Head, WireError::Kind::TimedOut});
    if (m_phase == Phase::Idle && !m_headBegun && quiet > m_limits.idle)
        return linger();
    const bool body = m_phase == Phase::Answering || m_phase == Phase::Answered;
    if (body && !m_requestRead && !m_paused && quiet > m_limits.progress)
        refuse({Step::Body, WireError::Kind::TimedOut, Fault::None, m_parser.bodyBytes(),
                m_parser.contentLength().value_or(0)});
}

void ServerConnection::close() noexcept {
    m_phase = Phase::Over;
    m_stream.close();
}

void ServerConnection::over() {
    if (m_phase == Phase::Over)
        return;
    m_phase = Phase::Over;
    m_stream.close();
    m_owner.onOver(*this);
}

} // namespace etagere::wire
