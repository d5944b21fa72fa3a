// SPDX-License-Identifier: Apache-2.0
#include "app/cli/stop_signal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace etagere::cli {

namespace {

constexpr char stopByte = 's';
constexpr char endByte = 'e';

// The only thing a signal handler may touch: where to write its byte.
volatile std::sig_atomic_t handlerPipe = -1;

void handle(int) {
    const int error = errno;
    const int descriptor = handlerPipe;
    if (descriptor >= 0) {
        // A full pipe already holds a stop.
        [[maybe_unused]] const ssize_t written = ::write(descriptor, &stopByte, 1);
    }
    errno = error;
}

void install(int signal) {
    struct sigaction action {};
    action.sa_handler = handle; // NOLINT(cppcoreguidelines-pro-type-union-access)
    action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
    ::sigemptyset(&action.sa_mask);
    ::sigaction(signal, &action, nullptr);
}

} // namespace

StopSignal::StopSignal() {
    if (::pipe2(m_pipe, O_CLOEXEC) != 0)
        return; // without it, Ctrl-C just ends the program
    handlerPipe = m_pipe[1];
    m_listener = std::thread([this] { listen(); });
    install(SIGINT);
    install(SIGTERM);
}

StopSignal::~StopSignal() {
    if (!m_listener.joinable())
        return;
    (void)std::signal(SIGINT, SIG_DFL);
    (void)std::signal(SIGTERM, SIG_DFL);
    handlerPipe = -1;
    [[maybe_unused]] const ssize_t written = ::write(m_pipe[1], &endByte, 1);
    m_listener.join();
    ::close(m_pipe[0]);
    ::close(m_pipe[1]);
}

void StopSignal::listen() {
    char byte = 0;
    while (true) {
        const ssize_t got = ::read(m_pipe[0], &byte, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got != 1 || byte == endByte)
            return;
        m_source.request_stop();
    }
}

} // namespace etagere::cli
