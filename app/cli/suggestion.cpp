// SPDX-License-Identifier: Apache-2.0
#include "app/cli/suggestion.h"

#include "core/base/edit_distance.h"

#include <algorithm>
#include <utility>

namespace etagere::cli {

std::string suggestion(std::string_view mistyped, const std::vector<std::string> &words) {
    return std::string(
        nearest(mistyped, std::vector<std::string_view>(words.begin(), words.end())));
}

std::vector<std::string> suggestions(std::string_view mistyped,
                                     const std::vector<std::string> &words, std::size_t most) {
    constexpr std::size_t shortestPart = 3; // less than that is in almost everything
    std::vector<std::pair<std::size_t, std::string>> near;
    for (const std::string &word : words) {
        const std::size_t apart = editDistance(mistyped, word);
        const bool holds =
            mistyped.size() >= shortestPart && word.find(mistyped) != std::string::npos;
        if (holds || apart * 3 <= word.size())
            near.emplace_back(apart, word);
    }
    std::stable_sort(near.begin(), near.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    std::vector<std::string> best;
    for (std::size_t i = 0; i < std::min(most, near.size()); ++i)
        best.push_back(std::move(near[i].second));
    return best;
}

} // namespace etagere::cli
