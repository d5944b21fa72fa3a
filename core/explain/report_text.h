// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"

/// What the reports say around the findings.
namespace etagere::explain::report_text {

// The verdict, in one line
inline constexpr Message nothingRead =
    ETAGERE_TEXT("report", "Nothing was judged: no input could be read.");
inline constexpr Message noTags =
    ETAGERE_TEXT("report", "Nothing to judge: no response carries a tag or a Last-Modified date.");
inline constexpr Message allExplained =
    ETAGERE_PLURAL("report", "No tracking found: the only tag is explained by its response.",
                   "No tracking found: none of the %n tags calls for a finding.");
inline constexpr Message onlyAccepted =
    ETAGERE_PLURAL("report", "Nothing new: the only finding is in the baseline.",
                   "Nothing new: all %n findings are in the baseline.");
inline constexpr Message worstUnexplained = ETAGERE_PLURAL(
    "report", "No tracking found: at %n origin tags are unexplained, but none varies.",
    "No tracking found: at %n origins tags are unexplained, but none varies.");
inline constexpr Message worstVaries =
    ETAGERE_PLURAL("report",
                   "Undecided: at %n origin values vary; the finding says what would "
                   "decide it.",
                   "Undecided: at %n origins values vary; the findings say what would decide it.");
inline constexpr Message worstCapable = ETAGERE_PLURAL(
    "report", "Visitors can be identified: values of %n origin are fit to be identifiers.",
    "Visitors can be identified: values of %n origins are fit to be identifiers.");
inline constexpr Message worstRecognition = ETAGERE_PLURAL(
    "report", "Visitors are recognised: %n origin gets its identifier back from the cache.",
    "Visitors are recognised: %n origins get their identifiers back from the cache.");
inline constexpr Message worstRespawn = ETAGERE_PLURAL(
    "report", "Deleted identifiers come back: %n origin restores them from the cache.",
    "Deleted identifiers come back: %n origins restore them from the cache.");
inline constexpr Message worstLinkage = ETAGERE_PLURAL(
    "report", "Visitors are followed from site to site: the cache links them for %n origin.",
    "Visitors are followed from site to site: the cache links them for %n origins.");
inline constexpr Message stopped =
    ETAGERE_TEXT("report", "Stopped before the end: only what was finished stands here.");
inline constexpr Message redacted = ETAGERE_TEXT(
    "report", "Redacted: identifiers are replaced by pseudonyms, equal ones by equal ones.");
inline constexpr Message sanitised = ETAGERE_TEXT(
    "report", "Sanitised: what cookies and credentials carried is left out, as in Chrome\u2019s "
              "exports. Tags are shown as they were sent, and may repeat a cookie.");

// Headings
inline constexpr Message title = ETAGERE_TEXT("report", "Audit of entity tags");
inline constexpr Message headRead = ETAGERE_TEXT("report", "What was read");
inline constexpr Message headFindings = ETAGERE_TEXT("report", "Findings");
inline constexpr Message headUnexplained = ETAGERE_TEXT("report", "Unexplained, but constant");
inline constexpr Message headTags = ETAGERE_TEXT("report", "Tags");
inline constexpr Message headSummary = ETAGERE_TEXT("report", "Summary");
inline constexpr Message headGrades = ETAGERE_TEXT("report", "What the grades mean");
inline constexpr Message headFor = ETAGERE_TEXT("report", "Evidence");
inline constexpr Message headAgainst = ETAGERE_TEXT("report", "Against it");
inline constexpr Message headNext = ETAGERE_TEXT("report", "What would decide more");
inline constexpr Message headAlternatives =
    ETAGERE_TEXT("report", "Other explanations that were considered");
inline constexpr Message headRaises = ETAGERE_TEXT("report", "What would raise the grade");
inline constexpr Message headLowers = ETAGERE_TEXT("report", "What would lower it");
inline constexpr Message headLinkability =
    ETAGERE_TEXT("report", "Which sites it could link, by browser and defence");
inline constexpr Message headExplained = ETAGERE_TEXT("report", "Varies, and is explained");
inline constexpr Message headLaw = ETAGERE_TEXT("report", "Where the law speaks of this");
inline constexpr Message headLimits = ETAGERE_TEXT("report", "What this report cannot show");
inline constexpr Message headAssumed = ETAGERE_TEXT("report", "Assumed");

// What was read
inline constexpr Message inputLine =
    ETAGERE_PLURAL("report", "%n entry, %1 imported", "%n entries, %1 imported");
inline constexpr Message inputSkipped = ETAGERE_PLURAL("report", "%n skipped", "%n skipped");
inline constexpr Message inputRepaired = ETAGERE_PLURAL("report", "%n repair", "%n repairs");
inline constexpr Message inputFailed = ETAGERE_TEXT("report", "not read");
inline constexpr Message skippedEntries =
    ETAGERE_PLURAL("report", "entry %1 left out: %2", "entries %1 left out: %2");
inline constexpr Message repairOfFile = ETAGERE_TEXT("report", "the file %1");
inline constexpr Message repairOfEntries =
    ETAGERE_PLURAL("report", "entry %2: it %1", "%n entries (%2): each %1");
inline constexpr Message otherFiles =
    ETAGERE_PLURAL("report", "%n file read whole: %1 entries (--verbose lists it)",
                   "%n files read whole: %1 entries (--verbose lists them)");
inline constexpr Message repairsInFiles =
    ETAGERE_PLURAL("report", "%n place: it %1", "%n places: each %1");
inline constexpr Message assumedForFiles =
    ETAGERE_PLURAL("report", "For %n file: %1", "For %n files: %1");
inline constexpr Message exchangesLine =
    ETAGERE_PLURAL("report", "%n exchange of %1", "%n exchanges of %1");
inline constexpr Message visitorCount = ETAGERE_PLURAL("report", "%n visitor", "%n visitors");
inline constexpr Message visitorVisits = ETAGERE_PLURAL("report", "%1: %n visit", "%1: %n visits");
inline constexpr Message probeVisitors =
    ETAGERE_PLURAL("report", "%n made up by probes", "%n made up by probes");
inline constexpr Message between = ETAGERE_TEXT("report", "between %1 and %2");
inline constexpr Message validatorsLine =
    ETAGERE_TEXT("report", "%1 responses with an ETag, %2 with Last-Modified");

// Findings
inline constexpr Message gradeBadge = ETAGERE_TEXT("report", "Grade %1");
inline constexpr Message valuesLabel = ETAGERE_TEXT("report", "Values");
inline constexpr Message urlsLabel = ETAGERE_TEXT("report", "URLs");
inline constexpr Message visitorsLabel = ETAGERE_TEXT("report", "Visitors");
inline constexpr Message derivedLabel = ETAGERE_TEXT("report", "Derivation");
inline constexpr Message measureLabel = ETAGERE_TEXT("report", "Measured");
inline constexpr Message siteLabel = ETAGERE_TEXT("report", "Site");
inline constexpr Message measure = ETAGERE_TEXT("report", "%1 unexplained, confidence %2");
inline constexpr Message andMore = ETAGERE_TEXT("report", "\u2026 and %1 more");
inline constexpr Message andMoreVerbose =
    ETAGERE_TEXT("report", "\u2026 and %1 more (--verbose shows all)");
inline constexpr Message moreValues = ETAGERE_PLURAL("report", "%n value", "%n values");
inline constexpr Message atUrls = ETAGERE_PLURAL("report", "%n URL", "%n URLs");
inline constexpr Message acceptedLine =
    ETAGERE_PLURAL("report", "%n known finding of the baseline is left out.",
                   "%n known findings of the baseline are left out.");
inline constexpr Message noFindings = ETAGERE_TEXT("report", "There are none.");

// Tags
inline constexpr Message tagsLine = ETAGERE_PLURAL(
    "report",
    "%n distinct tag (by URL and value): %1 derived from their responses, %2 in part, "
    "%3 not.",
    "%n distinct tags (by URL and value): %1 derived from their responses, %2 in part, %3 not.");
inline constexpr Message cardFindings = ETAGERE_TEXT("report", "findings");
inline constexpr Message cardTags = ETAGERE_TEXT("report", "distinct tags");
inline constexpr Message cardDerived = ETAGERE_TEXT("report", "derived");
inline constexpr Message cardPartly = ETAGERE_TEXT("report", "derived in part");
inline constexpr Message cardNot = ETAGERE_TEXT("report", "not derived");
inline constexpr Message cardExchanges = ETAGERE_TEXT("report", "exchanges");
inline constexpr Message cardVisitors = ETAGERE_TEXT("report", "visitors");

// Linkability and other explanations
inline constexpr Message graphLabel = ETAGERE_TEXT(
    "report", "The tag\u2019s origin on the left, with a line to each site that embeds it");
inline constexpr Message graphLegend = ETAGERE_TEXT(
    "report", "A solid line: a tag that was met on several sites. A dashed one: a tag of that site "
              "alone.");
inline constexpr Message columnDefence = ETAGERE_TEXT("report", "Defence");
inline constexpr Message columnExplanation = ETAGERE_TEXT("report", "Explanation");
inline constexpr Message columnStanding = ETAGERE_TEXT("report", "Stands");
inline constexpr Message columnWhy = ETAGERE_TEXT("report", "Why");
inline constexpr Message linksSites = ETAGERE_PLURAL("report", "links %n site", "links %n sites");
inline constexpr Message knowsAgain = ETAGERE_TEXT("report", "knows again on one site");
inline constexpr Message linksNothing = ETAGERE_TEXT("report", "nothing");
inline constexpr Message countedLabel = ETAGERE_TEXT("report", "Counted");
inline constexpr Message sitesLabel = ETAGERE_TEXT("report", "Embedded by");
inline constexpr Message ruledOut = ETAGERE_TEXT("report", "ruled out: %1");
inline constexpr Message stands = ETAGERE_TEXT("report", "%1 (%2):");
// Heads and cells of a narrow table: as short as they can be.
inline constexpr Message columnOneCache = ETAGERE_TEXT("report", "One cache");
inline constexpr Message columnChromium = ETAGERE_TEXT("report", "Chromium");
inline constexpr Message columnFirefox = ETAGERE_TEXT("report", "Firefox");
inline constexpr Message columnSafari = ETAGERE_TEXT("report", "Safari");
inline constexpr Message cellSites = ETAGERE_PLURAL("report", "%n site", "%n sites");
inline constexpr Message cellAgain = ETAGERE_TEXT("report", "again");
inline constexpr Message matrixLegend =
    ETAGERE_TEXT("report", "A number: so many sites can be told to be the same visitor\u2019s. "
                           "\u201cagain\u201d: known again on one site alone. \u2013: neither.");

// The import log's table
inline constexpr Message columnFile = ETAGERE_TEXT("report", "File");
inline constexpr Message columnEntries = ETAGERE_TEXT("report", "Entries");
inline constexpr Message columnImported = ETAGERE_TEXT("report", "Imported");
inline constexpr Message columnSkipped = ETAGERE_TEXT("report", "Skipped");
inline constexpr Message columnRemarks = ETAGERE_TEXT("report", "Remarks");
inline constexpr Message columnVisitor = ETAGERE_TEXT("report", "Visitor");
inline constexpr Message columnVisits = ETAGERE_TEXT("report", "Visits");
inline constexpr Message columnOrigin = ETAGERE_TEXT("report", "Origin");
inline constexpr Message columnValue = ETAGERE_TEXT("report", "Value");
inline constexpr Message columnBits = ETAGERE_TEXT("report", "Unexplained");
inline constexpr Message noRemark = ETAGERE_TEXT("report", "none");
inline constexpr Message madeBy =
    ETAGERE_TEXT("report", "Made by Etagere %1, rules of version %2. The report states technical "
                           "facts; whether they are lawful depends on purpose and consent.");

} // namespace etagere::explain::report_text
