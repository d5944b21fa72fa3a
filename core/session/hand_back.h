// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <mutex>
#include <utility>

namespace etagere::session {

/// How whoever has a page of a live audit in hand says, from any thread, to be done with it.
class HandBack {
public:
    /// The page that is in hand now goes on; without one nothing happens.
    void give() {
        const std::lock_guard lock(m_mutex);
        if (m_listener)
            m_listener();
    }
    /// Called on the thread of give(), which waits for it. An empty one listens no more.
    void listen(std::function<void()> listener) {
        const std::lock_guard lock(m_mutex);
        m_listener = std::move(listener);
    }

private:
    std::mutex m_mutex;
    std::function<void()> m_listener;
};

} // namespace etagere::session
