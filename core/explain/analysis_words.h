// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/finding.h"
#include "core/analysis/linkability.h"
#include "core/analysis/respawn.h"

#include <string>

namespace etagere::explain {

/// "Another server of a cluster".
[[nodiscard]] std::string titleOf(analysis::Explanation explanation);
/// "ruled out", "open", "explains it".
[[nodiscard]] std::string nameOf(analysis::Standing standing);
/// "Cookies cleared between visits".
[[nodiscard]] std::string titleOf(analysis::Defence defence);
/// Whose cache it is: "Chromium (by top site and frame)".
[[nodiscard]] std::string titleOf(url::Partitioning partitioning);
/// Why the sites of a cell are linked or are not, in one sentence.
[[nodiscard]] std::string sentenceOf(analysis::LinkReason reason);
/// What the cell says in one sentence: how many sites can be linked, and whether a visitor is
/// known again on the same site.
[[nodiscard]] std::string sentenceOf(const analysis::LinkabilityCell &cell);
/// What brought a deleted cookie back, in one sentence. The cookie's value is not in it.
[[nodiscard]] std::string sentenceOf(const analysis::Respawn &respawn);
/// The counts with what follows from them: "30 visitors, 30 different values ...".
[[nodiscard]] std::string sentenceOf(const analysis::Diversity &diversity);

} // namespace etagere::explain
