// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/http/deviation.h"

#include <chrono>
#include <optional>
#include <string_view>

// RFC 6265bis §5.6 (what browsers read; §4.1.1 has what servers should write)
//   set-cookie-string = cookie-pair *( ";" OWS cookie-av )
namespace etagere::http {

/// What one Set-Cookie line says. Views into the value.
struct SetCookie {
    std::string_view name;
    std::string_view value;
    std::string_view domain;   ///< without a leading dot; empty: host-only
    std::string_view path;     ///< empty: the default path
    std::string_view sameSite; ///< as written
    std::optional<Instant> expires;
    std::optional<std::chrono::seconds> maxAge; ///< zero or less: gone at once; within +-2^31
    bool secure = false;
    bool httpOnly = false;
    bool partitioned = false;
    bool ignored =
        false; ///< browsers drop it: no name and no value, a control character, or over 4096 bytes
    Deviations deviations;
};

/// Total. Of a repeated attribute the last counts (RFC 6265bis §5.6).
[[nodiscard]] SetCookie parseSetCookie(std::string_view value);

/// A date as cookies write them, far more freely than HTTP (RFC 6265 §5.1.1). None: it fails there.
[[nodiscard]] std::optional<Instant> parseCookieDate(std::string_view text) noexcept;

/// How long the cookie lives from `now`; zero when it is already gone; none: until the browser
/// closes. Max-Age wins over Expires. No browser's own limit (400 days) is applied.
[[nodiscard]] std::optional<std::chrono::seconds> lifetime(const SetCookie &cookie,
                                                           Instant now) noexcept;

} // namespace etagere::http
