// SPDX-License-Identifier: Apache-2.0
#include "core/body/sequence_diff.h"

#include <algorithm>
#include <optional>

namespace etagere::body {

namespace {

using Items = std::span<const std::uint32_t>;
/// How far each diagonal reached, for one number of edits d: diagonals -d, -d+2, …, d.
using Front = std::vector<std::int32_t>;

/// Finds the shortest path through the grid of two sequences that begin and end differently.
class Path {
public:
    Path(Items before, Items after, std::size_t most)
        : m_before(before)
        , m_after(after)
        , m_most(static_cast<std::int64_t>(most)) {}

    /// The edits, last one first; none when there are more than `most` of them.
    std::optional<std::vector<Edit>> find() {
        for (std::int64_t d = 0; d <= m_most; ++d) {
            if (extend(d))
                return backtrack(d);
        }
        return std::nullopt;
    }

private:
    /// Where the diagonal stands after d edits.
    [[nodiscard]] std::int64_t reached(std::int64_t d, std::int64_t diagonal) const noexcept {
        return m_fronts[static_cast<std::size_t>(d)][static_cast<std::size_t>((diagonal + d) / 2)];
    }

    /// Whether the best way to `diagonal` with d edits comes from the one above: an insertion.
    [[nodiscard]] bool inserts(std::int64_t d, std::int64_t diagonal) const noexcept {
        return diagonal == -d ||
               (diagonal != d && reached(d - 1, diagonal - 1) < reached(d - 1, diagonal + 1));
    }

    [[nodiscard]] std::int64_t startOf(std::int64_t d, std::int64_t diagonal) const noexcept {
        if (d == 0)
            return 0;
        return inserts(d, diagonal) ? reached(d - 1, diagonal + 1)
                                    : reached(d - 1, diagonal - 1) + 1;
    }

    [[nodiscard]] bool extend(std::int64_t d) {
        const auto width = static_cast<std::int64_t>(m_before.size());
        const auto height = static_cast<std::int64_t>(m_after.size());
        Front front(static_cast<std::size_t>(d) + 1);
        bool arrived = false;
        for (std::int64_t diagonal = -d; diagonal <= d; diagonal += 2) {
            std::int64_t x = startOf(d, diagonal);
            std::int64_t y = x - diagonal;
            while (x < width && y < height && x >= 0 && y >= 0 &&
                   m_before[static_cast<std::size_t>(x)] == m_after[static_cast<std::size_t>(y)]) {
                ++x;
                ++y;
            }
            front[static_cast<std::size_t>((diagonal + d) / 2)] = static_cast<std::int32_t>(x);
            arrived = arrived || (x >= width && y >= height && diagonal == width - height);
        }
        m_fronts.push_back(std::move(front));
        return arrived;
    }

    [[nodiscard]] std::vector<Edit> backtrack(std::int64_t d) const {
        std::vector<Edit> edits;
        std::int64_t diagonal =
            static_cast<std::int64_t>(m_before.size()) - static_cast<std::int64_t>(m_after.size());
        for (; d > 0; --d) {
            const bool insertion = inserts(d, diagonal);
            const std::int64_t previous = insertion ? diagonal + 1 : diagonal - 1;
            const auto x = static_cast<std::size_t>(reached(d - 1, previous));
            const auto y = static_cast<std::size_t>(reached(d - 1, previous) - previous);
            const Edit step = insertion ? Edit{x, x, y, y + 1} : Edit{x, x + 1, y, y};
            if (!edits.empty() && edits.back().beforeBegin == step.beforeEnd &&
                edits.back().afterBegin == step.afterEnd) {
                edits.back().beforeBegin = step.beforeBegin;
                edits.back().afterBegin = step.afterBegin;
            } else {
                edits.push_back(step);
            }
            diagonal = previous;
        }
        return edits;
    }

    Items m_before;
    Items m_after;
    std::int64_t m_most;
    std::vector<Front> m_fronts;
};

} // namespace

std::vector<Edit> editsBetween(Items before, Items after, std::size_t most) {
    const auto ahead = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    const auto start = static_cast<std::size_t>(ahead.first - before.begin());
    std::size_t tail = 0;
    while (tail < before.size() - start && tail < after.size() - start &&
           before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    const Items middleBefore = before.subspan(start, before.size() - start - tail);
    const Items middleAfter = after.subspan(start, after.size() - start - tail);
    if (middleBefore.empty() && middleAfter.empty())
        return {};
    const Edit whole{start, start + middleBefore.size(), start, start + middleAfter.size()};
    if (middleBefore.empty() || middleAfter.empty())
        return {whole};
    auto edits = Path(middleBefore, middleAfter, most).find();
    if (!edits)
        return {whole};
    std::reverse(edits->begin(), edits->end());
    for (Edit &edit : *edits) {
        edit.beforeBegin += start;
        edit.beforeEnd += start;
        edit.afterBegin += start;
        edit.afterEnd += start;
    }
    return *edits;
}

} // namespace etagere::body
