// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/stop.h"
#include "core/probe/prober.h"
#include "core/wire/client.h"

#include <functional>
#include <memory>

namespace etagere::probe {

/// What time it is.
using Clock = std::function<Instant()>;

struct RunOptions {
    Clock clock;
    std::string trusted{};              ///< certificates in PEM, beside the system's
    bool acceptsAnyCertificate = false; ///< for servers under test
    StopToken stop{};
    Progress progress{}; ///< requests made, of the plan's most
};

/// Sends what a Prober asks through sockets: one request at a time, each on a new connection, no
/// more of them a second than the plan allows. Lives on the loop's thread.
class Runner {
public:
    Runner(wire::Loop &loop, Prober &prober, RunOptions options);
    Runner(const Runner &) = delete;
    Runner &operator=(const Runner &) = delete;
    ~Runner();

    /// Calls `done` once, when nothing is left to ask or the run was stopped; never before start()
    /// has returned.
    void start(std::function<void()> done);

private:
    class Inside;
    std::unique_ptr<Inside> m_inside;
};

} // namespace etagere::probe
