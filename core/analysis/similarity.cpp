// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/similarity.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace etagere::analysis {

namespace {

constexpr std::size_t longest = 100;

struct Run {
    std::size_t inA = 0;
    std::size_t inB = 0;
    std::size_t length = 0;
};

// The longest common run; of several the one that starts first in a, then first in b.
Run longestRun(std::string_view a, std::string_view b) {
    Run best;
    std::array<std::size_t, longest + 1> endingAt{};
    for (std::size_t i = 0; i < a.size(); ++i) {
        for (std::size_t j = b.size(); j-- > 0;) {
            endingAt[j + 1] = a[i] == b[j] ? endingAt[j] + 1 : 0;
            const std::size_t length = endingAt[j + 1];
            const Run run{i + 1 - length, j + 1 - length, length};
            if (length > best.length ||
                (length == best.length && length > 0 && run.inA == best.inA && run.inB < best.inB))
                best = run;
        }
    }
    return best;
}

double inThisOrder(std::string_view a, std::string_view b) {
    struct Pair {
        std::string_view a, b;
    };
    std::vector<Pair> todo{{a, b}};
    std::size_t matched = 0;
    while (!todo.empty()) {
        const Pair pair = todo.back();
        todo.pop_back();
        const Run run = longestRun(pair.a, pair.b);
        if (run.length == 0)
            continue;
        matched += run.length;
        todo.push_back({pair.a.substr(0, run.inA), pair.b.substr(0, run.inB)});
        todo.push_back({pair.a.substr(run.inA + run.length), pair.b.substr(run.inB + run.length)});
    }
    return 2.0 * static_cast<double>(matched) / static_cast<double>(a.size() + b.size());
}

} // namespace

double similarity(std::string_view a, std::string_view b) {
    a = a.substr(0, longest);
    b = b.substr(0, longest);
    if (a.empty() && b.empty())
        return 1;
    return std::min(inThisOrder(a, b), inThisOrder(b, a));
}

} // namespace etagere::analysis
