// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/finding.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::report {

/// The class that colours a grade: "calm", "notice", "warning", "alarm".
[[nodiscard]] std::string_view toneOf(analysis::Grade grade) noexcept;

/// The grade as a number with five steps, so that colour is never the only sign.
[[nodiscard]] std::string htmlBadge(analysis::Grade grade);

/// Recorded texts as a list: the first `open` at once, the others behind "and 12 more". `total` of
/// them there are, more perhaps than are at hand.
[[nodiscard]] std::string htmlList(const std::vector<std::string> &recorded, std::size_t total,
                                   std::size_t open);
/// The same side by side, for short texts.
[[nodiscard]] std::string htmlRow(const std::vector<std::string> &recorded, std::size_t open);

/// A finding as a card: what, where, measured how, for, against, and what would decide more.
[[nodiscard]] std::string htmlFinding(const analysis::Finding &finding);

} // namespace etagere::report
