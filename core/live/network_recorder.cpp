// SPDX-License-Identifier: Apache-2.0
#include "core/live/network_recorder.h"

#include <QByteArray>

#include "core/live/transport.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace etagere::live {

namespace {

/// Of what is told of requests before they are: a page that sends only this has no room for more.
constexpr std::size_t maxEarly = 2000;
constexpr std::size_t maxIdBytes = 256;

std::string decoded(std::string_view base64) {
    const QByteArray text =
        QByteArray::fromRawData(base64.data(), static_cast<qsizetype>(base64.size()));
    return QByteArray::fromBase64(text).toStdString();
}

} // namespace

NetworkRecorder::NetworkRecorder(const RecorderLimits &limits, ExchangeListener listener,
                                 AskBody askBody)
    : m_limits(limits)
    , m_listener(std::move(listener))
    , m_askBody(std::move(askBody)) {}

const NetworkRecorder::Row *NetworkRecorder::rowOf(std::string_view method) {
    using Self = NetworkRecorder;
    static constexpr std::array rows{
        Row{"Network.requestWillBeSent", &Self::takeRequest},
        Row{"Network.requestWillBeSentExtraInfo", &Self::takeRequestExtra},
        Row{"Network.responseReceivedExtraInfo", &Self::takeResponseExtra},
        Row{"Network.requestServedFromCache", &Self::takeServedFromCache},
        Row{"Network.responseReceived", &Self::takeResponse},
        Row{"Network.dataReceived", &Self::takeData},
        Row{"Network.loadingFinished", &Self::takeFinished},
        Row{"Network.loadingFailed", &Self::takeFailed},
        Row{"Network.webSocketCreated", &Self::takeSocket},
        Row{"Network.webSocketWillSendHandshakeRequest", &Self::takeSocketRequest},
        Row{"Network.webSocketHandshakeResponseReceived", &Self::takeSocketResponse},
        Row{"Network.webSocketFrameError", &Self::takeSocketEnd},
        Row{"Network.webSocketClosed", &Self::takeSocketEnd},
        Row{"Page.frameAttached", &Self::takeFrameAttached},
        Row{"Page.frameNavigated", &Self::takeFrameNavigated},
        Row{"Etagere.requestSeen", &Self::takeSeen},
    };
    const auto *found = std::find_if(rows.begin(), rows.end(),
                                     [method](const Row &row) { return row.method == method; });
    return found == rows.end() ? nullptr : found;
}

void NetworkRecorder::take(std::string_view session, std::string_view method,
                           simdjson::dom::element params) {
    const Row *row = m_isOver ? nullptr : rowOf(method);
    if (row == nullptr)
        return;
    const EventObject object(params);
    const std::string_view id = object.text("requestId");
    if (id.size() <= maxIdBytes)
        (this->*row->handler)({session, object, id});
}

Chain *NetworkRecorder::find(std::string_view id) {
    const auto found = m_chains.find(id);
    return found == m_chains.end() ? nullptr : &found->second;
}

Chain *NetworkRecorder::findOrMake(std::string_view id) {
    if (Chain *chain = find(id))
        return chain;
    if (id.empty() || m_chains.size() >= m_limits.requests) {
        ++m_blindness.dropped;
        return nullptr;
    }
    Chain &chain = m_chains[std::string(id)];
    chain.order = ++m_lastOrder;
    return &chain;
}

Chain *NetworkRecorder::makeForRequest(std::string_view id) {
    m_early -= find(id) != nullptr ? 1U : 0U; // its ExtraInfo came first
    return findOrMake(id);
}

void NetworkRecorder::erase(std::string_view id) {
    const auto found = m_chains.find(id);
    m_held -= found->second.heldBytes;
    m_chains.erase(found);
}

Chain *NetworkRecorder::forExtra(const Event &event) {
    Chain *chain = find(event.id);
    if (chain == nullptr) {
        chain = m_early < maxEarly ? findOrMake(event.id) : nullptr;
        if (chain == nullptr)
            return nullptr;
        ++m_early;
    }
    if (chain->extraSession.empty())
        chain->extraSession = event.session;
    return chain->extraSession == event.session ? chain : nullptr;
}

bool NetworkRecorder::knows(std::string_view requestId) const {
    const auto found = m_chains.find(requestId);
    return found != m_chains.end() && !found->second.hops.empty();
}

void NetworkRecorder::giveEarly(std::string_view requestId, NetworkRecorder &other) {
    const auto found = m_chains.find(requestId);
    if (found == m_chains.end() || !found->second.hops.empty() ||
        other.m_chains.find(requestId) != other.m_chains.end() || other.m_early >= maxEarly)
        return;
    other.m_held += found->second.heldBytes;
    m_held -= found->second.heldBytes;
    --m_early;
    ++other.m_early;
    found->second.order = ++other.m_lastOrder;
    other.m_chains.insert(m_chains.extract(found));
}

void NetworkRecorder::giveEarly(NetworkRecorder &other) {
    std::vector<std::string> early;
    for (const auto &[id, chain] : m_chains) {
        if (chain.hops.empty())
            early.push_back(id);
    }
    for (const std::string &id : early)
        giveEarly(id, other);
}

Hop *NetworkRecorder::openHop(std::string_view id) {
    Chain *chain = find(id);
    return chain == nullptr ? nullptr : chain->open();
}

bool NetworkRecorder::hold(Chain &chain, std::size_t bytes) {
    if (m_held + bytes > m_limits.held) {
        ++m_blindness.dropped;
        return false;
    }
    m_held += bytes;
    chain.heldBytes += bytes;
    return true;
}

void NetworkRecorder::settle(std::string_view id) {
    const auto found = m_chains.find(id);
    if (found == m_chains.end())
        return;
    Chain &chain = found->second;
    chain.match();
    while (!chain.hops.empty() && chain.hops.front().isSettled()) {
        Hop hop = std::move(chain.hops.front());
        chain.hops.pop_front();
        tell(std::move(hop));
    }
    if (chain.hops.empty())
        erase(id);
}

void NetworkRecorder::tell(Hop &&hop) {
    LiveExchange exchange = std::move(hop).finished();
    m_blindness.inferred += exchange.isInferred ? 1U : 0U;
    m_blindness.lostBodies += exchange.bodyState == BodyState::Lost ? 1U : 0U;
    m_blindness.cutBodies += exchange.bodyState == BodyState::Cut ? 1U : 0U;
    m_tally.captured(exchange);
    if (m_listener)
        m_listener(std::move(exchange));
}

void NetworkRecorder::askBody(Hop &hop, std::string_view id) {
    // A byte of a text may be six as JSON, and what is too long for a message is never told.
    constexpr std::int64_t mostInOneMessage = (maxMessageBytes - (std::size_t{64} << 10U)) / 6;
    if (m_keptBodies >= m_limits.visitBodies.count || hop.dataBytes >= mostInOneMessage) {
        hop.exchange.bodyState = BodyState::Cut;
        return;
    }
    hop.body = Hop::Body::Waiting;
    const std::uint64_t ticket = ++m_lastTicket;
    m_awaited.emplace(ticket, id);
    m_askBody(ticket, hop.session, id);
}

void NetworkRecorder::takeBody(std::uint64_t ticket, std::string_view text, bool isBase64) {
    const std::uint64_t left = m_limits.visitBodies.count - m_keptBodies;
    const std::uint64_t room = std::min(m_limits.body.count, left);
    std::string body = isBase64 ? decoded(text) : std::string(text);
    const bool isCut = body.size() > room;
    body.resize(std::min<std::uint64_t>(body.size(), room));
    tellAnswered(ticket, isCut ? BodyState::Cut : BodyState::Whole, std::move(body));
}

void NetworkRecorder::loseBody(std::uint64_t ticket) { tellAnswered(ticket, BodyState::Lost, {}); }

void NetworkRecorder::tellAnswered(std::uint64_t ticket, BodyState state, std::string body) {
    const auto awaited = m_awaited.find(ticket);
    if (awaited == m_awaited.end())
        return;
    const std::string id = std::move(awaited->second);
    m_awaited.erase(awaited);
    Chain *chain = find(id);
    if (chain == nullptr)
        return;
    for (Hop &hop : chain->hops) {
        if (hop.body != Hop::Body::Waiting)
            continue;
        hop.body = Hop::Body::Answered;
        hop.exchange.bodyState = state;
        m_keptBodies += body.size();
        hop.exchange.body = std::move(body);
        break;
    }
    settle(id);
}

std::size_t NetworkRecorder::underWay() const noexcept {
    return static_cast<std::size_t>(std::count_if(
        m_chains.begin(), m_chains.end(), [](const auto &entry) { return entry.second.isBusy(); }));
}

bool NetworkRecorder::mayBeQuiet() const noexcept {
    return std::all_of(m_chains.begin(), m_chains.end(), [](const auto &entry) {
        return !entry.second.isBusy() || entry.second.mayStayOpen();
    });
}

Blindness NetworkRecorder::finish() {
    if (m_isOver)
        return m_blindness;
    m_isOver = true;
    m_awaited.clear();
    std::vector<Chain *> chains;
    for (auto &[id, chain] : m_chains)
        chains.push_back(&chain);
    std::sort(chains.begin(), chains.end(),
              [](const Chain *a, const Chain *b) { return a->order < b->order; });
    for (Chain *chain : chains) {
        Hop *open = chain->open();
        if (open != nullptr)
            open->hasEnded = true;
        chain->match();
        // A 304 has nothing more to come, whether or not its end is told.
        m_blindness.unfinished += open != nullptr && !open->isNotModified() ? 1U : 0U;
        for (Hop &hop : chain->hops) {
            const bool isCutOff = &hop == open && hop.dataBytes > 0 && hop.mayHaveBody();
            if (hop.body == Hop::Body::Waiting || isCutOff)
                hop.exchange.bodyState = BodyState::Lost;
            tell(std::move(hop));
        }
    }
    m_chains.clear();
    m_tally.tell(m_blindness);
    return m_blindness;
}

} // namespace etagere::live
