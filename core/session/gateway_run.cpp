// SPDX-License-Identifier: Apache-2.0
#include "core/session/gateway_run.h"

#include "core/explain/gateway_text.h"
#include "core/gateway/gateway.h"
#include "core/session/event_loop.h"
#include "core/session/tag_audit.h"

#include <chrono>
#include <random>
#include <utility>

namespace etagere::session {

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
    GatewayOutcome outcome;
    if (const auto written = writeTraffic(*(*started)->traffic(), request.capture))
        outcome.exchanges = *written;
    else
        outcome.unsaved = written.error();
    return outcome;
}

} // namespace etagere::session
