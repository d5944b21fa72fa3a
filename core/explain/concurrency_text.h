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

inline constexpr Message heading = ETAGERE_TEXT("report", "Changes at the same time");
inline constexpr Message more =
    ETAGERE_PLURAL("report", "%n more is in the JSON report.", "%n more are in the JSON report.");

} // namespace concurrency_text

} // namespace etagere::explain
