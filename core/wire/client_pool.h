// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/wire/client.h"
#include "core/wire/connector.h"

#include <memory>
#include <vector>

namespace etagere::wire {

class ClientConnection;

/// A client's connections, busy and idle ones.
class Client::Pool final : private Ticking {
public:
    Pool(Loop &loop, const ClientOptions &options);
    ~Pool() override;

    /// One that can be asked: idle, or new.
    [[nodiscard]] ClientConnection &take(const Endpoint &endpoint, bool anew, bool &reused);
    /// It answered and may be asked again.
    void rest(ClientConnection &connection);
    /// It is of no use any more.
    void drop(ClientConnection &connection);

    [[nodiscard]] Loop &loop() const noexcept { return m_loop; }
    [[nodiscard]] const Limits &limits() const noexcept { return m_limits; }
    [[nodiscard]] const Connector::Security &security();
    [[nodiscard]] std::size_t idleCount() const noexcept { return m_idle.size(); }

private:
    void onTick(SteadyTime now) override;

    Loop &m_loop;
    Limits m_limits;
    std::string m_trusted;
    Connector::Security m_security;
    bool m_securityMade = false;
    std::vector<std::unique_ptr<ClientConnection>> m_all;
    std::vector<ClientConnection *> m_idle; ///< the one used last stands last
};

} // namespace etagere::wire
