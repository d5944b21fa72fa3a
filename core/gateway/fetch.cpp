// SPDX-License-Identifier: Apache-2.0
#include "core/gateway/fetch.h"

#include <algorithm>

namespace etagere::gateway {

namespace {

using End = cache::Transaction::End;
using Step = cache::Transaction::Step;

/// A body that nobody wants is read to its end when it is no longer than this: cheaper than a new
/// connection.
constexpr std::uint64_t worthReading = std::uint64_t{64} << 10U;

/// The origin's own name in place of the one the client used.
void setHost(std::vector<http::Field> &fields, std::string_view authority) {
    const auto isHost = [](const http::Field &field) {
        return field.known == http::FieldName::Host;
    };
    const auto host = std::find_if(fields.begin(), fields.end(), isHost);
    if (host == fields.end()) {
        fields.insert(fields.begin(), {"Host", authority, http::FieldName::Host});
        return;
    }
    host->value = authority;
    fields.erase(std::remove_if(host + 1, fields.end(), isHost), fields.end());
}

} // namespace

void Fetch::reset() noexcept {
    m_asked.reset();
    m_previous.reset();
    m_error.reset();
    m_peer.clear();
    m_received = 0;
    m_started = m_hasHead = false;
}

void Fetch::start(cache::Transaction &transaction, const Upstream &upstream,
                  std::string_view method, const wire::BodyPlan &body) {
    m_transaction = &transaction;
    m_upstream = &upstream;
    m_method = method;
    m_body = body;
    m_started = true;
    ask();
}

/// The path of the URL that is asked for: nearly always the request's own.
std::string_view Fetch::target() {
    const std::string_view url = m_transaction->outgoingUrl();
    const std::string &path = m_upstream->path;
    if (path == "*" ||
        (url.size() == m_upstream->origin.size() + path.size() && url.ends_with(path)))
        return path;
    const auto other = upstreamFrom(url);
    m_path = other ? other->path : path;
    return m_path;
}

void Fetch::ask() {
    m_hasHead = false;
    m_error.reset();
    const http::Fields outgoing = m_transaction->outgoing();
    m_fields.assign(outgoing.begin(), outgoing.end());
    setHost(m_fields, m_upstream->authority);
    wire::Question question;
    question.method = m_method;
    question.target = target();
    question.fields = m_fields;
    question.body = m_body;
    m_previous = std::move(m_asked);
    m_asked = m_outside.client.ask(m_upstream->endpoint, question, *this);
}

void Fetch::send(std::string_view bytes) {
    if (m_asked)
        m_asked->send(bytes);
}

void Fetch::finishRequest() {
    if (m_asked)
        m_asked->finish();
}

void Fetch::pause(bool paused) {
    if (m_asked)
        m_asked->pause(paused);
}

bool Fetch::isBodyWanted() const noexcept {
    return m_transaction->wantsBody() || m_transaction->answer().network;
}

void Fetch::onHead(const wire::Head &head) {
    m_hasHead = true;
    m_peer = m_asked->peerAddress();
    m_reason = head.reason();
    endToEnd(head.fields(), m_outside.named, m_fields);
    m_transaction->receive(head.status(), m_fields, m_outside.clock());
    if (m_transaction->step() == Step::Send) {
        // Its body, if any, is of no use: the next question goes out on its own connection.
        m_body = wire::BodyPlan::none();
        ask();
        m_previous.reset();
        return;
    }
    const bool isLong = m_asked->framing() != wire::Framing::None &&
                        m_asked->contentLength().value_or(worthReading) >= worthReading;
    const bool isDone = isLong && !isBodyWanted();
    m_listener.onAnswer();
    if (isDone && m_asked) {
        m_asked.reset();
        ended(End::Complete);
    }
}

void Fetch::onBody(std::string_view bytes) {
    m_received += bytes.size();
    if (m_transaction->wantsBody())
        m_transaction->append(bytes);
    if (m_transaction->answer().network)
        m_listener.onBytes(bytes);
}

void Fetch::onEnd() {
    m_asked.reset();
    ended(End::Complete);
}

void Fetch::onError(const wire::WireError &error) {
    m_error = error;
    m_peer = m_asked ? std::string(m_asked->peerAddress()) : std::string();
    m_asked.reset();
    if (m_hasHead)
        return ended(End::Truncated);
    m_transaction->fail(m_outside.clock());
    m_listener.onAnswer();
}

void Fetch::ended(End end) {
    m_transaction->finish(end, m_outside.clock());
    m_listener.onFetched(end);
}

} // namespace etagere::gateway
