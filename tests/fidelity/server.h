// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>

namespace etagere::fidelity {

class Board;

/// The origin behind a socket: HTTP/1.1 on 127.0.0.1, a thread per connection. It serves the page
/// that plays sequences, the work for it, and the answers of every sequence.
class Server {
public:
    /// Listens on a port of the system's choice. Throws std::system_error when that fails.
    explicit Server(Board &board);
    ~Server();
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace etagere::fidelity
