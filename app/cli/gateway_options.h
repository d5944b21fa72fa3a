// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/session/gateway_run.h"

#include <optional>
#include <string>
#include <string_view>

namespace etagere::cli {

/// What was given to `etagere gateway`, as text.
struct GatewayArguments {
    std::string origin;
    std::string listen = "127.0.0.1:8080";
    std::string model = "rfc9111";
    std::string clock;
    std::string capacity;
    std::string control;
    std::string auditTags;
    std::string capture;
    std::string trust;
    std::string format = "text";
    bool forward = false;
    bool beyondLoopback = false;
    bool shared = false;
    bool insecure = false;
    bool quiet = false;
};

/// What they ask for; the error is wrong usage, in words.
[[nodiscard]] Result<session::GatewayRequest, std::string>
requestFrom(const GatewayArguments &arguments);

/// One line of `etagere.gateway/1`: address, control, origin (null: forward), model,
/// model_version, shared, clock_offset_s.
[[nodiscard]] std::string startedJson(const GatewayArguments &arguments,
                                      const session::GatewayStarted &started);

/// "0.2", from 0 to 1.
[[nodiscard]] std::optional<double> shareFrom(std::string_view text);
/// "+1h", "-30m", "90s", "+2d"; without a unit, seconds.
[[nodiscard]] std::optional<Duration> offsetFrom(std::string_view text);
/// "65536", "64K", "256M", "2G": powers of 1024.
[[nodiscard]] std::optional<Bytes> capacityFrom(std::string_view text);

} // namespace etagere::cli
