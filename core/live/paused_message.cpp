// SPDX-License-Identifier: Apache-2.0
#include "core/live/paused_message.h"

#include "core/http/content_length.h"
#include "core/http/field.h"
#include "core/http/text.h"
#include "core/live/event_object.h"
#include "core/live/json_params.h"

#include <algorithm>
#include <array>

namespace etagere::live {

namespace {

/// What is longer goes past the simulated cache: it would have to be carried here and kept.
constexpr std::uint64_t longestBody = std::uint64_t{32} << 20U;

std::string_view memberOf(simdjson::dom::element entry, const char *name) {
    std::string_view text;
    return entry[name].get(text) == simdjson::SUCCESS ? text : std::string_view();
}

std::vector<FieldLine> entriesOf(simdjson::dom::element params) {
    std::vector<FieldLine> lines;
    simdjson::dom::array entries;
    if (params["responseHeaders"].get(entries) != simdjson::SUCCESS)
        return lines;
    std::size_t bytes = 0;
    for (const simdjson::dom::element entry : entries) {
        const std::string_view name = memberOf(entry, "name");
        const std::string_view value = memberOf(entry, "value");
        bytes += name.size() + value.size();
        if (bytes > maxHeadBytes || lines.size() >= maxHeadLines)
            break;
        if (!name.empty())
            lines.push_back({std::string(name), std::string(value)});
    }
    return lines;
}

std::string_view valueOf(const std::vector<FieldLine> &fields, http::FieldName name) {
    for (const FieldLine &line : fields) {
        if (http::fieldNameFrom(line.name) == name)
            return line.value;
    }
    return {};
}

/// A stream of events or of pictures, films, and what a script may read piece by piece without an
/// end in sight: who waited for the whole body might wait for ever.
bool isEndless(std::string_view type, const std::vector<FieldLine> &fields) {
    static constexpr std::array<std::string_view, 3> streams{"EventSource", "Media", "Ping"};
    static constexpr std::array<std::string_view, 2> byScript{"Fetch", "XHR"};
    const auto length =
        http::parseContentLength(valueOf(fields, http::FieldName::ContentLength)).length;
    if (length)
        return length->count > longestBody;
    const std::string_view content = http::trimmed(valueOf(fields, http::FieldName::ContentType));
    const auto begins = [content](std::string_view with) {
        return http::equalsIgnoringCase(content.substr(0, with.size()), with);
    };
    if (begins("text/event-stream") || begins("multipart/x-mixed-replace"))
        return true;
    const auto isOneOf = [type](const auto &types) {
        return std::find(types.begin(), types.end(), type) != types.end();
    };
    return isOneOf(streams) || isOneOf(byScript);
}

} // namespace

PausedMessage readPausedMessage(simdjson::dom::element params) {
    const EventObject event(params);
    const EventObject request = event.object("request");
    PausedMessage message;
    message.id = event.text("requestId");
    message.networkId = event.text("networkId");
    message.frame = event.text("frameId");
    message.type = event.text("resourceType");
    message.method = request.text("method");
    const std::string_view url = request.text("url");
    message.url = url.substr(0, url.find('#'));
    message.fields = request.fields("headers");
    if (const std::string_view words = event.text("responseErrorReason"); !words.empty()) {
        message.stage = PausedMessage::Stage::Failure;
        message.wasCancelled = words == "Aborted";
    } else if (const std::uint16_t status = event.status("responseStatusCode"); status != 0) {
        message.stage = PausedMessage::Stage::Response;
        message.response.status = status;
        message.response.fields = entriesOf(params);
        message.response.isEndless = isEndless(message.type, message.response.fields);
    }
    return message;
}

std::string fieldEntries(const std::vector<FieldLine> &fields) {
    std::string list = "[";
    for (const FieldLine &line : fields) {
        if (list.size() > 1)
            list += ',';
        list += JsonParams().text("name", line.name).text("value", line.value).object();
    }
    return list + ']';
}

} // namespace etagere::live
