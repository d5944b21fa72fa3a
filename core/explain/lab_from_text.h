// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"

/// What `etagere lab from` says: recordings that become scenarios.
namespace etagere::explain::lab_from_text {

inline constexpr Message from = ETAGERE_TEXT(
    "help", "Turn recordings into a scenario: visitors become browsers, hosts servers, and what "
            "was exchanged steps that can be played, changed and asked about");
inline constexpr Message files =
    ETAGERE_TEXT("help", "HAR files or captures; - for standard input");
inline constexpr Message title = ETAGERE_TEXT("help", "The scenario's title");
inline constexpr Message id =
    ETAGERE_TEXT("help", "The scenario's id, of letters, digits and dashes; default: recorded");
inline constexpr Message model =
    ETAGERE_TEXT("help", "The model of all its browsers; default: chromium");
inline constexpr Message withSecrets = ETAGERE_TEXT(
    "help", "Keep the values of Authorization and Set-Cookie as they were recorded; without this "
            "each becomes \u201credacted\u201d. What was sent in Cookie is never taken over");
inline constexpr Message examples =
    ETAGERE_TEXT("help", "Examples:\n"
                         "  etagere lab from recording.har --output mine.json\n"
                         "  etagere lab check mine.json\n"
                         "  etagere lab run mine.json --model safari");

inline constexpr Message taken = ETAGERE_PLURAL("cli", "%n exchange became a step of the scenario",
                                                "%n exchanges became steps of the scenario");
inline constexpr Message others = ETAGERE_PLURAL(
    "cli",
    "%n was left out: a scenario has GET and HEAD over HTTP that were answered, and at most 1,000 "
    "steps, 200 resources, 25 hosts and 15 visitors",
    "%n were left out: a scenario has GET and HEAD over HTTP that were answered, and at most "
    "1,000 steps, 200 resources, 25 hosts and 15 visitors");
inline constexpr Message nothing =
    ETAGERE_TEXT("cli", "there is nothing in it that could be played: no answered GET over HTTP");
inline constexpr Message badId =
    ETAGERE_TEXT("cli", "--id wants letters, digits and dashes, not \u201c%1\u201d");

} // namespace etagere::explain::lab_from_text
