// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lab/origin.h"
#include "core/wire/listener.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace etagere::lab {

/// The time that origins are told. Called once for each request.
using Clock = std::function<Instant()>;
/// The machine's own.
[[nodiscard]] Instant systemTime();

struct ServerOptions {
    wire::ListenOptions listen{}; ///< loopback, a free port
    Clock clock = systemTime;
    /// A request field that names the client's address, for visitors who share one machine; empty:
    /// the connection's own. Whoever can connect can write it.
    std::string addressField{};
};

/// Serves origins over HTTP/1.1: keep-alive, HEAD, framing. Several origins share the port; the
/// Host field, its port aside, says which is meant.
class Server {
public:
    [[nodiscard]] static Result<std::unique_ptr<Server>, wire::WireError>
    open(wire::Loop &loop, ServerOptions options);
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;
    ~Server();

    /// The origin that answers for a host, in place of another one; null ends it. The empty name
    /// answers for every host that has none; without it they get 421 (RFC 9110 §15.5.20).
    void serve(std::string host, std::shared_ptr<Origin> origin);
    /// Where it listens, with the port it was given.
    [[nodiscard]] const wire::Address &address() const noexcept;
    /// Requests answered so far.
    [[nodiscard]] std::uint64_t answered() const noexcept;

private:
    class Handler;
    struct Inside;
    explicit Server(ServerOptions options);
    std::unique_ptr<Inside> m_inside;
};

} // namespace etagere::lab
