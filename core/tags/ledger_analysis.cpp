// SPDX-License-Identifier: Apache-2.0
#include "core/tags/ledger_analysis.h"

#include "core/tags/observation_table.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

namespace etagere::tags {

namespace {

/// A visitor's tag: the tag in the upper half, so that a tag's visitors stand together once sorted.
using Draw = std::uint64_t;

constexpr Draw drawOf(std::uint32_t tag, std::uint32_t visitor) noexcept {
    return (Draw{tag} << 32U) | visitor;
}
constexpr std::uint32_t tagOf(Draw draw) noexcept {
    return static_cast<std::uint32_t>(draw >> 32U);
}
constexpr std::uint32_t visitorOf(Draw draw) noexcept { return static_cast<std::uint32_t>(draw); }

/// Room that is written before it is read.
template <class T>
class Scratch {
public:
    explicit Scratch(std::size_t size)
        : m_values(std::make_unique_for_overwrite<T[]>(size))
        , m_size(size) {}
    T &operator[](std::size_t i) noexcept { return m_values[i]; }
    [[nodiscard]] std::span<T> part(std::size_t from, std::size_t to) noexcept {
        return {m_values.get() + from, to - from};
    }
    [[nodiscard]] std::size_t size() const noexcept { return m_size; }

private:
    std::unique_ptr<T[]> m_values;
    std::size_t m_size;
};

/// Says of each number whether it is new since begin(), without clearing anything.
class Marks {
public:
    explicit Marks(std::size_t numbers)
        : m_seen(numbers) {}
    void begin() noexcept { ++m_round; }
    bool isNew(std::uint32_t number) noexcept {
        return std::exchange(m_seen[number], m_round) != m_round;
    }

private:
    std::vector<std::uint32_t> m_seen;
    std::uint32_t m_round = 0;
};

/// What sorted draws say, `observations` and `visitors` apart. Each different draw is moved to the
/// front; `draws` says how many those are.
TagCounts countSorted(std::span<Draw> sorted) noexcept {
    TagCounts counts;
    std::uint64_t visitorsOfTag = 0;
    const auto close = [&] {
        counts.tagsOfOneVisitor += visitorsOfTag == 1 ? 1U : 0U;
        counts.tagsOfTwo += visitorsOfTag == 2 ? 1U : 0U;
        visitorsOfTag = 0;
    };
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (counts.draws > 0 && sorted[counts.draws - 1] == sorted[i])
            continue;
        if (counts.draws == 0 || tagOf(sorted[counts.draws - 1]) != tagOf(sorted[i])) {
            close();
            ++counts.tags;
        }
        ++visitorsOfTag;
        sorted[counts.draws++] = sorted[i];
    }
    close();
    return counts;
}

/// The table's rows brought together by URL, and the URLs by origin.
class Grouped {
public:
    explicit Grouped(const ObservationTable &table);

    [[nodiscard]] const std::vector<std::uint32_t> &urls() const noexcept { return m_urls; }
    /// Of the URL at that place of urls().
    [[nodiscard]] std::span<Draw> drawsAt(std::size_t place) noexcept {
        return m_draws.part(place == 0 ? 0 : m_ends[place - 1], m_ends[place]);
    }
    /// Empty when no content is known.
    [[nodiscard]] std::span<std::uint32_t> contentsAt(std::size_t place) noexcept {
        return m_contents.size() == 0
                   ? std::span<std::uint32_t>()
                   : m_contents.part(place == 0 ? 0 : m_ends[place - 1], m_ends[place]);
    }

private:
    void orderUrls(const ObservationTable &table);
    void bringTogether(const ObservationTable &table);

    std::vector<std::uint32_t> m_urls;
    std::vector<std::uint32_t> m_placeOf; ///< by the number of the URL
    std::vector<std::size_t> m_ends;      ///< by place
    Scratch<Draw> m_draws;
    Scratch<std::uint32_t> m_contents;
};

Grouped::Grouped(const ObservationTable &table)
    : m_draws(table.size())
    , m_contents(table.contentTexts().size() > 1 ? table.size() : 0) {
    orderUrls(table);
    bringTogether(table);
}

void Grouped::orderUrls(const ObservationTable &table) {
    const auto &originOf = table.originOfUrl();
    std::vector<std::uint32_t> next(table.originTexts().size() + 1);
    for (const std::uint32_t origin : originOf)
        ++next[origin + 1];
    std::partial_sum(next.begin(), next.end(), next.begin());
    m_urls.resize(originOf.size());
    m_placeOf.resize(originOf.size());
    for (std::uint32_t url = 0; url < originOf.size(); ++url) {
        m_placeOf[url] = next[originOf[url]]++;
        m_urls[m_placeOf[url]] = url;
    }
}

void Grouped::bringTogether(const ObservationTable &table) {
    m_ends.resize(m_urls.size() + 1);
    for (std::size_t block = 0; block < table.url().blocks(); ++block) {
        for (const std::uint32_t url : table.url().block(block))
            ++m_ends[m_placeOf[url] + 1];
    }
    std::partial_sum(m_ends.begin(), m_ends.end(), m_ends.begin());
    // Now the starts; filling moves each to its end.
    for (std::size_t block = 0; block < table.url().blocks(); ++block) {
        const auto urls = table.url().block(block);
        const auto tags = table.tag().block(block);
        const auto visitors = table.visitor().block(block);
        const auto contents = table.content().block(block);
        for (std::size_t i = 0; i < urls.size(); ++i) {
            const std::size_t at = m_ends[m_placeOf[urls[i]]]++;
            m_draws[at] = drawOf(tags[i], visitors[i]);
            if (m_contents.size() != 0)
                m_contents[at] = contents[i];
        }
    }
    m_ends.pop_back();
}

class Counter {
public:
    explicit Counter(const ObservationTable &table)
        : m_table(table)
        , m_grouped(table)
        , m_ofUrl(table.visitorTexts().size())
        , m_ofOrigin(table.visitorTexts().size())
        , m_contents(table.contentTexts().size()) {}

    TableCounts count() {
        const auto &urls = m_grouped.urls();
        m_counts.urls.reserve(urls.size());
        for (std::size_t from = 0; from < urls.size();) {
            const std::uint32_t origin = m_table.originOfUrl()[urls[from]];
            std::size_t to = from;
            while (to < urls.size() && m_table.originOfUrl()[urls[to]] == origin)
                ++to;
            countOrigin(origin, from, to);
            from = to;
        }
        return std::move(m_counts);
    }

private:
    void countOrigin(std::uint32_t origin, std::size_t from, std::size_t to) {
        OriginCounts all{origin, to - from, {}};
        m_ofOrigin.begin();
        Draw *const first = m_grouped.drawsAt(from).data();
        std::size_t kept = 0;
        for (std::size_t place = from; place < to; ++place) {
            const std::span<Draw> draws = m_grouped.drawsAt(place);
            const UrlCounts one = countUrl(origin, place, all);
            std::copy_n(draws.begin(), one.counts.draws, first + kept);
            kept += one.counts.draws;
            m_counts.urls.push_back(one);
        }
        const std::span<Draw> draws(first, kept);
        if (to - from > 1)
            std::sort(draws.begin(), draws.end());
        TagCounts counts = countSorted(draws);
        counts.observations = all.counts.observations;
        counts.visitors = all.counts.visitors;
        all.counts = counts;
        m_counts.origins.push_back(all);
    }

    UrlCounts countUrl(std::uint32_t origin, std::size_t place, OriginCounts &all) {
        const std::span<Draw> draws = m_grouped.drawsAt(place);
        const std::size_t observations = draws.size();
        std::uint64_t visitors = 0;
        m_ofUrl.begin();
        for (const Draw draw : draws) {
            visitors += m_ofUrl.isNew(visitorOf(draw)) ? 1U : 0U;
            all.counts.visitors += m_ofOrigin.isNew(visitorOf(draw)) ? 1U : 0U;
        }
        std::sort(draws.begin(), draws.end());
        UrlCounts one{m_grouped.urls()[place], origin, countSorted(draws), contentsAt(place)};
        one.counts.observations = observations;
        one.counts.visitors = visitors;
        all.counts.observations += observations;
        return one;
    }

    std::uint64_t contentsAt(std::size_t place) {
        std::uint64_t different = 0;
        m_contents.begin();
        for (const std::uint32_t content : m_grouped.contentsAt(place))
            different += content != 0 && m_contents.isNew(content) ? 1U : 0U;
        return different;
    }

    const ObservationTable &m_table;
    Grouped m_grouped;
    Marks m_ofUrl, m_ofOrigin, m_contents;
    TableCounts m_counts;
};

/// The earliest and latest times of each URL.
class Spans {
public:
    explicit Spans(const ObservationTable &table)
        : m_first(table.urlTexts().size(), std::numeric_limits<std::int64_t>::max())
        , m_last(table.urlTexts().size(), ObservationTable::unknownTime) {
        for (std::size_t block = 0; block < table.url().blocks(); ++block) {
            const auto urls = table.url().block(block);
            const auto times = table.when().block(block);
            for (std::size_t i = 0; i < urls.size(); ++i) {
                if (times[i] == ObservationTable::unknownTime)
                    continue;
                m_first[urls[i]] = std::min(m_first[urls[i]], times[i]);
                m_last[urls[i]] = std::max(m_last[urls[i]], times[i]);
            }
        }
    }
    void put(std::uint32_t url, UrlVariation &variation) const {
        if (m_last[url] == ObservationTable::unknownTime)
            return;
        variation.first = Instant(Instant::duration(m_first[url]));
        variation.last = Instant(Instant::duration(m_last[url]));
    }

private:
    std::vector<std::int64_t> m_first, m_last;
};

} // namespace

TableCounts countTags(const ObservationTable &table) { return Counter(table).count(); }

LedgerAnalysis analyse(const ObservationTable &table) {
    const TableCounts counts = countTags(table);
    const Spans spans(table);
    LedgerAnalysis analysis;
    analysis.urls.reserve(counts.urls.size());
    for (const UrlCounts &one : counts.urls) {
        analysis.urls.push_back({std::string(table.originTexts().view(one.origin)),
                                 std::string(table.urlTexts().view(one.url)),
                                 one.counts,
                                 one.contents,
                                 {},
                                 {}});
        spans.put(one.url, analysis.urls.back());
    }
    analysis.origins.reserve(counts.origins.size());
    for (const OriginCounts &one : counts.origins)
        analysis.origins.push_back(
            {std::string(table.originTexts().view(one.origin)), one.urls, one.counts});
    std::sort(analysis.urls.begin(), analysis.urls.end(),
              [](const UrlVariation &a, const UrlVariation &b) {
                  return std::tie(a.origin, a.url) < std::tie(b.origin, b.url);
              });
    std::sort(
        analysis.origins.begin(), analysis.origins.end(),
        [](const OriginDiversity &a, const OriginDiversity &b) { return a.origin < b.origin; });
    return analysis;
}

} // namespace etagere::tags
