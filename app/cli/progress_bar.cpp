// SPDX-License-Identifier: Apache-2.0
#include "app/cli/progress_bar.h"

#include "app/cli/console.h"
#include "core/explain/cli_text.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>

namespace etagere::cli {

namespace {

constexpr std::array stages{explain::cli_text::stageReading, explain::cli_text::stageReplaying,
                            explain::cli_text::stageJudging, explain::cli_text::stageRecording,
                            explain::cli_text::stageWriting, explain::cli_text::stageVisiting,
                            explain::cli_text::stageProbing};
static_assert(stages.size() == static_cast<std::size_t>(session::Stage::Count));

} // namespace

ProgressBar::ProgressBar()
    : m_enabled(!isQuiet() && isTerminal(STDERR_FILENO)) {}

session::StageListener ProgressBar::listener() {
    if (!m_enabled)
        return {};
    return [this](session::Stage stage, std::uint64_t done, std::uint64_t total) {
        show(stage, done, total);
    };
}

void ProgressBar::show(session::Stage stage, std::uint64_t done, std::uint64_t total) {
    constexpr std::chrono::milliseconds pause{100};
    constexpr std::size_t cells = 30;
    const auto now = std::chrono::steady_clock::now();
    const std::lock_guard lock(m_mutex);
    if (now < m_next)
        return;
    m_next = now + pause;
    m_visible = true;
    const double part =
        total == 0 ? 0
                   : std::clamp(static_cast<double>(done) / static_cast<double>(total), 0.0, 1.0);
    const auto filled = static_cast<std::size_t>(part * static_cast<double>(cells));
    const std::string bar = std::string(filled, '#') + std::string(cells - filled, '.');
    const std::string name = explain::text(stages[static_cast<std::size_t>(stage)]);
    (void)std::fprintf(stderr, "\r%-10s [%s] %3d%%\x1b[K", name.c_str(), bar.c_str(),
                       static_cast<int>(part * 100));
    (void)std::fflush(stderr);
}

void ProgressBar::clear() {
    const std::lock_guard lock(m_mutex);
    if (!m_visible)
        return;
    m_visible = false;
    (void)std::fputs("\r\x1b[K", stderr);
    (void)std::fflush(stderr);
}

} // namespace etagere::cli
