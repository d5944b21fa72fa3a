// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/lab/run.h"

#include <string>
#include <vector>

namespace etagere::tests {

/// The whole matrix as a page of Markdown: grades by generator and topology, trackers, and how the
/// published rules fare on the same exchanges.
[[nodiscard]] std::string matrixPage(const std::vector<RowResult> &results);

} // namespace etagere::tests
