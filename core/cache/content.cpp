// SPDX-License-Identifier: Apache-2.0
#include "core/cache/content.h"

#include <algorithm>
#include <utility>

namespace etagere::cache {

void Content::put(std::uint64_t offset, std::shared_ptr<const std::string> bytes) {
    const std::uint64_t end = offset + bytes->size();
    std::uint64_t at = offset;
    std::vector<Run> added;
    const auto add = [&](std::uint64_t until) {
        if (at < until)
            added.push_back({at,
                             {bytes, static_cast<std::size_t>(at - offset),
                              static_cast<std::size_t>(until - at)}});
    };
    for (const Run &run : m_runs) {
        if (run.end() <= at || run.begin >= end)
            continue;
        add(run.begin);
        at = run.end();
    }
    add(end);
    for (Run &run : added) {
        m_size += run.slice.length;
        const auto place = std::lower_bound(
            m_runs.begin(), m_runs.end(), run.begin,
            [](const Run &other, std::uint64_t begin) { return other.begin < begin; });
        m_runs.insert(place, std::move(run));
    }
}

std::optional<http::ByteRange> Content::firstGap(const http::ByteRange &range) const noexcept {
    std::uint64_t at = range.first.count;
    const std::uint64_t end = range.last.count + 1;
    for (const Run &run : m_runs) {
        if (run.end() <= at)
            continue;
        if (run.begin > at)
            return http::ByteRange{Bytes{at}, Bytes{std::min(run.begin, end) - 1}};
        at = run.end();
        if (at >= end)
            return std::nullopt;
    }
    return http::ByteRange{Bytes{at}, Bytes{end - 1}};
}

bool Content::covers(const http::ByteRange &range) const noexcept { return !firstGap(range); }

bool Content::hasOneGap(const http::ByteRange &range) const noexcept {
    const auto gap = firstGap(range);
    return gap && (gap->last == range.last || covers({Bytes{gap->last.count + 1}, range.last}));
}

Slices Content::slices(const http::ByteRange &range) const {
    Slices slices;
    const std::uint64_t end = range.last.count + 1;
    for (const Run &run : m_runs) {
        const std::uint64_t from = std::max(run.begin, range.first.count);
        const std::uint64_t to = std::min(run.end(), end);
        if (from < to)
            slices.push_back({run.slice.bytes,
                              run.slice.offset + static_cast<std::size_t>(from - run.begin),
                              static_cast<std::size_t>(to - from)});
    }
    return slices;
}

std::uint64_t Content::prefix() const noexcept {
    std::uint64_t at = 0;
    for (const Run &run : m_runs) {
        if (run.begin != at)
            break;
        at = run.end();
    }
    return at;
}

std::vector<http::ByteRange> Content::ranges() const {
    std::vector<http::ByteRange> ranges;
    for (const Run &run : m_runs) {
        const Bytes first{run.begin};
        const Bytes last{run.end() - 1};
        if (!ranges.empty() && ranges.back().last.count + 1 == first.count)
            ranges.back().last = last;
        else
            ranges.push_back({first, last});
    }
    return ranges;
}

} // namespace etagere::cache
