// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractEventDispatcher>
#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <ctime>
#include <functional>

namespace etagere::tests {

/// How long the event loop of this thread was away, turn by turn. The processor time of the thread
/// is what is judged, so that a busy machine blames nobody; the time on the wall is told (it counts
/// up to five milliseconds of waiting with each turn).
class LoopWatch final : public QObject {
public:
    LoopWatch() {
        auto *dispatcher = QAbstractEventDispatcher::instance();
        // Dispatchers differ in which comes first; work lies between any two of them.
        connect(dispatcher, &QAbstractEventDispatcher::awake, this, &LoopWatch::turn);
        connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, &LoopWatch::turn);
    }
    /// Runs the loop until `done`, which is asked every few milliseconds; false after `limit`.
    [[nodiscard]] bool runUntil(const std::function<bool()> &done, std::chrono::seconds limit) {
        QEventLoop loop;
        QTimer asks;
        QElapsedTimer since;
        since.start();
        connect(&asks, &QTimer::timeout, &loop, [&] {
            if (done() || since.elapsed() > std::chrono::milliseconds(limit).count())
                loop.quit();
        });
        asks.start(std::chrono::milliseconds(5));
        m_workBegan = threadMilliseconds();
        m_wallBegan.start();
        m_watching = true;
        loop.exec();
        m_watching = false;
        return done() && m_turns > 0;
    }
    /// Milliseconds of the longest turn.
    [[nodiscard]] double longestWork() const noexcept { return m_work; }
    [[nodiscard]] double longestWall() const noexcept { return m_wall; }

private:
    static double threadMilliseconds() {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
    }
    void turn() {
        if (!m_watching)
            return;
        const double now = threadMilliseconds();
        m_work = std::max(m_work, now - m_workBegan);
        m_wall = std::max(m_wall, static_cast<double>(m_wallBegan.nsecsElapsed()) / 1e6);
        m_workBegan = now;
        m_wallBegan.start();
        ++m_turns;
    }
    bool m_watching = false;
    double m_workBegan = 0;
    QElapsedTimer m_wallBegan;
    double m_work = 0;
    double m_wall = 0;
    std::size_t m_turns = 0;
};

} // namespace etagere::tests
