// SPDX-License-Identifier: Apache-2.0
#include "core/report/finding_words.h"

#include "core/explain/import_text.h"
#include "core/explain/printable.h"
#include "core/explain/report_text.h"
#include "core/explain/rule_text.h"
#include "core/report/import_groups.h"

#include <algorithm>
#include <set>

namespace etagere::report {

namespace {

namespace words = explain::report_text;
using analysis::Finding;
using analysis::Grade;

std::int64_t originsOf(const audit::Report &report, Grade grade) {
    std::set<std::string_view> origins;
    for (const Finding &finding : report.findings) {
        if (finding.grade == grade)
            origins.insert(finding.origin);
    }
    return static_cast<std::int64_t>(origins.size());
}

const explain::Message &verdictAt(Grade grade) {
    switch (grade) {
    case Grade::Respawn:
        return words::worstRespawn;
    case Grade::Recognition:
        return words::worstRecognition;
    case Grade::IdentifierCapable:
        return words::worstCapable;
    case Grade::Varies:
        return words::worstVaries;
    case Grade::Unexplained:
    case Grade::Explained:
        break;
    }
    return words::worstUnexplained;
}

/// Grade 5 is reached by a deleted identifier that came back, or by one met on several sites.
bool isRespawn(const Finding &finding) { return finding.kind == analysis::Kind::RespawnedId; }

std::string numbersOf(const std::vector<std::uint32_t> &entries, std::uint64_t total) {
    constexpr std::size_t shown = 8;
    std::string list;
    for (std::size_t i = 0; i < entries.size() && i < shown; ++i)
        list += (i > 0 ? ", " : "") + std::to_string(entries[i]);
    return total > shown ? list + " \u2026" : list;
}

std::string remarkOn(const RepairGroup &group) {
    const std::string what = explain::sentenceOf(group.repair);
    if (group.entries.empty())
        return text(words::repairOfFile, what);
    const std::uint64_t entries = group.count - (group.wholeFile ? 1 : 0);
    return plural(words::repairOfEntries, static_cast<std::int64_t>(entries), what,
                  numbersOf(group.entries, entries));
}

void countIn(std::vector<Assumption> &all, std::string said) {
    for (Assumption &known : all) {
        if (known.text == said) {
            ++known.inputs;
            return;
        }
    }
    all.push_back({std::move(said), 1});
}

} // namespace

std::string_view validatorName(tags::Validator validator) noexcept {
    return validator == tags::Validator::LastModified ? "last-modified" : "etag";
}

std::string nextText(const Finding &finding) {
    std::string joined;
    for (const analysis::Evidence &step : finding.next)
        joined += (joined.empty() ? "" : " ") + explain::sentenceOf(step, finding);
    return joined;
}

std::size_t linkedSites(const analysis::LinkabilityCell &cell) noexcept {
    std::size_t most = 0;
    for (const std::vector<std::uint32_t> &group : cell.linked)
        most = std::max(most, group.size());
    return most;
}

const analysis::LinkabilityCell *findCell(const analysis::Linkability &linkability,
                                          url::Partitioning partitioning,
                                          analysis::Defence defence) noexcept {
    const auto found =
        std::find_if(linkability.cells.begin(), linkability.cells.end(), [&](const auto &cell) {
            return cell.partitioning == partitioning && cell.defence == defence;
        });
    return found == linkability.cells.end() ? nullptr : &*found;
}

std::string verdictOf(const audit::Report &report) {
    const bool anyRead = std::any_of(report.inputs.begin(), report.inputs.end(),
                                     [](const audit::Input &input) { return !input.failure; });
    if (!anyRead && !report.inputs.empty())
        return text(words::nothingRead);
    if (report.findings.empty() && report.acceptedByBaseline > 0)
        return plural(words::onlyAccepted, static_cast<std::int64_t>(report.acceptedByBaseline));
    if (report.findings.empty()) {
        if (report.etagResponses == 0 && report.lastModifiedResponses == 0)
            return text(words::noTags);
        return plural(words::allExplained, static_cast<std::int64_t>(report.tags));
    }
    Grade worst = Grade::Explained;
    for (const Finding &finding : report.findings)
        worst = std::max(worst, finding.grade);
    const bool linked = worst == Grade::Respawn &&
                        std::none_of(report.findings.begin(), report.findings.end(), isRespawn);
    return plural(linked ? words::worstLinkage : verdictAt(worst), originsOf(report, worst));
}

std::uint64_t peopleIn(const audit::Report &report) {
    return static_cast<std::uint64_t>(
        std::count_if(report.visitors.begin(), report.visitors.end(),
                      [](const audit::VisitorSummary &visitor) { return !visitor.isProbe; }));
}

std::string visitorsText(const audit::Report &report, std::size_t limit) {
    std::string joined;
    const auto add = [&joined](const std::string &part) {
        joined += (joined.empty() ? "" : "; ") + part;
    };
    std::size_t people = 0;
    for (const audit::VisitorSummary &visitor : report.visitors) {
        if (visitor.isProbe || ++people > limit)
            continue;
        add(plural(words::visitorVisits, visitor.visits, explain::shortened(visitor.name)));
    }
    if (people > limit)
        add(text(words::andMore, people - limit));
    if (const std::size_t probes = report.visitors.size() - people; probes > 0)
        add(plural(words::probeVisitors, static_cast<std::int64_t>(probes)));
    return joined;
}

std::vector<std::string> remarksOn(const audit::Input &input) {
    std::vector<std::string> remarks;
    if (input.failure)
        remarks.push_back(explain::failureOf(input));
    for (const RepairGroup &group : groupRepairs(input.log))
        remarks.push_back(remarkOn(group));
    for (const SkipGroup &group : groupSkips(input.log)) {
        const std::uint64_t total = group.entries.size();
        remarks.push_back(plural(words::skippedEntries, static_cast<std::int64_t>(total),
                                 numbersOf(group.entries, total), explain::sentenceOf(group.skip)));
    }
    return remarks;
}

std::vector<Assumption> assumptionsOf(std::span<const audit::Input> inputs) {
    std::vector<Assumption> all;
    for (const audit::Input &input : inputs) {
        for (std::string &said : explain::assumptionsOf(input))
            countIn(all, std::move(said));
    }
    return all;
}

} // namespace etagere::report
