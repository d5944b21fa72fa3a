// SPDX-License-Identifier: Apache-2.0
#include "core/base/edit_distance.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace etagere {

std::size_t editDistance(std::string_view a, std::string_view b) {
    if (a.size() > longestMistyped)
        return longestMistyped + a.size();
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

std::string_view nearest(std::string_view mistyped, std::span<const std::string_view> words) {
    std::string_view best;
    std::size_t least = longestMistyped;
    for (const std::string_view word : words) {
        const std::size_t longer = std::max(word.size(), mistyped.size());
        const std::size_t shorter = std::min(word.size(), mistyped.size());
        if ((longer - shorter) * 2 > word.size() || shorter > longestMistyped)
            continue; // so many letters are missing, or too many there
        const std::size_t apart = editDistance(mistyped, word);
        if (apart < least && apart * 2 <= word.size()) {
            least = apart;
            best = word;
        }
    }
    return best;
}

} // namespace etagere
