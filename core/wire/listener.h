// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/wire/address.h"
#include "core/wire/limits.h"
#include "core/wire/loop.h"
#include "core/wire/server_connection.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace etagere::wire {

struct ListenOptions {
    Address address{"127.0.0.1", 0}; ///< port 0: any that is free
    bool beyondLoopback = false;     ///< others may reach it, and the user insists on that
    std::size_t connections = 1024;  ///< at once; more wait to be accepted
    Limits limits{};
};

/// A server: accepts connections and gives each a handler.
class Listener final : private Watcher, private Ticking, private ServerConnection::Owner {
public:
    using MakeHandler = std::function<std::unique_ptr<RequestHandler>(ServerConnection &)>;

    /// Refuses an address that others can reach unless the options insist.
    [[nodiscard]] static Result<std::unique_ptr<Listener>, WireError>
    open(Loop &loop, const ListenOptions &options, MakeHandler makeHandler);
    ~Listener() override;

    /// Where it listens, with the port it was given.
    [[nodiscard]] const Address &address() const noexcept { return m_address; }
    [[nodiscard]] std::size_t connectionCount() const noexcept { return m_connections.size(); }
    /// Accepts no more; those that are there go on.
    void stopAccepting() noexcept;

private:
    Listener(Loop &loop, ListenOptions options, MakeHandler makeHandler, int descriptor);
    void onReady(unsigned ready) override;
    void onTick(SteadyTime now) override;
    void onOver(ServerConnection &connection) override;
    void accept(bool accepting);

    Loop &m_loop;
    ListenOptions m_options;
    MakeHandler m_makeHandler;
    int m_descriptor;
    bool m_accepting = true;
    Address m_address;
    std::vector<std::unique_ptr<ServerConnection>> m_connections;
};

} // namespace etagere::wire
