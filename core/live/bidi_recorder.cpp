// SPDX-License-Identifier: Apache-2.0
#include "core/live/bidi_recorder.h"

#include "core/http/text.h"
#include "core/live/devtools_client.h"

#include <algorithm>
#include <utility>

namespace etagere::live {

namespace {

using traffic::ServedFrom;

// What a page may make this remember.
constexpr std::size_t mostHops = 20'000;
constexpr std::size_t mostWires = 20'000;
constexpr std::size_t mostContexts = 2'000;
constexpr std::size_t mostUnseenUrls = 20;
constexpr int deepestFrame = 64;

bool isHttp(std::string_view url) {
    return url.starts_with("http:") || url.starts_with("https:") || url.starts_with("ws:") ||
           url.starts_with("wss:");
}

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

/// The wire's word counts for what was sent and answered, BiDi's for the rest.
void takeOver(LiveExchange &exchange, LiveExchange &&wire) {
    exchange.requestFields = std::move(wire.requestFields);
    exchange.isRequestAsSent = true;
    exchange.serverAddress = std::move(wire.serverAddress);
    if (wire.status == 0)
        return;
    exchange.status = wire.status;
    exchange.responseFields = std::move(wire.responseFields);
    exchange.servedFrom = wire.servedFrom;
}

} // namespace

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
    known.url = url;
}

void BidiRecorder::takeNetwork(simdjson::dom::element params, bool isComplete) {
    std::optional<BidiNetworkEvent> event = readNetworkEvent(params);
    if (!event || !isHttp(event->exchange.url))
        return;
    Key key{event->channel, event->request, event->hop};
    auto hop = m_hops.find(key);
    if (hop == m_hops.end()) {
        if (m_hops.size() >= mostHops) {
            ++m_blindness.unseen;
            if (m_blindness.unseenUrls.size() < mostUnseenUrls)
                m_blindness.unseenUrls.push_back(event->exchange.url);
            return;
        }
        place(event->exchange, *event);
        hop = m_hops.emplace(std::move(key), Hop{event->exchange}).first;
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
        asking.coming = exchange.url;
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
    if (m_bodyBytes < m_limits.visitBodies.count) {
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

void BidiRecorder::takeNote(std::string_view text) {
    std::optional<WireNote> note = text.empty() ? std::nullopt : readWireNote(m_parser, text);
    if (!note || !isHttp(note->exchange.url))
        return;
    if (note->kind == WireNote::Kind::Answered) {
        takeAnswered(std::move(*note));
        return;
    }
    std::deque<Wire> &wires = m_wires[note->channel];
    if (note->kind == WireNote::Kind::Ended) {
        for (Wire &wire : wires)
            wire.hasEnded |= wire.exchange.url == note->exchange.url;
    } else if (m_wireCount < mostWires) {
        ++m_wireCount;
        wires.push_back({std::move(note->exchange)});
    } else {
        ++m_blindness.unseen;
    }
    if (wires.empty())
        m_wires.erase(note->channel);
}

void BidiRecorder::takeAnswered(WireNote note) {
    std::deque<Wire> &wires = m_wires[note.channel];
    auto wire = std::find_if(wires.begin(), wires.end(), [&](const Wire &candidate) {
        return !candidate.isAnswered && candidate.exchange.url == note.exchange.url;
    });
    if (wire == wires.end()) {
        if (m_wireCount >= mostWires) {
            ++m_blindness.unseen;
            return;
        }
        ++m_wireCount;
        wires.push_back({std::move(note.exchange), true});
    } else {
        // The fields that were asked with are the wire's own already.
        LiveExchange asked = std::move(wire->exchange);
        wire->exchange = std::move(note.exchange);
        wire->exchange.requestFields = std::move(asked.requestFields);
        wire->exchange.started = asked.started;
        wire->isAnswered = true;
    }
    for (auto hop = m_hops.lower_bound(Key{note.channel, {}, 0});
         hop != m_hops.end() && std::get<0>(hop->first) == note.channel; ++hop) {
        if (hop->second.waitsForWire && join(hop->first, hop->second, true)) {
            hop->second.waitsForWire = false;
            settle(hop);
            return;
        }
    }
}

bool BidiRecorder::join(const Key &key, Hop &hop, bool needsAnswer) {
    const auto found = m_wires.find(std::get<0>(key));
    if (found == m_wires.end())
        return false;
    std::deque<Wire> &wires = found->second;
    const auto wire = std::find_if(wires.begin(), wires.end(), [&](const Wire &candidate) {
        return candidate.exchange.url == hop.exchange.url && (candidate.isAnswered || !needsAnswer);
    });
    if (wire == wires.end())
        return false;
    takeOver(hop.exchange, std::move(wire->exchange));
    wires.erase(wire);
    --m_wireCount;
    if (wires.empty())
        m_wires.erase(found);
    return true;
}

void BidiRecorder::settle(Hops::iterator hop) {
    if (!hop->second.isComplete || hop->second.waitsForWire || hop->second.bodiesAwaited > 0)
        return;
    LiveExchange whole = std::move(hop->second.exchange);
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

const BidiRecorder::Wire *BidiRecorder::findWire(const Key &key, const Hop &hop) const {
    const auto found = m_wires.find(std::get<0>(key));
    if (found == m_wires.end())
        return nullptr;
    const auto wire =
        std::find_if(found->second.begin(), found->second.end(), [&](const Wire &candidate) {
            return candidate.exchange.url == hop.exchange.url;
        });
    return wire == found->second.end() ? nullptr : &*wire;
}

bool BidiRecorder::isStream(const Wire &wire) {
    const std::vector<FieldLine> &fields = wire.exchange.responseFields;
    const bool isByScript = wire.exchange.type == "Fetch" || wire.exchange.type == "XHR";
    return wire.isAnswered && isByScript &&
           std::none_of(fields.begin(), fields.end(), [](const FieldLine &line) {
               return http::equalsIgnoringCase(line.name, "Content-Length");
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
    if (exchange.type == "Image")
        m_toldImages.insert(exchange.url);
    m_blindness.lostBodies += exchange.bodyState == BodyState::Lost ? 1U : 0U;
    m_blindness.cutBodies += exchange.bodyState == BodyState::Cut ? 1U : 0U;
    if (m_listener)
        m_listener(std::move(exchange));
}

} // namespace etagere::live
