// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::scenario {

/// The words that an author may write, beside those of nameOf().
inline constexpr std::array<std::string_view, 6> marks{"keep",        "weaken",       "dash-gzip",
                                                       "double-dash", "semicolon-gz", "drop"};
inline constexpr std::array<std::string_view, 3> balances{"round-robin", "random", "sticky"};
inline constexpr std::array<std::string_view, 5> knownBy{"nothing", "tag", "last-modified",
                                                         "cookie", "address"};
/// How a tag is made: the simple ways, then the recipes that have a formula.
[[nodiscard]] const std::vector<std::string_view> &tagWords();
[[nodiscard]] const std::vector<std::string_view> &modelWords();
[[nodiscard]] const std::vector<std::string_view> &trackerWords();
[[nodiscard]] const std::vector<std::string_view> &outcomeWords();
/// The ids of the cache's rules.
[[nodiscard]] const std::vector<std::string_view> &ruleWords();

/// A text of so many bytes, in lines of letters and digits: the same for the same name and number,
/// another one for each other.
[[nodiscard]] std::string generatedBody(std::size_t bytes, std::string_view name,
                                        std::size_t number);

} // namespace etagere::scenario
