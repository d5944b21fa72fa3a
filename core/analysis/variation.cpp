// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/variation.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>

namespace etagere::analysis {

namespace {

using Group = std::vector<const Sighting *>;

std::uint32_t count(std::size_t size) noexcept { return static_cast<std::uint32_t>(size); }

std::uint32_t canonicalOf(const TagHistory &history, const Sighting &sighting) {
    return history.values[sighting.value].canonical;
}

// Fresh responses by coding; the one that reached the most visitors speaks for the URL.
Group mainCoding(const TagHistory &history) {
    std::map<std::string_view, Group> groups;
    for (const Sighting &sighting : history.sightings) {
        if (sighting.fresh)
            groups[sighting.coding].push_back(&sighting);
    }
    Group best;
    std::size_t bestVisitors = 0;
    for (const auto &[coding, group] : groups) {
        std::set<traffic::VisitorId> visitors;
        for (const Sighting *sighting : group)
            visitors.insert(sighting->visitor);
        if (visitors.size() > bestVisitors ||
            (visitors.size() == bestVisitors && group.size() > best.size())) {
            best = group;
            bestVisitors = visitors.size();
        }
    }
    return best;
}

/// What two responses must share to be "at equal bytes": the content itself, or, where no body was
/// recorded, the server's own word: the same Last-Modified and the same length.
struct ContentKey {
    std::uint32_t content = 0;
    std::string_view lastModified;
    std::int64_t length = -1;
    friend auto operator<=>(const ContentKey &, const ContentKey &) = default;
    [[nodiscard]] bool isKnown() const { return content != 0 || !lastModified.empty(); }
};

ContentKey keyOf(const TagHistory &history, const Sighting &sighting) {
    if (sighting.content != 0)
        return {sighting.content, {}, -1};
    if (sighting.contentLength <= 0 || history.validator == tags::Validator::LastModified)
        return {};
    return {0, sighting.lastModified, sighting.contentLength};
}

// The content that most visitors share, and what each of them got first with it.
void compareVisitors(const TagHistory &history, const Group &group, Variation &out) {
    std::map<ContentKey, std::map<traffic::VisitorId, std::uint32_t>> firstByContent;
    for (const Sighting *sighting : group) {
        const ContentKey key = keyOf(history, *sighting);
        if (key.isKnown())
            firstByContent[key].try_emplace(sighting->visitor, canonicalOf(history, *sighting));
        else
            ++out.withoutBody;
    }
    for (const auto &[key, firsts] : firstByContent) {
        std::set<std::uint32_t> values;
        for (const auto &[visitor, value] : firsts)
            values.insert(value);
        if (values.size() < out.distinctAtEqual ||
            (values.size() == out.distinctAtEqual && firsts.size() <= out.compared))
            continue;
        out.compared = count(firsts.size());
        out.distinctAtEqual = count(values.size());
        out.equalByStatement = key.content == 0;
    }
}

void compareWithinVisitors(const TagHistory &history, const Group &group, Variation &out) {
    struct Seen {
        std::set<std::uint32_t> values;
        std::uint32_t fetches = 0;
    };
    std::map<std::pair<traffic::VisitorId, ContentKey>, Seen> seen;
    for (const Sighting *sighting : group) {
        const ContentKey key = keyOf(history, *sighting);
        if (!key.isKnown())
            continue;
        Seen &entry = seen[{sighting->visitor, key}];
        entry.values.insert(canonicalOf(history, *sighting));
        ++entry.fetches;
    }
    for (const auto &[key, entry] : seen) {
        if (entry.values.size() > out.valuesOfOneVisitor) {
            out.valuesOfOneVisitor = count(entry.values.size());
            out.fetchesOfThatVisitor = entry.fetches;
        }
    }
}

// A deploy or another node moves Last-Modified too: then two different values never come with one
// Last-Modified. Frozen is the opposite: all values came with a single one.
void compareLastModified(const TagHistory &history, const Group &group, Variation &out) {
    std::map<std::string_view, std::set<std::uint32_t>> valuesByDate;
    std::set<std::uint32_t> values;
    for (const Sighting *sighting : group) {
        values.insert(canonicalOf(history, *sighting));
        valuesByDate[sighting->lastModified].insert(canonicalOf(history, *sighting));
    }
    if (values.size() < 2 || valuesByDate.contains({}))
        return;
    out.lastModifiedFrozen = valuesByDate.size() == 1;
    out.followsLastModified =
        std::all_of(valuesByDate.begin(), valuesByDate.end(),
                    [](const auto &entry) { return entry.second.size() == 1; });
}

void compareOverTime(const TagHistory &history, Variation &out) {
    std::map<traffic::VisitorId, std::set<std::uint32_t>> valuesOf;
    std::map<traffic::VisitorId, std::set<traffic::VisitId>> visitsOf;
    std::map<std::uint32_t, std::set<traffic::VisitorId>> visitorsOf;
    std::map<std::pair<traffic::VisitorId, std::uint32_t>, traffic::VisitId> firstVisit;
    for (const Sighting &sighting : history.sightings) {
        const std::uint32_t value = canonicalOf(history, sighting);
        const auto [first, isNew] =
            firstVisit.try_emplace({sighting.visitor, value}, sighting.visit);
        out.kept = out.kept || first->second != sighting.visit;
        valuesOf[sighting.visitor].insert(value);
        visitsOf[sighting.visitor].insert(sighting.visit);
        visitorsOf[value].insert(sighting.visitor);
    }
    out.visitors = count(valuesOf.size());
    out.distinct = count(visitorsOf.size());
    std::uint32_t singles = 0;
    for (const auto &[value, visitors] : visitorsOf) {
        out.sharedValues += visitors.size() > 1 ? 1U : 0U;
        singles += visitors.size() == 1 ? 1U : 0U;
    }
    out.coverage = out.visitors == 0 ? 0 : 1.0 - double(singles) / double(out.visitors);
    out.stablePerVisitor = std::all_of(valuesOf.begin(), valuesOf.end(),
                                       [](const auto &entry) { return entry.second.size() == 1; });
    out.returning = std::any_of(visitsOf.begin(), visitsOf.end(),
                                [](const auto &entry) { return entry.second.size() > 1; });
}

// Value a, then b, then a again, each issued anew: no deploy in between explains it.
void findInterleaving(const TagHistory &history, const Group &group, Variation &out) {
    std::set<std::uint32_t> replaced;
    std::uint32_t last = 0;
    for (std::size_t i = 0; i < group.size(); ++i) {
        const std::uint32_t value = canonicalOf(history, *group[i]);
        if (i > 0 && value != last)
            replaced.insert(last);
        out.interleaved = out.interleaved || replaced.contains(value);
        last = value;
    }
}

void compareContents(const TagHistory &history, const Group &group, Variation &out) {
    std::set<std::uint32_t> contents;
    std::map<std::uint32_t, std::set<std::uint32_t>> contentsOf;
    std::map<std::uint32_t, std::set<traffic::VisitorId>> visitorsOf;
    for (const Sighting *sighting : group) {
        if (sighting->content == 0)
            continue;
        contents.insert(sighting->content);
        contentsOf[canonicalOf(history, *sighting)].insert(sighting->content);
        visitorsOf[sighting->content].insert(sighting->visitor);
    }
    out.contents = count(contents.size());
    out.contentPerVisitor =
        out.visitors > 1 && contents.size() > 1 &&
        std::all_of(contentsOf.begin(), contentsOf.end(),
                    [](const auto &entry) { return entry.second.size() == 1; }) &&
        std::all_of(visitorsOf.begin(), visitorsOf.end(),
                    [](const auto &entry) { return entry.second.size() == 1; });
}

} // namespace

Variation variationOf(const TagHistory &history) {
    Variation out;
    const Group group = mainCoding(history);
    out.fetches = count(group.size());
    compareOverTime(history, out);
    compareVisitors(history, group, out);
    compareWithinVisitors(history, group, out);
    if (history.validator == tags::Validator::ETag)
        compareLastModified(history, group, out);
    compareContents(history, group, out);
    findInterleaving(history, group, out);
    return out;
}

std::uint32_t largestClusterRejected(std::uint32_t visitors, double alpha) noexcept {
    if (visitors < 2)
        return 0;
    const auto chanceOfNoRepeat = [&visitors](std::uint32_t nodes) {
        double chance = 1;
        for (std::uint32_t i = 1; i < visitors; ++i)
            chance *= i < nodes ? 1.0 - double(i) / double(nodes) : 0.0;
        return chance;
    };
    // Fewer visitors reject less, so cutting them errs on the safe side and keeps this short.
    visitors = std::min(visitors, std::uint32_t{1000});
    std::uint32_t low = 1; // always rejected: two visitors of one node agree
    std::uint32_t high = visitors * visitors * 1000U;
    while (low + 1 < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        (chanceOfNoRepeat(middle) <= alpha ? low : high) = middle;
    }
    return low;
}

} // namespace etagere::analysis
