// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/session.h"

#include <chrono>
#include <mutex>

namespace etagere::cli {

/// One line on standard error that says how far the work is; only on a terminal, and never with
/// --quiet. May be told from several threads.
class ProgressBar {
public:
    ProgressBar();
    ProgressBar(const ProgressBar &) = delete;
    ProgressBar &operator=(const ProgressBar &) = delete;
    ~ProgressBar() { clear(); }
    [[nodiscard]] session::StageListener listener();
    /// Takes the line away before something else is written.
    void clear();

private:
    void show(session::Stage stage, std::uint64_t done, std::uint64_t total);
    std::mutex m_mutex;
    std::chrono::steady_clock::time_point m_next{};
    bool m_enabled;
    bool m_visible = false;
};

} // namespace etagere::cli
