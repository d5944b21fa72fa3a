// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace etagere::wire {

using SteadyTime = std::chrono::steady_clock::time_point;

/// What a descriptor's events are told to.
class Watcher {
public:
    Watcher() = default;
    Watcher(const Watcher &) = delete;
    Watcher &operator=(const Watcher &) = delete;
    virtual ~Watcher() = default;
    /// A set of Loop::Ready bits.
    virtual void onReady(unsigned ready) = 0;
};

/// What waits for the end of a turn: output that is sent in one piece.
class Flushable {
public:
    Flushable() = default;
    Flushable(const Flushable &) = delete;
    Flushable &operator=(const Flushable &) = delete;
    virtual ~Flushable() = default;
    virtual void flush() = 0;
};

/// What has time limits.
class Ticking {
public:
    Ticking() = default;
    Ticking(const Ticking &) = delete;
    Ticking &operator=(const Ticking &) = delete;
    virtual ~Ticking() = default;
    virtual void onTick(SteadyTime now) = 0;
};

/// What may be destroyed at the end of a turn, when nobody stands in it any more.
class Disposable {
public:
    Disposable() = default;
    Disposable(const Disposable &) = delete;
    Disposable &operator=(const Disposable &) = delete;
    virtual ~Disposable() = default;
};

/// The descriptors of one thread, watched by one epoll instance behind one notifier of Qt's event
/// loop: a busy descriptor costs neither Qt's dispatch nor a longer poll set. Needs a
/// QCoreApplication, whose event loop drives it; everything that uses it lives on its thread and
/// goes before it.
class Loop {
public:
    enum Ready : unsigned { Readable = 1, Writable = 2, Broken = 4 };

    Loop();
    Loop(const Loop &) = delete;
    Loop &operator=(const Loop &) = delete;
    ~Loop();

    /// False when the system has nothing left to make it of; then it watches nothing.
    [[nodiscard]] bool isUsable() const noexcept;

    void watch(int descriptor, Watcher &watcher, unsigned interest);
    void change(int descriptor, Watcher &watcher, unsigned interest);
    void unwatch(int descriptor) noexcept;

    /// The time of the turn, so that a turn asks for it once.
    [[nodiscard]] SteadyTime now() noexcept;
    /// Room for one read, shared by all: valid until the next read.
    [[nodiscard]] std::span<char> scratch() noexcept;

    /// Flushes at the end of the turn; at once outside of one. Each is flushed once per call.
    void flushLater(Flushable &output);
    void forget(Flushable &output) noexcept;
    void dispose(std::unique_ptr<Disposable> thing);

    /// Ticks `every` so often at least, as long as it is registered.
    void addTicking(Ticking &ticking, std::chrono::milliseconds every);
    void removeTicking(Ticking &ticking) noexcept;

    /// Whoever enters from Qt (a signal, a timer, a caller's own code) holds one meanwhile.
    class Turn {
    public:
        explicit Turn(Loop &loop) noexcept;
        Turn(const Turn &) = delete;
        Turn &operator=(const Turn &) = delete;
        ~Turn();

    private:
        Loop &m_loop;
    };

private:
    struct Inside;
    void poll();
    void finishTurn();
    std::unique_ptr<Inside> m_inside;
};

} // namespace etagere::wire
