// SPDX-License-Identifier: Apache-2.0
#include "ui/models/keyed_sort.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace etagere::ui {

namespace {

constexpr unsigned digitBits = 11;
constexpr std::size_t digitValues = std::size_t{1} << digitBits;
constexpr unsigned digits = (64 + digitBits - 1) / digitBits;
/// Below it, counting digits costs more than comparing.
constexpr std::size_t fewRows = 512;

using Counts = std::array<std::array<std::uint32_t, digitValues>, digits>;

constexpr std::size_t digitOf(std::uint64_t key, unsigned digit) noexcept {
    return key >> (digit * digitBits) & (digitValues - 1);
}

/// How many rows have each value of each digit.
void count(std::span<const KeyedRow> rows, Counts &counts) {
    for (const KeyedRow &row : rows) {
        for (unsigned digit = 0; digit < digits; ++digit)
            ++counts[digit][digitOf(row.key, digit)];
    }
}

constexpr std::size_t chunkBytes = 8;

/// The eight bytes from `depth` on as a number that compares as they do; zeros after the end.
std::uint64_t chunkOf(std::string_view text, std::size_t depth) noexcept {
    std::uint64_t chunk = 0;
    for (std::size_t i = 0; i < chunkBytes; ++i) {
        const std::size_t at = depth + i;
        const auto byte = at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
        chunk = chunk << 8U | byte;
    }
    return chunk;
}

/// Texts that are equal in all bytes before `depth`.
struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t depth = 0;
};

/// Sorts texts eight bytes at a time, and goes on only where these were equal.
class TextSorter {
public:
    explicit TextSorter(std::span<const std::string_view> texts)
        : m_texts(texts)
        , m_rows(texts.size()) {
        for (std::size_t i = 0; i < texts.size(); ++i)
            m_rows[i].row = static_cast<std::uint32_t>(i);
    }

    std::vector<std::uint32_t> ranks() {
        m_open.push_back({0, m_rows.size(), 0});
        while (!m_open.empty()) {
            const Range range = m_open.back();
            m_open.pop_back();
            sort(range);
        }
        std::vector<std::uint32_t> ranks(m_rows.size());
        for (std::size_t i = 1, rank = 0; i < m_rows.size(); ++i) {
            if (textOf(m_rows[i]) != textOf(m_rows[i - 1]))
                ++rank;
            ranks[m_rows[i].row] = static_cast<std::uint32_t>(rank);
        }
        return ranks;
    }

private:
    [[nodiscard]] std::string_view textOf(const KeyedRow &row) const { return m_texts[row.row]; }

    void sort(const Range &range) {
        const std::span<KeyedRow> rows(m_rows.data() + range.begin, range.end - range.begin);
        for (KeyedRow &row : rows)
            row.key = chunkOf(textOf(row), range.depth);
        sortByKey(rows, m_scratch);
        for (std::size_t from = 0; from < rows.size();) {
            std::size_t to = from + 1;
            while (to < rows.size() && rows[to].key == rows[from].key)
                ++to;
            if (to - from > 1)
                settle(rows.subspan(from, to - from), range.begin + from, range.depth + chunkBytes);
            from = to;
        }
    }

    /// Rows that were equal up to `depth`: what goes on is sorted later; what has ended differs in
    /// its length at most, by zero bytes at the end.
    void settle(std::span<KeyedRow> equal, std::size_t begin, std::size_t depth) {
        std::size_t shortest = textOf(equal.front()).size();
        std::size_t longest = shortest;
        for (const KeyedRow &row : equal) {
            shortest = std::min(shortest, textOf(row).size());
            longest = std::max(longest, textOf(row).size());
        }
        if (longest > depth)
            m_open.push_back({begin, begin + equal.size(), depth});
        else if (shortest != longest)
            std::stable_sort(equal.begin(), equal.end(),
                             [this](const KeyedRow &a, const KeyedRow &b) {
                                 return textOf(a).size() < textOf(b).size();
                             });
    }

    std::span<const std::string_view> m_texts;
    std::vector<KeyedRow> m_rows;
    std::vector<KeyedRow> m_scratch;
    std::vector<Range> m_open;
};

} // namespace

void sortByKey(std::span<KeyedRow> rows, std::vector<KeyedRow> &scratch) {
    if (rows.size() < fewRows) {
        std::stable_sort(rows.begin(), rows.end(),
                         [](const KeyedRow &a, const KeyedRow &b) { return a.key < b.key; });
        return;
    }
    Counts counts{};
    count(rows, counts);
    scratch.resize(std::max(scratch.size(), rows.size()));
    std::span<KeyedRow> from = rows;
    std::span<KeyedRow> to(scratch.data(), rows.size());
    for (unsigned digit = 0; digit < digits; ++digit) {
        auto &places = counts[digit];
        if (places[digitOf(rows.front().key, digit)] == rows.size())
            continue;
        std::uint32_t next = 0;
        for (std::uint32_t &place : places)
            next += std::exchange(place, next);
        for (const KeyedRow &row : from)
            to[places[digitOf(row.key, digit)]++] = row;
        std::swap(from, to);
    }
    if (from.data() != rows.data())
        std::copy(from.begin(), from.end(), rows.begin());
}

std::vector<std::uint32_t> ranksOf(std::span<const std::string_view> texts) {
    return TextSorter(texts).ranks();
}

} // namespace etagere::ui
