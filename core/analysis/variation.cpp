// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/variation.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

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

using ValuesOf = std::map<traffic::VisitorId, std::vector<std::uint32_t>>;

DiversityCounts countsOf(const std::map<std::uint32_t, std::uint32_t> &drawsOf) {
    DiversityCounts counts;
    counts.distinct = count(drawsOf.size());
    for (const auto &[value, draws] : drawsOf) {
        counts.visitors += draws;
        counts.singletons += draws == 1 ? 1U : 0U;
        counts.doubletons += draws == 2 ? 1U : 0U;
    }
    return counts;
}

// One value for each visitor: its first, or its first that is not in `left`.
DiversityCounts firstsOf(const ValuesOf &valuesOf, const std::set<std::uint32_t> &left) {
    std::map<std::uint32_t, std::uint32_t> drawsOf;
    for (const auto &[visitor, values] : valuesOf) {
        const auto first = std::find_if(values.begin(), values.end(), [&left](std::uint32_t value) {
            return !left.contains(value);
        });
        if (first != values.end())
            ++drawsOf[*first];
    }
    return countsOf(drawsOf);
}

// A default tag that more than half of the visitors got beside their own.
std::set<std::uint32_t> commonValues(const ValuesOf &valuesOf) {
    std::map<std::uint32_t, std::size_t> visitorsOf;
    for (const auto &[visitor, values] : valuesOf) {
        for (const std::uint32_t value : values)
            ++visitorsOf[value];
    }
    std::set<std::uint32_t> common;
    for (const auto &[value, visitors] : visitorsOf) {
        if (visitors > 1 && visitors * 2 > valuesOf.size())
            common.insert(value);
    }
    return common;
}

// The content at which most values were met, and what each of its visitors got first with it.
void compareVisitors(const TagHistory &history, const Group &group, Variation &out) {
    std::map<ContentKey, ValuesOf> byContent;
    for (const Sighting *sighting : group) {
        const ContentKey key = keyOf(history, *sighting);
        if (!key.isKnown()) {
            ++out.withoutBody;
            continue;
        }
        std::vector<std::uint32_t> &values = byContent[key][sighting->visitor];
        const std::uint32_t value = canonicalOf(history, *sighting);
        if (std::find(values.begin(), values.end(), value) == values.end())
            values.push_back(value);
    }
    for (const auto &[key, valuesOf] : byContent) {
        const std::set<std::uint32_t> common = commonValues(valuesOf);
        if (!common.empty()) {
            const DiversityCounts beside = firstsOf(valuesOf, common);
            if (beside.visitors > out.besideCommon.visitors)
                out.besideCommon = beside;
        }
        const DiversityCounts counts = firstsOf(valuesOf, {});
        if (std::tuple(counts.distinct, counts.visitors) <=
            std::tuple(out.atEqual.distinct, out.atEqual.visitors))
            continue;
        out.atEqual = counts;
        out.equalByStatement = key.content == 0;
    }
    out.compared = out.atEqual.visitors;
    out.distinctAtEqual = out.atEqual.distinct;
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
    std::map<std::uint32_t, std::uint32_t> drawsOf;
    for (const auto &[value, visitors] : visitorsOf) {
        out.sharedValues += visitors.size() > 1 ? 1U : 0U;
        drawsOf[value] = count(visitors.size());
    }
    out.pooled = countsOf(drawsOf);
    out.stablePerVisitor = std::all_of(valuesOf.begin(), valuesOf.end(),
                                       [](const auto &entry) { return entry.second.size() == 1; });
    out.returning = std::any_of(visitsOf.begin(), visitsOf.end(),
                                [](const auto &entry) { return entry.second.size() > 1; });
}

bool returnsToOlder(const TagHistory &history, const Group &group) {
    std::set<std::uint32_t> replaced;
    std::uint32_t last = 0;
    for (std::size_t i = 0; i < group.size(); ++i) {
        const std::uint32_t value = canonicalOf(history, *group[i]);
        if (i > 0 && value != last)
            replaced.insert(last);
        if (replaced.contains(value))
            return true;
        last = value;
    }
    return false;
}

// Value a, then b, then a again: no deploy in between explains it. Issued anew it says more than
// when it was only accepted.
void findInterleaving(const TagHistory &history, const Group &group, Variation &out) {
    out.interleaved = returnsToOlder(history, group);
    Group all;
    for (const Sighting &sighting : history.sightings)
        all.push_back(&sighting);
    out.outlived = returnsToOlder(history, all);
}

// What Vary names decides when every variant has one value; when each visitor is a variant of its
// own, nothing tells the two apart.
void compareVariants(const TagHistory &history, const Group &group, Variation &out) {
    std::map<std::uint64_t, std::set<std::uint32_t>> valuesOf;
    std::map<std::uint64_t, std::set<traffic::VisitorId>> visitorsOf;
    for (const Sighting *sighting : group) {
        valuesOf[sighting->variant].insert(canonicalOf(history, *sighting));
        visitorsOf[sighting->variant].insert(sighting->visitor);
    }
    out.variants = count(valuesOf.size());
    out.followsVariant = valuesOf.size() > 1 && out.distinct > 1 &&
                         valuesOf.size() < out.visitors &&
                         std::all_of(valuesOf.begin(), valuesOf.end(),
                                     [](const auto &entry) { return entry.second.size() == 1; }) &&
                         std::any_of(visitorsOf.begin(), visitorsOf.end(),
                                     [](const auto &entry) { return entry.second.size() > 1; });
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
    compareVariants(history, group, out);
    return out;
}

} // namespace etagere::analysis
