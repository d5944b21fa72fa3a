// SPDX-License-Identifier: Apache-2.0
#include "app/cli/gateway_options.h"

#include "app/cli/difference_catalogue.h"
#include "core/base/file.h"
#include "core/cache/eviction_limits.h"
#include "core/explain/cli_text.h"
#include "core/explain/error_text.h"
#include "core/explain/gateway_text.h"
#include "core/report/json.h"
#include "core/report/json_line.h"
#include "core/traffic/document.h"

#include <array>
#include <charconv>
#include <filesystem>
#include <utility>

namespace etagere::cli {

namespace {

namespace words = explain::gateway_text;

using explain::text;

constexpr Bytes usualCapacity{256ULL << 20U};
constexpr std::uint64_t mostOffsetSeconds = std::uint64_t{100} * 366 * 86400;
constexpr std::uint64_t mostCapacity = std::uint64_t{1} << 50U;

struct UnitRow {
    char letter = 0;
    std::uint64_t factor = 1;
};
constexpr std::array timeUnits{UnitRow{'s', 1}, UnitRow{'m', 60}, UnitRow{'h', 3600},
                               UnitRow{'d', 86400}};
constexpr std::array sizeUnits{UnitRow{'K', 1ULL << 10U}, UnitRow{'M', 1ULL << 20U},
                               UnitRow{'G', 1ULL << 30U}};

/// A whole number with at most one of the units behind it.
template <std::size_t N>
std::optional<std::uint64_t> numberFrom(std::string_view text, const std::array<UnitRow, N> &units,
                                        std::uint64_t most) {
    std::uint64_t factor = 1;
    for (const UnitRow &unit : units) {
        if (text.ends_with(unit.letter)) {
            factor = unit.factor;
            text.remove_suffix(1);
            break;
        }
    }
    std::uint64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || number > most / factor)
        return std::nullopt;
    return number * factor;
}

Failure<std::string> wrong(std::string why) { return Failure<std::string>(std::move(why)); }

Result<void, std::string> setPlace(const GatewayArguments &arguments,
                                   session::GatewayRequest &request) {
    if (arguments.origin.empty() != arguments.forward)
        return wrong(text(words::originOrForward));
    if (!arguments.forward) {
        request.options.origin = gateway::upstreamFrom(arguments.origin);
        if (!request.options.origin || arguments.origin.find_first_of("?#") != std::string::npos)
            return wrong(text(words::badOrigin, arguments.origin));
    }
    const auto listen = wire::addressFrom(arguments.listen);
    if (!listen)
        return wrong(text(words::badListen, "--listen", arguments.listen));
    request.options.listen.address = *listen;
    request.options.listen.beyondLoopback = arguments.beyondLoopback;
    if (arguments.control.empty())
        return {};
    const auto control = wire::addressFrom(arguments.control);
    if (!control || !wire::isLoopback(control->text))
        return wrong(text(words::badListen, "--control", arguments.control));
    request.options.control = *control;
    return {};
}

Result<void, std::string> setCache(const GatewayArguments &arguments,
                                   session::GatewayRequest &request) {
    const cache::Model *model = cache::modelFrom(arguments.model);
    if (model == nullptr)
        return wrong(text(explain::cli_text::unknownModel, arguments.model, knownModels()));
    cache::Cache::Options &options = request.options.cache;
    options.model = *model;
    options.model.shared = arguments.shared;
    options.limits = cache::storageLimitsOf(model->name);
    if (options.limits.capacity.count > mostCapacity)
        options.limits = cache::storageLimitsOf(model->name, usualCapacity);
    if (!arguments.capacity.empty()) {
        const auto capacity = capacityFrom(arguments.capacity);
        if (!capacity)
            return wrong(text(words::badCapacity, arguments.capacity));
        options.limits = cache::storageLimitsOf(model->name, *capacity);
    }
    if (!arguments.auditTags.empty()) {
        const auto share = shareFrom(arguments.auditTags);
        if (!share)
            return wrong(text(words::badShare, "--audit-tags", arguments.auditTags));
        request.auditShare = *share;
    }
    if (arguments.clock.empty())
        return {};
    const auto offset = offsetFrom(arguments.clock);
    if (!offset)
        return wrong(text(words::badClock, arguments.clock));
    request.clockOffset = *offset;
    return {};
}

Result<void, std::string> setFiles(const GatewayArguments &arguments,
                                   session::GatewayRequest &request) {
    request.options.client.acceptsAnyCertificate = arguments.insecure;
    if (!arguments.trust.empty()) {
        const auto file = MappedFile::open(arguments.trust);
        if (!file)
            return wrong(explain::sentenceOf(file.error()));
        request.options.client.trusted = std::string(file->bytes());
        if (request.options.client.trusted.find("-----BEGIN CERTIFICATE-----") == std::string::npos)
            return wrong(text(words::trustUnread, arguments.trust));
    }
    request.capture = arguments.capture;
    const bool named = arguments.capture.ends_with(".har") ||
                       request.capture.extension() == traffic::documentExtension;
    if (!arguments.capture.empty() && !named)
        return wrong(text(words::badCapture, arguments.capture));
    return {};
}

} // namespace

Result<session::GatewayRequest, std::string> requestFrom(const GatewayArguments &arguments) {
    session::GatewayRequest request;
    for (const auto &set : {setPlace, setCache, setFiles}) {
        if (auto done = set(arguments, request); !done)
            return wrong(done.error());
    }
    return request;
}

std::string startedJson(const GatewayArguments &arguments, const session::GatewayStarted &started) {
    const cache::Model *model = cache::modelFrom(arguments.model);
    report::JsonWriter json;
    json.beginObject();
    json.key("schema").text("etagere.gateway/1");
    json.key("address").text(wire::textOf(started.address));
    json.key("control");
    if (started.control)
        json.text(wire::textOf(*started.control));
    else
        json.null();
    json.key("origin");
    if (arguments.forward)
        json.null();
    else
        json.text(arguments.origin);
    json.key("model").text(model->name);
    json.key("model_version").text(model->version);
    json.key("shared").truth(arguments.shared);
    json.key("clock_offset_s").seconds(offsetFrom(arguments.clock).value_or(Duration(0)));
    json.endObject();
    // One line, so that who reads lines has it whole.
    return report::oneLine(json.finish());
}

std::optional<double> shareFrom(std::string_view text) {
    double share = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), share);
    const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    return whole && share >= 0 && share <= 1 ? std::optional(share) : std::nullopt;
}

std::optional<Duration> offsetFrom(std::string_view text) {
    const bool back = text.starts_with('-');
    if (back || text.starts_with('+'))
        text.remove_prefix(1);
    const auto seconds = numberFrom(text, timeUnits, mostOffsetSeconds);
    if (!seconds)
        return std::nullopt;
    const auto offset = std::chrono::seconds(static_cast<std::int64_t>(*seconds));
    return back ? -Duration(offset) : Duration(offset);
}

std::optional<Bytes> capacityFrom(std::string_view text) {
    const auto size = numberFrom(text, sizeUnits, mostCapacity);
    return size && *size > 0 ? std::optional(Bytes{*size}) : std::nullopt;
}

} // namespace etagere::cli
