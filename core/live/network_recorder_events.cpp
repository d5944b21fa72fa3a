// SPDX-License-Identifier: Apache-2.0
// What each event of a DevTools session changes.
#include "core/live/network_recorder.h"

#include <algorithm>
#include <utility>

namespace etagere::live {

namespace {

constexpr std::size_t maxUrlBytes = std::size_t{64} << 10U;
constexpr std::size_t maxRequestBody = std::size_t{64} << 10U;

/// What goes over a network; data: and blob: URLs and a browser's own pages do not.
bool isRecorded(std::string_view url) {
    return url.starts_with("http:") || url.starts_with("https:") || url.starts_with("ws:") ||
           url.starts_with("wss:");
}

std::size_t bytesOf(const std::vector<FieldLine> &fields) {
    std::size_t bytes = 0;
    for (const FieldLine &line : fields)
        bytes += line.name.size() + line.value.size() + sizeof(FieldLine);
    return bytes;
}

std::string withoutFragment(std::string_view url) {
    return std::string(url.substr(0, url.find('#')));
}

/// A response that browsers tell of as one from the disk has no ExtraInfo; where they do not say,
/// any other has.
bool hasExtra(const EventObject &event, std::string_view name, const Hop &hop) {
    return event.statedFlag(name).value_or(!hop.fromDisk && !hop.fromServiceWorker);
}

} // namespace

bool NetworkRecorder::begin(Chain &chain, const Event &event) {
    const EventObject request = event.params.object("request");
    Hop hop;
    hop.exchange.url = request.text("url");
    hop.exchange.method = request.text("method");
    hop.exchange.type = event.params.text("type");
    hop.exchange.requestFields = request.fields("headers");
    hop.exchange.requestBody = request.text("postData").substr(0, maxRequestBody);
    hop.exchange.started = Instant(durationOf(event.params.number("wallTime")));
    hop.startedAt = event.params.number("timestamp");
    place(hop, event);
    return push(chain, std::move(hop));
}

bool NetworkRecorder::push(Chain &chain, Hop &&hop) {
    const LiveExchange &exchange = hop.exchange;
    const std::size_t texts = exchange.url.size() + exchange.method.size() +
                              exchange.frameUrl.size() + exchange.topUrl.size() +
                              exchange.requestBody.size();
    if (!hold(chain, sizeof(Hop) + texts + bytesOf(exchange.requestFields)))
        return false;
    chain.hops.push_back(std::move(hop));
    return true;
}

void NetworkRecorder::place(Hop &hop, const Event &event) {
    LiveExchange &exchange = hop.exchange;
    const std::string_view frame = event.params.text("frameId");
    const std::string_view document = event.params.text("documentURL");
    const bool isOwnDocument = document == exchange.url;
    if (event.params.object("initiator").text("type") == "preflight") {
        exchange.type = "Preflight";
    } else if (exchange.type == "Document") {
        m_frames.takeDocument(frame, exchange.url);
        if (m_frames.isMain(frame)) {
            exchange.topUrl = withoutFragment(exchange.url);
            return;
        }
        exchange.frameUrl = m_frames.parentUrl(frame);
    } else {
        exchange.frameUrl = m_frames.urlOf(frame);
        if (exchange.frameUrl.empty() && !isOwnDocument)
            exchange.frameUrl = document;
        hop.isWorkerScript = isOwnDocument && event.params.text("loaderId").empty();
    }
    exchange.frameUrl = withoutFragment(exchange.frameUrl);
    exchange.topUrl = withoutFragment(m_frames.topUrl());
}

void NetworkRecorder::takeRequest(const Event &event) {
    const std::string_view url = event.params.object("request").text("url");
    if (url.size() > maxUrlBytes) {
        m_blindness.dropped += isRecorded(url) ? 1U : 0U;
        return;
    }
    const EventObject redirect = event.params.object("redirectResponse");
    const double at = event.params.number("timestamp");
    Chain *known = find(event.id);
    if (known != nullptr && !known->hops.empty()) {
        Hop *hop = known->open();
        // Frames that change their process are told of twice.
        if (hop == nullptr || !redirect.isPresent() ||
            (hop->exchange.url == url && hop->startedAt == at))
            return;
        hop->takeResponse(redirect);
        hop->hasExtra = hasExtra(event.params, "redirectHasExtraInfo", *hop);
        if (m_limits.ownCache)
            hop->hearOwnCache();
        hop->end(at);
        if (isRecorded(url))
            begin(*known, event);
        return settle(event.id);
    }
    if (!isRecorded(url))
        return;
    if (Chain *chain = makeForRequest(event.id); chain != nullptr && !begin(*chain, event))
        erase(event.id);
}

void NetworkRecorder::takeRequestExtra(const Event &event) {
    Chain *chain = forExtra(event);
    if (chain == nullptr)
        return;
    RequestExtra extra{event.params.fields("headers")};
    if (!hold(*chain, sizeof extra + bytesOf(extra.fields)))
        extra.fields.clear();
    chain->requestExtras.push_back(std::move(extra));
    if (!chain->hops.empty())
        settle(event.id);
}

void NetworkRecorder::takeResponseExtra(const Event &event) {
    Chain *chain = forExtra(event);
    if (chain == nullptr)
        return;
    const std::string_view head = event.params.text("headersText");
    ResponseExtra extra;
    extra.status = event.params.status("statusCode");
    extra.isRaw = !head.empty();
    extra.fields = extra.isRaw ? fieldsOfHead(head) : event.params.fields("headers");
    if (!hold(*chain, sizeof extra + bytesOf(extra.fields)))
        extra.fields.clear();
    chain->responseExtras.push_back(std::move(extra));
    if (!chain->hops.empty())
        settle(event.id);
}

void NetworkRecorder::takeServedFromCache(const Event &event) {
    if (Hop *hop = openHop(event.id))
        hop->fromMemory = true;
}

void NetworkRecorder::takeResponse(const Event &event) {
    Hop *hop = openHop(event.id);
    if (hop == nullptr || hop->hasResponse)
        return;
    hop->takeResponse(event.params.object("response"));
    hop->hasExtra = hasExtra(event.params, "hasExtraInfo", *hop);
    if (m_limits.ownCache)
        hop->hearOwnCache();
    if (!event.params.text("type").empty())
        hop->exchange.type = event.params.text("type");
    // A worker that runs since an earlier visit may ask before its session is heard.
    const EventObject response = event.params.object("response");
    if (hop->fromServiceWorker && response.text("serviceWorkerResponseSource") == "network")
        m_tally.workerAsked(response.text("url").substr(0, maxUrlBytes), hop->exchange.method);
    Chain &chain = *find(event.id);
    if (!hold(chain, bytesOf(hop->exchange.responseFields)))
        hop->exchange.responseFields.clear();
}

void NetworkRecorder::takeData(const Event &event) {
    Hop *hop = openHop(event.id);
    if (hop == nullptr)
        return;
    const auto add = [](std::int64_t &sum, std::int64_t bytes) {
        constexpr std::int64_t most = std::int64_t{1} << 60U;
        sum = std::min(most, sum + std::max<std::int64_t>(bytes, 0));
    };
    add(hop->dataBytes, event.params.bytes("dataLength"));
    add(hop->transferredData, event.params.bytes("encodedDataLength"));
}

void NetworkRecorder::takeFinished(const Event &event) {
    Hop *hop = openHop(event.id);
    if (hop == nullptr)
        return;
    hop->finishedBytes = event.params.bytes("encodedDataLength");
    hop->session = event.session;
    hop->end(event.params.number("timestamp"));
    find(event.id)->match();
    if (hop->mayHaveBody())
        askBody(*hop, event.id);
    settle(event.id);
}

void NetworkRecorder::takeFailed(const Event &event) {
    Hop *hop = openHop(event.id);
    if (hop == nullptr)
        return;
    if (hop->dataBytes > 0 && hop->mayHaveBody())
        hop->exchange.bodyState = BodyState::Lost;
    const std::string_view words = event.params.text("errorText");
    hop->exchange.failure = words.empty() ? std::string_view("failed") : words.substr(0, 1000);
    hop->wasNeverSent = !hop->hasResponse && !event.params.text("blockedReason").empty();
    hop->end(event.params.number("timestamp"));
    settle(event.id);
}

void NetworkRecorder::takeSocket(const Event &event) {
    const std::string_view url = event.params.text("url");
    const Chain *known = find(event.id);
    if (!isRecorded(url) || url.size() > maxUrlBytes || (known != nullptr && !known->hops.empty()))
        return;
    Hop hop;
    hop.exchange.url = url;
    hop.exchange.type = "WebSocket";
    hop.exchange.topUrl = withoutFragment(m_frames.topUrl());
    hop.hasExtra = false;
    if (Chain *chain = makeForRequest(event.id); chain != nullptr && !push(*chain, std::move(hop)))
        erase(event.id);
}

void NetworkRecorder::takeSocketRequest(const Event &event) {
    Hop *hop = openHop(event.id);
    if (hop == nullptr)
        return;
    hop->exchange.started = Instant(durationOf(event.params.number("wallTime")));
    hop->startedAt = event.params.number("timestamp");
    hop->exchange.requestFields = event.params.object("request").fields("headers");
    hop->exchange.isRequestAsSent = true;
    if (!hold(*find(event.id), bytesOf(hop->exchange.requestFields)))
        hop->exchange.requestFields.clear();
}

void NetworkRecorder::takeSocketResponse(const Event &event) {
    Hop *hop = openHop(event.id);
    if (hop == nullptr)
        return;
    const EventObject response = event.params.object("response");
    hop->takeResponse(response);
    if (!response.text("headersText").empty())
        hop->exchange.responseFields = fieldsOfHead(response.text("headersText"));
    if (!response.text("requestHeadersText").empty())
        hop->exchange.requestFields = fieldsOfHead(response.text("requestHeadersText"));
    hop->end(event.params.number("timestamp"));
    settle(event.id);
}

void NetworkRecorder::takeSocketEnd(const Event &event) {
    Hop *hop = openHop(event.id);
    if (hop == nullptr)
        return;
    const std::string_view words = event.params.text("errorMessage");
    hop->exchange.failure = words.empty() ? std::string_view("closed") : words.substr(0, 1000);
    hop->end(event.params.number("timestamp"));
    settle(event.id);
}

void NetworkRecorder::takeFrameAttached(const Event &event) { m_frames.takeAttached(event.params); }

void NetworkRecorder::takeFrameNavigated(const Event &event) {
    m_frames.takeNavigated(event.params);
}

void NetworkRecorder::takeSeen(const Event &event) {
    monitorSaw(event.params.text("url"), event.params.text("method"));
}

} // namespace etagere::live
