// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"

#include <array>

/// What the playground says: a response that is tried out in every browser model.
namespace etagere::explain::playground_text {

// What is shown
inline constexpr Message asked =
    ETAGERE_TEXT("playground", "%1, answered with %2; the same request again %3 later.");
inline constexpr Message unused = ETAGERE_TEXT("playground", "Line %1 was left out (%2): %3");
inline constexpr std::array whyUnused{
    ETAGERE_TEXT("playground", "no header field"),
    ETAGERE_TEXT("playground", "it follows from the message itself"),
    ETAGERE_TEXT("playground", "no status from 200 to 599"),
    ETAGERE_TEXT("playground", "the body begins here"),
    ETAGERE_TEXT("playground", "more than is read")};
inline constexpr Message notTried = ETAGERE_TEXT("playground", "This cannot be tried: %1");
inline constexpr Message storedFor =
    ETAGERE_TEXT("playground", "Stored, fresh for %1; %2 old by then");
inline constexpr Message storedForEver =
    ETAGERE_TEXT("playground", "Stored, fresh for ever; %1 old by then");
inline constexpr Message storedStale =
    ETAGERE_TEXT("playground", "Stored, stale at once; %1 old by then");
inline constexpr Message stored = ETAGERE_TEXT("playground", "Stored");
inline constexpr Message notStored = ETAGERE_TEXT("playground", "Not stored");
inline constexpr Message then = ETAGERE_TEXT("playground", "Then: %1");
inline constexpr Message thenAsked = ETAGERE_TEXT("playground", "Then: %1; the server said %2");
inline constexpr Message sends = ETAGERE_TEXT("playground", "Sends: %1");
inline constexpr Message sendsNoCondition =
    ETAGERE_TEXT("playground", "Sends the request without a condition");
inline constexpr Message sendsNothing = ETAGERE_TEXT("playground", "Sends nothing");
inline constexpr Message whyFirst = ETAGERE_TEXT("playground", "Why, when the answer came:");
inline constexpr Message whySecond = ETAGERE_TEXT("playground", "Why, when it was asked again:");
inline constexpr Message reason = ETAGERE_TEXT("playground", "%1 [%2]");
inline constexpr Message share = ETAGERE_TEXT("playground", "As a command: %1");

// Help
inline constexpr Message command = ETAGERE_TEXT(
    "help", "Try out a response: what each browser stores, for how long, and what it sends then");
inline constexpr Message response = ETAGERE_TEXT(
    "help", "A header field of the response: 'Cache-Control: max-age=60'; once for each");
inline constexpr Message from =
    ETAGERE_TEXT("help", "Take the response's head as pasted into FILE (- is standard input)");
inline constexpr Message method = ETAGERE_TEXT("help", "The method of both requests; default GET");
inline constexpr Message status =
    ETAGERE_TEXT("help", "The response's status, 200 to 599; default 200");
inline constexpr Message after = ETAGERE_TEXT(
    "help", "When it is asked for again: 90, \"1 h 30 min\", \"2 d\"; default one minute");
inline constexpr Message request =
    ETAGERE_TEXT("help", "A header field of the second request; once for each");
inline constexpr Message reload = ETAGERE_TEXT("help", "How the person asks the second time");
inline constexpr Message model =
    ETAGERE_TEXT("help", "Only this browser model; all when not given");
inline constexpr Message save =
    ETAGERE_TEXT("help", "Write it as a scenario to FILE, to be run, changed and shared");
inline constexpr Message badTime = ETAGERE_TEXT(
    "cli", "--after wants a time such as 90 or \"1 h 30 min\", of a hundred years at most, not %1");
inline constexpr Message badStatus =
    ETAGERE_TEXT("cli", "--status wants a number from 200 to 599, not %1");
inline constexpr Message examples = ETAGERE_TEXT(
    "help", "Examples:\n"
            "  etagere lab try --response 'Cache-Control: max-age=60' --after 90\n"
            "  curl -sI https://example.org/ | etagere lab try --from - --after '1 h'\n"
            "  etagere lab try --status 301 --response 'Location: /new' --model chromium");

} // namespace etagere::explain::playground_text
