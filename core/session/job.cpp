// SPDX-License-Identifier: Apache-2.0
#include "core/session/job.h"

#include <QtCore/QPointer>

#include "core/session/reaper.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace etagere::session {

/// One start of the job, shared by its thread and the job.
struct Job::Run {
    std::mutex mutex; ///< of the next four
    std::uint64_t done = 0;
    std::uint64_t total = 0;
    bool isNew = false;                               ///< not told yet
    std::chrono::steady_clock::time_point nextReport; ///< not before then
    std::shared_ptr<const Finish> finish; ///< the job's thread reads it after the work has ended
    std::jthread thread;                  ///< used by the job's thread alone
};

/// What passes between the threads lies here: Qt's queue only says that there is something.
struct Job::State {
    std::shared_ptr<Run> current;
    /// Ended by another one, but still on their way out: they are joined when they say that they
    /// are, or by the destructor.
    std::vector<std::shared_ptr<Run>> leaving;
    std::mutex mutex;
    std::vector<std::shared_ptr<Run>> ended; ///< to be collected
};

Job::Job(QObject *parent)
    : QObject(parent)
    , m_state(std::make_unique<State>()) {}

Job::~Job() {
    abandon();
    for (const std::shared_ptr<Run> &run : m_state->leaving)
        run->thread.join();
}

void Job::start(Work work) {
    abandon();
    auto run = std::make_shared<Run>();
    // Called from any thread of the work, and often.
    const Progress progress([this, &shared = *run](std::uint64_t done, std::uint64_t total) {
        constexpr std::chrono::milliseconds pause{50};
        const auto now = std::chrono::steady_clock::now();
        {
            const std::lock_guard lock(shared.mutex);
            shared.done = done;
            shared.total = total;
            shared.isNew = true;
            if (now < shared.nextReport)
                return;
            shared.nextReport = now + pause;
        }
        QMetaObject::invokeMethod(this, "report", Qt::QueuedConnection);
    });
    run->thread =
        std::jthread([this, run, progress, work = std::move(work)](const StopToken &stop) mutable {
            run->finish = shareReaped(work(stop, progress));
            work = {}; // what it holds is let go of here
            {
                const std::lock_guard lock(m_state->mutex);
                m_state->ended.push_back(run);
            }
            QMetaObject::invokeMethod(this, "collect", Qt::QueuedConnection);
        });
    m_state->current = run;
    Q_EMIT started();
}

void Job::report() {
    if (!m_state->current)
        return;
    Run &run = *m_state->current;
    std::unique_lock lock(run.mutex);
    if (!std::exchange(run.isNew, false))
        return;
    const auto [done, total] = std::pair(run.done, run.total);
    lock.unlock();
    Q_EMIT progressed(done, total);
}

void Job::collect() {
    std::unique_lock lock(m_state->mutex);
    const auto ended = std::exchange(m_state->ended, {});
    lock.unlock();
    const QPointer<Job> alive(this);
    for (const std::shared_ptr<Run> &run : ended) {
        if (alive)
            deliver(run);
    }
}

void Job::deliver(const std::shared_ptr<Run> &run) {
    run->thread.join();
    const bool cancelled = run->thread.get_stop_token().stop_requested();
    const bool dropped = run != m_state->current;
    std::erase(m_state->leaving, run);
    const auto finish = std::exchange(run->finish, nullptr);
    if (dropped)
        return;
    m_state->current.reset();
    const QPointer<Job> alive(this);
    if (*finish)
        (*finish)();
    if (alive && !m_state->current)
        Q_EMIT finished(cancelled);
}

void Job::cancel() {
    if (m_state->current)
        m_state->current->thread.request_stop();
}

void Job::abandon() {
    if (!m_state->current)
        return;
    m_state->current->thread.request_stop();
    m_state->leaving.push_back(std::move(m_state->current));
    m_state->current.reset();
}

bool Job::isRunning() const noexcept { return m_state->current != nullptr; }

} // namespace etagere::session
