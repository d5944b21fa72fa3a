// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/live_run.h"
#include "core/explain/message.h"

#include <string>

namespace etagere::explain {

/// "Returns with its cookies deleted".
[[nodiscard]] std::string titleOf(audit::StepKind kind);
/// Why a browser did not do what was asked, and what to do about it.
[[nodiscard]] std::string sentenceOf(const live::BrowserError &error);
/// "Chromium 156.0.8078.79, cache parted by site".
[[nodiscard]] std::string describe(const live::EngineInfo &engine);
/// How a page load ended; empty when it ended well.
[[nodiscard]] std::string remarkOn(const live::VisitSummary &summary);
/// What the capture of a visit could not see; empty when it saw everything.
[[nodiscard]] std::string remarkOn(const live::Blindness &blindness);

namespace live_text {

inline constexpr Message heading = ETAGERE_TEXT("live", "Visits");
inline constexpr Message visited = ETAGERE_TEXT("live", "%1, visited with %2");
inline constexpr Message cutShort = ETAGERE_TEXT("live", "The visits ended early: %1");
inline constexpr Message stopped = ETAGERE_TEXT("live", "The visits were stopped.");
inline constexpr Message columnVisitor = ETAGERE_TEXT("live", "Visitor");
inline constexpr Message columnStep = ETAGERE_TEXT("live", "Visit");
inline constexpr Message columnExchanges = ETAGERE_TEXT("live", "Exchanges");
inline constexpr Message columnTook = ETAGERE_TEXT("live", "Took");
inline constexpr Message columnRemark = ETAGERE_TEXT("live", "Remarks");
inline constexpr Message exchanges = ETAGERE_PLURAL("live", "%n exchange", "%n exchanges");
inline constexpr Message cookiesLeft =
    ETAGERE_PLURAL("live", "%n cookie could not be deleted", "%n cookies could not be deleted");
inline constexpr Message predicted = ETAGERE_TEXT(
    "live", "What the model %1 says its browser would do, it did in %2 of %3 exchanges.");
inline constexpr Message predictedExplained =
    ETAGERE_PLURAL("live", "In %n it is known why not: the JSON report says it.",
                   "In %n it is known why not: the JSON report says it of each.");
inline constexpr Message predictedOtherwise = ETAGERE_PLURAL(
    "live", "%n is open: the JSON report lists it.", "%n are open: the JSON report lists them.");
inline constexpr Message flushHeading = ETAGERE_TEXT("live", "After the cache was cleared");
inline constexpr Message flushClean =
    ETAGERE_PLURAL("live", "The visit after it made %n request; none bore a validator from before.",
                   "The visit after it made %n requests; none bore a validator from before.");
inline constexpr Message flushBefore =
    ETAGERE_PLURAL("live", "Before, %n request bore one.", "Before, %n requests bore one.");
inline constexpr Message flushSurvivor =
    ETAGERE_TEXT("live", "%1 was asked for with %2, which was issued before.");
inline constexpr Message returnedByFlush = ETAGERE_TEXT(
    "live", "The cookie %1 of %2 came back all the same: not by a tag, for there was none.");
inline constexpr Message returnedToAll =
    ETAGERE_TEXT("live", "The cookie %1 of %2 came back, and a visitor with an empty profile got "
                         "the same value: it follows from the address and the browser's name.");

} // namespace live_text

} // namespace etagere::explain
