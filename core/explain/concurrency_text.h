// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/concurrency.h"
#include "core/explain/message.h"

#include <string>

namespace etagere::explain {

/// "Lost update"; also the title of its page.
[[nodiscard]] std::string titleOf(analysis::Concurrency what);
/// What was seen, in a sentence or two. Recorded text is cut to a quotable length; nothing is
/// escaped.
[[nodiscard]] std::string sentenceOf(const analysis::ConcurrencyNote &note);

namespace concurrency_text {

inline constexpr Message heading = ETAGERE_TEXT("report", "Versions and changes");
inline constexpr Message about = ETAGERE_TEXT(
    "report", "A tag can keep one person from overwriting what another has just changed. This is "
              "what was seen of that, and of tags that cannot. None of it speaks of tracking.");
inline constexpr Message columnKind = ETAGERE_TEXT("report", "What");
inline constexpr Message columnSeen = ETAGERE_TEXT("report", "What was seen");
inline constexpr Message columnTimes = ETAGERE_TEXT("report", "Times");
inline constexpr Message more =
    ETAGERE_PLURAL("report", "%n more is in the JSON report.", "%n more are in the JSON report.");

} // namespace concurrency_text

} // namespace etagere::explain
