// SPDX-License-Identifier: Apache-2.0
#include "core/live/bidi_event.h"

#include <QByteArray>

#include "core/http/text.h"
#include "core/live/devtools_client.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <utility>

namespace etagere::live {

namespace {

using simdjson::dom::element;
using traffic::ServedFrom;

std::int64_t wholeOf(element object, std::string_view pointer) {
    std::int64_t number = 0;
    return object.at_pointer(pointer).get(number) == simdjson::SUCCESS ? number : 0;
}

double realOf(element object, std::string_view pointer) {
    double number = 0;
    if (object.at_pointer(pointer).get(number) != simdjson::SUCCESS)
        return 0;
    // Milliseconds since 1970: what lies beyond the year 9999 is no time.
    constexpr double latest = 253402300800000.0;
    return std::isfinite(number) && number > 0 && number < latest ? number : 0;
}

Instant instantOf(double milliseconds) {
    constexpr double perMillisecond = 1000;
    return Instant(Duration(static_cast<std::int64_t>(milliseconds * perMillisecond)));
}

/// A fragment is not sent.
std::string urlOf(element request) {
    const std::string_view url = textOf(request, "url");
    return std::string(url.substr(0, url.find('#')));
}

/// BiDi writes bytes that are no UTF-8 as base64.
std::string bytesOf(element value) {
    const std::string_view text = textOf(value, "value");
    if (textOf(value, "type") != "base64")
        return std::string(text);
    const QByteArray encoded(text.data(), static_cast<qsizetype>(text.size()));
    return QByteArray::fromBase64(encoded).toStdString();
}

std::vector<FieldLine> fieldsOf(element message) {
    std::vector<FieldLine> lines;
    simdjson::dom::array headers;
    if (message["headers"].get(headers) != simdjson::SUCCESS)
        return lines;
    for (const element header : headers) {
        element value;
        if (header["value"].get(value) == simdjson::SUCCESS)
            lines.push_back({std::string(textOf(header, "name")), bytesOf(value)});
    }
    return lines;
}

std::string_view valueOf(const std::vector<FieldLine> &fields, std::string_view name) {
    const auto found = std::find_if(fields.begin(), fields.end(), [name](const FieldLine &line) {
        return http::equalsIgnoringCase(line.name, name);
    });
    return found == fields.end() ? std::string_view() : std::string_view(found->value);
}

using Words = std::pair<std::string_view, std::string_view>;

std::string_view lookUp(const auto &table, std::string_view word) {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [word](const Words &row) { return row.first == word; });
    return found == table.end() ? std::string_view() : found->second;
}

/// DevTools' word for BiDi's destination and initiator.
std::string_view typeOf(element request, const LiveExchange &exchange) {
    static constexpr std::array<Words, 16> destinations{Words{"document", "Document"},
                                                        {"iframe", "Document"},
                                                        {"frame", "Document"},
                                                        {"script", "Script"},
                                                        {"style", "Stylesheet"},
                                                        {"image", "Image"},
                                                        {"font", "Font"},
                                                        {"audio", "Media"},
                                                        {"video", "Media"},
                                                        {"track", "TextTrack"},
                                                        {"worker", "Script"},
                                                        {"sharedworker", "Script"},
                                                        {"serviceworker", "Script"},
                                                        {"manifest", "Manifest"},
                                                        {"object", "Document"},
                                                        {"embed", "Document"}};
    static constexpr std::array<Words, 3> initiators{
        Words{"fetch", "Fetch"}, {"xmlhttprequest", "XHR"}, {"beacon", "Ping"}};
    if (exchange.method == "OPTIONS" &&
        !valueOf(exchange.requestFields, "Access-Control-Request-Method").empty())
        return "Preflight";
    if (valueOf(exchange.requestFields, "Accept") == "text/event-stream")
        return "EventSource";
    if (const auto type = lookUp(destinations, textOf(request, "destination")); !type.empty())
        return type;
    const auto type = lookUp(initiators, textOf(request, "initiatorType"));
    return type.empty() ? "Other" : type;
}

void readResponse(element params, BidiNetworkEvent &event) {
    LiveExchange &exchange = event.exchange;
    exchange.failure = std::string(textOf(params, "errorText"));
    element response;
    if (params["response"].get(response) != simdjson::SUCCESS || !response.is_object())
        return;
    event.isFromCache = flagOf(response, "fromCache");
    const std::int64_t status = wholeOf(response, "/status");
    constexpr std::int64_t greatestStatus = 999;
    if (status > 0 && status <= greatestStatus)
        exchange.status = static_cast<std::uint16_t>(status);
    exchange.protocol = std::string(textOf(response, "protocol"));
    exchange.responseFields = fieldsOf(response);
    exchange.transferredBytes = event.isFromCache ? 0 : wholeOf(response, "/bytesReceived");
    event.bodyBytes = wholeOf(response, "/bodySize");
    event.contentBytes = wholeOf(response, "/content/size");
    constexpr std::uint16_t notModified = 304;
    exchange.servedFrom =
        exchange.status == notModified ? ServedFrom::Validated : ServedFrom::Network;
    if (event.isFromCache)
        exchange.servedFrom = ServedFrom::Cache;
}

/// The observer's texts are bytes, one to a character.
std::string latin1(std::string_view text) {
    constexpr auto isPlain = [](char byte) { return static_cast<unsigned char>(byte) < 0x80U; };
    if (std::all_of(text.begin(), text.end(), isPlain))
        return std::string(text);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))
        .toLatin1()
        .toStdString();
}

/// [["Host", "example.org"], ...]
std::vector<FieldLine> notedFields(element note, std::string_view name) {
    std::vector<FieldLine> lines;
    simdjson::dom::array pairs;
    if (note[name].get(pairs) != simdjson::SUCCESS)
        return lines;
    for (const element pair : pairs)
        lines.push_back({latin1(textAt(pair, "/0")), latin1(textAt(pair, "/1"))});
    return lines;
}

/// DevTools' word for Firefox's nsIContentPolicy number.
std::string_view typeOfPolicy(std::int64_t policy) {
    using Row = std::pair<std::int64_t, std::string_view>;
    static constexpr std::array<Row, 12> table{Row{2, "Script"}, {3, "Image"},    {4, "Stylesheet"},
                                               {6, "Document"},  {7, "Document"}, {11, "XHR"},
                                               {14, "Font"},     {15, "Media"},   {16, "WebSocket"},
                                               {19, "Ping"},     {20, "Fetch"},   {22, "Manifest"}};
    const auto *found = std::find_if(table.begin(), table.end(),
                                     [policy](const Row &row) { return row.first == policy; });
    return found == table.end() ? "Other" : found->second;
}

} // namespace

std::optional<BidiNetworkEvent> readNetworkEvent(element params) {
    element request;
    if (params["request"].get(request) != simdjson::SUCCESS || !request.is_object())
        return std::nullopt;
    BidiNetworkEvent event;
    event.request = std::string(textOf(request, "request"));
    if (event.request.empty())
        return std::nullopt;
    std::from_chars(event.request.data(), event.request.data() + event.request.size(),
                    event.channel);
    constexpr std::int64_t mostHops = 1000;
    event.hop = static_cast<std::uint32_t>(
        std::clamp<std::int64_t>(wholeOf(params, "/redirectCount"), 0, mostHops));
    event.context = std::string(textOf(params, "context"));
    event.isNavigation = !textOf(params, "navigation").empty();
    event.requestBytes = wholeOf(request, "/bodySize");
    LiveExchange &exchange = event.exchange;
    exchange.url = urlOf(request);
    exchange.method = std::string(textOf(request, "method"));
    exchange.requestFields = fieldsOf(request);
    exchange.type = std::string(typeOf(request, exchange));
    event.isStream = exchange.type == "EventSource";
    const double asked = realOf(request, "/timings/requestTime");
    const double ended = realOf(request, "/timings/responseEnd");
    exchange.started = instantOf(asked);
    if (ended > asked && asked > 0)
        exchange.duration = instantOf(ended) - exchange.started;
    readResponse(params, event);
    return event;
}

std::string_view wireNoteText(element params) {
    return textOf(params, "channel") == wireChannel ? textAt(params, "/data/value")
                                                    : std::string_view();
}

std::int64_t userContextOf(std::string_view wireNote) noexcept {
    std::int64_t number = -1;
    std::from_chars(wireNote.data(), wireNote.data() + wireNote.size(), number);
    return number;
}

std::optional<WireNote> readWireNote(simdjson::dom::parser &parser, std::string_view text) {
    text.remove_prefix(std::min(text.find(' '), text.size()));
    element note;
    if (text.empty() || parser.parse(text.data(), text.size()).get(note) != simdjson::SUCCESS ||
        !note.is_object())
        return std::nullopt;
    static constexpr std::array<std::string_view, 3> kinds{"asked", "answered", "ended"};
    const auto *kind = std::find(kinds.begin(), kinds.end(), textOf(note, "kind"));
    if (kind == kinds.end())
        return std::nullopt;
    WireNote read;
    read.kind = static_cast<WireNote::Kind>(kind - kinds.begin());
    read.channel = static_cast<std::uint64_t>(wholeOf(note, "/channel"));
    LiveExchange &exchange = read.exchange;
    exchange.url = urlOf(note);
    exchange.method = std::string(textOf(note, "method"));
    exchange.type = std::string(typeOfPolicy(wholeOf(note, "/policy")));
    exchange.started = instantOf(realOf(note, "/time"));
    exchange.requestFields = notedFields(note, "asked");
    exchange.isRequestAsSent = true;
    if (read.kind != WireNote::Kind::Answered)
        return read;
    exchange.status =
        static_cast<std::uint16_t>(std::clamp<std::int64_t>(wholeOf(note, "/status"), 0, 999));
    exchange.serverAddress = std::string(textOf(note, "address"));
    exchange.responseFields = notedFields(note, "answered");
    constexpr std::uint16_t notModified = 304;
    exchange.servedFrom =
        exchange.status == notModified ? ServedFrom::Validated : ServedFrom::Network;
    return read;
}

} // namespace etagere::live
