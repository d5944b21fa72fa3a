// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"

/// What the report of a replay says around the decisions.
namespace etagere::explain::replay_text {

// The head
inline constexpr Message replayed =
    ETAGERE_PLURAL("replay", "%n exchange of %1, replayed by the model %2 (version %3).",
                   "%n exchanges of %1, replayed by the model %2 (version %3).");
inline constexpr Message alsoReplayed = ETAGERE_TEXT("replay", "Also replayed: %1.");
inline constexpr Message modelVersion = ETAGERE_TEXT("replay", "%1 (version %2)");
inline constexpr Message modelOfBrowser = ETAGERE_TEXT("replay", "%1 (version %2, as %3)");
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
/// Of models other than the first: "chromium, safari: Fresh hit (lifetime-for-ever)".
inline constexpr Message browsersDiffer = ETAGERE_TEXT("replay", "other browsers differ: %1");
inline constexpr Message modelsDiffer = ETAGERE_TEXT("replay", "other models differ: %1");
inline constexpr Message otherOutcome = ETAGERE_TEXT("replay", "%1: %2");
inline constexpr Message otherOutcomeBy = ETAGERE_TEXT("replay", "%1: %2 (%3)");
inline constexpr Message outcomeOfModel = ETAGERE_TEXT("replay", "%1: %2");
inline constexpr Message concluded = ETAGERE_TEXT("replay", "%1 (concluded)");
inline constexpr Message reason = ETAGERE_TEXT("replay", "%1 [%2, %3]");

// What decided it, in a few words
inline constexpr Message whyFresh = ETAGERE_TEXT("replay", "%1 old, fresh for %2");
inline constexpr Message whyStale = ETAGERE_TEXT("replay", "stale for %1");
inline constexpr Message freshByMaxAge = ETAGERE_TEXT("replay", "fresh for %1 (max-age)");
inline constexpr Message freshByExpires = ETAGERE_TEXT("replay", "fresh for %1 (Expires)");
inline constexpr Message whyForEver = ETAGERE_TEXT("replay", "%1 old, fresh for ever");
inline constexpr Message freshForEver = ETAGERE_TEXT("replay", "fresh for ever");
inline constexpr Message freshBySharedMaxAge = ETAGERE_TEXT("replay", "fresh for %1 (s-maxage)");
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
inline constexpr Message headByModel = ETAGERE_TEXT("replay", "Model by model");
inline constexpr Message columnAgrees = ETAGERE_TEXT("replay", "%1 as the browser did");
inline constexpr Message columnDiffers = ETAGERE_TEXT("replay", "%1 differ from it");
inline constexpr Message columnOther = ETAGERE_TEXT("replay", "%1 come out otherwise than by %2");
inline constexpr Message share = ETAGERE_TEXT("replay", "%1  %2");
inline constexpr Message difference = ETAGERE_TEXT("replay", "%1; the browser: %2");
inline constexpr Message andMore =
    ETAGERE_TEXT("replay", "\u2026 and %1 more (--filter recorded:differs lists them)");
inline constexpr Message ruleHint = ETAGERE_TEXT(
    "replay", "--verbose gives every reason, etagere explain --rule ID the page of a rule.");

// The differences of the models
inline constexpr Message measuredIn = ETAGERE_TEXT("replay", "%1, version %2: %3");
inline constexpr Message doesAsAsked = ETAGERE_TEXT("replay", "%1, version %2");
inline constexpr Message noDifference = ETAGERE_TEXT(
    "replay", "Does what RFC 9111 asks and what it suggests. The other models are told by how they "
              "differ from it.");
inline constexpr Message sourceIs = ETAGERE_TEXT("replay", "Source: %1");
inline constexpr Message keptApart = ETAGERE_TEXT("replay", "What it keeps apart: %1");

} // namespace etagere::explain::replay_text
