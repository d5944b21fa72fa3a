// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/concurrency.h"

#include <cstddef>
#include <vector>

namespace etagere::analysis {

/// The strong tags that several content codings of a URL bear, at most `most`; see findConcurrency.
/// At least one of the responses is among the first `audited`.
[[nodiscard]] std::vector<ConcurrencyNote> findCodedTags(const traffic::Traffic &traffic,
                                                         std::size_t audited, std::size_t most);

} // namespace etagere::analysis
