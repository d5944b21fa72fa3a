// SPDX-License-Identifier: Apache-2.0
#include "core/wire/loop.h"

#include <QSocketNotifier>
#include <QTimer>

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <vector>

namespace etagere::wire {

namespace {

constexpr std::size_t scratchSize = std::size_t{64} << 10U;
constexpr std::size_t eventsPerPoll = 64;
constexpr std::chrono::milliseconds leastTick{2};

std::uint32_t epollBits(unsigned interest) noexcept {
    std::uint32_t bits = 0;
    bits |= (interest & Loop::Readable) != 0 ? EPOLLIN : 0U;
    bits |= (interest & Loop::Writable) != 0 ? EPOLLOUT : 0U;
    return bits;
}

unsigned readyBits(std::uint32_t bits) noexcept {
    unsigned ready = 0;
    ready |= (bits & EPOLLIN) != 0 ? Loop::Readable : 0U;
    ready |= (bits & EPOLLOUT) != 0 ? Loop::Writable : 0U;
    ready |= (bits & (EPOLLERR | EPOLLHUP)) != 0 ? Loop::Broken : 0U;
    return ready;
}

} // namespace

struct Loop::Inside {
    int epoll = -1;
    std::unique_ptr<QSocketNotifier> notifier;
    QTimer timer;
    std::vector<char> scratch;
    std::array<epoll_event, eventsPerPoll> events{};
    std::optional<SteadyTime> now;
    int depth = 0;
    std::vector<Flushable *> flushes;
    std::vector<std::unique_ptr<Disposable>> disposed;
    struct Beat {
        Ticking *ticking = nullptr;
        std::chrono::milliseconds every{};
    };
    std::vector<Beat> beats;

    void setTimer() {
        if (beats.empty())
            return timer.stop();
        const auto soonest =
            std::min_element(beats.begin(), beats.end(),
                             [](const Beat &a, const Beat &b) { return a.every < b.every; });
        timer.start(std::max(soonest->every, leastTick));
    }
};

Loop::Loop()
    : m_inside(std::make_unique<Inside>()) {
    m_inside->scratch.resize(scratchSize);
    m_inside->epoll = ::epoll_create1(EPOLL_CLOEXEC);
    if (m_inside->epoll < 0)
        return;
    m_inside->notifier = std::make_unique<QSocketNotifier>(m_inside->epoll, QSocketNotifier::Read);
    QObject::connect(m_inside->notifier.get(), &QSocketNotifier::activated, [this] { poll(); });
    QObject::connect(&m_inside->timer, &QTimer::timeout, [this] {
        const Turn turn(*this);
        const SteadyTime time = now();
        // A tick may remove others, and itself.
        for (std::size_t i = m_inside->beats.size(); i-- > 0;) {
            if (i < m_inside->beats.size())
                m_inside->beats[i].ticking->onTick(time);
        }
    });
}

Loop::~Loop() {
    m_inside->notifier.reset();
    if (m_inside->epoll >= 0)
        ::close(m_inside->epoll);
}

bool Loop::isUsable() const noexcept { return m_inside->epoll >= 0; }

void Loop::watch(int descriptor, Watcher &watcher, unsigned interest) {
    epoll_event event{};
    event.events = epollBits(interest);
    event.data.ptr = &watcher; // NOLINT(cppcoreguidelines-pro-type-union-access)
    ::epoll_ctl(m_inside->epoll, EPOLL_CTL_ADD, descriptor, &event);
}

void Loop::change(int descriptor, Watcher &watcher, unsigned interest) {
    epoll_event event{};
    event.events = epollBits(interest);
    event.data.ptr = &watcher; // NOLINT(cppcoreguidelines-pro-type-union-access)
    ::epoll_ctl(m_inside->epoll, EPOLL_CTL_MOD, descriptor, &event);
}

void Loop::unwatch(int descriptor) noexcept {
    epoll_event event{};
    ::epoll_ctl(m_inside->epoll, EPOLL_CTL_DEL, descriptor, &event);
}

void Loop::poll() {
    const Turn turn(*this);
    const int count = ::epoll_wait(m_inside->epoll, m_inside->events.data(), int{eventsPerPoll}, 0);
    m_inside->now.reset();
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = m_inside->events[static_cast<std::size_t>(i)];
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-union-access)
        static_cast<Watcher *>(event.data.ptr)->onReady(readyBits(event.events));
    }
}

SteadyTime Loop::now() noexcept {
    if (m_inside->depth == 0)
        return std::chrono::steady_clock::now();
    if (!m_inside->now)
        m_inside->now = std::chrono::steady_clock::now();
    return *m_inside->now;
}

std::span<char> Loop::scratch() noexcept { return m_inside->scratch; }

void Loop::flushLater(Flushable &output) {
    if (m_inside->depth == 0) {
        const Turn turn(*this);
        output.flush();
        return;
    }
    m_inside->flushes.push_back(&output);
}

void Loop::forget(Flushable &output) noexcept {
    std::replace(m_inside->flushes.begin(), m_inside->flushes.end(), &output,
                 static_cast<Flushable *>(nullptr));
}

void Loop::dispose(std::unique_ptr<Disposable> thing) {
    const Turn turn(*this);
    m_inside->disposed.push_back(std::move(thing));
}

void Loop::addTicking(Ticking &ticking, std::chrono::milliseconds every) {
    m_inside->beats.push_back({&ticking, every});
    m_inside->setTimer();
}

void Loop::removeTicking(Ticking &ticking) noexcept {
    std::erase_if(m_inside->beats,
                  [&ticking](const Inside::Beat &beat) { return beat.ticking == &ticking; });
    m_inside->setTimer();
}

void Loop::finishTurn() {
    while (!m_inside->flushes.empty() || !m_inside->disposed.empty()) {
        // Flushing may find a broken connection, whose end may want more flushed and disposed of.
        for (std::size_t i = 0; i < m_inside->flushes.size(); ++i) {
            if (Flushable *output = m_inside->flushes[i])
                output->flush();
        }
        m_inside->flushes.clear();
        std::vector<std::unique_ptr<Disposable>> disposed;
        disposed.swap(m_inside->disposed);
    }
    m_inside->now.reset();
}

Loop::Turn::Turn(Loop &loop) noexcept
    : m_loop(loop) {
    ++m_loop.m_inside->depth;
}

Loop::Turn::~Turn() {
    if (m_loop.m_inside->depth == 1)
        m_loop.finishTurn();
    --m_loop.m_inside->depth;
}

} // namespace etagere::wire
