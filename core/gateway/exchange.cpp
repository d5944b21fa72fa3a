// SPDX-License-Identifier: Apache-2.0
#include "core/gateway/exchange.h"

#include "core/cache/cache_status.h"
#include "core/http/text.h"

#include <algorithm>
#include <utility>

namespace etagere::gateway {

namespace {

using Step = cache::Transaction::Step;
using Kind = Refusal::Kind;

constexpr std::size_t sentAtOnce = std::size_t{64} << 10U;
constexpr http::Field plainText{"Content-Type", "text/plain; charset=utf-8",
                                http::FieldName::ContentType};

std::uint64_t sizeOf(const cache::Slices &slices) noexcept {
    std::uint64_t size = 0;
    for (const cache::Slice &slice : slices)
        size += slice.length;
    return size;
}

http::Field cacheStatus(std::string_view value) noexcept {
    return {"Cache-Status", value, http::FieldName::Other};
}

} // namespace

Exchange::Exchange(Hub &hub, wire::ServerConnection &connection)
    : m_hub(hub)
    , m_connection(connection)
    , m_fetch(hub.outside(), *this) {}

Exchange::~Exchange() { abandon(); }

/// Finds whom to ask, from the request and the gateway's mode; Count when somebody can be asked.
Kind Exchange::locate(const wire::Head &head) {
    const std::string_view target = head.target();
    const bool isPath = target.starts_with('/') || target == "*";
    const std::optional<Upstream> &origin = m_hub.options().origin;
    if (head.method() == "CONNECT")
        return Kind::NoTunnel;
    if (!origin && isPath)
        return Kind::NeedsAbsolute;
    if (!isPath) {
        auto named = upstreamFrom(target);
        if (!named)
            return Kind::NotHttp;
        m_upstream = std::move(*named);
    }
    if (origin) {
        m_upstream.endpoint = origin->endpoint;
        m_upstream.origin = origin->origin;
        m_upstream.authority = origin->authority;
        if (isPath)
            m_upstream.path.assign(target);
        // Its own path stands before every request's.
        if (origin->path.size() > 1 && m_upstream.path != "*")
            m_upstream.path.insert(0, origin->path);
    }
    m_url.assign(m_upstream.origin);
    m_url.append(m_upstream.path == "*" ? "/" : m_upstream.path);
    return m_hub.isSelf(m_upstream.endpoint) ? Kind::Loop : Kind::Count;
}

void Exchange::onRequest(const wire::Head &head) {
    reset();
    m_head = &head;
    m_started = m_hub.now();
    if (const Kind refused = locate(head); refused != Kind::Count) {
        Refusal refusal;
        refusal.kind = refused;
        refusal.about = refused == Kind::Loop ? m_url : std::string(head.target());
        return refuse(refusal);
    }
    endToEnd(head.fields(), Named::Dropped, m_requestFields);
    cache::Request request;
    request.method = head.method();
    request.url = m_url;
    request.fields = m_requestFields;
    m_transaction.emplace(m_hub.cache().begin(request, m_started));
    advance();
}

void Exchange::advance() {
    switch (m_transaction->step()) {
    case Step::Wait:
        m_waits = true;
        m_connection.pauseRequest(true);
        return m_hub.wait(m_transaction->waitsFor(), *this);
    case Step::Send:
        return startFetch();
    case Step::Answer:
        return onAnswer();
    }
}

void Exchange::onResumed(bool patient) {
    m_waits = false;
    m_transaction->resume(m_hub.now(), patient);
    advance();
}

wire::BodyPlan Exchange::requestBody() const noexcept {
    switch (m_connection.requestFraming()) {
    case wire::Framing::Length:
        return wire::BodyPlan::ofLength(m_connection.requestLength().value_or(0));
    case wire::Framing::Chunked:
        return wire::BodyPlan::unknown();
    default:
        return wire::BodyPlan::none();
    }
}

void Exchange::startFetch() {
    m_fetch.start(*m_transaction, m_upstream, m_head->method(), requestBody());
    m_connection.pauseRequest(false);
}

void Exchange::onRequestBody(std::string_view bytes) {
    if (!m_fetch.isActive())
        return;
    m_fetch.send(bytes);
    if (m_fetch.isFull())
        m_connection.pauseRequest(true);
}

void Exchange::onRequestEnd() { m_fetch.finishRequest(); }

void Exchange::onRoom() {
    if (!m_fetch.isFull())
        m_connection.pauseRequest(false);
}

void Exchange::onInterim(const wire::Head &head) {
    endToEnd(head.fields(), Named::Dropped, m_responseFields);
    m_connection.inform(head.status(), head.reason(), m_responseFields);
}

void Exchange::onAnswer() {
    // Those who wait for something that will not be stored need not wait for its end.
    if (!m_transaction->isAwaited())
        m_hub.released(m_transaction->number());
    const cache::Outcome outcome = m_transaction->decision().outcome;
    if (outcome == cache::Outcome::OnlyIfCachedFailure ||
        (m_fetch.error() && outcome == cache::Outcome::Error))
        return giveFailure();
    respond();
}

void Exchange::giveFailure() {
    cache::writeCacheStatus(m_status, *m_transaction,
                            {m_url, m_fetch.wasStarted(), m_fetch.error().has_value()});
    Refusal refusal;
    refusal.kind = m_fetch.error() ? Kind::NoAnswer : Kind::OnlyIfCached;
    refusal.about = m_fetch.error() ? m_upstream.origin : m_url;
    if (m_fetch.error())
        refusal.error = *m_fetch.error();
    refuse(refusal);
}

void Exchange::refuse(const Refusal &refusal) {
    m_refused = true;
    const std::string words = m_hub.options().words(refusal) + "\n";
    m_responseStatus = statusOf(refusal);
    m_responseFields.assign({plainText});
    if (!m_status.empty())
        m_responseFields.push_back(cacheStatus(m_status));
    // The rest of a large request would only be read to be thrown away.
    if (m_connection.requestFraming() != wire::Framing::None)
        m_connection.closeAfter();
    m_connection.respond(m_responseStatus, wire::usualReason(m_responseStatus), m_responseFields,
                         wire::BodyPlan::ofLength(words.size()));
    give(words);
    settle();
}

wire::BodyPlan Exchange::answerBody() const noexcept {
    const cache::Answer &answer = m_transaction->answer();
    if (m_head->method() == "HEAD" || answer.status == 204 || answer.status == 304)
        return wire::BodyPlan::none();
    if (answer.length)
        return wire::BodyPlan::ofLength(*answer.length);
    return answer.network ? wire::BodyPlan::unknown()
                          : wire::BodyPlan::ofLength(sizeOf(answer.before) + sizeOf(answer.after));
}

void Exchange::respond() {
    const cache::Answer &answer = m_transaction->answer();
    const http::Fields fields = answer.fields.fields();
    cache::writeCacheStatus(m_status, *m_transaction, {m_url, m_fetch.wasStarted(), false});
    m_responseFields.assign(fields.begin(), fields.end());
    m_responseFields.push_back(cacheStatus(m_status));
    m_responseStatus = answer.status;
    const std::string_view reason =
        answer.network ? std::string_view(m_fetch.reason()) : wire::usualReason(answer.status);
    m_connection.respond(answer.status, reason, m_responseFields, answerBody());
    if (m_transaction->wantsBackground())
        m_hub.renew(*m_transaction, m_upstream, m_head->method());
    sendStored();
}

/// Sends what is stored of the answer as far as the client takes it.
void Exchange::sendStored() {
    if (!m_transaction || !m_connection.isAnswering())
        return;
    const cache::Answer &answer = m_transaction->answer();
    const std::size_t before = answer.before.size();
    while (m_slice < before + (!m_fetch.isActive() ? answer.after.size() : 0)) {
        if (m_connection.isFull())
            return m_fetch.pause(true);
        const cache::Slice &slice =
            m_slice < before ? answer.before[m_slice] : answer.after[m_slice - before];
        const std::string_view rest = slice.view().substr(m_sliceAt);
        const std::string_view piece = rest.substr(0, sentAtOnce);
        m_sliceAt += piece.size();
        if (piece.size() == rest.size()) {
            ++m_slice;
            m_sliceAt = 0;
        }
        give(piece);
        if (!m_connection.isAnswering())
            return;
    }
    m_fetch.pause(m_connection.isFull());
    settle();
}

void Exchange::onBytes(std::string_view bytes) {
    give(bytes);
    if (m_connection.isAnswering() && m_connection.isFull())
        m_fetch.pause(true);
}

/// To the client, and into the record.
void Exchange::give(std::string_view bytes) {
    if (m_head && m_hub.recorder() && m_hub.recorder()->bodies() && !m_bodyCut) {
        m_bodyCut = m_body.size() + bytes.size() > m_hub.options().recordedBody ||
                    !m_hub.recorder()->bodies()->append(m_body, bytes);
    }
    m_connection.send(bytes);
}

void Exchange::onOutput() {
    if (!m_head || m_connection.isFull())
        return;
    if (m_transaction && m_connection.hasResponded())
        sendStored();
}

void Exchange::onFetched(End end) {
    m_finished = true;
    m_hub.released(m_transaction->number());
    if (!m_head)
        return;
    if (end != End::Complete && m_transaction->answer().network) {
        m_truncated = true;
        record();
        m_head = nullptr;
        return m_connection.abort();
    }
    sendStored();
}

/// Ends the exchange once the client has been given everything and the network is through.
void Exchange::settle() {
    if (!m_head || m_fetch.isActive())
        return;
    if (m_transaction) {
        const cache::Answer &answer = m_transaction->answer();
        if (!m_refused && m_slice < answer.before.size() + answer.after.size())
            return;
    }
    record();
    m_head = nullptr;
    finishTransaction(End::Complete);
    m_connection.finish(); // may begin the next request
}

void Exchange::onAbort(const wire::WireError &) {
    if (m_head)
        record();
    m_head = nullptr;
    abandon();
}

std::string Exchange::refusalOf(const wire::WireError &error) {
    Refusal refusal;
    refusal.error = error;
    return m_hub.options().words(refusal) + "\n";
}

void Exchange::abandon() {
    m_fetch.stop();
    if (std::exchange(m_waits, false))
        m_hub.forget(*this);
    finishTransaction(End::Abandoned);
}

/// Those who wait for it are told once it is gone.
void Exchange::finishTransaction(End end) {
    if (!m_transaction)
        return;
    const std::uint64_t number = m_transaction->number();
    if (!std::exchange(m_finished, true) && m_transaction->step() == Step::Answer)
        m_transaction->finish(end, m_hub.now());
    m_transaction.reset();
    m_hub.released(number);
}

void Exchange::record() {
    Recorder *recorder = m_hub.recorder();
    if (!recorder || m_url.empty())
        return;
    Passed passed;
    passed.method = m_head->method();
    passed.url = m_url;
    passed.requestFields = m_head->fields();
    passed.status = m_responseStatus;
    passed.responseFields = m_responseFields;
    passed.serverAddress = m_fetch.peerAddress();
    passed.started = m_started;
    passed.ended = m_hub.now();
    passed.body = std::move(m_body);
    passed.cut = m_bodyCut || m_truncated;
    if (!m_fetch.wasStarted())
        passed.servedFrom = traffic::ServedFrom::Cache;
    else if (m_transaction->decision().outcome == cache::Outcome::Validated)
        passed.servedFrom = traffic::ServedFrom::Validated;
    else
        passed.servedFrom = traffic::ServedFrom::Network;
    passed.transferredBytes = static_cast<std::int64_t>(m_fetch.receivedBytes());
    recorder->record(passed);
}

void Exchange::reset() {
    m_transaction.reset();
    m_fetch.reset();
    m_url.clear();
    m_status.clear();
    m_responseFields.clear();
    m_responseStatus = 0;
    m_slice = m_sliceAt = 0;
    m_waits = m_finished = m_refused = m_truncated = m_bodyCut = false;
    m_body.clear();
}

} // namespace etagere::gateway
