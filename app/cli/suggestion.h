// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::cli {

/// Of the words, the one most like the mistyped; empty when none is near (an edit distance of more
/// than half of its length).
[[nodiscard]] std::string suggestion(std::string_view mistyped,
                                     const std::vector<std::string> &words);

/// At most that many, the most alike first; also those that hold the mistyped as a whole ("cluster"
/// gives "cluster-open"). Empty when none is near.
[[nodiscard]] std::vector<std::string>
suggestions(std::string_view mistyped, const std::vector<std::string> &words, std::size_t most);

} // namespace etagere::cli
