// SPDX-License-Identifier: Apache-2.0
#include "app/cli/suggestion.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace etagere::cli {

namespace {

/// Nobody mistypes a word of such a length; what is longer is near to nothing.
constexpr std::size_t longest = 64;

/// Letters to insert, drop or change to make one of the other (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
    if (a.size() > longest)
        return longest + a.size();
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

} // namespace

std::string suggestion(std::string_view mistyped, const std::vector<std::string> &words) {
    std::string best;
    std::size_t least = longest;
    for (const std::string &word : words) {
        const std::size_t apart = distance(mistyped, word);
        if (apart < least && apart * 2 <= word.size()) {
            least = apart;
            best = word;
        }
    }
    return best;
}

std::vector<std::string> suggestions(std::string_view mistyped,
                                     const std::vector<std::string> &words, std::size_t most) {
    constexpr std::size_t shortestPart = 3; // less than that is in almost everything
    std::vector<std::pair<std::size_t, std::string>> near;
    for (const std::string &word : words) {
        const std::size_t apart = distance(mistyped, word);
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
