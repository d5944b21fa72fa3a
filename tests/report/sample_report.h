// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"

/// A report with one finding of each sort that the formats treat apart, and hostile texts in it.
namespace etagere::test {

inline constexpr const char *token = "u5er1dent1f1er";
inline constexpr const char *override = "\u202e";

inline analysis::Linkability sharedTracker() {
    analysis::Linkability shared;
    shared.sites = {"https://news.example", "https://u5er1dent1f1er.example",
                    "https://shop.example/\"><script>alert(3)</script>"};
    shared.siteCount = 3;
    shared.tokens = {"u5er1dent1f1er-77"};
    for (std::uint32_t site = 0; site < 3; ++site)
        shared.edges.push_back({.site = site, .token = 0, .visitors = 1, .issuedAnew = false});
    for (const auto partitioning : analysis::partitionings) {
        for (std::size_t i = 0; i < static_cast<std::size_t>(analysis::Defence::Count); ++i) {
            analysis::LinkabilityCell cell;
            cell.partitioning = partitioning;
            cell.defence = static_cast<analysis::Defence>(i);
            cell.linked = {{0, 1, 2}};
            shared.cells.push_back(cell);
        }
    }
    return shared;
}

inline analysis::ExplainedTags explainedCluster() {
    analysis::ExplainedTags tags;
    tags.origin = "https://cluster.example";
    tags.site = "cluster.example";
    tags.values = {"\"c1usterva1ue\"", "\"0therva1ue99\""};
    tags.urls = {"https://cluster.example/?sid=c1usterva1ue"};
    tags.valueCount = 2;
    tags.urlCount = 1;
    tags.because = {{analysis::Explanation::Cluster,
                     analysis::Standing::Holds,
                     {analysis::Rule::ClusterRecognised,
                      {std::int64_t{2}, std::int64_t{14}, std::int64_t{100}}}}};
    tags.evidence = {{analysis::Rule::Unexplained, {tags.values.front(), 40.0}}};
    return tags;
}

inline analysis::Finding linkedFinding() {
    using analysis::Rule;
    analysis::Finding finding;
    finding.grade = analysis::Grade::Recognition;
    finding.kind = analysis::Kind::LinkedTag;
    finding.origin = "https://tracker.example";
    finding.site = "tracker.example";
    finding.values = {"\"u5er1dent1f1er-77\"", "W/\"seconddent1f1er-78\""};
    finding.valueCount = 2;
    finding.urls = {"https://al1cename:passw0rd@tracker.example/x.js;jsessionid=S3ss10n1d?uid="
                    "u5er1dent1f1er&v=QueryS3cret&barequerysecret#fr4gments3cret",
                    "https://tracker.example/u5er1dent1f1er/path.js"};
    finding.urlCount = 2;
    finding.visitors = {"A", "B"};
    finding.bits = 83.2;
    finding.confidence = 0.95;
    finding.evidence = {
        {Rule::EqualsCookie,
         {std::string(token), std::string("uid"), std::string("https://tracker.example")}},
        {Rule::EqualsUrlParameter, {std::string(token), std::string("uid"), finding.urls.front()}},
        {Rule::ReturnsLater, {std::int64_t{2}}}};
    finding.against = {{Rule::DeployNotExcluded, {}}};
    finding.next = {{Rule::NeedRespawnControl, {}}, {Rule::NeedProbe, {}}};
    finding.raises = {
        {Rule::EqualsUrlParameter, {std::string(token), std::string("uid"), finding.urls.front()}}};
    finding.lowers = {{Rule::EqualsBodyText, {std::string(token), finding.urls.front()}}};
    finding.alternatives = {
        {analysis::Explanation::Cluster, analysis::Standing::RuledOut, finding.evidence.front()}};
    finding.diversity = analysis::diversityOf({14, 14, 14, 0});
    finding.linkability = sharedTracker();
    return finding;
}

inline analysis::Finding partlyExplained() {
    analysis::Finding finding;
    finding.grade = analysis::Grade::Varies;
    finding.kind = analysis::Kind::VaryingTag;
    finding.origin = "https://cdn.example";
    finding.site = "cdn.example";
    finding.values = {"\"65e1cb70-deadbeefcafe\""};
    finding.valueCount = 1;
    finding.urls = {"https://cdn.example/a?b=c"};
    finding.urlCount = 1;
    finding.visitors = {"A"};
    analysis::Provenance provenance;
    provenance.value = finding.values.front();
    provenance.recognition.recipe = recipe::RecipeId::Universal;
    provenance.recognition.coverage = recipe::Coverage::Partial;
    recipe::Part part;
    part.begin = 9;
    part.end = 21;
    part.bits = 48;
    provenance.recognition.parts = {part};
    finding.provenance = provenance;
    finding.evidence = {
        {analysis::Rule::PartlyExplained, {finding.values.front(), std::string(), 48.0}}};
    return finding;
}

inline analysis::Finding hostileConstant() {
    analysis::Finding finding;
    finding.grade = analysis::Grade::Unexplained;
    finding.kind = analysis::Kind::UnexplainedTag;
    finding.validator = tags::Validator::LastModified;
    finding.origin = "https://evil.example";
    finding.site = "evil.example";
    finding.values = {std::string("=cmd|'/c calc'!A1\"<script>alert(1)</script>&'") + override +
                      std::string("\0\x1b[31m\xff", 7)};
    finding.valueCount = 70;
    finding.urls = {"javascript:alert(1)//\"><img src=x onerror=alert(2)>"};
    finding.urlCount = 1;
    finding.visitors = {"<b>A</b>"};
    finding.bits = 12;
    return finding;
}

/// A change that was lost, one that was not, and a tag that protects nobody.
inline std::vector<analysis::ConcurrencyNote> concurrentChanges() {
    analysis::ConcurrencyNote lost;
    lost.what = analysis::Concurrency::LostUpdate;
    lost.url =
        "https://al1cename:passw0rd@api.example/u5er1dent1f1er?x=\"><script>alert(4)</script>";
    lost.method = "PUT";
    lost.status = 204;
    lost.value = "\"u5er1dent1f1er-77\"";
    lost.writer = "<b>A</b>";
    lost.loser = "=B";
    lost.when = Instant(std::chrono::seconds(1'709'296'600));
    analysis::ConcurrencyNote weak;
    weak.what = analysis::Concurrency::WeakNeverMatches;
    weak.url = "https://api.example/weak";
    weak.method = std::string("PUT\0<img src=x>\x1b[2J", 19);
    weak.status = 412;
    weak.value = "W/\"=1+1\"";
    weak.times = 3;
    analysis::ConcurrencyNote prevented = weak;
    prevented.what = analysis::Concurrency::UpdatePrevented;
    return {lost, prevented, weak};
}

inline audit::Report sampleReport() {
    audit::Report report;
    audit::Input read;
    read.file = "/home/al1cename/one.har";
    read.log.entries = 30;
    read.log.imported = 28;
    for (std::uint32_t entry = 0; entry < 25; ++entry)
        read.log.repaired.push_back({traffic::Repair::OddTime, entry});
    read.log.repaired.push_back({traffic::Repair::Truncated, traffic::RepairedEntry::wholeFile});
    read.log.skipped = {{traffic::Skip::NoUrl, 3, 1234}, {traffic::Skip::CutOff, 29, 99999}};
    read.creator = "WebInspector 537.36";
    read.assumedVisitor = true;
    audit::Input failed;
    failed.file = "missing.har";
    failed.failure = audit::InputFailure::CannotOpen;
    failed.systemError = 2;
    report.inputs = {read, failed};
    report.exchanges = 28;
    report.etagResponses = 20;
    report.lastModifiedResponses = 18;
    report.tags = 12;
    report.verified = 7;
    report.partial = 2;
    report.unexplained = 3;
    report.visitors = {{"A", 3}, {"B", 1}};
    report.findings = {linkedFinding(), partlyExplained(), hostileConstant()};
    report.explainedTags = {explainedCluster()};
    report.respawns = {{analysis::RespawnCause::TagText, "https://tracker.example", "uid",
                        "respawnedva1ue", "\"respawnedva1ue-1\""}};
    report.concurrency = concurrentChanges();
    report.firstExchange = Instant(std::chrono::seconds(1'709'296'496));
    report.lastExchange = Instant(std::chrono::seconds(1'709'296'999));
    return report;
}

} // namespace etagere::test
