// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/http/deviation.h"

#include <chrono>
#include <optional>
#include <string_view>

// RFC 9111 §5.3
//   Expires = HTTP-date
namespace etagere::http {

/// What an Expires field says. No time: not a date, "0" and "-1" included, which is a time in the
/// past: already expired (RFC 9111 §5.3).
struct ParsedExpires {
    std::optional<Instant> time;
    Deviations deviations;
    /// Whether the response was already expired at `date`, its Date field.
    [[nodiscard]] bool isExpiredAt(Instant date) const noexcept { return !time || *time <= date; }
};

/// Total. `now` as in parseHttpDate.
[[nodiscard]] ParsedExpires parseExpires(std::string_view value,
                                         std::optional<std::chrono::year> now = std::nullopt);

} // namespace etagere::http
