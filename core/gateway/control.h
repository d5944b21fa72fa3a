// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/cache.h"
#include "core/wire/server_connection.h"

#include <functional>
#include <string>
#include <string_view>

namespace etagere::gateway {

/// What the control endpoint works on.
struct Controlled {
    cache::Cache &cache;
    std::function<Instant()> clock;
};

/// The field a flush must carry, with any value: a page in a browser cannot send it to another
/// origin without being asked first, and is then refused.
inline constexpr std::string_view controlField = "Etagere-Control";

/// The stored responses as JSON (`etagere.gateway-entries/1`).
[[nodiscard]] std::string listEntries(const cache::Cache &cache, Instant now);

/// The endpoint for whoever runs the gateway, on a loopback port of its own:
///   GET /entries             what is stored
///   POST /flush              all of it; ?url=, ?origin=, ?site= or ?entry= what they name
/// A request whose Host is no loopback name, or that a web page made, is refused.
class ControlHandler final : public wire::RequestHandler {
public:
    ControlHandler(Controlled controlled, wire::ServerConnection &connection)
        : m_controlled(std::move(controlled))
        , m_connection(connection) {}

private:
    struct Reply {
        std::uint16_t status = 200;
        std::string json;
    };
    void onRequest(const wire::Head &head) override;
    void onRequestBody(std::string_view) override {}
    void onRequestEnd() override {}
    void onAbort(const wire::WireError &) override {}
    std::string refusalOf(const wire::WireError &) override { return {}; }
    [[nodiscard]] Reply replyTo(const wire::Head &head);
    [[nodiscard]] Reply flush(std::string_view query);

    Controlled m_controlled;
    wire::ServerConnection &m_connection;
};

} // namespace etagere::gateway
