// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"
#include "core/replay/simulate.h"

#include <string>
#include <string_view>
#include <vector>

/// What is said about traces and their simulation.
namespace etagere::explain {

/// Stable ids for programs: "bad-number", "truncated".
[[nodiscard]] std::string_view idOf(replay::TraceProblem::Kind kind) noexcept;
[[nodiscard]] std::string_view idOf(replay::TraceColumn column) noexcept;

/// "line 17 (byte 402): size is no number": where in the trace, and what is wrong there.
[[nodiscard]] std::string sentenceOf(const replay::TraceProblem &problem,
                                     replay::TraceFormat format);
/// Why nothing of the trace can be read.
[[nodiscard]] std::string sentenceOf(const replay::TraceError &error);
/// Why a dictionary of policies cannot be used.
[[nodiscard]] std::string sentenceOf(const replay::PolicyError &error);

/// What the simulation took for granted because the trace does not tell it.
/// `eviction`: no HTTP rules were asked for; `limits`: the model's capacity and policy are a guess.
[[nodiscard]] std::vector<std::string> assumptionsOf(const replay::Simulated &simulated,
                                                     bool eviction, bool limits);

namespace simulate_text {

inline constexpr Message traceLine =
    ETAGERE_PLURAL("simulate", "%1: %n request (%2)", "%1: %n requests (%2)");
inline constexpr Message span = ETAGERE_TEXT("simulate", "over %1");
inline constexpr Message evictionOnly =
    ETAGERE_TEXT("simulate", "eviction alone: whatever is stored answers");
inline constexpr Message byModel = ETAGERE_TEXT("simulate", "by the rules of %1");
inline constexpr Message modelName = ETAGERE_TEXT("simulate", "%1 (version %2)");
inline constexpr Message assumedWord = ETAGERE_TEXT("simulate", "Assumed:");
inline constexpr Message unreadWord = ETAGERE_TEXT("simulate", "Not read:");
inline constexpr Message moreProblems =
    ETAGERE_PLURAL("simulate", "and %n more like it", "and %n more like these");
inline constexpr Message skipped = ETAGERE_PLURAL("simulate", "%n record of the trace was left out",
                                                  "%n records of the trace were left out");
inline constexpr Message cutPacked = ETAGERE_TEXT(
    "simulate", "the compressed file is damaged or cut; what came before was simulated");
inline constexpr Message largePacked = ETAGERE_TEXT(
    "simulate", "the compressed file unpacks to more than it may; the beginning was simulated");
inline constexpr Message stopped =
    ETAGERE_TEXT("simulate", "Stopped: the numbers are of the requests until then.");

// The table
inline constexpr Message columnPolicy = ETAGERE_TEXT("simulate", "Policy");
inline constexpr Message columnCapacity = ETAGERE_TEXT("simulate", "Capacity");
inline constexpr Message columnHits = ETAGERE_TEXT("simulate", "Hits");
inline constexpr Message columnStale = ETAGERE_TEXT("simulate", "Stale");
inline constexpr Message columnValidated = ETAGERE_TEXT("simulate", "304");
inline constexpr Message columnMisses = ETAGERE_TEXT("simulate", "Misses");
inline constexpr Message columnBytes = ETAGERE_TEXT("simulate", "Bytes hit");
inline constexpr Message columnSaved = ETAGERE_TEXT("simulate", "Saved");
inline constexpr Message columnEvictions = ETAGERE_TEXT("simulate", "Evicted");
inline constexpr Message columnStored = ETAGERE_TEXT("simulate", "Stored");
inline constexpr Message unbounded = ETAGERE_TEXT("simulate", "unbounded");
inline constexpr Message objects = ETAGERE_PLURAL("simulate", "%n object", "%n objects");

// The command line
inline constexpr Message noTrace = ETAGERE_TEXT("simulate", "no trace: name a file, or - ");
inline constexpr Message noCapacity = ETAGERE_TEXT(
    "simulate", "say how large the cache is, such as --capacity 1GiB, or whose it is with --model");
inline constexpr Message badCapacity =
    ETAGERE_TEXT("simulate", "%1 wants sizes such as 500MB, 1GiB or 1048576, parted by commas, not "
                             "\u201c%2\u201d");
inline constexpr Message unknownPolicy =
    ETAGERE_TEXT("simulate", "there is no eviction policy \u201c%1\u201d; known are %2");
inline constexpr Message unknownColumn =
    ETAGERE_TEXT("simulate", "there is no column \u201c%1\u201d; known are %2");
inline constexpr Message unknownModels =
    ETAGERE_TEXT("simulate", "there is no model \u201c%1\u201d; known are %2");
inline constexpr Message twoOrigins =
    ETAGERE_TEXT("simulate", "--policy-file and --max-age exclude each other");
inline constexpr Message policyFile = ETAGERE_TEXT("simulate", "%1, line %2: %3");
inline constexpr Message traceFailed = ETAGERE_TEXT("simulate", "%1: %2");
inline constexpr Message tooManyRuns =
    ETAGERE_TEXT("simulate", "%1 caches at once are too many; 256 are the most");
inline constexpr Message traceWritten =
    ETAGERE_PLURAL("simulate", "%1: %n request written", "%1: %n requests written");
inline constexpr Message httpUnused = ETAGERE_TEXT(
    "simulate", "the trace tells of HTTP, which only a simulation with --model makes use of");

} // namespace simulate_text

} // namespace etagere::explain
