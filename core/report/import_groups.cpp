// SPDX-License-Identifier: Apache-2.0
#include "core/report/import_groups.h"

#include <array>
#include <cstddef>

namespace etagere::report {

namespace {

constexpr std::size_t shownEntries = 20;

void add(RepairGroup &group, const traffic::RepairedEntry &repaired) {
    group.repair = repaired.what;
    ++group.count;
    if (repaired.entry == traffic::RepairedEntry::wholeFile)
        group.wholeFile = true;
    else if (group.entries.size() < shownEntries)
        group.entries.push_back(repaired.entry);
}

} // namespace

std::vector<RepairGroup> groupRepairs(const traffic::ImportLog &log) {
    std::array<RepairGroup, static_cast<std::size_t>(traffic::Repair::Count)> byRepair;
    for (const traffic::RepairedEntry &repaired : log.repaired)
        add(byRepair[static_cast<std::size_t>(repaired.what)], repaired);
    std::vector<RepairGroup> groups;
    for (RepairGroup &group : byRepair) {
        if (group.count > 0)
            groups.push_back(std::move(group));
    }
    return groups;
}

std::vector<SkipGroup> groupSkips(const traffic::ImportLog &log) {
    std::array<SkipGroup, static_cast<std::size_t>(traffic::Skip::Count)> bySkip;
    for (const traffic::SkippedEntry &skipped : log.skipped) {
        SkipGroup &group = bySkip[static_cast<std::size_t>(skipped.why)];
        group.skip = skipped.why;
        group.entries.push_back(skipped.entry);
    }
    std::vector<SkipGroup> groups;
    for (SkipGroup &group : bySkip) {
        if (!group.entries.empty())
            groups.push_back(std::move(group));
    }
    return groups;
}

} // namespace etagere::report
