// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"

/// What `etagere --help` says: commands, options and examples.
namespace etagere::explain::help_text {

// The frame around the options
inline constexpr Message usage = ETAGERE_TEXT("help", "Usage");
inline constexpr Message options = ETAGERE_TEXT("help", "Options");
inline constexpr Message optionsWord = ETAGERE_TEXT("help", "OPTIONS");
inline constexpr Message positionals = ETAGERE_TEXT("help", "Arguments");
inline constexpr Message commands = ETAGERE_TEXT("help", "Commands");
inline constexpr Message command = ETAGERE_TEXT("help", "COMMAND");
inline constexpr Message needed = ETAGERE_TEXT("help", "(needed)");

// Commands
inline constexpr Message program = ETAGERE_TEXT(
    "help", "Etagere finds out whether the tags in a browser's HTTP cache identify visitors.");
inline constexpr Message audit = ETAGERE_TEXT(
    "help", "Judge the tags of sites that it visits, or of recordings: which are explained, which "
            "identify");
inline constexpr Message explainCommand = ETAGERE_TEXT(
    "help", "Say what a browser's cache does with each exchange of a recording, and why");
inline constexpr Message convert =
    ETAGERE_TEXT("help", "Write recordings as one HAR file or capture");
inline constexpr Message tags = ETAGERE_TEXT("help", "Look at recorded tags");
inline constexpr Message tagsList = ETAGERE_TEXT("help", "List the tags in the ledger");
inline constexpr Message ledger = ETAGERE_TEXT("help", "Look after the ledger of recorded tags");
inline constexpr Message ledgerInfo = ETAGERE_TEXT("help", "Say what the ledger holds");
inline constexpr Message ledgerErase = ETAGERE_TEXT("help", "Erase from the ledger");
inline constexpr Message ledgerExport = ETAGERE_TEXT("help", "Write the whole ledger out");
inline constexpr Message ledgerRetention =
    ETAGERE_TEXT("help", "Say, or set, for how long the ledger keeps what it records");
inline constexpr Message completion = ETAGERE_TEXT("help", "Print a completion script for a shell");

// Options
inline constexpr Message help = ETAGERE_TEXT("help", "Print this help and exit");
inline constexpr Message version = ETAGERE_TEXT("help", "Print the version and exit");
inline constexpr Message targets = ETAGERE_TEXT(
    "help", "URLs of sites to visit, HAR files (also .har.gz) and captures; - is standard input; "
            "demo: is the demo site, lab:ID a scenario, served here meanwhile");
inline constexpr Message visitor =
    ETAGERE_TEXT("help", "FILE holds the visits of the visitor NAME; repeat it for further files");
inline constexpr Message format =
    ETAGERE_TEXT("help", "How to write it; by default as --output ends, else text");
inline constexpr Message formatExport =
    ETAGERE_TEXT("help", "How to write it; by default as --output ends, else json");
inline constexpr Message output =
    ETAGERE_TEXT("help", "Write to FILE, whole or not at all, instead of standard output");
inline constexpr Message ledgerPath = ETAGERE_TEXT(
    "help", "The ledger: a file, :memory: for one that is forgotten, or "
            "clickhouse://host:8123/database. Default: ledger.sqlite in the user's data directory");
inline constexpr Message noLedger =
    ETAGERE_TEXT("help", "Record nothing: the same as --ledger :memory:");
inline constexpr Message withHistory =
    ETAGERE_TEXT("help", "Let earlier observations in the ledger take part in the judgement");
inline constexpr Message baseline = ETAGERE_TEXT(
    "help", "Accept the findings of this earlier JSON report: they are counted, not listed");
inline constexpr Message failAt =
    ETAGERE_TEXT("help", "Exit with 1 for a finding of this grade or above; default 3");
inline constexpr Message redact = ETAGERE_TEXT(
    "help", "What to leave out: nothing; what cookies and credentials carried, as Chrome does; or, "
            "which is meant without a level, every identifier, replaced by pseudonyms, equal ones "
            "by equal ones");
inline constexpr Message redactKey = ETAGERE_TEXT(
    "help", "Make the pseudonyms from this text, so that several reports can be compared");
inline constexpr Message bundle = ETAGERE_TEXT(
    "help", "Also write an evidence bundle: a folder, or an archive when PATH ends in .zip. What "
            "is there already is never overwritten");
inline constexpr Message bundleInputs =
    ETAGERE_TEXT("help", "Copy the recordings into the bundle as well");
inline constexpr Message operatorName =
    ETAGERE_TEXT("help", "Who made the bundle, as it shall say");
inline constexpr Message verify = ETAGERE_TEXT(
    "help", "Check this evidence bundle instead: exit with 0 when every byte is as it was, with 1 "
            "when not");
inline constexpr Message verbose =
    ETAGERE_TEXT("help", "Show every file, value and finding in full");
inline constexpr Message model =
    ETAGERE_TEXT("help", "Whose cache policy is simulated; repeat it for several. Default: "
                         "rfc9111, and where the others differ");
inline constexpr Message filter = ETAGERE_TEXT(
    "help", "Only exchanges that match: outcome:, recorded:, rule:, host:, url:, status:, type:, "
            "visitor: and more, side by side; a minus before one turns it round");
inline constexpr Message rules =
    ETAGERE_TEXT("help", "List every rule, of the cache and of the analysis: id, section, title");
inline constexpr Message rule =
    ETAGERE_TEXT("help", "Print the page of this rule: what it says, why, what to check");
inline constexpr Message differences = ETAGERE_TEXT(
    "help", "List how this model, or all, differ from RFC 9111, and where that is from");
inline constexpr Message verboseExplain =
    ETAGERE_TEXT("help", "Show every reason of every exchange, with its numbers");
inline constexpr Message quiet =
    ETAGERE_TEXT("help", "No progress and no remarks on standard error, errors only");
inline constexpr Message convertFiles =
    ETAGERE_TEXT("help", "Inputs, then the output (.har or .etagere)");
inline constexpr Message convertTo =
    ETAGERE_TEXT("help", "What to write; by default as the output's name ends");
inline constexpr Message privacy = ETAGERE_TEXT(
    "help", "What a HAR keeps: everything (full, none); no cookies and credentials, as Chrome "
            "exports (chrome, sanitised); or pseudonyms and no bodies (strict). Default full");
inline constexpr Message redactHar = ETAGERE_TEXT("help", "The same as --privacy strict");
inline constexpr Message byOrigin = ETAGERE_TEXT("help", "Of this origin: https://example.org");
inline constexpr Message bySite = ETAGERE_TEXT("help", "Of this site: example.org");
inline constexpr Message byUrl =
    ETAGERE_TEXT("help", "Of URLs like this; * and ? stand for any characters and any one");
inline constexpr Message byValue = ETAGERE_TEXT("help", "With exactly this value");
inline constexpr Message byVisitor = ETAGERE_TEXT("help", "Of the visitor of this name");
inline constexpr Message since =
    ETAGERE_TEXT("help", "Seen at this time or later: 2024-03-01, 2024-03-01T12:00:00Z, or 30d");
inline constexpr Message limit = ETAGERE_TEXT("help", "At most so many");
inline constexpr Message eraseAll = ETAGERE_TEXT("help", "Everything");
inline constexpr Message eraseBefore =
    ETAGERE_TEXT("help", "Seen before this time: 2024-03-01, 2024-03-01T12:00:00Z, or 30d");
inline constexpr Message yes = ETAGERE_TEXT("help", "Do not ask");
inline constexpr Message retentionDays =
    ETAGERE_TEXT("help", "A number of days, or forever; without it, say what is set");
inline constexpr Message shell = ETAGERE_TEXT("help", "The shell");

// Examples, shown below the options
inline constexpr Message programExamples = ETAGERE_TEXT(
    "help", "Examples:\n"
            "  etagere audit https://example.org\n"
            "  etagere audit --pages 3 --save audits/ https://example.org https://example.com\n"
            "  etagere audit recording.har\n"
            "  etagere audit --visitor A=first.har --visitor B=second.har\n"
            "  etagere audit --format html --output report.html *.har\n"
            "  etagere explain recording.har\n"
            "\n"
            "Exit status, the first that applies: 2 wrong usage, 3 an input could not be read at\n"
            "all, 4 the network or a browser failed, 1 a finding at or above --fail-at, else 0.\n"
            "130: stopped by Ctrl-C; what was finished is written.\n"
            "etagere COMMAND --help tells more of a command.");
inline constexpr Message auditExamples = ETAGERE_TEXT(
    "help", "Each page of a HAR is a visit. Without --visitor all files are one visitor's, except\n"
            "those of recorders that use a fresh profile for each run.\n"
            "\n"
            "Examples:\n"
            "  etagere audit demo:\n"
            "  etagere audit recording.har\n"
            "  etagere audit --visitor A=monday.har --visitor A=tuesday.har --visitor B=other.har\n"
            "  etagere audit --format json --fail-at 2 *.har > report.json\n"
            "  etagere audit --baseline report.json recording.har\n"
            "  etagere audit --redact --output report.html recording.har\n"
            "  etagere audit --format sarif --output report.sarif recording.har\n"
            "  etagere audit --bundle evidence.zip --operator \"A. Smith\" recording.har\n"
            "  etagere audit --verify evidence.zip\n"
            "  zcat recording.har.gz | etagere audit -");
inline constexpr Message explainExamples = ETAGERE_TEXT(
    "help", "The recorded exchanges are played again, each visitor with a cache that is empty at\n"
            "first, and every decision names its rules. Where the recorded browser did something\n"
            "else, the exchange is marked. Where other browsers would, a line below says so.\n"
            "\n"
            "Examples:\n"
            "  etagere explain recording.har\n"
            "  etagere explain --verbose --filter 'url:app.js' recording.har\n"
            "  etagere explain --filter 'recorded:differs' recording.har\n"
            "  etagere explain --filter 'outcome:not-stored -status:4xx' recording.har\n"
            "  etagere explain --format json recording.har > decisions.json\n"
            "  etagere explain --model chromium --model firefox --verbose recording.har\n"
            "  etagere explain --rule lifetime-heuristic\n"
            "  etagere explain --differences firefox");
inline constexpr Message convertExamples =
    ETAGERE_TEXT("help", "Examples:\n"
                         "  etagere convert recording.har recording.etagere\n"
                         "  etagere convert --redact recording.har to-share.har\n"
                         "  etagere convert --visitor A=a.har --visitor B=b.har both.etagere");
inline constexpr Message tagsListExamples =
    ETAGERE_TEXT("help", "Examples:\n"
                         "  etagere tags list --origin https://example.org\n"
                         "  etagere tags list --site example.org --since 30d --format csv\n"
                         "  etagere tags list --url 'https://example.org/*.js' --limit 20");
inline constexpr Message ledgerExamples =
    ETAGERE_TEXT("help", "Examples:\n"
                         "  etagere ledger info\n"
                         "  etagere ledger analyse --limit 20\n"
                         "  etagere ledger erase --site example.org\n"
                         "  etagere ledger erase --before 90d --yes\n"
                         "  etagere ledger export --format csv --output tags.csv\n"
                         "  etagere ledger retention 180");
inline constexpr Message completionExamples =
    ETAGERE_TEXT("help", "Examples:\n"
                         "  source <(etagere completion bash)\n"
                         "  etagere completion fish > ~/.config/fish/completions/etagere.fish");

} // namespace etagere::explain::help_text
