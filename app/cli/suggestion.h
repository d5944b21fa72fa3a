// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace etagere::cli {

/// Of the words, the one most like the mistyped; empty when none is near (an edit distance of more
/// than half of its length).
[[nodiscard]] std::string suggestion(std::string_view mistyped,
                                     const std::vector<std::string> &words);

} // namespace etagere::cli
