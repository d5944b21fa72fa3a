// SPDX-License-Identifier: Apache-2.0
#include "core/live/bidi_recorder.h"

#include "core/live/devtools_client.h"
#include "core/live/transport.h"

#include <algorithm>
#include <utility>

namespace etagere::live {

namespace {

using traffic::ServedFrom;

// What a page may make this remember.
constexpr std::size_t mostHops = 20'000;
constexpr std::size_t mostContexts = 2'000;
constexpr std::size_t mostUnseenUrls = 20;
/// A longer body may not fit into a message: as JSON, a byte may become six.
constexpr std::size_t longestTold = (maxMessageBytes - (std::size_t{64} << 10U)) / 6;
constexpr int deepestFrame = 64;

bool mayStayOpen(std::string_view type) {
    return type == "EventSource" || type == "WebSocket" || type == "Ping";
}

bool isRedirect(std::uint16_t status) {
    constexpr std::uint16_t moved = 301;
    constexpr std::uint16_t found = 302;
    constexpr std::uint16_t other = 303;
    constexpr std::uint16_t temporary = 307;
    constexpr std::uint16_t permanent = 308;
    return status == moved || status == found || status == other || status == temporary ||
           status == permanent;
}

/// Whether the response has a body by its nature.
bool hasBody(const LiveExchange &exchange) {
    constexpr std::uint16_t noContent = 204;
    constexpr std::uint16_t notModified = 304;
    constexpr std::uint16_t ok = 200;
    return exchange.failure.empty() && exchange.status >= ok && exchange.status != noContent &&
           exchange.status != notModified && !isRedirect(exchange.status) &&
           exchange.method != "HEAD" && exchange.type != "Preflight" &&
           exchange.type != "WebSocket";
}

/// Firefox's cache of decoded images tells of nothing but the URL.
bool isImageCacheHit(const BidiNetworkEvent &event, const LiveExchange &exchange) {
    return event.isFromCache && exchange.type == "Image" && exchange.responseFields.empty();
}

/// Until it is told, without bodies.
std::size_t bytesOf(const LiveExchange &exchange) {
    std::size_t bytes = sizeof exchange + exchange.url.size() + exchange.frameUrl.size() +
                        exchange.topUrl.size() + exchange.failure.size();
    for (const auto *fields : {&exchange.requestFields, &exchange.responseFields}) {
        for (const FieldLine &line : *fields)
            bytes += sizeof line + line.name.size() + line.value.size();
    }
    return bytes;
}

} // namespace

bool BidiRecorder::isHttp(std::string_view url) {
    return url.starts_with("http:") || url.starts_with("https:") || url.starts_with("ws:") ||
           url.starts_with("wss:");
}

BidiRecorder::BidiRecorder(const BidiLimits &limits, ExchangeListener listener, AskBody askBody)
    : m_limits(limits)
    , m_listener(std::move(listener))
    , m_askBody(std::move(askBody)) {}

void BidiRecorder::take(std::string_view method, simdjson::dom::element params) {
    if (m_isFinished)
        return;
    if (method == "network.beforeRequestSent")
        takeNetwork(params, false);
    else if (method == "network.responseCompleted" || method == "network.fetchError")
        takeNetwork(params, true);
    else if (method == "script.message")
        takeNote(wireNoteText(params));
    else if (method == "browsingContext.contextCreated" ||
             method == "browsingContext.navigationCommitted")
        knowContext(textOf(params, "context"), textOf(params, "parent"), textOf(params, "url"));
}

void BidiRecorder::knowContext(std::string_view context, std::string_view parent,
                               std::string_view url) {
    if (m_contexts.size() >= mostContexts && m_contexts.find(context) == m_contexts.end())
        return;
    if (m_contexts.empty())
        m_page = context;
    Context &known = m_contexts[std::string(context)];
    if (!parent.empty())
        known.parent = parent;
    keep(known.url, url);
}

bool BidiRecorder::hold(std::size_t &held, LiveExchange &exchange) {
    m_held -= held;
    held = bytesOf(exchange);
    const bool hasRoom = m_held + held <= m_limits.held;
    if (!hasRoom) {
        exchange.requestFields = {};
        exchange.responseFields = {};
        held = bytesOf(exchange);
    }
    m_held += held;
    return hasRoom;
}

void BidiRecorder::keep(std::string &slot, std::string_view text) {
    m_held -= slot.size();
    if (text.size() > longestUrl || m_held + text.size() > m_limits.held)
        text = {};
    slot = text;
    m_held += slot.size();
}

void BidiRecorder::takeNetwork(simdjson::dom::element params, bool isComplete) {
    std::optional<BidiNetworkEvent> event = readNetworkEvent(params);
    if (!event || !isHttp(event->exchange.url))
        return;
    if (event->exchange.url.size() > longestUrl) {
        m_blindness.dropped += isComplete ? 1U : 0U;
        return;
    }
    Key key{event->channel, event->request, event->hop};
    auto hop = m_hops.find(key);
    if (hop == m_hops.end()) {
        place(event->exchange, *event);
        Hop made{event->exchange};
        if (m_hops.size() >= mostHops || !hold(made.held, made.exchange)) {
            m_held -= made.held;
            ++m_blindness.unseen;
            if (m_blindness.unseenUrls.size() < mostUnseenUrls)
                m_blindness.unseenUrls.push_back(event->exchange.url);
            return;
        }
        hop = m_hops.emplace(std::move(key), std::move(made)).first;
    }
    if (isComplete && !hop->second.isComplete)
        complete(hop, std::move(*event));
}

void BidiRecorder::place(LiveExchange &exchange, const BidiNetworkEvent &event) {
    const auto own = m_contexts.find(event.context);
    if (own == m_contexts.end()) {
        if (event.isNavigation)
            exchange.topUrl = exchange.url;
        return;
    }
    const auto parent = m_contexts.find(own->second.parent);
    // A document asks for what it needs before it is told that it is shown.
    Context &asking = own->second;
    if (event.isNavigation)
        keep(asking.coming, exchange.url);
    else
        exchange.frameUrl =
            asking.url == "about:blank" && !asking.coming.empty() ? asking.coming : asking.url;
    if (event.isNavigation && parent != m_contexts.end())
        exchange.frameUrl = parent->second.url;
    auto top = own;
    auto next = parent;
    for (int depth = 0; depth < deepestFrame && next != m_contexts.end(); ++depth) {
        top = next;
        next = m_contexts.find(next->second.parent);
    }
    exchange.topUrl = event.isNavigation && top == own ? exchange.url : top->second.url;
}

void BidiRecorder::complete(Hops::iterator found, BidiNetworkEvent event) {
    Hop &hop = found->second;
    LiveExchange told = std::move(event.exchange);
    told.frameUrl = std::move(hop.exchange.frameUrl);
    told.topUrl = std::move(hop.exchange.topUrl);
    hop.exchange = std::move(told);
    m_blindness.dropped += hold(hop.held, hop.exchange) ? 0U : 1U;
    hop.isComplete = true;
    if (isImageCacheHit(event, hop.exchange)) {
        hop.exchange.servedFrom = ServedFrom::MemoryCache;
        m_imageHits.push_back(std::move(hop.exchange));
        m_hops.erase(found);
        return;
    }
    const bool hasFailed = !hop.exchange.failure.empty();
    if (!m_limits.hasObserver) {
        hop.exchange.isRequestAsSent = !event.isFromCache && !hasFailed;
    } else if (!event.isFromCache && !join(found->first, hop, !hasFailed)) {
        hop.waitsForWire = !hasFailed;
    }
    // What failed before it was sent came from nowhere.
    if (hasFailed && hop.exchange.status == 0)
        hop.exchange.servedFrom = ServedFrom::Unknown;
    askBodies(hop, found->first, event);
    settle(found);
}

void BidiRecorder::askBodies(Hop &hop, const Key &key, const BidiNetworkEvent &event) {
    const auto ask = [&](Part part) {
        if (!m_awaited.emplace(std::pair(event.request, part), key).second)
            return;
        ++hop.bodiesAwaited;
        m_askBody(event.request, part);
    };
    if (event.requestBytes > 0)
        ask(Part::Request);
    if (!hasBody(hop.exchange) || event.bodyBytes <= 0)
        return;
    const auto told = static_cast<std::uint64_t>(std::max(event.contentBytes, event.bodyBytes));
    if (m_bodyBytes < m_limits.visitBodies.count && told <= longestTold) {
        ask(Part::Response);
        return;
    }
    hop.exchange.bodyState = BodyState::Cut;
}

void BidiRecorder::takeBody(const std::string &request, Part part,
                            std::optional<std::string> body) {
    const auto awaited = m_awaited.find(std::pair(request, part));
    if (awaited == m_awaited.end() || m_isFinished)
        return;
    const auto hop = m_hops.find(awaited->second);
    m_awaited.erase(awaited);
    if (hop == m_hops.end())
        return;
    --hop->second.bodiesAwaited;
    LiveExchange &exchange = hop->second.exchange;
    const std::uint64_t left = m_limits.visitBodies.count - m_bodyBytes;
    const std::uint64_t room = std::min(m_limits.body.count, left);
    if (body)
        m_bodyBytes += std::min<std::uint64_t>(body->size(), room);
    if (part == Part::Request) {
        exchange.requestBody = std::move(body).value_or(std::string()).substr(0, room);
    } else if (!body) {
        exchange.bodyState = BodyState::Lost;
    } else {
        exchange.bodyState = body->size() > room ? BodyState::Cut : BodyState::Whole;
        body->resize(std::min<std::uint64_t>(body->size(), room));
        exchange.body = std::move(*body);
    }
    settle(hop);
}

void BidiRecorder::settle(Hops::iterator hop) {
    if (!hop->second.isComplete || hop->second.waitsForWire || hop->second.bodiesAwaited > 0)
        return;
    LiveExchange whole = std::move(hop->second.exchange);
    m_held -= hop->second.held;
    m_hops.erase(hop);
    tell(std::move(whole));
}

bool BidiRecorder::isQuiet(Streams streams) const {
    const bool isHopOpen = std::any_of(m_hops.begin(), m_hops.end(), [&](const auto &entry) {
        const Hop &hop = entry.second;
        if (hop.isComplete || mayStayOpen(hop.exchange.type))
            return hop.bodiesAwaited > 0;
        const Wire *wire = findWire(entry.first, hop);
        return wire == nullptr ||
               !(wire->hasEnded || (streams == Streams::Ignored && isStream(*wire)));
    });
    if (isHopOpen)
        return false;
    return std::all_of(m_wires.begin(), m_wires.end(), [this](const auto &entry) {
        const auto hop = m_hops.lower_bound(Key{entry.first, {}, 0});
        if (hop != m_hops.end() && std::get<0>(hop->first) == entry.first)
            return true;
        return std::all_of(entry.second.begin(), entry.second.end(), [](const Wire &wire) {
            return wire.hasEnded || mayStayOpen(wire.exchange.type);
        });
    });
}

void BidiRecorder::finishHop(const Key &key, Hop &hop) {
    if (!hop.isComplete) {
        // A page that gives a response up half way is not always told of.
        const Wire *wire = findWire(key, hop);
        m_blindness.unfinished += wire != nullptr && wire->hasEnded ? 0U : 1U;
        if (!join(key, hop, false))
            hop.exchange.isRequestAsSent = false;
    } else if (hop.waitsForWire && !isRedirect(hop.exchange.status)) {
        // It was answered, and neither by a cache nor on the wire.
        hop.exchange.servedFrom = ServedFrom::ServiceWorker;
        hop.exchange.transferredBytes = 0;
    } else if (hop.waitsForWire) {
        hop.exchange.servedFrom = ServedFrom::Unknown; // HTTPS by the browser's own decision
    }
    if (hop.bodiesAwaited > 0 && hop.exchange.bodyState == BodyState::Absent &&
        hasBody(hop.exchange))
        hop.exchange.bodyState = BodyState::Lost;
    tell(std::move(hop.exchange));
}

Blindness BidiRecorder::finish() {
    if (m_isFinished)
        return m_blindness;
    m_isFinished = true;
    for (auto &[key, hop] : m_hops)
        finishHop(key, hop);
    m_hops.clear();
    for (auto &[channel, wires] : m_wires) {
        for (Wire &wire : wires) {
            if (!wire.hasEnded)
                ++m_blindness.unfinished;
            if (wire.isAnswered && hasBody(wire.exchange))
                wire.exchange.bodyState = BodyState::Lost;
            if (const auto page = m_contexts.find(m_page); page != m_contexts.end())
                wire.exchange.topUrl = page->second.url;
            tell(std::move(wire.exchange));
        }
    }
    m_wires.clear();
    // Firefox tells of one as well for an image that it then loads or has loaded for this page.
    for (LiveExchange &hit : m_imageHits) {
        if (m_toldImages.insert(hit.url).second)
            tell(std::move(hit));
    }
    m_imageHits.clear();
    return m_blindness;
}

void BidiRecorder::tell(LiveExchange exchange) {
    const std::size_t length = exchange.url.size();
    if (exchange.type == "Image" && m_held + length <= m_limits.held)
        m_held += m_toldImages.insert(exchange.url).second ? length : 0;
    m_blindness.lostBodies += exchange.bodyState == BodyState::Lost ? 1U : 0U;
    m_blindness.cutBodies += exchange.bodyState == BodyState::Cut ? 1U : 0U;
    if (m_listener)
        m_listener(std::move(exchange));
}

} // namespace etagere::live
