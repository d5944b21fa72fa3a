// SPDX-License-Identifier: Apache-2.0
#include "core/wire/client_connection.h"

#include <algorithm>
#include <utility>

namespace etagere::wire {

namespace {

/// More interim responses than any server has a reason to send.
constexpr unsigned mostInterims = 64;

} // namespace

ClientConnection::ClientConnection(Client::Pool &pool, Endpoint endpoint)
    : m_pool(pool)
    , m_endpoint(std::move(endpoint))
    , m_parser(MessageParser::Side::Responses, pool.limits())
    , m_since(pool.loop().now()) {
    static const Connector::Security none{};
    const Connector::Security &security = m_endpoint.secure ? pool.security() : none;
    Connector::Listener &listener = *this;
    Stream::Reader &reader = *this;
    m_connector = std::make_unique<Connector>(pool.loop(), listener, reader, m_endpoint, security);
}

ClientConnection::~ClientConnection() = default;

void ClientConnection::ask(const Question &question, AskedQuestion &asked) {
    m_asked = &asked;
    m_since = m_pool.loop().now();
    m_asksHead = question.method == "HEAD";
    m_keepAlive = question.keepAlive;
    m_plan = question.body;
    m_bodyLeft = question.body.length;
    m_requestSent = question.body.kind == BodyPlan::Kind::None;
    m_headRead = m_interim = m_paused = false;
    m_interims = 0;
    if (m_asksHead)
        m_parser.expectNoBody();
    m_text.clear();
    writeRequestLine(m_text, question.method, question.target);
    writeFields(m_text, question.fields, question.body);
    if (question.body.kind == BodyPlan::Kind::Unknown)
        m_text.append("Transfer-Encoding: chunked\r\n");
    if (!question.keepAlive)
        m_text.append("Connection: close\r\n");
    m_text.append("\r\n");
    write(m_text);
}

void ClientConnection::write(std::string_view bytes) {
    if (m_stream)
        m_stream->writeThrough(bytes);
    else
        m_early.append(bytes);
}

void ClientConnection::send(std::string_view bytes) {
    const Loop::Turn turn(m_pool.loop());
    if (m_over || m_requestSent || bytes.empty())
        return;
    if (m_plan.kind == BodyPlan::Kind::Length) {
        bytes = bytes.substr(
            0, static_cast<std::size_t>(std::min<std::uint64_t>(m_bodyLeft, bytes.size())));
        m_bodyLeft -= bytes.size();
        return write(bytes);
    }
    m_text.clear();
    writeChunkSize(m_text, bytes.size());
    write(m_text);
    write(bytes);
    write(chunkEnd);
}

void ClientConnection::finishRequest() {
    const Loop::Turn turn(m_pool.loop());
    if (m_over || m_requestSent)
        return;
    if (m_plan.kind == BodyPlan::Kind::Length && m_bodyLeft > 0)
        return fail({WireError::Step::Send, WireError::Kind::Cancelled, Fault::None,
                     m_plan.length - m_bodyLeft, m_plan.length});
    m_requestSent = true;
    m_since = m_pool.loop().now();
    if (m_plan.kind == BodyPlan::Kind::Unknown)
        write(lastChunk);
}

void ClientConnection::pause(bool paused) {
    if (m_over || !m_stream || m_paused == paused)
        return;
    const Loop::Turn turn(m_pool.loop());
    m_paused = paused;
    m_since = m_pool.loop().now();
    m_stream->setReading(!paused);
    if (!paused)
        m_stream->pump();
}

void ClientConnection::cancel() {
    m_asked = nullptr;
    over();
}

bool ClientConnection::isFull() const noexcept {
    return (m_stream ? m_stream->pending() : m_early.size()) >= m_pool.limits().buffered;
}

bool ClientConnection::isReusable() const noexcept {
    return !m_over && !m_asked && m_stream && m_stream->isQuiet();
}

void ClientConnection::onConnected(std::unique_ptr<Stream> stream, std::string peerAddress) {
    m_stream = std::move(stream);
    m_peer = std::move(peerAddress);
    m_since = m_pool.loop().now();
    m_stream->write(m_early);
    std::string().swap(m_early);
    if (m_asked && !m_requestSent)
        m_asked->handler().onSent();
}

void ClientConnection::onConnectFailed(const WireError &error) { fail(error); }

std::size_t ClientConnection::onInput(std::string_view input) {
    m_since = m_pool.loop().now();
    std::size_t used = 0;
    while (!m_over && m_asked && !m_paused) {
        const ParserStep step = m_parser.next(input.substr(used));
        used += step.consumed;
        if (step.event == ParserEvent::End && !m_interim) {
            // What follows an answer belongs to no question: its sender lied about the length.
            ended(used == input.size());
            break;
        }
        if (!take(step))
            break;
    }
    // A server that speaks unasked is asked nothing more.
    if (!m_over && !m_asked && used < input.size())
        over();
    return m_over ? input.size() : used;
}

bool ClientConnection::take(const ParserStep &step) {
    switch (step.event) {
    case ParserEvent::NeedMore:
        return false;
    case ParserEvent::Head:
        return takeHead();
    case ParserEvent::Body:
        m_asked->handler().onBody(step.body);
        return true;
    case ParserEvent::End: // of an interim one
        if (m_asksHead)
            m_parser.expectNoBody();
        return true;
    case ParserEvent::Failed:
        fail(m_parser.error());
        return false;
    }
    return false;
}

bool ClientConnection::takeHead() {
    const std::uint16_t status = m_parser.head().status();
    m_interim = status < 200;
    if (!m_interim) {
        m_headRead = true;
        m_asked->handler().onHead(m_parser.head());
        return true;
    }
    // Nobody asked to switch protocols.
    if (status < 100 || status == 101 || ++m_interims > mostInterims) {
        fail({WireError::Step::Head, WireError::Kind::Malformed, Fault::Status});
        return false;
    }
    m_asked->handler().onInterim(m_parser.head());
    return true;
}

AskedQuestion *ClientConnection::release() noexcept {
    AskedQuestion *asked = std::exchange(m_asked, nullptr);
    if (asked)
        asked->detach();
    return asked;
}

void ClientConnection::ended(bool reusable) {
    reusable = reusable && m_keepAlive && m_requestSent && m_parser.keepsAlive() &&
               m_parser.framing() != Framing::UntilClose && m_stream->pending() == 0;
    AskedQuestion *asked = release();
    if (reusable)
        m_pool.rest(*this);
    else
        over();
    if (asked)
        asked->handler().onEnd();
}

void ClientConnection::onInputEnd(std::string_view rest) {
    if (!m_asked)
        return over();
    switch (m_parser.close(rest)) {
    case ParserEvent::End:
        return ended(false);
    case ParserEvent::Failed:
        return fail(m_parser.error());
    default:
        return fail({WireError::Step::Head, WireError::Kind::Closed});
    }
}

void ClientConnection::onOutput() {
    m_since = m_pool.loop().now();
    if (m_asked && !m_requestSent)
        m_asked->handler().onSent();
}

void ClientConnection::onBroken(int systemError) {
    const bool begun = !m_parser.isBetweenMessages();
    WireError error{m_headRead ? WireError::Step::Body : WireError::Step::Head,
                    begun ? WireError::Kind::Truncated : WireError::Kind::Closed};
    error.afterBytes = m_headRead ? m_parser.bodyBytes() : 0;
    error.expected = m_headRead ? m_parser.contentLength().value_or(0) : 0;
    error.systemError = systemError;
    fail(error);
}

void ClientConnection::fail(const WireError &error) {
    AskedQuestion *asked = release();
    over();
    if (asked)
        asked->handler().onError(error);
}

void ClientConnection::over() {
    if (m_over)
        return;
    m_over = true;
    m_pool.drop(*this);
}

void ClientConnection::close() noexcept {
    m_over = true;
    m_connector.reset();
    if (m_stream)
        m_stream->close();
    if (m_asked)
        m_asked->detach();
    m_asked = nullptr;
}

WireError ClientConnection::limitBroken(SteadyTime now) const {
    using Step = WireError::Step;
    const Limits &limits = m_pool.limits();
    const auto quiet = now - m_since;
    WireError error{Step::Connect, WireError::Kind::TimedOut};
    if (!m_stream) {
        error.step = m_connector->step();
        return quiet > limits.connect ? error : WireError{};
    }
    if (m_headRead) {
        error.step = Step::Body;
        error.afterBytes = m_parser.bodyBytes();
        error.expected = m_parser.contentLength().value_or(0);
        return !m_paused && quiet > limits.progress ? error : WireError{};
    }
    // While the asker has not sent everything, the answer is not due.
    error.step = m_stream->pending() > 0 ? Step::Send : Step::Head;
    const bool due = m_requestSent || m_stream->pending() > 0;
    const auto limit = m_stream->pending() > 0 ? limits.progress : limits.answer;
    return due && quiet > limit ? error : WireError{};
}

void ClientConnection::onTick(SteadyTime now) {
    if (m_over)
        return;
    if (!m_asked) {
        if (now - m_since > m_pool.limits().pooled)
            over();
        return;
    }
    const WireError error = limitBroken(now);
    if (error.kind == WireError::Kind::TimedOut)
        fail(error);
}

} // namespace etagere::wire
