// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/stop.h"

#include <array>
#include <memory>
#include <string>

class QCoreApplication;
class QEventLoop;

namespace etagere::session {

/// Qt's event loop for work that talks to the network, on this thread: a command's own, or, where
/// the program has an application already, that of a thread beside it. Stands before everything
/// that needs it. A thread has one at a time.
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
    std::unique_ptr<QCoreApplication> m_application; ///< null: the program has one
    std::unique_ptr<QEventLoop> m_loop;
};

} // namespace etagere::session
