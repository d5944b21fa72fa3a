// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/gateway/options.h"
#include "core/session/traffic_file.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

namespace etagere::session {

struct GatewayRequest {
    gateway::Options options{}; ///< its clock and words are made here
    Duration clockOffset{0};    ///< of the cache's clock, against the system's
    double auditShare = 0; ///< of the validations ask whole, to find servers that forget their tags
    /// Where what passed is written at the end: a capture if it ends in ".etagere", else a HAR.
    std::filesystem::path capture;
};

struct GatewayStarted {
    wire::Address address;
    std::optional<wire::Address> control;
};

struct GatewayOutcome {
    std::uint64_t exchanges = 0;               ///< written to the capture
    std::optional<TrafficFileError> unsaved{}; ///< why the capture was not written
};

/// Runs a gateway on this thread until it is asked to stop; tells once when it listens. Makes the
/// event loop that it needs.
[[nodiscard]] Result<GatewayOutcome, wire::WireError>
runGateway(GatewayRequest request, const StopToken &stop,
           const std::function<void(const GatewayStarted &)> &onStarted);

} // namespace etagere::session
