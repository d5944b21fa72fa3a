// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/wire/error.h"

#include <cstdint>
#include <functional>
#include <string>

namespace etagere::gateway {

/// Why a client is answered by the gateway itself. Worded by whoever runs it.
struct Refusal {
    enum class Kind : std::uint8_t {
        BadRequest,    ///< `error`: what was wrong with the request
        NoAnswer,      ///< `error`: why the origin gave none
        OnlyIfCached,  ///< nothing stored, and the request allows no network
        NeedsAbsolute, ///< a forward gateway was sent a path alone
        NotHttp,       ///< the URL is no http or https one
        NoTunnel,      ///< CONNECT: what is encrypted cannot be cached
        Loop,          ///< the URL is this gateway's own
        Count
    };
    Kind kind = Kind::BadRequest;
    wire::WireError error{};
    std::string about{}; ///< the URL, or the origin
};

/// 400, 501, 502, 504, 508.
[[nodiscard]] std::uint16_t statusOf(const Refusal &refusal) noexcept;

/// The sentence a client reads.
using Words = std::function<std::string(const Refusal &refusal)>;

} // namespace etagere::gateway
