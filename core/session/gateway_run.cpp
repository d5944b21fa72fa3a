// SPDX-License-Identifier: Apache-2.0
#include "core/session/gateway_run.h"

#include "core/explain/gateway_text.h"
#include "core/gateway/gateway.h"
#include "core/readers/har_writer.h"
#include "core/session/event_loop.h"
#include "core/session/tag_audit.h"
#include "core/traffic/document.h"

#include <chrono>
#include <random>
#include <utility>

namespace etagere::session {

namespace {

std::optional<FileError> writeHarFile(const traffic::Traffic &traffic,
                                      const std::filesystem::path &path) {
    auto file = AtomicFile::create(path);
    if (!file)
        return file.error();
    const auto written =
        readers::writeHar(traffic, [&file](std::string_view bytes) { return file->append(bytes); });
    if (!written)
        return written.error();
    const auto committed = file->commit();
    return committed ? std::nullopt : std::optional(committed.error());
}

GatewayOutcome write(const traffic::Traffic &traffic, const std::filesystem::path &path) {
    GatewayOutcome outcome;
    outcome.exchanges = traffic.exchangeCount();
    if (path.extension() != traffic::documentExtension)
        outcome.file = writeHarFile(traffic, path);
    else if (const auto saved = traffic::saveCapture(traffic, path); !saved)
        outcome.store = saved.error().cause;
    return outcome;
}

} // namespace

Result<GatewayOutcome, wire::WireError>
runGateway(GatewayRequest request, const StopToken &stop,
           const std::function<void(const GatewayStarted &)> &onStarted) {
    EventLoop events;
    gateway::Options &options = request.options;
    options.records = !request.capture.empty();
    options.clock = [offset = request.clockOffset] {
        return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now()) + offset;
    };
    options.words = [](const gateway::Refusal &refusal) { return explain::sentenceOf(refusal); };
    if (request.auditShare > 0)
        options.cache.audit = tagAudit(request.auditShare, std::random_device{}());
    wire::Loop loop;
    const auto started = gateway::Gateway::start(loop, options);
    if (!started)
        return Failure<wire::WireError>(started.error());
    const wire::Address *control = (*started)->controlAddress();
    onStarted({(*started)->address(), control ? std::optional(*control) : std::nullopt});
    events.run(stop);
    (*started)->stopAccepting();
    if (request.capture.empty())
        return GatewayOutcome{};
    return write(*(*started)->traffic(), request.capture);
}

} // namespace etagere::session
