// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/browser.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace etagere::live {

/// Which browser is started, and how.
struct LaunchOptions {
    Engine engine = Engine::Chromium;
    std::filesystem::path program{}; ///< empty: it is looked for
    /// Whether the embedded engine's cache is; the others' always are.
    bool isCachePartitioned = true;
    bool headless = true; ///< else in a window
    /// Chromium's and the embedded engine's rules for host names, for tests and the lab.
    std::string hostRules{};
    std::vector<std::string> extraArguments{}; ///< more of them, for tests
};

/// Starts a browser with a fresh profile of its own and answers once it can be spoken to. It is
/// never started as root: run by root, it becomes an unprivileged user's.
void launch(const LaunchOptions &options, Done<std::unique_ptr<Browser>> done);

/// The engine to use when nobody chose one: the embedded one where its program is, else Chromium,
/// else Firefox; Chromium when none of them is there.
[[nodiscard]] Engine usualEngine();

} // namespace etagere::live
