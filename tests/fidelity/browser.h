// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace etagere::fidelity {

/// Where the program of that browser ("chromium", "firefox") is; nothing when it is not installed.
[[nodiscard]] std::optional<std::filesystem::path> programOf(std::string_view browser);

/// What the program says of its version: "Chromium 156.0.8078.79 …". Empty when it says nothing.
[[nodiscard]] std::string versionOf(const std::filesystem::path &program);

/// A browser without a window and with a new profile, showing one page. Ends, with all its
/// processes, and its profile goes when this object does.
class Browser {
public:
    /// Throws std::system_error when it cannot be started.
    Browser(std::string_view browser, const std::filesystem::path &program, const std::string &url);
    ~Browser();
    Browser(const Browser &) = delete;
    Browser &operator=(const Browser &) = delete;

private:
    std::filesystem::path m_profile;
    pid_t m_group = -1;
};

} // namespace etagere::fidelity
