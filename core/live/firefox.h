// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/browser.h"
#include "core/live/launch.h"

#include <filesystem>
#include <memory>

namespace etagere::live {

/// Starts Firefox with a fresh profile of its own and answers once it can be spoken to. As
/// launch(); `hostRules` and `isCachePartitioned` mean nothing to it. It is spoken to over a
/// WebSocket on loopback; it takes one connection, refuses those of pages, and whoever connects
/// before this program does ends the start.
void startFirefox(const LaunchOptions &options, Done<std::unique_ptr<Browser>> done);

/// Firefox ESR before Firefox: its versions last.
[[nodiscard]] Result<std::filesystem::path, BrowserError>
findFirefox(const std::filesystem::path &given);

} // namespace etagere::live
