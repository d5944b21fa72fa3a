// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/watch/monitor.h"
#include "core/wire/client.h"
#include "core/wire/loop.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace etagere::watch {

struct RunnerOptions {
    wire::ClientOptions client{};
    std::string userAgent;                      ///< says who asks
    std::size_t mostBody = 16U << 20U;          ///< bytes of an answer, as it is sent
    std::size_t atOnce = 8;                     ///< requests, each to another origin
    std::function<Instant()> clock;             ///< needed
    std::function<double()> chance;             ///< from 0 to below 1; needed
    std::function<void(const Visit &)> onVisit; ///< needed
};

/// Asks what a monitor wants to have asked, over real connections. No cookies are kept, nothing but
/// GET is sent. Lives on the loop's thread.
class Runner final : private wire::Ticking {
public:
    /// Both are borrowed. The monitor has begun.
    Runner(wire::Loop &loop, Monitor &monitor, RunnerOptions options);
    ~Runner() override;

    /// Asks what is due now; later ones follow by themselves.
    void start();
    /// Asks nothing more; what is under way is given up.
    void stop() noexcept;

private:
    class Fetch;
    void onTick(wire::SteadyTime now) override;
    void pump();
    void finished(Fetch &fetch);

    wire::Loop &m_loop;
    Monitor &m_monitor;
    RunnerOptions m_options;
    wire::Client m_client;
    std::vector<std::unique_ptr<Fetch>> m_fetches;
    bool m_stopped = false;
};

} // namespace etagere::watch
