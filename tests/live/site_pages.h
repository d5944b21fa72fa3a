// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::tests {

/// What is served under a path, whoever asks.
struct SitePage {
    std::string_view path;
    std::string_view type = "text/html; charset=utf-8";
    std::string_view cacheControl = "no-cache";
    std::string_view body; ///< %PORT% stands for the port that is listened at
};

/// Every document and script; the pages among them that visit() can be given are in pagePaths().
[[nodiscard]] const SitePage *pageOf(std::string_view path);

/// Pages that become quiet and, where they run a script, end with the title "done".
[[nodiscard]] std::vector<std::string_view> pagePaths();

} // namespace etagere::tests
