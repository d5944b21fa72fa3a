// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"

/// What `etagere` says on standard error, and where it shows the ledger.
namespace etagere::explain::cli_text {

// Wrong usage
inline constexpr Message seeHelp = ETAGERE_TEXT("cli", "%1 --help tells how to use it.");
inline constexpr Message unknownCommand = ETAGERE_TEXT("cli", "there is no command \u201c%1\u201d");
inline constexpr Message didYouMean = ETAGERE_TEXT("cli", "Did you mean \u201c%1\u201d?");
inline constexpr Message noCommand = ETAGERE_TEXT("cli", "a command is needed: %1");
inline constexpr Message noInput =
    ETAGERE_TEXT("cli", "no input: name HAR files, captures or URLs");
inline constexpr Message notAmong = ETAGERE_TEXT("cli", "%1 is one of %2, not \u201c%3\u201d");
inline constexpr Message badVisitor =
    ETAGERE_TEXT("cli", "--visitor wants NAME=FILE, not \u201c%1\u201d");
inline constexpr Message twoVisitors =
    ETAGERE_TEXT("cli", "%1 is given to two visitors, %2 and %3");
inline constexpr Message inputTwice = ETAGERE_TEXT("cli", "%1 is named twice; it is read once");
inline constexpr Message badFailAt =
    ETAGERE_TEXT("cli", "--fail-at wants a grade from 0 to 5, or never, not \u201c%1\u201d");
inline constexpr Message bundleNeeded =
    ETAGERE_TEXT("cli", "--bundle-inputs and --operator belong to --bundle");
inline constexpr Message inputsKeepAll = ETAGERE_TEXT(
    "cli", "--bundle-inputs copies recordings as they are, so it does not go with --redact");
inline constexpr Message verifyAlone =
    ETAGERE_TEXT("cli", "--verify checks a bundle and takes no input; leave %1 out");
inline constexpr Message bundleNeedsRead =
    ETAGERE_TEXT("cli", "no bundle was written, because nothing could be read");
inline constexpr Message badTime =
    ETAGERE_TEXT("cli", "%1 wants a date, an RFC 3339 time or a number of days such as 30d, not "
                        "\u201c%2\u201d");
inline constexpr Message badClickHouse = ETAGERE_TEXT(
    "cli", "a ledger in ClickHouse is named as "
           "clickhouse://[user[:password]@]host[:8123][/database][?cluster=NAME&secure=1&timeout="
           "SECONDS]");
inline constexpr Message twoLedgers =
    ETAGERE_TEXT("cli", "--no-ledger and --ledger exclude each other");
inline constexpr Message historyNeedsLedger =
    ETAGERE_TEXT("cli", "--with-history needs a ledger that outlasts the audit");
inline constexpr Message noDataDirectory =
    ETAGERE_TEXT("cli", "there is no home directory to keep the ledger in; name one with --ledger");
inline constexpr Message badRetention =
    ETAGERE_TEXT("cli", "a retention is a number of days from 1 to 36500, or forever, not "
                        "\u201c%1\u201d");

inline constexpr Message unknownModel =
    ETAGERE_TEXT("cli", "there is no model \u201c%1\u201d; known are %2");
inline constexpr Message badFilter = ETAGERE_TEXT("cli", "--filter cannot be used: %1");
inline constexpr Message unknownRule = ETAGERE_TEXT("cli", "there is no rule \u201c%1\u201d");
inline constexpr Message nearRules =
    ETAGERE_TEXT("cli", "Near are: %1 (etagere explain --rules lists all)");
inline constexpr Message listRules = ETAGERE_TEXT("cli", "etagere explain --rules lists all");
inline constexpr Message rulesOrRule =
    ETAGERE_TEXT("cli", "--rules, --rule and --differences are three questions: ask one of them");
inline constexpr Message rulesTakeNoFile = ETAGERE_TEXT(
    "cli", "--rules, --rule and --differences tell of the program itself and take no file");

// Inputs, outputs
inline constexpr Message inputFailed = ETAGERE_TEXT("cli", "%1: %2");
inline constexpr Message baselineUnread = ETAGERE_TEXT("cli", "the baseline %1 cannot be used: %2");
inline constexpr Message baselineNotJson = ETAGERE_TEXT("cli", "it is no JSON");
inline constexpr Message baselineSchema =
    ETAGERE_TEXT("cli", "its \u201cschema\u201d is neither etagere.audit/1 nor etagere.baseline/1");
inline constexpr Message baselineFinding =
    ETAGERE_TEXT("cli", "its finding %1 lacks an origin, a kind or a grade");
inline constexpr Message baselineNoFindings = ETAGERE_TEXT("cli", "it has no list of findings");
inline constexpr Message outputFailed =
    ETAGERE_TEXT("cli", "standard output cannot be written: %1");
inline constexpr Message ledgerUnused = ETAGERE_TEXT(
    "cli", "nothing was recorded in the ledger (%1); the report is whole all the same");
inline constexpr Message stoppedEarly =
    ETAGERE_TEXT("cli", "stopped; only what was finished was written");
inline constexpr Message stoppedNothing = ETAGERE_TEXT("cli", "stopped; nothing was written");

// Convert
inline constexpr Message noOutputName =
    ETAGERE_TEXT("cli", "name the inputs, then the output file");
inline constexpr Message outputToPipe =
    ETAGERE_TEXT("cli", "the output has to be a file: it is written whole or not at all");
inline constexpr Message unknownEnding = ETAGERE_TEXT(
    "cli", "what %1 should become cannot be told from its name; use --to har or --to capture");
inline constexpr Message captureKeepsAll =
    ETAGERE_TEXT("cli", "a capture keeps everything; --privacy and --redact work for HAR files");
inline constexpr Message nothingToConvert =
    ETAGERE_TEXT("cli", "nothing could be read, so %1 was not written");
inline constexpr Message converted =
    ETAGERE_PLURAL("cli", "%1: %n entry written", "%1: %n entries written");

// Ledger
inline constexpr Message noLedgerYet = ETAGERE_TEXT("cli", "there is no ledger at %1");
inline constexpr Message ledgerAt = ETAGERE_TEXT("cli", "Ledger       %1");
inline constexpr Message ledgerInMemory = ETAGERE_TEXT("cli", "in memory");
inline constexpr Message ledgerSize = ETAGERE_TEXT("cli", "Size         %1");
inline constexpr Message ledgerObservations = ETAGERE_TEXT("cli", "Observations %1");
inline constexpr Message ledgerTags = ETAGERE_TEXT("cli", "Tags         %1 (by URL and value)");
inline constexpr Message ledgerOrigins = ETAGERE_TEXT("cli", "Origins      %1");
inline constexpr Message ledgerVisitors = ETAGERE_TEXT("cli", "Visitors     %1");
inline constexpr Message ledgerSpan = ETAGERE_TEXT("cli", "Seen         %1 to %2");
inline constexpr Message ledgerKept =
    ETAGERE_PLURAL("cli", "Kept for     %n day", "Kept for     %n days");
inline constexpr Message ledgerKeptForever = ETAGERE_TEXT("cli", "Kept         for ever");
inline constexpr Message eraseScope =
    ETAGERE_TEXT("cli", "say what to erase: one of --origin, --site, --visitor, --before, --all");
inline constexpr Message eraseAsk = ETAGERE_TEXT("cli", "Erase %1 from %2? [y/N] ");
inline constexpr Message eraseWhatAll = ETAGERE_TEXT("cli", "everything");
inline constexpr Message eraseWhatOrigin = ETAGERE_TEXT("cli", "the origin %1");
inline constexpr Message eraseWhatSite = ETAGERE_TEXT("cli", "the site %1");
inline constexpr Message eraseWhatVisitor = ETAGERE_TEXT("cli", "the visitor %1");
inline constexpr Message eraseWhatBefore = ETAGERE_TEXT("cli", "what was seen before %1");
inline constexpr Message eraseNeedsYes =
    ETAGERE_TEXT("cli", "nothing was erased: there is no terminal to ask at, so --yes is needed");
inline constexpr Message eraseRefused = ETAGERE_TEXT("cli", "nothing was erased");
inline constexpr Message erased =
    ETAGERE_PLURAL("cli", "%n observation erased", "%n observations erased");
inline constexpr Message eraseLingers = ETAGERE_TEXT(
    "cli", "another program was reading the ledger: the erased bytes leave the disk when it "
           "closes the ledger, or with the next erase");
inline constexpr Message eraseKeptByServer = ETAGERE_TEXT(
    "cli", "no answer holds it any more; the server takes the old bytes off its disk some minutes "
           "later");
inline constexpr Message listedNone = ETAGERE_TEXT("cli", "the ledger holds no such tag");
inline constexpr Message columnSeen = ETAGERE_TEXT("cli", "Seen");
inline constexpr Message columnVisitor = ETAGERE_TEXT("cli", "Visitor");
inline constexpr Message columnUrl = ETAGERE_TEXT("cli", "URL");
inline constexpr Message columnValue = ETAGERE_TEXT("cli", "Value");
inline constexpr Message valueSentBack = ETAGERE_TEXT("cli", "sent back");

// Progress
inline constexpr Message stageReading = ETAGERE_TEXT("cli", "Reading");
inline constexpr Message stageReplaying = ETAGERE_TEXT("cli", "Replaying");
inline constexpr Message stageJudging = ETAGERE_TEXT("cli", "Judging");
inline constexpr Message stageRecording = ETAGERE_TEXT("cli", "Recording");
inline constexpr Message stageWriting = ETAGERE_TEXT("cli", "Writing");
inline constexpr Message stageVisiting = ETAGERE_TEXT("cli", "Visiting");
inline constexpr Message stageProbing = ETAGERE_TEXT("cli", "Probing");

inline constexpr Message versionLine = ETAGERE_TEXT("cli", "etagere %1 (rules of version %2)");

} // namespace etagere::explain::cli_text
