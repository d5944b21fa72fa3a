// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"
#include "core/watch/page.h"
#include "core/watch/visit.h"

#include <string>
#include <string_view>

namespace etagere::explain {

/// What came of a visit, in one sentence of a log. Recorded text is made printable.
[[nodiscard]] std::string sentenceOf(const watch::Visit &visit);
/// Why a visit failed.
[[nodiscard]] std::string sentenceOf(const watch::VisitFailure &failure, const watch::Visit &visit);
/// "67%", and never 100% for what may still be missed.
[[nodiscard]] std::string oddsText(double odds);

namespace watch_text {

// Help
inline constexpr Message command = ETAGERE_TEXT(
    "help", "Watch web pages: what changed, what a 304 saved, which servers forget their tags");
inline constexpr Message urls = ETAGERE_TEXT("help", "Pages to watch (http or https)");
inline constexpr Message every = ETAGERE_TEXT(
    "help", "How often to ask: 30s, 10m, 2h, 1d. Default: 10m; not below 10s, but for a server on "
            "this machine");
inline constexpr Message once =
    ETAGERE_TEXT("help", "Visit every page once, now, and end: for cron");
inline constexpr Message share = ETAGERE_TEXT(
    "help", "The share of the questions that asks for the whole page, to find tags that stay while "
            "the page changes. Default: 0.2, one in five");
inline constexpr Message state = ETAGERE_TEXT(
    "help", "Where what is known is kept, so that a watch goes on where it was; :memory: for "
            "nowhere. Default: watch.sqlite in your data directory");
inline constexpr Message eager =
    ETAGERE_TEXT("help", "Ask also while the server says that the page stays as it is for longer");
inline constexpr Message mostVisits = ETAGERE_TEXT("help", "End after so many visits");
inline constexpr Message format = ETAGERE_TEXT(
    "help", "A log for people, or one JSON object a line for each visit (etagere.watch/1)");
inline constexpr Message quiet = ETAGERE_TEXT("help", "Leave out the last line that sums it up");
inline constexpr Message examples = ETAGERE_TEXT(
    "help",
    "Pages are asked with the tags they came with, so that what did not change costs nothing. Now\n"
    "and then one is asked whole: so a server is found that keeps its tag while the page changes;\n"
    "no tag is sent to it any more. A server gets one request at a time and at most one a second.\n"
    "Ctrl-C ends it. Exit status: 1 a forgotten tag was found, 4 a page could not be visited.\n"
    "\n"
    "Examples:\n"
    "  etagere watch https://example.org/news --every 30m\n"
    "  etagere watch https://example.org/ https://example.net/ --once\n"
    "  etagere watch https://example.org/ --format json | jq 'select(.outcome == \"changed\")'\n"
    "  etagere watch http://127.0.0.1:8000/ --every 1s --share 0.5 --max-visits 20");

// Wrong usage
inline constexpr Message badUrl =
    ETAGERE_TEXT("cli", "\u201c%1\u201d is no http or https URL that can be watched");
inline constexpr Message badEvery = ETAGERE_TEXT(
    "cli", "--every wants a time with a unit such as 30s, 10m or 2h, not \u201c%1\u201d");
inline constexpr Message tooOften = ETAGERE_TEXT(
    "cli", "--every %1 is too often for other people's servers; 10s is the least, but for a server "
           "on this machine");
inline constexpr Message noHome =
    ETAGERE_TEXT("cli", "there is no home folder to keep what is known in; say where with --state");

// At the end
inline constexpr Message summary =
    ETAGERE_PLURAL("cli", "%n visit: %1 changed, %2 saved, %3 failed",
                   "%n visits: %1 changed, %2 saved, %3 failed");
inline constexpr Message heldBack =
    ETAGERE_TEXT("cli", "%1 was not visited: its server asked to be left alone until %2");

} // namespace watch_text

} // namespace etagere::explain
