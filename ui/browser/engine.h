// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

#include <cstdint>
#include <optional>

namespace etagere::ui {

struct EngineOptions {
    bool isCachePartitioned = true; ///< by top-level site, as today's browsers do
    /// Chromium's rules for where names lead ("MAP *.test 127.0.0.1"), for labs; empty: none.
    QString hostRules;
};

/// Why the engine is not to be started.
enum class EngineProblem : std::uint8_t {
    None,
    Root ///< its sandbox does not work for root, and without it, it is not started
};

/// Sets how the web engine starts, for the whole process, before the application object is made.
/// What the environment says to the engine is not heard: no flags, no debugging port, no start
/// without a sandbox. The exception is root with QTWEBENGINE_DISABLE_SANDBOX=1, for tests.
/// May be called again, with another mind, until the engine has started.
[[nodiscard]] EngineProblem prepareEngine(const EngineOptions &options);

/// How the engine of this process will start, or has started.
struct PreparedEngine {
    EngineProblem problem = EngineProblem::None;
    bool isCachePartitioned = true;
    bool hasStarted = false; ///< what was set is set for as long as the process lives
};
/// None: nobody prepared it, and it is not to be started.
[[nodiscard]] std::optional<PreparedEngine> preparedEngine() noexcept;
/// Whoever makes the first host of its pages says so.
void noteEngineStarted() noexcept;

/// The version of Chromium that the engine is made of: "102.0.5005.177".
[[nodiscard]] QString engineVersion();

} // namespace etagere::ui
