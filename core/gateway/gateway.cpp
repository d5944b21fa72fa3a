// SPDX-License-Identifier: Apache-2.0
#include "core/gateway/gateway.h"

#include "core/gateway/control.h"
#include "core/gateway/exchange.h"
#include "core/gateway/hub.h"

#include <utility>

namespace etagere::gateway {

using wire::WireError;

Gateway::Gateway() = default;
Gateway::~Gateway() {
    // Exchanges hold on to the hub.
    m_control.reset();
    m_listener.reset();
}

Result<std::unique_ptr<Gateway>, WireError> Gateway::start(wire::Loop &loop,
                                                           const Options &options) {
    std::unique_ptr<Gateway> made(new Gateway);
    made->m_hub = std::make_unique<Hub>(loop, options);
    Hub &hub = *made->m_hub;
    auto listener =
        wire::Listener::open(loop, options.listen, [&hub](wire::ServerConnection &connection) {
            return std::make_unique<Exchange>(hub, connection);
        });
    if (!listener)
        return Failure<WireError>(listener.error());
    made->m_listener = std::move(*listener);
    hub.setAddress(made->m_listener->address());
    if (options.origin && hub.isSelf(options.origin->endpoint))
        return Failure<WireError>({WireError::Step::Listen, WireError::Kind::Refused});
    if (!options.control)
        return made;
    wire::ListenOptions control;
    control.address = *options.control;
    auto controlled =
        wire::Listener::open(loop, control, [&hub](wire::ServerConnection &connection) {
            return std::make_unique<ControlHandler>(Controlled{hub.cache(), hub.options().clock},
                                                    connection);
        });
    if (!controlled)
        return Failure<WireError>(controlled.error());
    made->m_control = std::move(*controlled);
    return made;
}

const wire::Address &Gateway::address() const noexcept { return m_listener->address(); }

const wire::Address *Gateway::controlAddress() const noexcept {
    return m_control ? &m_control->address() : nullptr;
}

cache::Cache &Gateway::cache() noexcept { return m_hub->cache(); }

std::string Gateway::entries() { return listEntries(m_hub->cache(), m_hub->now()); }

const traffic::Traffic *Gateway::traffic() const noexcept {
    return m_hub->recorder() ? &m_hub->recorder()->traffic() : nullptr;
}

std::size_t Gateway::connectionCount() const noexcept { return m_listener->connectionCount(); }

void Gateway::stopAccepting() noexcept { m_listener->stopAccepting(); }

} // namespace etagere::gateway
