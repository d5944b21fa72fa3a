// SPDX-License-Identifier: Apache-2.0
#include "core/live/request_chain.h"

#include "core/http/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace etagere::live {

namespace {

using traffic::ServedFrom;

/// Empty when there is none. Borrowed.
std::string_view valueOf(const std::vector<FieldLine> &fields, std::string_view name) {
    for (const FieldLine &line : fields) {
        if (http::equalsIgnoringCase(line.name, name))
            return line.value;
    }
    return {};
}

bool has(const std::vector<FieldLine> &fields, std::string_view name) {
    return std::any_of(fields.begin(), fields.end(), [name](const FieldLine &line) {
        return http::equalsIgnoringCase(line.name, name);
    });
}

bool isZeroLength(const std::vector<FieldLine> &fields) {
    return std::any_of(fields.begin(), fields.end(), [](const FieldLine &line) {
        return http::equalsIgnoringCase(line.name, "Content-Length") && line.value == "0";
    });
}

template <std::size_t n>
bool isOneOf(std::string_view text, const std::array<std::string_view, n> &names) {
    return std::find(names.begin(), names.end(), text) != names.end();
}

/// Of the body, on the wire. Browsers state the sum of head and body in the end, or sometimes the
/// body alone.
std::int64_t bodyTransferred(const Hop &hop) {
    if (hop.finishedBytes < 0)
        return hop.transferredData;
    const bool isSum = hop.finishedBytes >= hop.headBytes;
    return std::max(hop.transferredData, hop.finishedBytes - (isSum ? hop.headBytes : 0));
}

/// A head that was seen has a tag that was not asked about, so it is no renewed one's.
bool isOfAnotherTag(const Hop &hop) {
    const std::string_view asked = valueOf(hop.requestExtra->fields, "If-None-Match");
    const std::string_view given = valueOf(hop.responseExtra->fields, "ETag");
    return hop.responseExtra->isRaw && !given.empty() && asked.find(given) == asked.npos;
}

/// Chromium 102 withholds the raw head of another origin's subresource and shows a 304 as the 200
/// that it renewed. What betrays it: the request was conditional, and nothing but a head came over
/// the wire, yet there is a body.
bool isInferredNotModified(const Hop &hop) {
    if (!hop.requestExtra || hop.exchange.status != 200 || hop.finishedBytes < 0)
        return false;
    if (hop.responseExtra && (hop.responseExtra->status != 200 || isOfAnotherTag(hop)))
        return false;
    const auto &asked = hop.requestExtra->fields;
    const bool conditional = has(asked, "If-None-Match") || has(asked, "If-Modified-Since");
    return conditional && bodyTransferred(hop) == 0 && !isZeroLength(hop.exchange.responseFields);
}

std::int64_t transferredOf(const Hop &hop) {
    if (hop.isFromCache())
        return 0;
    return hop.hasResponse ? hop.headBytes + bodyTransferred(hop) : -1;
}

ServedFrom cacheOf(const Hop &hop) {
    if (hop.fromServiceWorker)
        return ServedFrom::ServiceWorker;
    if (hop.fromMemory)
        return ServedFrom::MemoryCache;
    if (hop.fromOwnCache)
        return ServedFrom::Cache;
    return hop.fromPrefetch ? ServedFrom::Cache : ServedFrom::DiskCache;
}

/// Of what no cache answered.
ServedFrom networkOf(const Hop &hop) {
    if (hop.isNotModified())
        return ServedFrom::Validated;
    if (isInferredNotModified(hop))
        return ServedFrom::ValidatedAs200;
    const bool wasSent = hop.exchange.isRequestAsSent || hop.headBytes > 0;
    return wasSent && !hop.wasNeverSent ? ServedFrom::Network : ServedFrom::Unknown;
}

} // namespace

void Hop::takeResponse(const EventObject &response) {
    hasResponse = true;
    exchange.status = response.status("status");
    exchange.responseFields = response.fields("headers");
    exchange.protocol = response.text("protocol");
    exchange.serverAddress = response.text("remoteIPAddress");
    fromDisk = response.flag("fromDiskCache");
    fromServiceWorker = response.flag("fromServiceWorker");
    fromPrefetch = response.flag("fromPrefetchCache");
    headBytes = std::max<std::int64_t>(response.bytes("encodedDataLength"), 0);
}

void Hop::hearOwnCache() {
    // Ours is the last that came on the way, and so the last in the list (RFC 9211 §2).
    for (const FieldLine &line : exchange.responseFields) {
        if (http::equalsIgnoringCase(line.name, "Cache-Status"))
            cacheStatus = line.value;
    }
    const std::size_t ours = cacheStatus.rfind("etagere; ");
    cacheStatus.erase(0, ours == cacheStatus.npos ? cacheStatus.size() : ours);
    if (cacheStatus.empty())
        return;
    const std::string_view said = std::string_view(cacheStatus).substr(0, cacheStatus.find("key="));
    fromOwnCache = said.find("fwd=") == said.npos;
    hasExtra = said.find("fwd-status=") != said.npos;
}

void Hop::end(double at) {
    hasEnded = true;
    if (at > startedAt)
        exchange.duration = durationOf(at - startedAt);
}

bool Hop::isFromCache() const noexcept {
    // A request that was sent after all had a part of its answer from the disk.
    const bool wasSent = requestExtra && !requestExtra->fields.empty();
    return fromMemory || fromServiceWorker || fromOwnCache ||
           ((fromDisk || fromPrefetch) && !wasSent);
}

bool Hop::isNotModified() const noexcept {
    return responseExtra ? responseExtra->status == 304 : exchange.status == 304;
}

bool Hop::isBusy() const noexcept {
    static constexpr std::array<std::string_view, 4> endless{"EventSource", "WebSocket", "Ping",
                                                             "CSPViolationReport"};
    // What revalidates in the background is never said to have finished, nor need films ever.
    static constexpr std::array<std::string_view, 2> answered{"Other", "Media"};
    if (body == Body::Waiting)
        return true;
    if (hasEnded || isOneOf(exchange.type, endless))
        return false;
    return !hasResponse || !(isNotModified() || isOneOf(exchange.type, answered));
}

bool Hop::isSettled() const noexcept {
    if (!hasEnded || body == Body::Waiting)
        return false;
    if (wasNeverSent || fromMemory || fromServiceWorker || !hasExtra.value_or(true))
        return true;
    return requestExtra && responseExtra;
}

bool Hop::mayHaveBody() const noexcept {
    static constexpr std::array<std::string_view, 4> bodiless{"Preflight", "Ping", "WebSocket",
                                                              "EventSource"};
    if (!hasResponse || !exchange.failure.empty() || isOneOf(exchange.type, bodiless))
        return false;
    const std::uint16_t status = exchange.status;
    const bool isRedirect = status >= 300 && status < 400;
    return !isRedirect && !isNotModified() && status != 204 && exchange.method != "HEAD";
}

LiveExchange Hop::finished() && {
    const bool fromCache = hasResponse && isFromCache();
    const bool wasSent = requestExtra && !requestExtra->fields.empty() && !fromCache;
    exchange.isRequestAsSent = exchange.isRequestAsSent || wasSent;
    exchange.transferredBytes = transferredOf(*this);
    exchange.servedFrom = fromCache ? cacheOf(*this) : networkOf(*this);
    exchange.isInferred = exchange.servedFrom == ServedFrom::ValidatedAs200;
    if (wasSent)
        exchange.requestFields = std::move(requestExtra->fields);
    if (fromCache)
        exchange.serverAddress.clear();
    if (!fromCache && !exchange.isInferred && responseExtra && responseExtra->status != 0) {
        exchange.status = responseExtra->status;
        exchange.responseFields = std::move(responseExtra->fields);
        if (!cacheStatus.empty())
            exchange.responseFields.push_back({"Cache-Status", cacheStatus});
    }
    if (exchange.servedFrom == ServedFrom::Validated) {
        exchange.bodyState = BodyState::Absent;
        exchange.body.clear();
    }
    return std::move(exchange);
}

Hop *Chain::open() noexcept {
    return hops.empty() || hops.back().hasEnded ? nullptr : &hops.back();
}

bool Chain::isBusy() const noexcept {
    if (hops.empty())
        return false;
    const bool isAnswered = hops.back().isWorkerScript && !responseExtras.empty();
    return std::any_of(hops.begin(), hops.end(), [](const Hop &hop) { return hop.isBusy(); }) &&
           !isAnswered;
}

bool Chain::mayStayOpen() const noexcept {
    const Hop &last = hops.back();
    return last.body != Hop::Body::Waiting && (last.isWorkerScript || last.hasResponse);
}

void Chain::match() {
    for (Hop &hop : hops) {
        if (hop.fromMemory || hop.fromServiceWorker || hop.wasNeverSent)
            continue;
        // Whose it is shows only when the browser says whether this hop has any, or has ended.
        if (!hop.hasExtra && !hop.hasEnded)
            return;
        if (!hop.hasExtra.value_or(true))
            continue;
        if (!hop.requestExtra && !requestExtras.empty()) {
            hop.requestExtra = std::move(requestExtras.front());
            requestExtras.pop_front();
        }
        if (!hop.responseExtra && !responseExtras.empty()) {
            hop.responseExtra = std::move(responseExtras.front());
            responseExtras.pop_front();
        }
        if (!hop.requestExtra || !hop.responseExtra)
            return;
    }
}

} // namespace etagere::live
