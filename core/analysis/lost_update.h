// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/concurrency.h"

#include <cstddef>
#include <vector>

namespace etagere::analysis {

/// The lost updates, and those that happened although the writer asked for protection; at most
/// `most`. See findConcurrency.
[[nodiscard]] std::vector<ConcurrencyNote> findLostUpdates(const traffic::Traffic &traffic,
                                                           std::size_t audited, std::size_t most);

} // namespace etagere::analysis
