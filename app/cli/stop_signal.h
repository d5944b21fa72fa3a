// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/stop.h"

#include <thread>

namespace etagere::cli {

/// Turns the first Ctrl-C (SIGINT) or SIGTERM into a stop request; a second one ends the program at
/// once. One at a time; the signals have their old meaning when it is destroyed.
class StopSignal {
public:
    StopSignal();
    StopSignal(const StopSignal &) = delete;
    StopSignal &operator=(const StopSignal &) = delete;
    ~StopSignal();
    [[nodiscard]] StopToken token() const { return m_source.get_token(); }
    [[nodiscard]] bool stopped() const { return m_source.stop_requested(); }

private:
    void listen();
    std::stop_source m_source;
    int m_pipe[2] = {-1, -1};
    std::thread m_listener;
};

} // namespace etagere::cli
