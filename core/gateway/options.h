// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/cache.h"
#include "core/gateway/fetch.h"
#include "core/gateway/refusal.h"
#include "core/gateway/upstream.h"
#include "core/wire/client.h"
#include "core/wire/listener.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace etagere::gateway {

struct Options {
    /// The only origin that is asked, whatever host the requests name; none: a forward gateway,
    /// whose requests name theirs.
    std::optional<Upstream> origin;
    wire::ListenOptions listen{};
    wire::ClientOptions client{};
    cache::Cache::Options cache{};
    /// Where entries are listed and flushed; always loopback.
    std::optional<wire::Address> control;
    bool records = false; ///< what passes becomes traffic
    /// Of one recorded body; what is longer is cut and marked.
    std::uint64_t recordedBody = std::uint64_t{32} << 20U;
    /// How long a request waits for another one's response before it is forwarded itself.
    std::chrono::milliseconds patience{20'000};
    Clock clock; ///< needed
    Words words; ///< needed
};

} // namespace etagere::gateway
