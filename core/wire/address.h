// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/wire/error.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace etagere::wire {

/// A numeric address and a port.
struct Address {
    std::string text; ///< "127.0.0.1" or "::1"
    std::uint16_t port = 0;
    friend bool operator==(const Address &, const Address &) = default;
};

/// "127.0.0.1:8080", "[::1]:8080", "localhost:0"; without a port, 0. BadAddress for anything else.
[[nodiscard]] Result<Address, WireError> addressFrom(std::string_view text);
/// "[::1]:8080" again.
[[nodiscard]] std::string textOf(const Address &address);
/// Only this machine can reach it.
[[nodiscard]] bool isLoopback(std::string_view address) noexcept;

/// Of a connected descriptor; empty when it is none any more.
[[nodiscard]] Address peerAddressOf(int descriptor);
[[nodiscard]] Address localAddressOf(int descriptor);
/// A descriptor that listens there.
[[nodiscard]] Result<int, WireError> listenOn(const Address &address);

} // namespace etagere::wire
