// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/live_run.h"
#include "core/explain/message.h"

#include <string>
#include <vector>

namespace etagere::explain {

/// What was flushed, for whom: "Visitor D flushed the site example.org, and deleted ...".
[[nodiscard]] std::string describe(const audit::FlushTrial &trial);
/// What the visit after it shows; the first says whether it holds, or why that is not known.
[[nodiscard]] std::vector<std::string> outcomeOf(const audit::FlushTrial &trial);
[[nodiscard]] std::string sentenceOf(const live::FlushFault &fault);
[[nodiscard]] std::string sentenceOf(const audit::SurvivingIdentity &identity);

namespace flush_text {

inline constexpr Message heading = ETAGERE_TEXT("flush", "Flush and verify");
inline constexpr Message hides = ETAGERE_PLURAL("flush", "%n more: the JSON report lists it.",
                                                "%n more: the JSON report lists them.");
inline constexpr Message doesNotHold =
    ETAGERE_TEXT("flush", "%1: the flush of %2 did not do what was asked. %3");
inline constexpr Message notVerified =
    ETAGERE_TEXT("flush", "%1: the flush of %2 could not be tried out. %3");

} // namespace flush_text

} // namespace etagere::explain
