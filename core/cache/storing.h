// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/decision.h"
#include "core/cache/facts.h"

namespace etagere::cache {

/// Whether a private cache stores the response (RFC 9111 §3); adds the rules weighed.
[[nodiscard]] bool decideStoring(const RequestFacts &request, const ResponseFacts &response,
                                 Reasons &reasons) noexcept;

/// Statuses that may be given a heuristic lifetime (RFC 9110 §15.1).
[[nodiscard]] bool isHeuristicallyCacheable(std::uint16_t status) noexcept;

} // namespace etagere::cache
