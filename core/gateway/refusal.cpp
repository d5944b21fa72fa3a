// SPDX-License-Identifier: Apache-2.0
#include "core/gateway/refusal.h"

namespace etagere::gateway {

std::uint16_t statusOf(const Refusal &refusal) noexcept {
    switch (refusal.kind) {
    case Refusal::Kind::NoAnswer:
        return refusal.error.kind == wire::WireError::Kind::TimedOut ? 504 : 502;
    case Refusal::Kind::OnlyIfCached:
        return 504;
    case Refusal::Kind::NoTunnel:
        return 501;
    case Refusal::Kind::Loop:
        return 508;
    default:
        return 400;
    }
}

} // namespace etagere::gateway
