// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"

/// What an evidence bundle says beside the report, and what checking one says.
namespace etagere::explain::bundle_text {

// The cover
inline constexpr Message coverTitle = ETAGERE_TEXT("bundle", "Evidence bundle");
inline constexpr Message coverHash = ETAGERE_TEXT("bundle", "SHA-256 of the manifest");
inline constexpr Message coverWhy = ETAGERE_TEXT(
    "bundle",
    "This one number stands for the whole bundle. The manifest lists the SHA-256 of every "
    "file; this page, which shows the manifest\u2019s own, follows from it. Write the number "
    "down, print this page or have it time-stamped: whoever has it can later tell "
    "whether any byte was changed.");
inline constexpr Message coverCheck = ETAGERE_TEXT("bundle", "How to check it");
inline constexpr Message coverByTool = ETAGERE_TEXT("bundle", "With the program:");
inline constexpr Message coverByHand =
    ETAGERE_TEXT("bundle", "By hand, in the folder of the bundle:");
inline constexpr Message coverHolds = ETAGERE_TEXT("bundle", "What it holds");
inline constexpr Message coverMade = ETAGERE_TEXT("bundle", "Made");
inline constexpr Message coverOperator = ETAGERE_TEXT("bundle", "By");
inline constexpr Message coverInputs = ETAGERE_TEXT("bundle", "From");
inline constexpr Message coverTool = ETAGERE_TEXT("bundle", "With");
inline constexpr Message toolLine = ETAGERE_TEXT("bundle", "Etagere %1 (commit %2), rules %3");
inline constexpr Message notNamed = ETAGERE_TEXT("bundle", "nobody was named");
inline constexpr Message coverNotSigned = ETAGERE_TEXT(
    "bundle",
    "The bundle is not signed. That nobody made all of it anew is shown only by a copy of "
    "the number above that was kept elsewhere.");

// What each file is
inline constexpr Message fileReport = ETAGERE_TEXT("bundle", "the report, to be read and printed");
inline constexpr Message fileReportData =
    ETAGERE_TEXT("bundle", "the same report for programs (JSON, CSV, SARIF 2.1.0)");
inline constexpr Message fileExchanges = ETAGERE_TEXT(
    "bundle", "the exchanges that the findings rest on, with fields and bodies (HAR 1.2)");
inline constexpr Message fileDigests =
    ETAGERE_TEXT("bundle", "size and SHA-256 of each body, as it was sent and decoded");
inline constexpr Message fileInputs =
    ETAGERE_TEXT("bundle", "the recordings that were judged: size and SHA-256");
inline constexpr Message fileProvenance =
    ETAGERE_TEXT("bundle", "how each tag follows from its response, or does not");
inline constexpr Message fileMeasures =
    ETAGERE_TEXT("bundle", "the counts and bounds behind the grades, and the controls");
inline constexpr Message fileEnvironment =
    ETAGERE_TEXT("bundle", "program, machine, clock, times, and the command to repeat it");
inline constexpr Message fileLimits = ETAGERE_TEXT("bundle", "what this evidence cannot show");
inline constexpr Message fileLaw =
    ETAGERE_TEXT("bundle", "where the law speaks of such techniques");
inline constexpr Message fileLog =
    ETAGERE_TEXT("bundle", "what was done when; each line carries the SHA-256 of the line before");
inline constexpr Message fileCopies = ETAGERE_TEXT("bundle", "the recordings themselves");
inline constexpr Message fileTemplate =
    ETAGERE_TEXT("bundle", "the cover before the number was put in");
inline constexpr Message fileManifest =
    ETAGERE_TEXT("bundle", "the SHA-256 of every file but itself and the cover");

// Notes in the data
inline constexpr Message encodedUnknown =
    ETAGERE_TEXT("bundle", "the recording keeps the decoded body only");
inline constexpr Message bodyAbsent = ETAGERE_TEXT("bundle", "the recording holds no body");
inline constexpr Message bodyCut = ETAGERE_TEXT("bundle", "the recorder cut the body");
inline constexpr Message bodyUnread =
    ETAGERE_TEXT("bundle", "the body could not be read from the recording any more");
inline constexpr Message inputPiped =
    ETAGERE_TEXT("bundle", "it came by standard input and is not there to be read again");
inline constexpr Message offsetUnknown = ETAGERE_TEXT(
    "bundle", "The offset of the clock is unknown: it was compared with no other clock.");
inline constexpr Message clockSynchronised = ETAGERE_TEXT(
    "bundle", "The system says its clock is synchronised, with an estimated error of %1. No other "
              "clock was asked.");
inline constexpr Message noSeeds = ETAGERE_TEXT(
    "bundle", "Nothing in judging a recording is left to chance, so there is no seed.");
inline constexpr Message noControls = ETAGERE_TEXT(
    "bundle", "Recordings were judged as they are: the program made no control visit of its own. "
              "Whatever the recordings hold of other visitors was used for comparison.");

// Limits
inline constexpr Message limitRecording = ETAGERE_TEXT(
    "bundle", "The program judged recordings. What a recorder left out, changed or invented, it "
              "cannot know; the SHA-256 of each recording says which bytes were judged.");
inline constexpr Message limitBytes = ETAGERE_TEXT(
    "bundle", "A HAR file keeps fields and bodies as the browser showed them, not the bytes that "
              "went over the network: compressed bodies, the case of names and their order may "
              "differ. DNS answers and certificates are in it only when the recorder put them "
              "there.");
inline constexpr Message limitClock = ETAGERE_TEXT(
    "bundle", "Times are those of the recording browser; the time of this bundle is that of the "
              "machine named in environment.json.");
inline constexpr Message limitProfile = ETAGERE_TEXT(
    "bundle", "Which cookies, cache and consent the visitors had before they came is known only as "
              "far as their requests show it.");
inline constexpr Message limitAbsence = ETAGERE_TEXT(
    "bundle", "That nothing was found is no proof that nothing is there: a server may act only "
              "towards some visitors, on later visits, or from a certain network.");
inline constexpr Message limitIntent = ETAGERE_TEXT(
    "bundle", "A grade says what a server can do with a tag and what was seen of it, not what it "
              "is meant for.");
inline constexpr Message limitPersonal =
    ETAGERE_TEXT("bundle", "The bundle may hold personal data of those who were recorded. Keep it "
                           "accordingly; --redact makes one that can be shared.");

inline constexpr Message limitRedacted = ETAGERE_TEXT(
    "bundle", "Identifiers were replaced by pseudonyms: equal ones by equal ones, so that links "
              "still show, but what a tag was derived from can no longer be recomputed. Bodies "
              "were left out; their digests are pseudonyms too.");

// Law
inline constexpr Message lawLine = ETAGERE_TEXT("bundle", "%1: %2");

// Checking
inline constexpr Message holds =
    ETAGERE_PLURAL("bundle", "%1 verifies: %n file, %2, as the manifest says.",
                   "%1 verifies: all %n files, %2, as the manifest says.");
inline constexpr Message manifestHash = ETAGERE_TEXT("bundle", "Manifest SHA-256: %1");
inline constexpr Message compareHash =
    ETAGERE_TEXT("bundle", "Compare it with the one that was noted when the bundle was made.");
inline constexpr Message fails =
    ETAGERE_PLURAL("bundle", "%1 does not verify: %n problem.", "%1 does not verify: %n problems.");
inline constexpr Message theBundle = ETAGERE_TEXT("bundle", "the bundle");
inline constexpr Message missing =
    ETAGERE_TEXT("bundle", "%1 is missing: a bundle needs it, or the manifest names it");
inline constexpr Message extra =
    ETAGERE_TEXT("bundle", "%1 does not belong here: the manifest does not name it");
inline constexpr Message notPlain =
    ETAGERE_TEXT("bundle", "%1 is no plain file but a link, a folder or a device");
inline constexpr Message wrongSize =
    ETAGERE_TEXT("bundle", "%1 has %3 bytes; the log says it was written with %2");
inline constexpr Message wrongHash =
    ETAGERE_TEXT("bundle", "%1 was changed: its SHA-256 is %3, and the manifest says %2");
inline constexpr Message badManifest =
    ETAGERE_TEXT("bundle", "%1, line %4: this is no line of a manifest, or out of order");
inline constexpr Message badLog = ETAGERE_TEXT("bundle", "%1, line %4: this is no line of the log");
inline constexpr Message wrongNumber =
    ETAGERE_TEXT("bundle", "%1, line %4: the lines are not numbered one after the other");
inline constexpr Message brokenChain = ETAGERE_TEXT(
    "bundle", "%1, line %4: the chain is broken, the line before it is another one now");
inline constexpr Message logDisagrees = ETAGERE_TEXT(
    "bundle", "%1: the log and the manifest do not say the same of it (manifest %2, log %3)");
inline constexpr Message badCover = ETAGERE_TEXT(
    "bundle", "%1 is not the cover of this manifest: its template with the hash is another page");
inline constexpr Message badArchive =
    ETAGERE_TEXT("bundle", "%1: from byte %4 on the archive is not as it was written");
inline constexpr Message tooLarge = ETAGERE_TEXT(
    "bundle", "%1 has %3 bytes, which is more than such a file may have (%2); it was not read");
inline constexpr Message tooMany =
    ETAGERE_TEXT("bundle", "%1 has more files than a bundle may have");
inline constexpr Message unreadable = ETAGERE_TEXT("bundle", "%1 cannot be read");
inline constexpr Message notABundle =
    ETAGERE_TEXT("bundle", "%1 is no evidence bundle: neither a folder nor an archive of one");

// Making
inline constexpr Message exists = ETAGERE_TEXT(
    "bundle", "%1 is there already; evidence is never overwritten, so name another place");
inline constexpr Message archiveTooLarge = ETAGERE_TEXT(
    "bundle", "%1 would be too large for an archive (4 GB, 65,000 files); name a folder instead");
inline constexpr Message written =
    ETAGERE_TEXT("bundle", "The evidence bundle is at %1. Manifest SHA-256: %2");

} // namespace etagere::explain::bundle_text
