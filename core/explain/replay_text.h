// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"

/// What the report of a replay says around the decisions.
namespace etagere::explain::replay_text {

// The head
inline constexpr Message replayed =
    ETAGERE_PLURAL("replay", "%n exchange of %1, replayed by the model %2 (version %3).",
                   "%n exchanges of %1, replayed by the model %2 (version %3).");
inline constexpr Message filtered =
    ETAGERE_PLURAL("replay", "%n of them matches %1.", "%n of them match %1.");
inline constexpr Message stopped =
    ETAGERE_TEXT("replay", "Stopped before the end: only what was finished stands here.");
inline constexpr Message redacted = ETAGERE_TEXT(
    "replay", "Redacted: identifiers are replaced by pseudonyms, equal ones by equal ones, and "
              "lifetimes guessed from Last-Modified are rounded to the hour.");
inline constexpr Message nothingRead =
    ETAGERE_TEXT("replay", "Nothing was replayed: no input could be read.");
inline constexpr Message noExchanges =
    ETAGERE_TEXT("replay", "Nothing was replayed: there is no exchange in the input.");

// Visits and exchanges
inline constexpr Message visit = ETAGERE_TEXT("replay", "Visit %1 of %2");
inline constexpr Message browserDid = ETAGERE_TEXT("replay", "the browser: %1");
inline constexpr Message browserAgrees =
    ETAGERE_TEXT("replay", "The recorded browser: %1. The model agrees.");
inline constexpr Message browserDiffers =
    ETAGERE_TEXT("replay", "The recorded browser: %1. The model differs.");
inline constexpr Message browserKnewMore = ETAGERE_TEXT(
    "replay", "The recorded browser: %1. That cannot be compared: it knew more than was recorded.");
inline constexpr Message browserUnknown =
    ETAGERE_TEXT("replay", "What the recorded browser did does not show in the record.");
inline constexpr Message concluded = ETAGERE_TEXT("replay", "%1 (concluded)");
inline constexpr Message reason = ETAGERE_TEXT("replay", "%1 [%2, %3]");

// What decided it, in a few words
inline constexpr Message whyFresh = ETAGERE_TEXT("replay", "%1 old, fresh for %2");
inline constexpr Message whyStale = ETAGERE_TEXT("replay", "stale for %1");
inline constexpr Message freshByMaxAge = ETAGERE_TEXT("replay", "fresh for %1 (max-age)");
inline constexpr Message freshByExpires = ETAGERE_TEXT("replay", "fresh for %1 (Expires)");
inline constexpr Message freshByGuess = ETAGERE_TEXT("replay", "fresh for %1 (guessed)");
inline constexpr Message staleAtOnce = ETAGERE_TEXT("replay", "stale at once");
inline constexpr Message staleWithoutLifetime =
    ETAGERE_TEXT("replay", "stale at once (no lifetime)");
inline constexpr Message askedEachTime = ETAGERE_TEXT("replay", "asked each time (no-cache)");

// The totals
inline constexpr Message headSummary = ETAGERE_TEXT("replay", "Summary");
inline constexpr Message headCompared =
    ETAGERE_TEXT("replay", "Compared with the recorded browser");
inline constexpr Message headDiffers = ETAGERE_TEXT("replay", "Where they differ");
inline constexpr Message share = ETAGERE_TEXT("replay", "%1  %2");
inline constexpr Message difference = ETAGERE_TEXT("replay", "%1; the browser: %2");
inline constexpr Message andMore =
    ETAGERE_TEXT("replay", "\u2026 and %1 more (--filter recorded:differs lists them)");
inline constexpr Message ruleHint = ETAGERE_TEXT(
    "replay", "--verbose gives every reason, etagere explain --rule ID the page of a rule.");

} // namespace etagere::explain::replay_text
