// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/gateway/options.h"
#include "core/traffic/traffic.h"
#include "core/wire/listener.h"
#include "core/wire/loop.h"

#include <cstddef>
#include <memory>
#include <string>

namespace etagere::gateway {

class Hub;

/// A cache behind a listener: a reverse gateway before one origin, or a forward one for any. One
/// thread; driven by its loop. Destroying it closes every connection.
class Gateway {
public:
    /// Fails as the listener does, or with Loop's kind Refused when the origin is the gateway
    /// itself.
    [[nodiscard]] static Result<std::unique_ptr<Gateway>, wire::WireError>
    start(wire::Loop &loop, const Options &options);
    Gateway(const Gateway &) = delete;
    Gateway &operator=(const Gateway &) = delete;
    ~Gateway();

    [[nodiscard]] const wire::Address &address() const noexcept;
    /// Where it is controlled; null when it is not.
    [[nodiscard]] const wire::Address *controlAddress() const noexcept;
    [[nodiscard]] cache::Cache &cache() noexcept;
    /// The stored responses as JSON.
    [[nodiscard]] std::string entries();
    /// What passed so far; null when nothing is recorded.
    [[nodiscard]] const traffic::Traffic *traffic() const noexcept;
    [[nodiscard]] std::size_t connectionCount() const noexcept;
    void stopAccepting() noexcept;

private:
    Gateway();
    std::unique_ptr<Hub> m_hub;
    std::unique_ptr<wire::Listener> m_listener;
    std::unique_ptr<wire::Listener> m_control;
};

} // namespace etagere::gateway
