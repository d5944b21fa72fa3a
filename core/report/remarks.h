// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/identifiers.h"

#include <string>
#include <vector>

namespace etagere::report {

/// What evidence from recordings cannot show, a paragraph each.
[[nodiscard]] std::vector<std::string> limitParagraphs(Identifiers identifiers);
/// Where the law speaks of such techniques, as plain facts, a paragraph each.
[[nodiscard]] std::vector<std::string> lawParagraphs();
/// The paragraphs for a text file, in lines of at most 92 columns.
[[nodiscard]] std::string asTextFile(const std::vector<std::string> &paragraphs);

} // namespace etagere::report
