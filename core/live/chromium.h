// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/browser_process.h"
#include "core/live/launch.h"

#include <filesystem>

namespace etagere::live {

/// How Chromium is started: with a pipe, silent on the network but for the pages visited, its
/// sandbox on, and with preferences that deny what a page could ask a person for. Third-party
/// cookies are allowed as in a window that is not private, where it allows them by default.
/// `userAgent` stands in the place of its own; empty: its own.
[[nodiscard]] ProcessOptions chromiumProcess(const LaunchOptions &options,
                                             const std::filesystem::path &program,
                                             const std::string &userAgent);
/// How the embedded engine without a window is started.
[[nodiscard]] ProcessOptions embeddedProcess(const LaunchOptions &options,
                                             const std::filesystem::path &program);

[[nodiscard]] Result<std::filesystem::path, BrowserError>
findChromium(const std::filesystem::path &given);
/// Beside this program first, then in PATH.
[[nodiscard]] Result<std::filesystem::path, BrowserError>
findEmbedded(const std::filesystem::path &given);

} // namespace etagere::live
