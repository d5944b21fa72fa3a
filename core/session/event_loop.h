// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/stop.h"

#include <array>
#include <memory>
#include <string>

class QCoreApplication;

namespace etagere::session {

/// Qt's event loop for a command that talks to the network, on this thread. Stands before
/// everything that needs it, and there is one at a time.
class EventLoop {
public:
    EventLoop();
    EventLoop(const EventLoop &) = delete;
    EventLoop &operator=(const EventLoop &) = delete;
    ~EventLoop();

    /// Runs until end() is called, or the stop is asked for from whatever thread.
    void run(const StopToken &stop);
    /// Ends run() soon, or at once if it begins later.
    void end();

private:
    int m_count = 1;
    std::string m_name = "etagere";
    std::array<char *, 2> m_arguments{};
    std::unique_ptr<QCoreApplication> m_application;
};

} // namespace etagere::session
