// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace etagere::live {

/// What a Chromium of this version ("156.0.8078.79") with a window writes into User-Agent on Linux:
/// all but the first number is hidden since 107 (User-Agent reduction). Without a window it calls
/// itself HeadlessChrome, and a server may treat that otherwise. Empty when `version` is none.
[[nodiscard]] std::string windowAgent(std::string_view version);

/// Asks the program which version it is; it ends at once. Answers once, from the event loop: empty
/// when it does not say.
void askVersion(const std::filesystem::path &program, std::function<void(std::string)> done);

} // namespace etagere::live
