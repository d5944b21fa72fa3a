// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"
#include "core/probe/plan.h"
#include "core/probe/prober.h"

#include <string>

namespace etagere::explain {

/// What a probe wants to know, as a heading: "Is a tag taken over that was never issued?"
[[nodiscard]] std::string titleOf(probe::Probe probe);
/// What the requests of a step are, in one sentence without their number.
[[nodiscard]] std::string sentenceOf(const probe::Step &step);
/// When the step is made; empty: always.
[[nodiscard]] std::string conditionOf(const probe::Step &step);
/// Which honest behaviour is kept from being accused, in one sentence.
[[nodiscard]] std::string sentenceOf(probe::Guard guard);
/// Why no more was asked.
[[nodiscard]] std::string sentenceOf(probe::End end);
[[nodiscard]] std::string sentenceOf(probe::PlanError error, std::string_view url);

namespace probe_text {

// Help
inline constexpr Message command =
    ETAGERE_TEXT("help", "Ask a server whether its tags stand for visitors, and judge its answers");
inline constexpr Message url =
    ETAGERE_TEXT("help", "The address of what bears the tag: http or https");
inline constexpr Message visits = ETAGERE_TEXT(
    "help", "How many new visitors to be: 12 for a first look, 30 for a finding (default), 40 for "
            "a report that has to stand in court");
inline constexpr Message only =
    ETAGERE_TEXT("help", "Make these probes only, such as P1,P3; P1 is always made");
inline constexpr Message rate = ETAGERE_TEXT(
    "help", "Requests a second at most; default 2. Some servers hide from those who ask quickly: "
            "0.03 is one in half a minute");
inline constexpr Message budget = ETAGERE_TEXT("help", "Requests at most; default 250");
inline constexpr Message identify = ETAGERE_TEXT(
    "help", "Say in User-Agent that Etagere asks, and where you are reached: a URL or an address. "
            "Without it requests look like a browser's");
inline constexpr Message page = ETAGERE_TEXT(
    "help", "A page of the same site that every new visitor loads first, for its cookies");
inline constexpr Message seed = ETAGERE_TEXT(
    "help", "The number that made-up tags and orders come from, to ask the same again");
inline constexpr Message dryRun =
    ETAGERE_TEXT("help", "Print what would be asked, and send nothing");
inline constexpr Message save = ETAGERE_TEXT(
    "help", "Write all requests and answers to FILE: a HAR, or a capture if it ends in .etagere");
inline constexpr Message resume = ETAGERE_TEXT(
    "help", "Go on with the run that was saved in FILE, hours or days later: do the tags of then "
            "still match? (P8)");
inline constexpr Message verbose =
    ETAGERE_TEXT("help", "With --dry-run: say what each step guards against");
inline constexpr Message failAt =
    ETAGERE_TEXT("help", "From which grade on the exit status is 1, from 1 to 5; default 3");
inline constexpr Message format = ETAGERE_TEXT("help", "How to write the result: text or json");
inline constexpr Message examples = ETAGERE_TEXT(
    "help",
    "Probes only ask: nothing is submitted, and no other site is asked. Everything that is going\n"
    "to be asked is known before; --dry-run prints it.\n"
    "\n"
    "Examples:\n"
    "  etagere probe https://example.org/app.js --dry-run\n"
    "  etagere probe https://example.org/app.js --visits 12 --identify https://me.example/probe\n"
    "  etagere probe https://example.org/app.js --save run.etagere\n"
    "  etagere probe --resume run.etagere");

// Wrong usage
inline constexpr Message noUrl = ETAGERE_TEXT("cli", "name the URL to probe, or --resume FILE");
inline constexpr Message urlAndResume =
    ETAGERE_TEXT("cli", "--resume goes on with its own URL; leave the URL out");
inline constexpr Message badOnly = ETAGERE_TEXT(
    "cli", "--only wants probes from P1 to P9 with commas between, not \u201c%1\u201d");
inline constexpr Message badVisits =
    ETAGERE_TEXT("cli", "--visits wants a number from 2 to %1, not %2");
inline constexpr Message badRate =
    ETAGERE_TEXT("cli", "--rate wants a number above 0 and at most %1, not %2");
inline constexpr Message badBudget =
    ETAGERE_TEXT("cli", "--budget wants a number from 1 to %1, not %2");
inline constexpr Message badIdentity =
    ETAGERE_TEXT("cli", "--identify wants a URL or an address without blanks, not \u201c%1\u201d");
inline constexpr Message badSave =
    ETAGERE_TEXT("cli", "--save wants a file that ends in .har or .etagere, not \u201c%1\u201d");
inline constexpr Message notHttp =
    ETAGERE_TEXT("cli", "only http and https can be probed, not \u201c%1\u201d");
inline constexpr Message noHost = ETAGERE_TEXT("cli", "there is no host in \u201c%1\u201d");
inline constexpr Message userInfo =
    ETAGERE_TEXT("cli", "leave the name and password out of \u201c%1\u201d");
inline constexpr Message otherSite =
    ETAGERE_TEXT("cli", "--page wants a page of the same site as \u201c%1\u201d");
inline constexpr Message nothingToResume =
    ETAGERE_TEXT("cli", "%1 holds no saved run of etagere probe");

// While it runs, and after
inline constexpr Message saved =
    ETAGERE_PLURAL("cli", "%1: %n exchange written", "%1: %n exchanges written");
inline constexpr Message headPlan = ETAGERE_TEXT("report", "What would be asked");
inline constexpr Message headAsked = ETAGERE_TEXT("report", "What was asked");
inline constexpr Message planLine =
    ETAGERE_TEXT("report", "%1 requests at most, %2 a second, so at most %3; seed %4; as %5.");
inline constexpr Message askedLine =
    ETAGERE_TEXT("report", "%1 requests (%2 of them redirects) to %3; seed %4; as %5.");
inline constexpr Message asBrowser = ETAGERE_TEXT("report", "a browser");
inline constexpr Message stepLine = ETAGERE_PLURAL("report", "%n request: %1", "%n requests: %1");
inline constexpr Message stepAtMost =
    ETAGERE_PLURAL("report", "at most %n request: %1", "at most %n requests: %1");
inline constexpr Message answersLine = ETAGERE_TEXT("report", "Answers: %1.");
inline constexpr Message statusTimes = ETAGERE_TEXT("report", "%1 (%2 times)");
inline constexpr Message noAnswer = ETAGERE_TEXT("report", "none");
inline constexpr Message tagIsFine =
    ETAGERE_TEXT("report", "Nothing shows that the tag stands for visitors.");
inline constexpr Message dateIsFine =
    ETAGERE_TEXT("report", "Nothing shows that Last-Modified stands for visitors.");
inline constexpr Message bearsNothing = ETAGERE_TEXT("report", "No visitor was given a tag.");

} // namespace probe_text

} // namespace etagere::explain
