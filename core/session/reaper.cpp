// SPDX-License-Identifier: Apache-2.0
#include "core/session/reaper.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

namespace etagere::session {

namespace {

struct Doomed {
    void *object = nullptr;
    void (*deleter)(void *) noexcept = nullptr;
};

/// Set once the reaper is no more: what is let go of after that is deleted where that happens.
std::atomic<bool> reaperIsGone = false;

class Reaper {
public:
    Reaper()
        : m_thread([this](const std::stop_token &stop) { run(stop); }) {}
    Reaper(const Reaper &) = delete;
    Reaper &operator=(const Reaper &) = delete;
    ~Reaper() {
        reaperIsGone = true;
        m_thread.request_stop();
        m_thread.join();
        bury(m_doomed);
    }

    void take(Doomed one) {
        const std::lock_guard lock(m_mutex);
        m_doomed.push_back(one);
        m_wake.notify_one();
    }

private:
    static void bury(const std::vector<Doomed> &all) noexcept {
        for (const Doomed &one : all)
            one.deleter(one.object);
    }

    /// Waits for some.
    std::vector<Doomed> next(const std::stop_token &stop) {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, stop, [this] { return !m_doomed.empty(); });
        return std::exchange(m_doomed, {});
    }

    void run(const std::stop_token &stop) {
        while (!stop.stop_requested())
            bury(next(stop));
    }

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::vector<Doomed> m_doomed;
    std::jthread m_thread; ///< last: it uses the others
};

} // namespace

void deleteLater(void *object, void (*deleter)(void *) noexcept) noexcept {
    try {
        if (!reaperIsGone) {
            static Reaper reaper;
            reaper.take({object, deleter});
            return;
        }
    } catch (...) { // no memory or no thread: then it takes its time here
    }
    deleter(object);
}

} // namespace etagere::session
